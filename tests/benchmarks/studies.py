"""Texts and studies of any size, identical in every run."""

from pathlib import Path
from random import Random

from annotations.article import Article, digest
from annotations.highlight import Highlight, anchoring
from annotations.span import Span
from annotations.store import Store
from annotations.study.adoption import Offer, compared
from annotations.study.study import Study

VOCABULARY = """
the a of to in on for with that from by at as it was said will have been not after over more
minister embassy mission alliance office capital month liaison envoy statement decision move
close open leave return answer expected announced relations tension thirty years partners
Tuesday continent journalists analyst spokesman accreditation
"""

MANY = 100_000
"""Highlights of a large study."""

TAGS = ("frame/conflict", "frame/economy", "actor/ministry", "actor/alliance", "tone", "source")


def prose(length: int, seed: int = 1) -> str:
    """News-like paragraphs of about 400 code points, `length` code points in total."""
    chance = Random(seed)
    vocabulary = VOCABULARY.split()
    some: list[str] = []
    size = 0
    while size < min(length, 1 << 20):
        sentences = []
        for _ in range(chance.randrange(2, 6)):
            words = chance.choices(vocabulary, k=chance.randrange(8, 24))
            sentences.append(" ".join(words).capitalize() + ".")
        some.append(" ".join(sentences))
        size += len(some[-1]) + 2
    text = "\n\n".join(some) + "\n"
    return (text * (length // len(text) + 1))[: length - 1] + "\n"


def spans(text: str, count: int, seed: int = 2) -> list[Span]:
    """Passages of 10 to 120 code points, spread over a text."""
    chance = Random(seed)
    last = max(len(text) - 121, 1)
    return [
        Span(start, min(start + chance.randrange(10, 120), len(text)))
        for start in (chance.randrange(last) for _ in range(count))
    ]


def put_highlights(study: Study, article: str, wanted: list[Span]) -> None:
    """Highlight passages of an article, each with one of six tags."""
    if not wanted:
        return
    study.codebook.commit("tags", study.codebook.ensure(TAGS)[1])
    ids = [tag.id for tag in study.state.tags.values()]
    text = study.articles.get(article).text
    now = study.clock()
    made = tuple(
        Highlight(
            id=study.make_id(), article=article, tags=(ids[n % len(ids)],), note="",
            coder=study.coder, created=now, modified=now, **anchoring(text, span),
        )
        for n, span in enumerate(wanted)
    )  # fmt: skip
    compared(study, Offer(tags=tuple(study.state.tags.values()), highlights=made)).take_in()


def make_study(file: Path, home: Path, texts: list[str], highlights: int) -> Path:
    """Make a study of these texts in `file`, with the highlights divided evenly among them."""
    state = home / "state" / "diptych"
    with Store.open(file, coder="ana", state_folder=state) as store:
        for number, text in enumerate(texts):
            added = store.study.articles.add(
                text, title=f"Article {number}", source=f"article-{number}.txt",
                media_type="text/plain", event="benchmark",
            )  # fmt: skip
            share = highlights // len(texts)
            put_highlights(store.study, added.article.id, spans(text, share, number))
    return file


def make_corpus(file: Path, home: Path, count: int, size: int, highlights: int = 0) -> Path:
    """Make a study of `count` articles of one size, each with its share of the highlights."""
    with Store.open(file, coder="ana", state_folder=home / "state" / "diptych") as store:
        study = store.study
        now = study.clock()
        articles = tuple(
            Article(
                id=study.make_id(), title=f"Article {number}", source=f"article-{number}.txt",
                media_type="text/plain", sha256=digest(text), text=text, added=now,
            )
            for number, text in enumerate(prose(size, seed) for seed in range(count))
        )  # fmt: skip
        compared(study, Offer(articles=articles)).take_in()
        for number, article in enumerate(articles if highlights else ()):
            put_highlights(study, article.id, spans(article.text, highlights // count, number))
    return file


def large_studies(folder: Path) -> dict[str, Path]:
    """Two studies of 100,000 highlights: in two long articles, and in a thousand short ones."""
    texts = [prose(10_000_000, 1), prose(10_000_000, 2)]
    return {
        "20 MB": make_study(folder / "long.json", folder, texts, MANY),
        "1,000 articles": make_corpus(folder / "corpus.json", folder, 1_000, 6_000, MANY),
    }
