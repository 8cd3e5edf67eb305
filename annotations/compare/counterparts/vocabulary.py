"""Lists of English words that say little, and of words that say nearly the same.

Lists only, no logic. They hold the common words of news, none specific to an event.
"""

_FUNCTION_WORDS = """
a about above across after again against all almost along already also although always am among an
and another any anybody anyone anything are around as at away back be became because become been
before behind being below beside besides between beyond both but by can cannot could did do does
doing done down during each either else even ever every everybody everyone everything except few
for from further get gets getting got had has have having he her here hers herself him himself his
how however i if in indeed instead into is it its itself just least less let like many may me
might mine more moreover most much must my myself neither never no nobody nor not nothing now of
off often on once only onto or other others otherwise our ours out over own per perhaps quite
rather really s same shall she should since so some somebody someone something sometimes soon
still such t than that the their them themselves then there therefore these they thing things this
those though through throughout thus till to too toward towards under unless until up upon us very
via was way we well were what whatever when where whereas whether which while who whom whose why
will with within without would yet you your yours yourself re ve ll d m don didn doesn isn wasn
weren won wouldn couldn hadn haven hasn mr mrs ms dr sir said say says saying told tell tells
added adding according asked
"""

_COMMON_WORDS = """
able account act action actually affair ago agree aim allow almost amount announce announcement
appear area argue ask available bad bank base become begin believe best better big body book break
bring build business call came capital car case cause center centre century certain change child
children choice citizen city claim clear close come comment common community company concern
condition consider continue control cost council country course court create critic current cut
daily date day days deal decade decide decision demand department despite detail develop
development difference different difficult director doubt drive drop earlier early easy economic
effect effort election end enough entire especially evening event evidence example expect expert
explain face fact fail fall family far fear feel figure final finally find fire first follow
following force foreign form former forward found free friday friend full future game general give
given go going good government great ground group grow growing half hand happen hard head hear
heavy held help high hold home hope hour house however human hundred idea important include
including increase indicate industry inside interest interview issue job join keep key kind know
known lack land large last late later latest law lead leader leading leave led left letter level
life light limit line list little live local long longer look lose loss lost lot low made main
major make making man manage market matter mean measure meet meeting member men mention middle
mind minister minute miss moment monday money month months morning move movement name nation
national near nearly necessary need network new news next night normal note number offer office
officer official officials old open operation opposition order organisation organization part
particular party pass past pay people percent period person place plan play point police policy
political politician position possible power prepare present president press pressure previous
problem process produce programme project prove provide public put question quick raise range rate
reach read ready real reason receive recent recently record reduce region relation relations
remain report reporter reporters represent response responsible rest result return right rights
rise road role room rule run safe saturday saw scene school season second secretary secure
security see seek seem seen sell send senior sense serious serve service set several share short
show side sign significant similar simple single sit site situation small social society soldier
source speak special spokesman spokesperson spokeswoman staff stand standing start state statement
states stay step stop story street strong study subject suggest summer sunday support sure system
take taken talk task team term test think thought thousand thursday time times today together
tomorrow took top total town track trade troop troops try tuesday turn two type understand union
unit use used using usual value version view visit voice vote wait walk want war warn warned watch
water wednesday week weeks west western white whole win winter wish woman women wonder word words
work worker world worse worst write wrong year years yesterday young
"""

_TITLES = """
admiral adviser aide ambassador analyst archbishop bishop boss captain chair chairman chairwoman
chancellor chief colonel commander commissioner congressman congresswoman consul correspondent
coach delegate deputy diplomat director editor envoy executive expert foreign founder general
governor head inspector judge justice king lawyer leader lieutenant lord major manager mayor
minister monarch officer official pope premier president prince princess prime professor prosecutor
queen representative researcher scientist secretary senator sergeant sheikh speaker spokesman
spokesperson spokeswoman sultan vice
"""

FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that are never compared."""

COMMON_WORDS = frozenset(_COMMON_WORDS.split())
"""Words that any two articles share by chance; they count, but little."""

TITLES = frozenset(_TITLES.split())
"""Titles and roles of people: beside a name they say no more than the name."""

KIN = """\
january jan
february feb
march mar
april apr
august aug
september sept sep
october oct
november nov
december dec
close shut shutter closure dismantle suspend halt cease
begin start launch open commence
end finish conclude conclusion expire
leave quit depart exit withdraw pull
expel oust remove evict banish
kill die dead death slay murder casualty fatality victim perish deadly lethal fatal
wound injure hurt
shoot gun fire gunman
attack strike assault raid offensive
explode blast explosion bomb detonate
soldier troop army force military battalion
police officer constable
arrest detain jail imprison prison custody
accuse blame charge allege indict
deny reject dismiss refuse rebuff veto
spy espionage intelligence agent
diplomat envoy delegate ambassador delegation
embassy mission representation
minister secretary
chief head leader boss
spokeswoman spokesman spokesperson
seize annex occupy capture annexation took
border frontier boundary
warn caution threaten threat menace
peace truce ceasefire armistice
talk negotiate discuss dialogue conversation
meet summit gather
agree deal accord agreement treaty pact memorandum
refugee migrant asylum
rise increase grow climb soar surge jump
fall drop decline decrease sink plunge slump
cut reduce slash lower trim
buy acquire purchase
sell sale
price cost inflation
percent cent
pay fund finance money
job employ worker staff labour
strike walkout stoppage
storm hurricane cyclone typhoon
flood deluge inundate
fire blaze wildfire flame
rain downpour
quake earthquake tremor
rescue save evacuate
missing lost disappear
crash collide collision
ship vessel boat ferry
plane aircraft jet airliner flight
car vehicle
hospital clinic
doctor medic physician
ill sick disease illness
vaccine jab shot inoculate
child kid
school pupil student
vote ballot election poll
win victory won
lose defeat lost
ruling verdict judgment
court judge tribunal
law bill legislation act statute
ban forbid prohibit outlaw bar
approve endorse back pass adopt
resign quit step
protest demonstrate rally march
crowd thousand
big large huge massive
hostile aggressive belligerent
near close
secret confidential
help aid assist support assistance
home house
town city village
weapon arm arms missile
nuclear atomic
computer cyber hack
oil crude petroleum
gas fuel petrol gasoline
power electricity energy
restore regain
stay remain
believe think
show reveal
want seek wish
need require
plan intend scheme strategy
worst lowest
exaggerate inflate overstate
equal footing
poison toxic
jail imprison arrest
rebel insurgent separatist
build construct erect
destroy demolish ruin wreck gut raze
collapse fall
repeat restate reiterate
deploy station
promise pledge vow
hide conceal
company firm corporation business enterprise
shell rocket missile mortar artillery bombard
warehouse depot storehouse
lawmaker legislator parliamentarian deputy senator
parliament assembly legislature congress
lawyer attorney counsel barrister
sanction embargo penalty
flee escape evacuate displace
investigate probe inquiry
row dispute quarrel
study report survey
spend expenditure outlay
tax levy duty
loan lend borrow credit debt
abduct kidnap hostage captive
oppose object resist
delay postpone defer
cancel scrap abandon
relative family
resident inhabitant dweller
wage salary pay earnings
clash fight battle combat skirmish
landslide mudslide
outbreak epidemic pandemic
train rail railway
road highway motorway
truck lorry
flat apartment
football soccer
film movie
shop store retail
farmer grower agriculture
customer consumer client
stab knife
mourn grieve
praise hail laud
criticise condemn denounce slam decry
urge appeal plead implore
insist stress emphasise
admit concede acknowledge confess
suggest propose recommend
allow permit authorise
prevent block thwart
predict forecast
replace succeed
former ex
quick rapid swift fast
danger risk hazard peril
emergency crisis
rich wealthy
teenager youth adolescent
pension retire elderly
baby infant newborn
"""
"""Groups of words, one per line, that outlets use for one another; a word may be in several."""
