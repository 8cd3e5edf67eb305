"""Makes a consistent study of inconsistent records: keeps, mends or drops each of them.

Pure: callers decide where the records come from and where the study goes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import msgspec

from annotations.article import Article, digest
from annotations.change import Fields, Table
from annotations.errors import Refused
from annotations.highlight import Highlight, anchoring, context, excerpt
from annotations.link import Link
from annotations.record import Record
from annotations.search import occurrences
from annotations.span import Span
from annotations.study.integrity import link_problems
from annotations.study.records import RECORDS, VERSION, StudyInfo
from annotations.study.state import State
from annotations.tag import PALETTE, Tag, tag_name

SHOWN = 60
"""Code points of a lost passage that are quoted."""


class Mender:
    """Mends records, table by table; `told` has a sentence for each thing changed or dropped.

    `now` (UTC ISO-8601) replaces lost times, and `make_id` makes ids in place of lost ones.
    """

    def __init__(self, now: str, make_id: Callable[[], str]) -> None:
        self.told: list[str] = []
        self._now = now
        self._make_id = make_id
        self._merged: dict[str, str] = {}
        self._lost: Fields = {"created": now, "modified": now, "added": now}

    def mend(self, rows: Mapping[Table, Iterable[Fields]]) -> State:
        """The study mended from these records."""
        state = State(self._info(list(rows.get("study", ()))))
        state.load("tags", self._kept("tags", rows, self._tags()))
        state.load("articles", self._kept("articles", rows, self._article(state)))
        state.load("highlights", self._kept("highlights", rows, self._highlight(state)))
        state.load("links", self._kept("links", rows, self._link(state)))
        return state

    def _info(self, rows: list[Fields]) -> StudyInfo:
        lost = {"folded": 0, "created": self._now}
        always = {"format": "diptych", "version": VERSION}
        for fields in rows:
            return StudyInfo.from_fields(self._valid("study", {**fields, **always}, lost))
        self.told.append("study: its record was lost, and the study has a new id")
        return State.empty(id=self._make_id(), created=self._now).info

    def _kept(
        self, table: Table, rows: Mapping[Table, Iterable[Fields]],
        mended: Callable[[Fields], Record | None],
    ) -> Iterator[Record]:  # fmt: skip
        """The records of a table that can be kept, each id once."""
        seen: set[str] = set()
        for fields in rows.get(table, ()):
            record = mended(fields)
            if record is None:
                continue
            if record.id in seen:
                self._tell(table, record.id, "it was there twice; the first one is kept")
                continue
            seen.add(record.id)
            yield record

    def _valid(self, table: Table, fields: Fields, lost: Fields) -> Fields:
        """A record's valid fields; `lost` has defaults for those that are missing or invalid."""
        found = dict(fields)
        if not _fits(found.get("id"), _types(table)["id"]):
            found["id"] = self._make_id()
            self._tell(table, found["id"], "its id was lost, and it has a new one")
        for name, kind in _types(table).items():
            if name in found and not _fits(found[name], kind):
                del found[name]
                self._tell(table, found["id"], f"its {name} could not be read and is left out")
        return {**{name: value for name, value in lost.items() if name in _types(table)}, **found}

    def _tell(self, table: Table, id: str, what: str) -> None:
        self.told.append(f"{table} {id}: {what}")

    def _tags(self) -> Callable[[Fields], Tag | None]:
        names: dict[str, str] = {}
        keys: set[str] = set()

        def mended(fields: Fields) -> Tag | None:
            colour = PALETTE[len(names) % len(PALETTE)]
            found = self._valid("tags", fields, {"key": None, "color": colour, "description": ""})
            try:
                found["name"] = tag_name(found.get("name", ""))
            except Refused:
                self._tell("tags", found["id"], "it has no name and is dropped")
                return None
            if found["name"] in names:
                self._merged[found["id"]] = names[found["name"]]
                self._tell("tags", found["id"], f"{found['name']} was there twice; they are one")
                return None
            names[found["name"]] = found["id"]
            if found["key"] in keys:
                self._tell("tags", found["id"], f"its key {found['key']} is another tag's")
                found["key"] = None
            keys.update({found["key"]} - {None})
            return Tag.from_fields(found)

        return mended

    def _article(self, state: State) -> Callable[[Fields], Article | None]:
        def mended(fields: Fields) -> Article | None:
            lost = self._lost | {"title": "Untitled", "source": "", "media_type": "text/plain"}
            found = self._valid("articles", fields, lost)
            if "text" not in found:
                self._tell("articles", found["id"], "its text is lost, and it is dropped")
                return None
            text = found["text"].replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
            if text != found["text"]:
                self._tell("articles", found["id"], "its line ends were put right")
            if digest(text) != found.get("sha256"):
                self._tell("articles", found["id"], "its SHA-256 was reckoned anew")
            found |= {"text": text, "sha256": digest(text)}
            return Article.from_fields(self._with_known_tags("articles", found, state))

        return mended

    def _with_known_tags(self, table: Table, found: Fields, state: State) -> Fields:
        wanted = [self._merged.get(tag, tag) for tag in found.get("tags", ())]
        known = tuple(dict.fromkeys(tag for tag in wanted if tag in state.tags))
        if missing := [tag for tag in wanted if tag not in state.tags]:
            self._tell(table, found["id"], f"its tag {missing[0]} is not there and was taken off")
        if known or table == "highlights":
            return found | {"tags": known}
        return {name: value for name, value in found.items() if name != "tags"}

    def _highlight(self, state: State) -> Callable[[Fields], Highlight | None]:
        def mended(fields: Fields) -> Highlight | None:
            lost = self._lost | {"note": "", "coder": ""}
            found = self._valid("highlights", fields, lost)
            article = state.articles.get(found.get("article", ""))
            if article is None:
                self._drop_highlight(found, "its article is not there")
                return None
            span = _place(article.text, found)
            if span is None:
                self._drop_highlight(found, "its passage cannot be told from others, or is gone")
                return None
            anchored = anchoring(article.text, span)
            moved = [name for name, value in anchored.items() if found.get(name) != value]
            if moved:
                verb = "was" if len(moved) == 1 else "were"
                self._tell("highlights", found["id"], f"its {', '.join(moved)} {verb} put right")
            return Highlight.from_fields(
                self._with_known_tags("highlights", found | anchored, state)
            )

        return mended

    def _drop_highlight(self, found: Fields, why: str) -> None:
        quote, note = _shown(found.get("quote")), _shown(found.get("note"))
        noted = f", with the note “{note}”" if note else ""
        self._tell("highlights", found["id"], f"{why}; “{quote}”{noted} is dropped")

    def _link(self, state: State) -> Callable[[Fields], Link | None]:
        def mended(fields: Fields) -> Link | None:
            lost = self._lost | {"note": "", "coder": ""}
            found = self._valid("links", fields, lost)
            if not {"source", "target", "relation"} <= found.keys():
                self._tell("links", found["id"], "it joins nothing any more and is dropped")
                return None
            link = Link.from_fields(found)
            for problem in link_problems(link, state.highlights, state.articles):
                self._tell("links", link.id, f"{problem.sentence}; the link is dropped")
                return None
            return link

        return mended


@cache
def _types(table: Table) -> dict[str, Any]:
    """The types of the fields of a table's records, by name."""
    fields = msgspec.structs.fields(RECORDS[table])
    return {field.name: field.type for field in fields if field.name != "unknown"}


def _fits(value: Any, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def _place(text: str, found: Fields) -> Span | None:
    """Where a highlight's passage is: at its offsets, or else at the one occurrence of its quote.

    Of several occurrences, the one with the same context counts. Without a quote, the offsets
    decide. None if the passage is not found, or cannot be told from others.
    """
    start, end, quote = found.get("start", -1), found.get("end", -1), found.get("quote")
    said = Span(start, end) if 0 <= start < end <= len(text) else None
    if not quote:
        return said
    if said is not None and said.of(text) == quote:
        return said
    places = occurrences(text, quote)
    said_around = (found.get("prefix"), found.get("suffix"))
    around = [place for place in places if context(text, place) == said_around]
    best = around if len(places) > 1 else places
    return best[0] if len(best) == 1 else None


def _shown(text: Any) -> str:
    return excerpt(text, SHOWN) if isinstance(text, str) else ""
