"""Detecting a text's language; if it is uncertain, none is reported."""

from collections.abc import Callable

import pytest

from annotations.language import are_apart, language_of

WRITTEN = {
    "English": "The boat that was to leave at noon is still in the harbour, and nobody said why.",
    "German": (
        "Das Schiff, das am Mittag fahren sollte, ist noch im Hafen, und niemand sagt der Stadt."
    ),
    "French": (
        "Le bateau qui devait partir pour la ville est dans le port, et les gens ne savent pas."
    ),
    "Spanish": (
        "El barco que salía de la ciudad está en el "
        "puerto con los pasajeros y se queda por una hora."
    ),
    "Italian": (
        "Il traghetto che partiva con gli uomini della città "
        "non è nel porto, e per una volta si aspetta."
    ),
    "Dutch": (
        "Het schip dat van de haven naar het eiland ging is niet op tijd, en dat is voor een keer."
    ),
    "Polish": (
        "Statek nie jest w porcie i to się nie zmieni do wieczora, że jak mówią, na to czeka się."
    ),
    "Turkish": (
        "Gemi limanda ve bu sabah için bir haber daha yok, ile kadar gibi olarak bekleniyor ki."
    ),
    "Portuguese": (
        "O barco que devia partir está no porto, e ninguém disse aos passageiros por que motivo a "
        "viagem foi adiada; não foram os motores, mas uma falha do radar."
    ),
    "Czech": (
        "Loď, která měla v poledne vyplout, je stále v přístavu a nikdo neřekl, proč se plavba "
        "odkládá; nebyly to motory, ale porucha radaru, a na díly se čeká už od pondělí."
    ),
    "Finnish": (
        "Laiva oli viime vuonna poissa liikenteestä kun satama jäätyi, mutta nyt sen on kerrottu "
        "lähtevän myös illalla, ja se voidaan korjata vain pääkaupungissa."
    ),
    "Hungarian": (
        "A hajó még mindig a kikötőben van, és senki sem mondta meg az utasoknak, hogy miért "
        "maradt el az út; nem a motorok romlottak el, hanem a radar."
    ),
    "Romanian": (
        "Vaporul care trebuia să plece este încă în port și nimeni nu le-a spus pasagerilor de ce "
        "a fost amânată călătoria; nu motoarele au fost problema, ci o defecțiune a radarului."
    ),
    "Indonesian or Malay": (
        "Kapal itu masih berada di pelabuhan, dan tidak ada yang memberi tahu mengapa perjalanan "
        "ditunda; radar hanya dapat diperbaiki di ibu kota dengan suku cadang dari luar negeri."
    ),
}

NEIGHBOURS = [
    (
        "Båden, der skulle forlade havnen, ligger ved kajen, og ingen har forklaret, hvorfor "
        "rejsen er aflyst; det var ikke motorerne, men en fejl på radaren, som kan repareres.",
        "Danish or Norwegian",
    ),
    (
        "Båten som skulle forlate havnen ligger fortsatt ved kaien, og ingen har forklart hvorfor "
        "turen er avlyst; det var ikke motorene, men en feil på radaren som kan repareres.",
        "Danish or Norwegian",
    ),
    (
        "Båten som skulle lämna hamnen ligger kvar vid kajen, och ingen har förklarat varför resan "
        "är inställd; det var inte motorerna, men ett fel på radarn som kan lagas.",
        "Swedish",
    ),
    (
        "Podľa spoločnosti sú motory v poriadku, ale radar, ktorý sa pokazil, nie je, a ako "
        "hovoria aj cestujúci, vedia len, že sa plavba odkladá.",
        "Slovak",
    ),
    (
        "Ladja je še v pristanišču in nihče potnikom ni povedal, zakaj je bilo potovanje "
        "preloženo; niso bili krivi motorji, ampak okvara radarja, ki jo lahko popravijo tudi tu.",
        "Slovene",
    ),
    (
        "Brod je još u luci, a nitko putnicima nije rekao zašto je putovanje odgođeno; motori nisu "
        "bili problem, nego kvar na radaru koji se može popraviti samo u glavnom gradu.",
        "Bosnian, Croatian or Serbian",
    ),
    (
        "El vaixell encara és al port, i ningú no ha explicat als passatgers per què s'ha ajornat "
        "el viatge; els motors no eren el problema, sinó una avaria del radar.",
        "Catalan",
    ),
    (
        "O barco segue no porto, e ninguén lles dixo aos pasaxeiros por que se aprazou a viaxe; os "
        "motores non eran o problema, senón unha avaría do radar, para a que non hai pezas.",
        "Galician",
    ),
    (
        "Die boot lê nog in die hawe, en niemand het vir die passasiers gesê waarom die reis "
        "uitgestel is nie; dit was nie die enjins nie, maar 'n fout in die radar.",
        "Afrikaans",
    ),
]
"""Sentences in languages that share many of their commonest words with another language."""


@pytest.mark.parametrize(("language", "sentence"), WRITTEN.items(), ids=WRITTEN)
def test_a_language_is_known_by_its_commonest_words(language: str, sentence: str) -> None:
    assert language_of(f"{sentence} " * 4) == language


@pytest.mark.parametrize(("sentence", "language"), NEIGHBOURS)
def test_neighbours_are_known_by_the_words_that_they_do_not_share(
    sentence: str, language: str
) -> None:
    assert language_of(f"{sentence} " * 4) == language


@pytest.mark.parametrize(
    "put",
    [str.upper, lambda text: text.replace(" ", "_” 12,345 6 78 “_")],
    ids=["capitals", "marks"],
)
def test_words_are_known_in_capitals_and_between_marks_and_figures(
    put: Callable[[str], str],
) -> None:
    assert language_of(put(f"{WRITTEN['English']} " * 4)) == "English"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the " * 6 + "ship " * 44, "English"),
        ("the " * 5 + "ship " * 45, ""),
        ("the " * 15 + "und " * 10 + "ship " * 15, "English"),
        ("the " * 14 + "und " * 10 + "ship " * 16, ""),
        ("the " * 6 + "ship " * 34, "English"),
        ("the " * 6 + "ship " * 33, ""),
    ],
    ids=["a share", "a smaller one", "a lead", "a smaller lead", "enough words", "fewer"],
)
def test_its_commonest_words_must_be_enough_for_a_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_only_the_beginning_of_a_text_is_looked_at() -> None:
    text = f"{WRITTEN['English']} " * 4
    assert language_of("-" * (20_000 - len(text)) + text) == "English"
    assert language_of("-" * 20_000 + text) == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("船はまだ港にあり、理由は誰も知らない。", "Japanese"),
        ("船还在港口，没有人知道原因。", "Chinese"),
        ("배는 아직 항구에 있다.", "Korean"),
        ("Корабль всё ещё стоит в порту.", "Cyrillic script"),
        ("السفينة ما زالت في الميناء.", "Arabic script"),
        ("The boat is late. " * 10 + "Корабль всё ещё стоит в порту. " * 30, "Cyrillic script"),
        ("政府は経済対策を発表した", "Japanese"),
        ("コンピューター", "Japanese"),
        ("船还在港口，没有人知道原因。" * 4 + "の", "Chinese"),
        ("2021 10 18 21:30 +86 10 6512 3456 船还在港口", "Chinese"),
        ("Το πλοίο", "Greek"),
        ("הספינה", "Hebrew"),
        ("เรือยังอยู่", "Thai"),
        ("გემი", "Georgian"),
        ("Նավը", "Armenian"),
        ("መርከቡ", "an Ethiopic script"),
        ("जहाज़", "Devanagari script"),
        ("জাহাজ", "Bengali script"),
        ("கப்பல்", "Tamil"),
        ("ᏥᏳ", ""),
    ],
)
def test_other_scripts_are_told_by_their_letters(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 34 !",
        "The boat is late.",
        "Lorem ipsum dolor sit amet consectetur. " * 20,
        "det som på av en med den har de om i " * 20,
    ],
    ids=["empty", "figures", "too short", "none that is known", "two have these words"],
)
def test_where_it_is_not_certain_none_is_told(text: str) -> None:
    assert language_of(text) == ""


def test_only_texts_of_two_known_languages_are_apart() -> None:
    english, german = (f"{WRITTEN[name]} " * 4 for name in ("English", "German"))
    assert are_apart(english, german)
    assert not are_apart(english, english + "And so it goes.")
    assert not are_apart(english, "Das Schiff.")
    assert not are_apart("Das Schiff.", english)
