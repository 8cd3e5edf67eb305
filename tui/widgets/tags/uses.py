"""Counts the uses of tags; slow counts are cached until the next edit."""

from collections import Counter
from itertools import chain

from annotations.study.study import Study


class Uses:
    """How many highlights and articles of a study currently carry its tags."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._counted_at = study.last
        self._under: dict[str, int] = {}
        self._articles: Counter[str] | None = None

    def of(self, tag: str) -> int:
        """How many highlights carry the tag of this id."""
        return self._study.state.count_uses(tag)

    def under(self, path: str) -> int:
        """How many highlights carry a tag of this name, or one below it."""
        self._keep_up()
        if path not in self._under:
            self._under[path] = self._study.codebook.branch(path).uses
        return self._under[path]

    def articles(self, tag: str) -> int:
        """How many articles themselves carry the tag of this id."""
        self._keep_up()
        if self._articles is None:
            self._articles = Counter(chain.from_iterable(a.tags for a in self._study.articles))
        return self._articles[tag]

    def _keep_up(self) -> None:
        """Drop the counts made before the last change."""
        if self._counted_at != self._study.last:
            self._counted_at = self._study.last
            self._under.clear()
            self._articles = None
