"""Countries, their inhabitants and seats of government, which news uses for one another.

The list is of names that differ (Poland, Polish, Warsaw); similar forms (Russia, Russian) have the
same stem anyway.
"""

PLACES = """\
america american us usa washington united
britain british uk london england english
russia russian moscow kremlin
ukraine ukrainian kyiv kiev
china chinese beijing
france french paris
germany german berlin
spain spanish madrid
italy italian rome
poland polish warsaw
netherlands dutch hague amsterdam
belgium belgian brussels
denmark danish copenhagen
sweden swedish stockholm
norway norwegian oslo
finland finnish helsinki
ireland irish dublin
scotland scottish edinburgh
wales welsh cardiff
switzerland swiss bern
austria austrian vienna
greece greek athens
turkey turkish ankara turkiye
hungary hungarian budapest
czech prague czechia
portugal portuguese lisbon
romania romanian bucharest
bulgaria bulgarian sofia
serbia serbian belgrade
croatia croatian zagreb
lithuania lithuanian vilnius
latvia latvian riga
estonia estonian tallinn
belarus belarusian minsk
georgia georgian tbilisi
armenia armenian yerevan
azerbaijan azerbaijani baku
kazakhstan kazakh astana
israel israeli jerusalem
palestine palestinian ramallah
lebanon lebanese beirut
syria syrian damascus
iraq iraqi baghdad
iran iranian tehran
saudi riyadh
yemen yemeni sanaa
egypt egyptian cairo
libya libyan tripoli
morocco moroccan rabat
algeria algerian algiers
tunisia tunisian tunis
sudan sudanese khartoum
ethiopia ethiopian addis
kenya kenyan nairobi
nigeria nigerian abuja
ghana ghanaian accra
congo congolese kinshasa
rwanda rwandan kigali
africa african
afghanistan afghan kabul taliban
pakistan pakistani islamabad
india indian delhi
bangladesh bangladeshi dhaka
myanmar burma burmese
thailand thai bangkok
vietnam vietnamese hanoi
philippines philippine filipino manila
indonesia indonesian jakarta
malaysia malaysian
japan japanese tokyo
korea korean seoul pyongyang
taiwan taiwanese taipei
australia australian canberra
canada canadian ottawa
mexico mexican
cuba cuban havana
venezuela venezuelan caracas
colombia colombian bogota
brazil brazilian brasilia
argentina argentine argentinian
chile chilean santiago
peru peruvian lima
europe european eu
nato alliance atlantic
un united nations
"""
"""One place per line; a word may be in several."""
