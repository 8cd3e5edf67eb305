"""A form for the fields of articles: all fields for one article, common ones for several."""

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.suggester import SuggestFromList
from textual.widgets import Label, Static

from annotations.article import STATUSES
from annotations.change import Change
from annotations.errors import DiptychError, WrongField
from annotations.study import Study
from tui.terminal.clean import clean_line
from tui.widgets.dialog import Dialog, TypedLine
from tui.widgets.plain import plain_line

OF_ONE = ("title", "outlet", "event", "byline", "published", "status")
OF_SEVERAL = ("outlet", "event", "status")
"""The fields that it makes sense to set for several articles at once."""

SEVERAL = "differs; leave empty to keep"

HINTS = (
    ("escape,enter", "save"), ("tab", "next field"), ("right", "suggested"),
    ("ctrl+g", "leave as it was"),
)  # fmt: skip


class ArticleForm(Dialog[Change | None]):
    """Returns the change that was made, or None if it was left or nothing was altered."""

    DEFAULT_CSS = """
    ArticleForm {
        Horizontal { height: 1; }
        Label { width: 11; text-style: dim; }
        TypedLine { width: 1fr; }
        #form-refusal { height: auto; display: none; }
        &.-refused #form-refusal { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "done", "Save and leave"),
        Binding("ctrl+s", "save", "Save and leave", priority=True),
        Binding("ctrl+g", "leave", "Leave everything as it was", priority=True),
        Binding("up,shift+tab", "app.focus_previous", "Previous field"),
        Binding("down,tab", "app.focus_next", "Next field"),
    ]

    def __init__(self, study: Study, article_ids: Sequence[str]) -> None:
        super().__init__()
        self._study = study
        self._ids = list(article_ids)
        self._articles = [study.articles.get(id) for id in self._ids]
        self._fields = OF_ONE if len(self._ids) == 1 else OF_SEVERAL
        self._lines: dict[str, TypedLine] = {}
        self._refused: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """One line per field, and room for the study's objection."""
        one = len(self._articles) == 1
        about = self._articles[0].title if one else f"{len(self._articles):,} articles"
        with self.frame(about, HINTS):
            for field in self._fields:
                with Horizontal():
                    yield Label(field, markup=False)
                    yield self._line(field)
            yield Static(id="form-refusal", markup=False)

    def _line(self, field: str) -> TypedLine:
        values = {getattr(article, field) or "" for article in self._articles}
        shared = len(values) == 1
        placeholder = {"published": "YYYY-MM-DD", "status": " ".join(STATUSES)}.get(field, "")
        line = TypedLine(
            values.pop() if shared else "",
            placeholder=placeholder if shared else SEVERAL,
            entered=self.action_save,
        )
        if field in {"outlet", "event", "status"}:
            known = {getattr(article, field) or "" for article in self._study.articles}
            offered = STATUSES if field == "status" else sorted(map(clean_line, known - {""}))
            line.suggester = SuggestFromList(offered, case_sensitive=False)
        self._lines[field] = line
        return line

    @property
    def _altered(self) -> dict[str, str]:
        """The fields whose text is not what it was at first, with that text."""
        typed = {field: line.text.strip() for field, line in self._lines.items()}
        return {field: text for field, text in typed.items() if text != self._before(field)}

    def action_save(self) -> None:
        """Save the altered fields as one change, or show below the form why they are refused."""
        altered = self._altered
        if not altered:
            self.leave(None)
            return
        try:
            self.leave(self._study.articles.set_all(self._ids, **altered))
        except DiptychError as error:
            if isinstance(error, WrongField):
                self._lines[error.field].focus()
            self._refused = altered
            self.add_class("-refused")
            says = f"{error} Esc leaves it as it was."
            self.query_one("#form-refusal", Static).update(plain_line(says))

    def action_done(self) -> None:
        """Save and leave; if a refusal was shown and nothing edited since, skip what is refused."""
        if self._refused and self._refused == self._altered:
            self.leave(self._set_what_may_be())
        else:
            self.action_save()

    def keep_written(self) -> None:
        """Save the altered fields, skipping what is refused, because nobody can be asked."""
        self._set_what_may_be()

    def _set_what_may_be(self) -> Change | None:
        """Save the altered fields as one change, skipping those that the study refuses."""
        altered = self._altered
        with suppress(DiptychError):
            while altered:
                try:
                    return self._study.articles.set_all(self._ids, **altered)
                except WrongField as error:
                    del altered[error.field]
        return None

    def _before(self, field: str) -> str:
        values = {getattr(article, field) or "" for article in self._articles}
        return str(values.pop()) if len(values) == 1 else ""

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.leave(None)
