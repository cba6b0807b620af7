"""Sourced attributions to scores: how strongly each statement is sourced, by a rubric that is a data file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from attribution.corroboration import corroborate
from attribution.errors import DataFileError
from attribution.lexicon import read_table
from attribution.model import Attribution, Commitment, Quotation, Score, Source, SourceType, Statement, Strength, text_of

FACTORS = ("identity", "proximity", "commitment", "form", "corroboration")
_ANONYMOUS_LEVELS = ("anonymous_reason", "anonymous_described", "anonymous_bare_reason", "anonymous_bare")
_LEVELS: Mapping[str, frozenset[str]] = {
    "weights": frozenset(FACTORS),
    "identity": frozenset({*map(str, SourceType), *_ANONYMOUS_LEVELS, "social_post_unsigned", "own_voice", "several"})
    - {"anonymous"},
    "proximity": frozenset({"first_hand", "relayed", "relayed_unnamed", "relayed_twice", "unattributed", "own_voice"}),
    "commitment": frozenset({*map(str, Commitment), "none", "negated", "future", "hedged"}),
    "form": frozenset(map(str, Quotation)),
    "corroboration": frozenset({"alone", "one", "more"}),
    "strength": frozenset({"strong", "moderate"}),
}
# Factors are kept off zero, where one of them would decide alone and no other could be told apart.
_FLOOR = 0.01
_TYPE_NAMES = {
    SourceType.NAMED_PERSON: "Named person",
    SourceType.ORGANIZATION: "Organization",
    SourceType.NEWS_OUTLET: "News outlet",
    SourceType.DOCUMENT: "Document",
    SourceType.SOCIAL_POST: "Social-media post",
    SourceType.ANONYMOUS: "Anonymous",
    SourceType.COLLECTIVE: "Nobody in particular",
    SourceType.AUTHOR: "The author",
    SourceType.UNATTRIBUTED: "Nobody is cited",
}


@dataclass(frozen=True, slots=True)
class Rubric:
    """The figures of a rubric file: by table, then by level."""

    version: str
    tables: Mapping[str, Mapping[str, float]]

    def __getitem__(self, table: str) -> Mapping[str, float]:
        return self.tables[table]


def load_rubric(path: str | Path | None = None) -> Rubric:
    """Load the package's rubric, or a newsroom's own: only what differs has to stand in it.

    Raises:
        DataFileError: the file is missing or no TOML, or a key or value is none of those allowed; all are named.

    >>> load_rubric()["identity"]["named_person"]
    0.95
    """
    default = _default()
    if path is None:
        return default
    try:
        own = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(f"{path} cannot be read as a rubric ({error}): give a TOML file like the package's rubric.toml") from error
    return _checked({**{"version": f"{default.version}, changed"}, **own}, str(path), default)


@cache
def _default() -> Rubric:
    text = (files("attribution") / "data" / "rubric.toml").read_text(encoding="utf-8")
    return _checked(tomllib.loads(text), "rubric.toml", None)


def _checked(data: Mapping[str, object], name: str, default: Rubric | None) -> Rubric:
    tables: dict[str, Mapping[str, float]] = {}
    unknown = data.keys() - _LEVELS.keys() - {"version"}
    if unknown:
        raise DataFileError(f"{name}: there is no table {sorted(unknown)[0]!r}; use {', '.join(_LEVELS)}")
    for table, levels in _LEVELS.items():
        given = data.get(table, {})
        if not isinstance(given, Mapping):
            raise DataFileError(f"{name}: {table!r} should be a table of figures")
        for level, value in given.items():
            if level not in levels:
                raise DataFileError(f"{name}: {table} has no {level!r}; use {', '.join(sorted(levels))}")
            highest = 100.0 if table == "weights" else 1.0
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= highest:
                raise DataFileError(f"{name}: {table}.{level} should be a number from 0 to {highest:g}, not {value!r}")
        values = {**(default[table] if default else {}), **{level: float(value) for level, value in given.items()}}
        missing = levels - values.keys()
        if missing:
            raise DataFileError(f"{name}: {table} lacks {', '.join(sorted(missing))}")
        tables[table] = values
    if not any(tables["weights"].values()):
        raise DataFileError(f"{name}: at least one of the weights should be above 0")
    return Rubric(str(data.get("version", "")), tables)


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
    others = corroborate(text, attributions, sources)
    return tuple(
        Statement(attribution, source, _score(text_of(attribution.claim, text), attribution, source, count, rubric))
        for attribution, source, count in zip(attributions, sources, others, strict=True)
    )


def combine(factors: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Give the weighted harmonic mean of the factors.

    >>> round(combine({"identity": 1.0, "form": 0.5}, {"identity": 1.0, "form": 1.0}), 3)
    0.667
    """
    total = sum(weights[factor] for factor in factors)
    return total / sum(weights[factor] / max(value, _FLOOR) for factor, value in factors.items())


def _score(claim: str, attribution: Attribution, source: Source, others: int, rubric: Rubric) -> Score:
    is_hedged = attribution.is_attributed and _hedges().search(claim) is not None
    factors = {
        "identity": _identity(attribution, source, rubric["identity"]),
        "proximity": rubric["proximity"][_proximity_level(attribution, source)],
        "commitment": _commitment(attribution, is_hedged, rubric["commitment"]),
        "form": rubric["form"][attribution.quotation],
        "corroboration": rubric["corroboration"]["alone" if others == 0 else "one" if others == 1 else "more"],
    }
    score = combine(factors, rubric["weights"])
    return Score(
        **factors,
        score=score,
        strength=_strength(score, attribution, source, rubric["strength"]),
        explanation=_explanation(attribution, source, others, is_hedged),
        corroborated_by=others,
    )


def _identity(attribution: Attribution, source: Source, levels: Mapping[str, float]) -> float:
    if not attribution.is_attributed:
        return levels["own_voice"]
    if source.source_type is SourceType.SOCIAL_POST:
        return levels["social_post" if source.entity else "social_post_unsigned"]
    if source.source_type is not SourceType.ANONYMOUS:
        return levels[source.source_type]
    reason = "_reason" if source.anonymity_reason else ""
    level = f"anonymous{reason or '_described'}" if source.description else f"anonymous_bare{reason}"
    several = levels["several"] if (source.number or 1) > 1 else 0.0
    return min(1.0, levels[level] + several)


def _proximity_level(attribution: Attribution, source: Source) -> str:
    if not attribution.is_attributed:
        return "own_voice"
    if source.source_type is SourceType.UNATTRIBUTED:
        return "unattributed"
    if source.relay is None:
        return "first_hand"
    if "; " in source.relay:
        return "relayed_twice"
    is_unnamed = source.source_type in (SourceType.ANONYMOUS, SourceType.COLLECTIVE)
    return "relayed_unnamed" if is_unnamed else "relayed"


def _commitment(attribution: Attribution, is_hedged: bool, levels: Mapping[str, float]) -> float:
    value = levels[attribution.commitment or "none"]
    value *= levels["negated"] if attribution.is_negated else 1.0
    value *= levels["future"] if attribution.is_future else 1.0
    return value * (levels["hedged"] if is_hedged else 1.0)


def _strength(score: float, attribution: Attribution, source: Source, thresholds: Mapping[str, float]) -> Strength:
    if not attribution.is_attributed or source.source_type is SourceType.UNATTRIBUTED:
        return Strength.UNSOURCED
    if score >= thresholds["strong"]:
        return Strength.STRONG
    return Strength.MODERATE if score >= thresholds["moderate"] else Strength.WEAK


def _explanation(attribution: Attribution, source: Source, others: int, is_hedged: bool) -> str:
    """Say what decided, in the article's own words: who, why unnamed, through whom, by which verb, in whose company."""
    if not attribution.is_attributed:
        return "The article's own voice: nobody is cited."
    parts = [_who(source)]
    if source.source_type is SourceType.ANONYMOUS:
        parts.append("reason given" if source.anonymity_reason else "no reason given")
    if source.relay:
        parts.append(f"relayed by {source.relay}")
    if attribution.commitment not in (None, Commitment.NEUTRAL) and attribution.cue_lemma:
        parts.append(f"{attribution.commitment} cue “{attribution.cue_lemma}”")
    parts += ["the cue is negated"] * attribution.is_negated + ["yet to be said"] * attribution.is_future
    parts += ["the claim is hedged"] * is_hedged
    parts.append(_FORMS[attribution.quotation])
    if source.source_type is not SourceType.UNATTRIBUTED:
        parts.append("one source" if others == 0 else f"{others} other source{'s' * (others > 1)} state{'s' * (others == 1)} the same")
    return "; ".join(parts) + "."


_FORMS = {
    Quotation.DIRECT: "quoted",
    Quotation.MIXED: "partly quoted",
    Quotation.INDIRECT: "paraphrased",
    Quotation.POST: "embedded",
}


def _who(source: Source) -> str:
    name = _TYPE_NAMES[source.source_type]
    return f"{name}: “{source.entity}”" if source.entity else name


@cache
def _hedges() -> re.Pattern[str]:
    phrases = (re.escape(row["phrase"]) for row in read_table("hedges", ("phrase",)))
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.I)
