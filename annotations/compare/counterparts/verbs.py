"""The irregular English verbs that are common in news. A list, no logic."""

IRREGULAR = """\
become became
begin began begun
bite bit bitten
blow blew blown
break broke broken
bring brought
buy bought
catch caught
choose chose chosen
deal dealt
draw drew drawn
drive drove driven
eat ate eaten
fall fell fallen
fight fought
find found
flee fled
fly flew flown
forbid forbade forbidden
freeze froze frozen
give gave given
grow grew grown
hang hung
hide hid hidden
hold held
keep kept
know knew known
lay laid
lead led
lose lost
meet met
pay paid
rebuild rebuilt
ride rode ridden
rise rose risen
run ran
seek sought
sell sold
send sent
shake shook shaken
shoot shot
shrink shrank shrunk
sink sank sunk
speak spoke spoken
spend spent
steal stole stolen
stick stuck
strike struck stricken
swear swore sworn
take took taken
teach taught
tear tore torn
throw threw thrown
undergo underwent
understand understood
uphold upheld
win won
withdraw withdrew withdrawn
write wrote written
build built
"""
"""Irregular verbs, one per line, each with its base form first."""

BASES = {form: line.split()[0] for line in IRREGULAR.splitlines() for form in line.split()[1:]}
"""The base form of each irregular form."""
