"""Which language a text is in; where that is not certain, none is told."""

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
}


@pytest.mark.parametrize(("language", "sentence"), WRITTEN.items(), ids=WRITTEN)
def test_a_language_is_known_by_its_commonest_words(language: str, sentence: str) -> None:
    assert language_of(f"{sentence} " * 4) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("船はまだ港にあり、理由は誰も知らない。", "Japanese"),
        ("船还在港口，没有人知道原因。", "Chinese"),
        ("배는 아직 항구에 있다.", "Korean"),
        ("Корабль всё ещё стоит в порту.", "Cyrillic script"),
        ("السفينة ما زالت في الميناء.", "Arabic script"),
        ("The boat. " + "Корабль всё ещё стоит в порту. " * 3, "Cyrillic script"),
    ],
)
def test_other_scripts_are_told_by_their_letters(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    ["", "12 34 !", "The boat is late.", "Lorem ipsum dolor sit amet consectetur. " * 20],
    ids=["empty", "figures", "too short", "none that is known"],
)
def test_where_it_is_not_certain_none_is_told(text: str) -> None:
    assert language_of(text) == ""


def test_only_texts_of_two_known_languages_are_apart() -> None:
    english, german = (f"{WRITTEN[name]} " * 4 for name in ("English", "German"))
    assert are_apart(english, german)
    assert not are_apart(english, english + "And so it goes.")
    assert not are_apart(english, "Das Schiff.")
