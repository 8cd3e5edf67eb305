"""diptych in a terminal: its command line, its reader, and its reading engine.

Where to begin: `app` assembles the reader, and `actions` is the table of everything it can do. A
key arrives through `terminal.listening` and `terminal.driver` and goes through Textual to the view
of a pane (`text.view`), which hands it to `reader.input`. `keymap` maps it to an action, and a
function in `commands` carries that out, on the study or by opening one of the `screens`. Every
change of the study is reported to `Reader.edited`, which shows it.

The modules beside the packages:

- the user's files: `settings`, `session`, `folders`, `paths`, `files`;
- long work between keys: `slicing`, `time_limit`;
- what goes into studies, and messages about it: `intake`, `import_report`, `colors`, `counted`.
"""
