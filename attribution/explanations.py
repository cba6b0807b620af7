"""One scored statement to a text that takes its score apart: factors, levels, reasons, and the words that speak for them."""

from __future__ import annotations

from collections.abc import Iterator

from attribution.model import CharSpan, Finding, Statement, text_of
from attribution.rubric import FACTORS, Rubric, load_rubric

_AXES = {
    "identity": "accountability: who answers for it",
    "proximity": "access: how near to what is stated",
    "commitment": "how firmly it is stated",
    "form": "accountability: whose words",
    "corroboration": "in whose company",
}
# How much of a claim or a finding is shown.
_MAX_WORDS = 160


def explain(text: str, statement: Statement, number: int, *, rubric: Rubric | None = None) -> str:
    """Take the score of one statement apart.

    Args:
        text: the article's, which the statement's offsets point into.
        statement: as :func:`attribution.analyze` gives it.
        number: in the article, from 1.
        rubric: that the statement was scored by.

    Returns:
        lines of plain text: the statement, its source and score; each factor with the levels that made it, the reason that
        the rubric gives, and the words in the article, with half-open offsets into the text as given.
    """
    return "\n".join(_lines(text, statement, number, rubric or load_rubric()))


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
