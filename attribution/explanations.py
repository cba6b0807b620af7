"""One statement of an article to a text that takes its score apart: factors, levels, reasons, and the words that speak for them."""

from __future__ import annotations

from collections.abc import Iterator
from numbers import Integral
from pathlib import Path
from typing import TYPE_CHECKING

from attribution.analysis import statements_of
from attribution.errors import InputError
from attribution.lines import counted
from attribution.model import Article, CharSpan, Finding, Statement, text_of
from attribution.outlets import Outlets
from attribution.rubric import FACTORS, Rubric, load_rubric
from attribution.text import as_article

if TYPE_CHECKING:
    from spacy.language import Language

_AXES = {
    "identity": "accountability: who answers for it",
    "proximity": "access: how near to what is stated",
    "commitment": "how firmly it is stated",
    "form": "accountability: whose words",
    "corroboration": "in whose company",
}
# How much of a claim or a finding is shown.
_MAX_WORDS = 160


def explain(
    text: str | Article,
    statement: int,
    *,
    nlp: Language | str | None = None,
    rubric: str | Path | Rubric | None = None,
    model: str | Path | None = None,
    outlets: str | Path | Outlets | None = None,
) -> str:
    """Take the score of one statement apart: factors, reasons, and the words in the article that speak for them.

    A frame does not hold what a score is made of, so the article is audited once more: give what :func:`audit` was given.

    Args:
        text: the article's text, or an :class:`Article` from :func:`read`.
        statement: its number in the article, from 1, as the column ``statement`` has it.
        nlp, rubric, model, outlets: as for :func:`audit`.

    Returns:
        lines of plain text, to be printed: the statement, its source and score; each factor with the levels that made it,
        the reason that the rubric gives, and the article's words, with half-open offsets in characters into the text as given.

    Raises:
        InputError: the article has no statement of that number, or cannot be audited.
        PipelineError, DataFileError, ModelError: as for :func:`audit`.

    >>> lines = explain("The mill will close, two aides said.", 1).splitlines()
    >>> print("\\n".join(lines[:3]))
    statement 1: The mill will close
    source: anonymous, aides
    score: 0.60, weak
    """
    article, weights = as_article(text), load_rubric(rubric)
    if not isinstance(statement, Integral):
        raise InputError(f"a statement goes by its number in the article, from 1, not by {statement!r}")
    found = statements_of(article, nlp=nlp, rubric=weights, model=model, outlets=outlets)
    if not 1 <= statement <= len(found):
        name = article.doc_id or "the article"
        raise InputError(f"{name} has {counted(len(found), 'statement')}: there is no number {statement}")
    return "\n".join(_lines(article.text, found[statement - 1], statement, weights))


def _lines(text: str, statement: Statement, number: int, rubric: Rubric) -> Iterator[str]:
    score, source = statement.score, statement.source
    yield f"statement {number}: {_short(text_of(statement.attribution.claim, text))}"
    yield f"source: {source.source_type}" + (f", {_short(source.entity)}" if source.entity else "")
    yield f"score: {score.score:.2f}, {score.strength}"
    yield f"because: {score.explanation}"
    for factor in FACTORS:
        weight = rubric["weights"][factor]
        yield ""
        yield f"{factor} {getattr(score, factor):.2f} (weight {weight:g}; {_AXES[factor]})"
        for finding in score.findings:
            if finding.factor == factor:
                yield from _of_finding(text, finding, rubric)


def _of_finding(text: str, finding: Finding, rubric: Rubric) -> Iterator[str]:
    level = rubric.levels[finding.factor][finding.level]
    standard = f" [{level.standard}]" if level.standard else ""
    yield f"  {finding.level} {level.value:.2f}: {level.because or 'changed by this rubric'}{standard}"
    for span in finding.spans:
        yield f"    {span.start}–{span.end}: “{_short(text_of((CharSpan(*span),), text))}”"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _MAX_WORDS else f"{line[:_MAX_WORDS]}…"
