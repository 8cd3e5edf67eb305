"""The repository of links: joining passages of articles by typed relations."""

from collections.abc import Iterable, Iterator

from annotations.change import Change
from annotations.errors import Refused
from annotations.highlight import Highlight
from annotations.link import ABSENT, RELATIONS, Link
from annotations.span import Span
from annotations.study.edits import death, revision
from annotations.study.repository import Repository


def relation_of(typed: str) -> str:
    """A relation as it is stored: on one line, with single spaces."""
    return " ".join(typed.split())


def check_relation(relation: str, *, home: str, article: str | None, loops: bool) -> None:
    """Raise `Refused` when a relation may not link a passage to this target.

    `home` is the id of the passage's article. `article` is the id of the target if that is a whole
    article, None for a passage; `loops` says whether the target is the passage itself.
    """
    if not relation:
        raise Refused("A link needs a relation.")
    if relation == ABSENT:
        if article is None:
            raise Refused(f"A passage is {ABSENT!r} a whole article; link it to one.")
        if article == home:
            raise Refused(f"A passage cannot be {ABSENT!r} its own article.")
    elif article is not None:
        raise Refused(f"Only {ABSENT!r} ends at a whole article; link to a passage of it.")
    elif loops:
        raise Refused("A passage cannot be linked to itself.")


class Links(Repository[Link]):
    """The links of a study."""

    table = "links"

    def of(self, end: str) -> list[Link]:
        """The links that begin or end at a highlight, or end at an article, by id."""
        return self.state.links_of(end)

    def between(self, one: str, other: str) -> Iterator[tuple[Span, Span, Link]]:
        """The links between passages of two articles, each with its span in `one` and in `other`.

        In the order of the highlights of `one`.
        """
        for highlight, link in self._from(one):
            end = self.state.highlights.get(link.other_end(highlight.id))
            if end is not None and end.article == other:
                yield highlight.span, end.span, link

    def _from(self, article: str) -> Iterable[tuple[Highlight, Link]]:
        """An article's highlights with each of their links, in the order of the highlights."""
        if self.state.count_of(article) < len(self):
            return ((h, link) for h in self.state.highlights_of(article) for link in self.of(h.id))
        # With more highlights than links, it is faster to go through the links.
        highlights = self.state.highlights
        ends = ((highlights.get(end), link) for link in self for end in {link.source, link.target})
        found = [(h, link) for h, link in ends if h is not None and h.article == article]
        return sorted(found, key=lambda one: (one[0].standing, one[1].id))

    def relations(self) -> list[str]:
        """The relations a reader may choose: the usual ones, then the study's own."""
        own = {link.relation for link in self} - set(RELATIONS)
        return [*RELATIONS, *sorted(own)]

    def set(self, id: str, *, relation: str | None = None, note: str | None = None) -> Change:
        """Change a link's relation or note."""
        link = self.get(id)
        relation = link.relation if relation is None else relation_of(relation)
        note = link.note if note is None else note
        check_relation(
            relation,
            home=self.study.highlights.get(link.source).article,
            article=link.target if link.target in self.state.articles else None,
            loops=link.source == link.target,
        )
        edit = revision("links", link, self.study.clock, relation=relation, note=note)
        return self.commit("edit a link", [edit])

    def remove(self, id: str) -> Change:
        """Delete a link; the highlights it joins stay."""
        return self.commit("delete a link", [death("links", self.get(id))])
