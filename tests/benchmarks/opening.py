"""Opening large inputs: long articles on a terminal, and studies of many records."""

from pathlib import Path
from time import perf_counter

import msgspec
from figures import Row, note_row, ratio_row, take_turns
from programs import DIPTYCH, environment, vim
from studies import make_corpus, make_study, prose
from terminal import Terminal

from annotations.article import Article
from annotations.highlight import Highlight
from annotations.link import Link
from annotations.store import Store
from annotations.study.records import StudyInfo
from annotations.tag import Tag

ROUNDS = 7
SIZES = {"10 kB": 10_000, "10 MB": 10_000_000, "100 MB": 100_000_000}


def rows(folder: Path) -> list[Row]:
    """Long articles compared with a short one, a large study with merely decoding it."""
    return [*_articles(folder), *_study(folder)]


def _articles(folder: Path) -> list[Row]:
    env = environment(folder)

    def opening(argv: list[str]) -> float:
        with Terminal(argv, env) as terminal:
            return terminal.wait_for(b"opened-text")

    commands = {}
    for name, size in SIZES.items():
        texts = [f"The opened-text {prose(size)}", prose(10_000, 2)]
        study = make_study(folder / f"{size}.json", folder, texts, 40)
        commands[name] = [*DIPTYCH, str(study)]
    longest = folder / "text.txt"
    longest.write_text(f"The opened-text {prose(SIZES['100 MB'])}", encoding="utf-8")
    beside = vim(longest)
    if beside:
        commands["vim, 100 MB"] = beside
    for argv in commands.values():
        opening(argv)
    taken = take_turns(
        {name: lambda argv=argv: opening(argv) for name, argv in commands.items()}, ROUNDS
    )
    return [
        note_row("open 10 kB", taken["10 kB"]),
        ratio_row("open 10 MB", taken, "10 MB", "10 kB", 1.3),
        ratio_row("open 100 MB", taken, "100 MB", "10 kB", 2.0),
        *([note_row("open 100 MB in vim", taken["vim, 100 MB"])] if beside else []),
    ]


class _File(msgspec.Struct):
    """A study file decoded into records, as any program would use them."""

    study: dict[str, StudyInfo]
    articles: dict[str, Article]
    tags: dict[str, Tag]
    highlights: dict[str, Highlight]
    links: dict[str, Link]


def _study(folder: Path) -> list[Row]:
    file = make_corpus(folder / "corpus.json", folder, 1_000, 6_000, 100_000)

    def ours() -> float:
        began = perf_counter()
        store = Store.open(
            file, coder="ana", access="read", state_folder=folder / "state" / "diptych"
        )
        seconds = perf_counter() - began
        store.close()
        return seconds

    def decoding(decoder: msgspec.json.Decoder) -> float:
        began = perf_counter()
        decoder.decode(file.read_bytes())
        return perf_counter() - began

    records, bare = msgspec.json.Decoder(_File), msgspec.json.Decoder()
    sides = {
        "diptych": ours,
        "msgspec": lambda: decoding(records),
        "msgspec to dicts": lambda: decoding(bare),
    }
    taken = take_turns(sides, ROUNDS)
    return [
        ratio_row("1,000 articles, 100,000 highlights", taken, "diptych", "msgspec", 1.5),
        note_row("decoding them to dicts", taken["msgspec to dicts"]),
    ]
