"""A frame of many articles to the figures that a page about them shows: counts, groups, and who is cited most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from attribution.frame import cited_in
from attribution.model import UNNAMED, SourceType, relays_in
from attribution.outlets import Outlets, load_outlets
from attribution.rows import records
from attribution.summaries import count_origins

# How many rows a table has at most, so that a page about any number of articles opens at once.
MAX_ROWS = 100
MAX_RELAYS = 14
# With fewer statements that cite somebody, an article's mean says little about it.
MIN_CITED = 3
# From this many months on, time goes by years.
MAX_MONTHS = 36
_UNNAMED = SourceType.ANONYMOUS.value


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that go together, and how the statements in them are sourced.

    Args:
        name: of the outlet, or the month or year.
        articles, statements, cited: how many articles, statements, and statements that cite somebody.
        anonymous: share of the cited statements by unnamed sources, 0 to 1; None where nobody is cited.
        lowest, lower, median, upper, highest, mean: of the scores of the cited statements; ``lowest`` and ``highest`` are
            the 5th and 95th percentile.
    """

    name: str
    articles: int
    statements: int
    cited: int
    anonymous: float | None
    lowest: float | None
    lower: float | None
    median: float | None
    upper: float | None
    highest: float | None
    mean: float | None


@dataclass(frozen=True, slots=True)
class Flow:
    """Statements that came from sources of a type through the same hands."""

    source_type: str
    relay: str
    statements: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What a page about many articles shows.

    Args:
        articles, statements, cited: how many of each; cited are the statements that somebody is cited for.
        with_reason, without_reason: statements by unnamed sources, by whether the article says why they are not named.
        single_source: articles all of whose sources come down to one.
        disputed: statements that another source denies.
        types, strengths: statements by source type and by strength.
        histogram: statements that cite somebody, by their score in steps of 0.05.
        outlets, periods: empty where the frame does not tell outlets or dates; ``outlets_in_all`` counts those left out too.
        sources: who is cited most of those who are named, since nobody knows whether the “officials” of two articles are the
            same; as rows with ``who``, ``type``, ``statements``, ``articles``, ``mean``.
        weakest: the articles that are sourced most weakly on average, as rows; ``articles_ranked`` counts those with at least
            ``MIN_CITED`` cited statements.
        flows: statements that came through others, by type and relay; of the ``MAX_RELAYS`` relays that are most frequent.
        relayed: how many statements came through others.
    """

    articles: int
    statements: int
    cited: int
    with_reason: int
    without_reason: int
    single_source: int
    disputed: int
    types: Mapping[str, int]
    strengths: Mapping[str, int]
    histogram: tuple[int, ...]
    outlets: tuple[Group, ...]
    outlets_in_all: int
    periods: tuple[Group, ...]
    sources: tuple[Mapping[Any, Any], ...]
    sources_in_all: int
    weakest: tuple[Mapping[Any, Any], ...]
    articles_ranked: int
    flows: tuple[Flow, ...]
    relayed: int


def overview(frame: pd.DataFrame, *, outlets: Outlets | None = None) -> Overview:
    """Reduce a frame to what a page about all of its articles shows; its size does not depend on their number.

    Args:
        frame: as :func:`attribution.audit_many` gives it; with the columns ``outlet``, ``date`` and ``title`` besides, where
            these are known.
        outlets: those whose names are one; by default the package's.

    >>> from attribution import audit
    >>> found = overview(audit("The mill will close, a source said. It opened in 1961."))
    >>> found.statements, found.cited, found.without_reason
    (2, 1, 1)
    """
    cited = cited_in(frame).astype({"source_type": "string"})
    unnamed = cited[cited["source_type"] == _UNNAMED]
    has_reason = unnamed["anonymity_reason"].notna()
    publishers = _outlets(frame)
    sources, sources_in_all = _most_cited(cited)
    weakest, articles_ranked = _weakest(frame, cited)
    return Overview(
        articles=int(frame["doc_id"].nunique()),
        statements=len(frame),
        cited=len(cited),
        with_reason=int(has_reason.sum()),
        without_reason=int((~has_reason).sum()),
        single_source=int((count_origins(frame) == 1).sum()),
        disputed=int((frame["disputed_by"] > 0).sum()),
        types=_counted(frame["source_type"]),
        strengths=_counted(frame["strength"]),
        histogram=_histogram(cited["score"]),
        outlets=tuple(publishers[:MAX_ROWS]),
        outlets_in_all=len(publishers),
        periods=_periods(frame),
        sources=sources,
        sources_in_all=sources_in_all,
        weakest=weakest,
        articles_ranked=articles_ranked,
        flows=_flows(cited, load_outlets(outlets)),
        relayed=int(cited["relay"].notna().sum()),
    )


def _counted(values: pd.Series[Any]) -> dict[str, int]:
    return {str(name): int(count) for name, count in values.value_counts().items() if count}


def _histogram(scores: pd.Series[float], steps: int = 20) -> tuple[int, ...]:
    bins = (scores.astype(float) * steps).clip(0, steps - 1e-9).astype(int)
    return tuple(int((bins == step).sum()) for step in range(steps))


def _groups(frame: pd.DataFrame, names: pd.Series[str]) -> list[Group]:
    """Describe the articles by the names that their rows are given; rows without a name belong to no group."""
    groups = []
    for name, part in frame.groupby(names, sort=True):
        cited = cited_in(part)
        scores = cited["score"].astype(float)
        lowest, lower, median, upper, highest = (
            scores.quantile([0.05, 0.25, 0.5, 0.75, 0.95]) if len(cited) else (None,) * 5
        )
        groups.append(
            Group(
                name=str(name),
                articles=int(part["doc_id"].nunique()),
                statements=len(part),
                cited=len(cited),
                anonymous=float((cited["source_type"] == _UNNAMED).mean()) if len(cited) else None,
                lowest=lowest,
                lower=lower,
                median=median,
                upper=upper,
                highest=highest,
                mean=float(scores.mean()) if len(cited) else None,
            )
        )
    return groups


def _outlets(frame: pd.DataFrame) -> list[Group]:
    if "outlet" not in frame.columns:
        return []
    groups = _groups(frame, frame["outlet"].astype("string"))
    return sorted(groups, key=lambda group: (-group.articles, group.name))


def _periods(frame: pd.DataFrame) -> tuple[Group, ...]:
    """Describe the articles month by month, or year by year where the months are many; of a year alone no month is known."""
    if "date" not in frame.columns:
        return ()
    dates = frame["date"].astype("string").str.extract(r"^(\d{4})(?:-?(0[1-9]|1[0-2])|$)")
    months = (dates[0] + ("-" + dates[1]).fillna("")).astype("string")
    names = months if months.nunique() <= MAX_MONTHS else dates[0].astype("string")
    return tuple(_groups(frame, names))


def _most_cited(cited: pd.DataFrame) -> tuple[tuple[Mapping[Any, Any], ...], int]:
    somebody = cited[~cited["source_type"].isin(UNNAMED) & cited["entity"].notna()]
    if somebody.empty:
        return (), 0
    groups = somebody.groupby([somebody["entity"].str.lower(), "source_type"], sort=False).agg(
        who=("entity", "first"),
        type=("source_type", "first"),
        statements=("entity", "size"),
        articles=("doc_id", "nunique"),
        mean=("score", "mean"),
    )
    ranked = groups.sort_values(["statements", "articles"], ascending=False, kind="stable")
    return tuple(ranked.head(MAX_ROWS).to_dict("records")), len(ranked)


def _weakest(frame: pd.DataFrame, cited: pd.DataFrame) -> tuple[tuple[Mapping[Any, Any], ...], int]:
    if cited.empty:
        return (), 0
    unnamed = (cited["source_type"] == _UNNAMED).astype(float)
    articles = cited.groupby("doc_id", sort=False).agg(cited=("score", "size"), mean=("score", "mean"))
    articles["anonymous"] = unnamed.groupby(cited["doc_id"], sort=False).mean()
    articles["statements"] = frame.groupby("doc_id", sort=False).size()
    articles["origins"] = count_origins(frame)
    for name in ("title", "outlet", "date"):
        if name in frame.columns:
            articles[name] = frame.groupby("doc_id", sort=False)[name].first().astype("string")
        else:
            articles[name] = pd.NA
    ranked = articles[articles["cited"] >= MIN_CITED].sort_values("mean", kind="stable")
    return tuple(records(ranked.head(MAX_ROWS).reset_index())), len(ranked)


def _flows(cited: pd.DataFrame, outlets: Outlets) -> tuple[Flow, ...]:
    """Count the statements that came through others by source type and by the one who was nearest to the speaker, if frequent."""
    relayed = cited[cited["relay"].notna()]
    if relayed.empty:
        return ()
    nearest = relayed["relay"].map(lambda relay: outlets.name_of(relays_in(relay)[0])).astype("string")
    names = nearest.groupby(nearest.str.lower()).transform("first")
    is_common = names.isin(names.value_counts().head(MAX_RELAYS).index)
    pairs = Counter(zip(relayed.loc[is_common, "source_type"], names[is_common], strict=True))
    return tuple(Flow(source_type, relay, count) for (source_type, relay), count in sorted(pairs.items()))
