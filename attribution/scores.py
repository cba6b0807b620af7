"""Sourced attributions to scores: how strongly each statement is sourced, by a rubric that is a data file.

A score is arithmetic over the findings and nothing else; the explanation says the same findings in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attribution.corroboration import corroborate
from attribution.findings import Case, find_findings, surroundings
from attribution.model import Attribution, Finding, Score, Source, SourceType, Statement, Strength
from attribution.reasons import explanation_of
from attribution.rubric import FACTORS, Rubric, load_rubric
from attribution.wordings import Sentences

# Factors are kept off zero, where one of them would decide alone and no other could be told apart.
_FLOOR = 0.01


def score_statements(
    text: str, attributions: Sequence[Attribution], sources: Sequence[Source], *, rubric: Rubric | None = None
) -> tuple[Statement, ...]:
    """Score the statements of an article.

    Args:
        text: the article's, which the attributions' offsets point into.
        attributions, sources: of one article, in the same order.
        rubric: by default the package's.

    Returns:
        one statement for each attribution, in order; a score is the weighted harmonic mean of its factors, so that it rises
        with each of them and the weakest counts most.
    """
    rubric = rubric or load_rubric()
    sentences = Sentences.of(text)
    companies = corroborate(text, attributions, sources)
    statements = []
    for attribution, source, company in zip(attributions, sources, companies, strict=True):
        around, after = surroundings(attribution, sentences)
        case = Case(text, attribution, source, company, around, after, attributions, sources, sentences)
        statements.append(Statement(attribution, source, _score(case, rubric)))
    return tuple(statements)


def combine(factors: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Give the weighted harmonic mean of the factors.

    >>> round(combine({"identity": 1.0, "form": 0.5}, {"identity": 1.0, "form": 1.0}), 3)
    0.667
    """
    total = sum(weights[factor] for factor in factors)
    return total / sum(weights[factor] / max(value, _FLOOR) for factor, value in factors.items())


def _score(case: Case, rubric: Rubric) -> Score:
    findings = find_findings(case)
    factors = {factor: _value(factor, findings, rubric) for factor in FACTORS}
    score = combine(factors, rubric["weights"])
    return Score(
        **factors,
        score=score,
        strength=_strength(score, case, rubric["strength"]),
        explanation=explanation_of(case, findings, rubric),
        corroborated_by=len(case.company.supporting),
        disputed_by=len(case.company.disputing),
        findings=findings,
    )


def _value(factor: str, findings: Sequence[Finding], rubric: Rubric) -> float:
    value = 0.0
    for finding in findings:
        if finding.factor == factor:
            value = rubric.levels[factor][finding.level].applied_to(value)
    return min(1.0, value)


def _strength(score: float, case: Case, thresholds: Mapping[str, float]) -> Strength:
    if case.is_own_voice or case.source.source_type is SourceType.UNATTRIBUTED:
        return Strength.UNSOURCED
    if score >= thresholds["strong"]:
        return Strength.STRONG
    return Strength.MODERATE if score >= thresholds["moderate"] else Strength.WEAK
