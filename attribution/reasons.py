"""Findings to one sentence that says why a statement is sourced as it is, in the article's own words."""

from __future__ import annotations

from collections.abc import Sequence

from attribution.findings import Case
from attribution.model import Commitment, Finding, Quotation, SourceType, text_of
from attribution.wordings import is_wording

_NAMES = {
    "named_person": "Named person with position",
    "named_person_bare": "Named person",
    "office_holder": "Holder of an office, not named",
    "document": "Document",
    "document_unissued": "Document whose maker is not said",
    "document_vague": "Document that nobody can find by this name",
    "organization": "Organization",
    "news_outlet": "News outlet",
    "social_post": "Social-media post",
    "social_post_unsigned": "Social-media post of an unknown account",
    "anonymous": "Anonymous",
    "collective": "A class of people, nobody singled out",
    "author": "The author",
    "unattributed": "Nobody is cited",
    "unattributed_expected": "A plan or an outlook: nobody is cited",
    "own_voice": "The article's own voice: nobody is cited",
    "own_voice_background": "The article's own voice: plain background, nobody is cited",
    "own_voice_charged": "The article's own voice, though it accuses, judges or guesses: nobody is cited",
}
_FORMS = {
    Quotation.DIRECT: "quoted",
    Quotation.MIXED: "partly quoted",
    Quotation.INDIRECT: "paraphrased",
    Quotation.POST: "embedded",
}
_ACCESS = {
    "witness": "says how it knows",
    "told": "told by others",
    "absent": "was not there",
    "hearsay": "passes on what it heard",
}
_CITES = {
    "relayed": "which cites its source",
    "relayed_unnamed": "which cites nobody by name",
    "relayed_twice": "which cites another at second hand",
}
_DOUBTS = {
    "negated": "negated",
    "future": "yet to be said",
    "question": "a question",
    "hedged": "hedged",
    "unnamed_opinion": "a verdict by nobody named",
}


def explanation_of(case: Case, findings: Sequence[Finding]) -> str:
    """Say what decided, in the article's own words: who answers for it, how they know, how firmly, in whose company."""
    of = {(finding.factor, finding.level): finding for finding in findings}
    who = next(finding for finding in findings if finding.factor == "identity")

    def words(factor: str, level: str) -> str:
        finding = of.get((factor, level))
        spans = finding.spans[:1] if finding else ()
        return f" (“{' '.join(text_of(spans, case.text).split())}”)" if spans else ""

    if case.is_own_voice:
        why = words("identity", who.level)
        if who.level == "own_voice" and why:
            why = ("; a court has spoken" if is_wording("adjudicated", why) else "; a time is told") + why
        return f"{_NAMES[who.level]}{why}."
    source = case.source
    parts = [
        f"{_NAMES[who.level]}: “{source.entity}”" if source.entity else _NAMES[who.level] + words("identity", who.level)
    ]
    if (source.number or 1) > 1:
        parts.append(f"{source.number} in number")
    if who.level == "anonymous":
        stock = ("identity", "anonymous_stock_reason") in of
        reason = f"{'a stock reason is' * stock or 'reason'} given (“{source.anonymity_reason}”)"
        parts.append(reason if source.anonymity_reason else "no reason given")
    for level, phrase in _ACCESS.items():
        if ("proximity", level) in of:
            parts.append(phrase + words("proximity", level))
    if source.relay:
        parts.append(f"relayed by {source.relay}")
    if who.level == "news_outlet" and (not source.relays or ("proximity", "relayed_twice") in of):
        parts += [phrase + words("proximity", level) for level, phrase in _CITES.items() if ("proximity", level) in of]
    commitment = case.attribution.commitment
    if case.attribution.cue and commitment not in (None, Commitment.NEUTRAL) and not case.is_disclaimer:
        parts.append(f"{commitment} cue{words('commitment', str(commitment))}")
    for level, phrase in _DOUBTS.items():
        if ("commitment", level) in of:
            parts.append(phrase + words("commitment", level))
    parts.append(_FORMS[case.attribution.quotation])
    if source.source_type is not SourceType.UNATTRIBUTED:
        parts += _company(case)
    if ("corroboration", "verified") in of:
        parts.append("checked" + words("corroboration", "verified"))
    if ("corroboration", "unverified") in of:
        parts.append("not verified" + words("corroboration", "unverified"))
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
    names = dict.fromkeys(case.sources[n].entity or "another voice in the article" for n in statements)
    return " and ".join(f"“{name}”" if name != "another voice in the article" else name for name in names)
