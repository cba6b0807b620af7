"""Findings to one sentence that says why a statement is sourced as it is, in the article's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attribution.findings import Case
from attribution.model import Finding, SourceType, text_of
from attribution.rubric import Op, Rubric
from attribution.wordings import is_wording


def explanation_of(case: Case, findings: Sequence[Finding], rubric: Rubric) -> str:
    """Say what decided, in the article's own words: who answers for it, how they know, how firmly, in whose company."""
    of = {(finding.factor, finding.level): finding for finding in findings}
    who = next(finding for finding in findings if finding.factor == "identity")

    def words(factor: str, level: str) -> str:
        finding = of.get((factor, level))
        spans = finding.spans[:1] if finding else ()
        return f" (“{' '.join(text_of(spans, case.text).split())}”)" if spans else ""

    def said(factor: str, *ops: Op) -> Iterator[str]:  # in the rubric's order
        for level, entry in rubric.levels[factor].items():
            if (factor, level) in of and entry.op in ops and entry.says:
                yield entry.says + words(factor, level)

    name = rubric.levels["identity"][who.level].says
    if case.is_own_voice:
        why = words("identity", who.level)
        if who.level == "own_voice" and why:
            why = ("; a court has spoken" if is_wording("adjudicated", why) else "; a time is told") + why
        return f"{name}{why}."
    source = case.source
    parts = [f"{name}: “{source.entity}”" if source.entity else name + words("identity", who.level)]
    if (source.number or 1) > 1:
        parts.append(f"{source.number} in number")
    if who.level == "anonymous":
        stock = ("identity", "anonymous_stock_reason") in of
        reason = f"{'a stock reason is' * stock or 'reason'} given (“{source.anonymity_reason}”)"
        parts.append(reason if source.anonymity_reason else "no reason given")
    parts += said("proximity", "set")
    if source.relay:
        parts.append(f"relayed by {source.relay}")
    if who.level == "news_outlet" and (not source.relays or ("proximity", "relayed_twice") in of):
        parts += said("proximity", "times")
    parts += said("commitment", "set", "times")
    parts.append(rubric.levels["form"][case.attribution.quotation].says)
    if source.source_type is not SourceType.UNATTRIBUTED:
        parts += _company(case)
    parts += said("corroboration", "set", "times")
    return "; ".join(parts) + "."


def _company(case: Case) -> list[str]:
    company = case.company
    parts = [f"also stated by {_listed(case, company.supporting)}" if company.supporting else "nobody else states it"]
    if company.disputing:
        parts.append(f"disputed by {_listed(case, company.disputing)}")
    if company.repeating:
        parts.append(f"{_listed(case, company.repeating)} is no second source: the same origin")
    return parts


def _listed(case: Case, statements: Sequence[int]) -> str:
    names = (case.sources[n].entity for n in statements)
    return " and ".join(dict.fromkeys(f"“{name}”" if name else "another voice in the article" for name in names))
