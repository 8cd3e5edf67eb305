"""Which commands there are. They are implemented in `subcommands` and parsed in `parser`."""

import msgspec


class Subcommand(msgspec.Struct, frozen=True):
    """A command's module in `subcommands`, its name there, and its line on the help page."""

    where: str
    does: str


COMMANDS = {
    "add": Subcommand("articles:add", "Put articles into the study."),
    "list": Subcommand("listing:list_records", "List what the study holds."),
    "highlight": Subcommand("highlighting:highlight", "Highlight passages."),
    "remove": Subcommand("articles:remove", "Take an article out of the study."),
    "codebook": Subcommand("codebook:codebook", "Tags in from a CSV table, or out."),
    "compare": Subcommand("compare:compare", "Lay the tags of articles side by side."),
    "counterparts": Subcommand("counterparts:counterparts", "Pair what two articles both tell."),
    "stats": Subcommand("stats:stats", "Count highlights and links."),
    "export": Subcommand("exchange:export", "Take the study out as JSON or CSV."),
    "import": Subcommand("exchange:import_export", "Bring an export of a study in."),
    "check": Subcommand("upkeep:check", "Verify the study's files."),
    "settings": Subcommand("settings:settings", "Print the settings, every key included."),
    "paths": Subcommand("upkeep:paths", "Say where study, settings and logs are."),
}
"""The subcommands, in the order of the help page."""
