"""From articles to a DataFrame: the stages, one after the other."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from attribution.attributions import find_attributions
from attribution.defaults import RULES
from attribution.document import (
    DEFAULT_PIPELINE,
    check_doc,
    check_pipeline,
    load_pipeline,
    make_docs,
    read_by,
    text_given,
)
from attribution.errors import AttributionError, InputError, ModelError, first_of
from attribution.extraction import DEFAULT_MODEL, Extractor, load_extractor
from attribution.frame import to_frame
from attribution.language import check_english
from attribution.model import Article, Statement
from attribution.outlets import Outlets, load_outlets
from attribution.posts import find_posts
from attribution.resolution import resolve_sources
from attribution.rubric import Rubric, load_rubric
from attribution.scores import score_statements
from attribution.text import as_article, as_articles

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH_SIZE = 16


def load(
    name: str = DEFAULT_PIPELINE,
    *,
    model: str | Path | None = None,
    rubric: str | Path | None = None,
    outlets: str | Path | None = None,
    outlet: str | None = None,
) -> Language:
    """Load a spaCy pipeline that ends in the ``attribution`` component.

    Args:
        name: any installed English pipeline with tagger, parser, lemmatizer and NER, by package name or path.
        model: a folder that ``attribution train`` wrote; by default the model that comes with the package. ``"rules"``
            does without one: faster, but it finds less.
        rubric: a newsroom's own, by its path; by default the package's.
        outlets: a table of further news outlets, by its path.
        outlet: who publishes the articles.

    Raises:
        PipelineError: it is not installed (the message says how to), not English, or lacks a part.
        DataFileError: the rubric or the outlets cannot be used.
        ModelError: the model cannot be loaded.

    >>> nlp = load()
    >>> [s.attribution.cue_lemma for s in nlp("The sun rose, she said.")._.attributions]
    ['say']
    """
    nlp = load_pipeline(name)
    nlp.add_pipe("attribution_paragraphs", first=True)
    paths = {"model": model, "rubric": rubric, "outlets": outlets}
    config = {name: None if path is None else str(path) for name, path in paths.items()}
    nlp.add_pipe("attribution", config={**config, "outlet": outlet})
    return nlp


def extractor_of(model: str | Path | None, *, threads: int | None = None) -> Extractor | None:
    """Load a model as :func:`load` takes it; None for the rules alone."""
    if model == RULES:
        return None
    if model is not None and not isinstance(model, str | PathLike):
        raise ModelError(f"a model should be a folder's path or {RULES!r}, not a value of type {type(model).__name__}")
    return load_extractor(DEFAULT_MODEL if model is None else Path(model), threads=threads)


def analyze(
    doc: Doc,
    article: Article | None = None,
    *,
    rubric: str | Path | Rubric | None = None,
    model: str | Path | None = None,
    outlets: str | Path | Outlets | None = None,
) -> tuple[Statement, ...]:
    """Find, resolve and score the statements of a parsed document, in reading order.

    Args:
        doc: parsed by an English pipeline.
        article: the text that the offsets are to fit, character for character as long as ``doc.text``, and what is known
            of it; by default the text that the document was made of.
        rubric, outlets: as for :func:`audit`.
        model: as for :func:`load`.

    Raises:
        PipelineError: the document is not in English, or lacks what tagger, parser, lemmatizer or NER set.
        DataFileError: the rubric or the outlets cannot be used.
        ModelError: the model cannot be.
    """
    weights, known = load_rubric(rubric), load_outlets(outlets)
    return find_statements(doc, article, rubric=weights, extractor=extractor_of(model), outlets=known)


def find_statements(
    doc: Doc, article: Article | None = None, *, rubric: Rubric, extractor: Extractor | None, outlets: Outlets
) -> tuple[Statement, ...]:
    """Do what :func:`analyze` does, by what is loaded already; without an extractor all is left to the rules."""
    check_doc(doc)
    article = article or Article(text_given(doc))
    extractions = extractor.extract(doc) if extractor is not None else None
    with read_by(outlets, doc):
        attributions = find_attributions(doc, find_posts(doc.text), text=article.text, extractions=extractions)
        sources = resolve_sources(doc, attributions, article)
    return score_statements(article.text, attributions, sources, rubric=rubric)


def audit(
    text: str | Article,
    *,
    nlp: Language | str | None = None,
    rubric: str | Path | Rubric | None = None,
    model: str | Path | None = None,
    outlets: str | Path | Outlets | None = None,
) -> pd.DataFrame:
    """Give one row for each statement of an article, with its source and how strongly it is sourced.

    Args:
        text: the article's text, or an :class:`Article` from :func:`read`.
        nlp: a spaCy pipeline or the name of an installed one; by default the one that comes with the package.
        rubric: a newsroom's own, by its path or as :func:`load_rubric` gives it; by default the package's.
        model: as for :func:`load`.
        outlets: a table of further news outlets, by its path or as :func:`load_outlets` gives it; by default the package's alone.

    Returns:
        a frame with the columns of ``docs/columns.md``; every offset is half-open, in characters, into the text as given. A
        text without a word gives an empty frame.

    Raises:
        InputError: the text is not a string, or not in English, or a page's markup or the name of a file, which :func:`read` reads.
        PipelineError: the pipeline cannot be used.
        DataFileError: the rubric or the outlets cannot be.
        ModelError: the model cannot be.

    >>> frame = audit("The minister resigned, two officials told Reuters.")
    >>> frame.loc[0, ["claim", "source_type", "relay"]].tolist()
    ['The minister resigned', 'anonymous', 'Reuters']
    """
    return audit_many([as_article(text)], nlp=nlp, rubric=rubric, model=model, outlets=outlets, on_error="raise")


def audit_many(
    articles: Iterable[str | tuple[str, str] | Article],
    *,
    nlp: Language | str | None = None,
    rubric: str | Path | Rubric | None = None,
    model: str | Path | None = None,
    outlets: str | Path | Outlets | None = None,
    on_error: Literal["warn", "raise"] | Callable[[str, Exception], object] = "warn",
) -> pd.DataFrame:
    """Audit many articles into one frame, in the order given.

    Args:
        articles: texts, ``(doc_id, text)`` pairs or :class:`Article` values; texts are numbered from 0 for their ``doc_id``. One
            whose ``doc_id`` was there before cannot be audited: two are never one.
        nlp, rubric, model, outlets: as for :func:`audit`.
        on_error: what to do with an article that cannot be audited; the others always go on. ``"warn"`` leaves it out and
            names it, or the first of many, in one warning at the end; ``"raise"`` stops; a function is called with its ``doc_id`` and the error.

    Raises:
        InputError: the articles are no iterable of these, such as a table, whose columns say ``zip(table["id"], table["text"])``.
        AttributionError: ``on_error`` is none of these.
        PipelineError, DataFileError, ModelError: the pipeline, the rubric, the outlets or the model cannot be used.

    >>> audit_many([("a", "It rained, he said."), ("b", "It rained.")])["doc_id"].tolist()
    ['a', 'b']
    """
    if on_error not in ("warn", "raise") and not callable(on_error):
        raise AttributionError(
            f"on_error cannot be {on_error!r}: give 'warn', 'raise', or a function of a doc_id and an error"
        )
    failures: list[tuple[str, Exception]] = []

    def failed(doc_id: str, error: Exception) -> None:
        if on_error == "raise":
            raise error
        if callable(on_error):
            on_error(doc_id, error)
        else:
            failures.append((doc_id, error))

    weights, known = load_rubric(rubric), load_outlets(outlets)
    given = _with_own_ids(as_articles(articles, on_error=failed), failed)
    extractor = extractor_of(model)
    frame = to_frame(audited(given, pipeline_of(nlp), failed, rubric=weights, extractor=extractor, outlets=known))
    if failures:
        listed = first_of([f"{doc_id}: {error}" for doc_id, error in failures], separator="; ")
        warnings.warn(
            f"{len(failures):,} of the articles could not be audited (a function as on_error hears of each): {listed}",
            stacklevel=2,
        )
    return frame


def _with_own_ids(articles: Iterable[Article], on_error: Callable[[str, Exception], object]) -> Iterator[Article]:
    """Leave out those whose id was there before; the ids are held, as all rows of the frame will be."""
    seen: set[str] = set()
    for article in articles:
        if article.doc_id in seen:
            on_error(
                article.doc_id, InputError(f"an article before it has the id {article.doc_id!r} too: make ids unique")
            )
        else:
            seen.add(article.doc_id)
            yield article


def statements_of(
    article: Article,
    *,
    nlp: Language | str | None = None,
    rubric: Rubric | None = None,
    model: str | Path | None = None,
    outlets: str | Path | Outlets | None = None,
) -> tuple[Statement, ...]:
    """Give the statements of one article as values, in the order of the frame that :func:`audit` gives.

    Raises:
        InputError, PipelineError, DataFileError, ModelError: as for :func:`audit`.
    """
    extractor, known = extractor_of(model), load_outlets(outlets)

    def failed(_: str, error: Exception) -> None:
        raise error

    results = audited([article], pipeline_of(nlp), failed, rubric=rubric, extractor=extractor, outlets=known)
    return next((found for _, found in results), ())


def audited(
    articles: Iterable[str | tuple[str, str] | Article],
    nlp: Language,
    on_error: Callable[[str, Exception], object],
    *,
    rubric: Rubric | None = None,
    extractor: Extractor | None = None,
    outlets: Outlets | None = None,
) -> Iterator[tuple[Article, tuple[Statement, ...]]]:
    """Analyze articles one after the other; ``on_error`` hears of those that cannot be, and the others go on.

    Without an extractor all is left to the rules.
    """
    weights, known = load_rubric(rubric), load_outlets(outlets)
    readable = (article for article in as_articles(articles, on_error=on_error) if _is_readable(article, on_error))
    while batch := list(islice(readable, BATCH_SIZE)):
        for article, doc in _parsed(batch, nlp, on_error):
            try:
                statements = find_statements(doc, article, rubric=weights, extractor=extractor, outlets=known)
            except Exception as error:  # whatever an article does, the others go on
                on_error(article.doc_id, error)
            else:
                yield article, statements


def _is_readable(article: Article, on_error: Callable[[str, Exception], object]) -> bool:
    try:
        check_english(article.text)
    except InputError as error:
        on_error(article.doc_id, error)
        return False
    return True


def _parsed(
    batch: Sequence[Article], nlp: Language, on_error: Callable[[str, Exception], object]
) -> Iterator[tuple[Article, Doc]]:
    try:
        yield from zip(batch, list(make_docs([article.text for article in batch], nlp)), strict=True)
    except Exception as error:
        if len(batch) == 1:
            on_error(batch[0].doc_id, error)
            return
        for article in batch:
            yield from _parsed([article], nlp, on_error)


def pipeline_of(nlp: Language | str | None) -> Language:
    """Load a pipeline as :func:`audit` takes it, each name once."""
    if nlp is None or isinstance(nlp, str):
        return _loaded(nlp or DEFAULT_PIPELINE)
    check_pipeline(nlp)
    return nlp


@cache
def _loaded(name: str) -> Language:
    return load_pipeline(name)
