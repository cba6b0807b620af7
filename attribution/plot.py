"""Charts of a frame in Altair: who is cited, how strongly, when, and through whom.

Each function counts in pandas first, so that a chart holds some dozens of rows whatever the frame's length, and gives a chart
without a configuration of its own: layer it, set it beside others, theme it, or change any part of it. Needs the extra
``notebook``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import pandas as pd

from attribution.errors import AttributionError, FrameError
from attribution.facts import DATES, by_doc_id, days_of
from attribution.frame import check_columns, cited_in
from attribution.model import UNNAMED, Strength, relays_in
from attribution.outlets import Outlets, load_outlets

if TYPE_CHECKING:
    import altair as alt

Period = Literal["day", "week", "month", "year"]

# From strongest to weakest, as the legend reads. Blue, amber and red differ in lightness too, so that they stay apart for
# those who do not see hues; the test holds them to that.
STRENGTH_COLORS = {
    Strength.STRONG: "#17598f",
    Strength.MODERATE: "#dcae4a",
    Strength.WEAK: "#b03a1a",
    Strength.UNSOURCED: "#9a968a",
}
# The columns that every count of statements reads.
_COUNTED = ("doc_id", "statement", "attributed", "strength")
_INK, _SOFT = "#1b1b19", "#66645e"
_WIDTH, _STEP = 460, 22
_LABEL_LIMIT = 300
# Pandas' name of each period, and how its first day is written.
_PERIODS: dict[Period, tuple[str, str]] = {
    "day": ("D", "%Y-%m-%d"),
    "week": ("W-SUN", "%Y-%m-%d"),
    "month": ("M", "%Y-%m"),
    "year": ("Y", "%Y"),
}


def sources(frame: pd.DataFrame, *, top: int = 20) -> alt.Chart:
    """Draw the sources that are cited most: a bar each, its statements by strength.

    Args:
        frame: as :func:`attribution.audit_many` gives it.
        top: how many sources. A named one counts over all articles; the unnamed of two articles are never taken for the same.

    Raises:
        FrameError: the frame lacks columns.

    >>> from attribution import audit
    >>> sources(audit("It rained, Ann Lee said.")).data["source"].tolist()
    ['Ann Lee']
    """
    check_columns(frame, *_COUNTED, "source_type", "entity")
    cited = cited_in(frame)
    names = cited["entity"].fillna("not described")
    if frame["doc_id"].nunique() > 1:
        names = names.where(~cited["source_type"].isin(UNNAMED), names + ", in " + cited["doc_id"])
    counted = _count(cited.assign(source=names), ["source"])
    order = _largest_first(counted, "source")[:top]
    left_out = counted["source"].nunique() - len(order)
    note = f"; sources left out: {left_out}" if left_out else ""
    return _bars(
        counted[counted["source"].isin(order)],
        "source",
        order,
        title="Sources cited most",
        subtitle=f"Statements of each, by how strongly they are sourced{note}",
    )


def strength(frame: pd.DataFrame) -> alt.Chart:
    """Draw how strongly each type of source bears its statements: a bar a type, its statements by strength.

    Args:
        frame: as :func:`attribution.audit_many` gives it.

    Raises:
        FrameError: the frame lacks columns.

    >>> from attribution import audit
    >>> strength(audit("It rained, Ann Lee said. It rained a lot.")).data["source type"].tolist()
    ['named person']
    """
    check_columns(frame, *_COUNTED, "source_type")
    cited = frame[frame["attributed"]]
    kinds = cited["source_type"].astype("string").str.replace("_", " ")
    counted = _count(cited.assign(**{"source type": kinds}), ["source type"])
    own_voice = len(frame) - len(cited)
    return _bars(
        counted,
        "source type",
        _largest_first(counted, "source type"),
        title="How strongly statements are sourced",
        subtitle=f"Statements by type of source; in the articles' own voice, left out: {own_voice}",
    )


def timeline(
    frame: pd.DataFrame,
    dates: Mapping[str, str | date | None] | pd.Series[Any] | str | None = None,
    *,
    by: Period = "month",
) -> alt.Chart:
    """Draw how strongly statements are sourced over time: a column a period, the shares of each strength.

    Args:
        frame: as :func:`attribution.audit_many` gives it.
        dates: when each article appeared, by ``doc_id``, a mapping or a Series; or the name of a column that holds it, by
            default ``"date"``. Dates are ISO 8601 or date values. Articles without one are left out, and the chart says how many.
        by: the period: "day", "week", "month" or "year".

    Raises:
        FrameError: the frame lacks columns, no article has a date, or one is no date; the message names it.

    >>> from attribution import audit_many
    >>> frame = audit_many([("a", "It rained, Ann Lee said."), ("b", "It snowed, an aide said.")])
    >>> timeline(frame, {"a": "2025-01-31", "b": "2025-02-01"}).data["statements"].tolist()
    [1, 1]
    """
    if by not in _PERIODS:
        raise FrameError(f"there is no period {by!r}: use one of {', '.join(get_args(Period))}")
    check_columns(frame, *_COUNTED)
    days = _days(frame, dates)
    frequency, written = _PERIODS[by]
    periods = days.dt.to_period(frequency)
    # Every period has its place, those without an article too.
    span = pd.period_range(periods.min(), periods.max(), freq=frequency)
    labels = [period.start_time.strftime(written) for period in span]
    is_counted = frame["attributed"] & days.notna()
    counted = _count(frame[is_counted].assign(**{by: periods.map(dict(zip(span, labels, strict=True)))}), [by])
    counted["share"] = counted["statements"] / counted.groupby(by)["statements"].transform("sum")
    undated = frame.loc[days.isna(), "doc_id"].nunique()
    note = f"; articles without a date, left out: {undated}" if undated else ""

    altair = _altair()
    chart: alt.Chart = (
        altair.Chart(
            counted, title=_title(f"How strongly statements are sourced, by {by}", f"Share of each strength{note}")
        )
        .mark_bar(stroke="white", strokeWidth=0.6)
        .encode(
            x=altair.X(
                f"{by}:O",
                scale=altair.Scale(domain=labels),
                axis=altair.Axis(title=None, labelAngle=0, labelOverlap="greedy", labelSeparation=8),
            ),
            y=altair.Y("share:Q", stack="zero", title="share of statements", axis=altair.Axis(format="%")),
            color=_strength_color(),
            order=altair.Order("rank:Q"),
            tooltip=[
                altair.Tooltip(f"{by}:O"),
                altair.Tooltip("strength:N"),
                altair.Tooltip("statements:Q"),
                altair.Tooltip("share:Q", format=".0%"),
            ],
        )
        .properties(width=_WIDTH, height=220)
    )
    return chart


def network(frame: pd.DataFrame, *, top: int = 15, outlets: str | Path | Outlets | None = None) -> alt.LayerChart:
    """Draw through whom statements came: sources at the left, those who handed their statements on at the right.

    A line is as wide as it has statements. Where a statement went through several, each hands on to the next. The unnamed are
    one source here. Statements that the articles have at first hand are left out.

    Args:
        frame: as :func:`attribution.audit_many` gives it.
        top: how many names at each side; those with fewest statements are left out, and the chart says how many statements.
        outlets: as for :func:`attribution.network`.

    Raises:
        FrameError: the frame lacks columns.
        DataFileError: the outlets cannot be used.

    >>> from attribution import audit
    >>> chart = network(audit("It rained, two aides told Reuters."))
    >>> chart.layer[0].data[["from", "through", "statements"]].values.tolist()
    [['unnamed sources', 'Reuters', 1]]
    """
    check_columns(frame, "source_type", "entity", "relay")
    edges = _edges(frame, load_outlets(outlets))
    kept, through = (_largest_first(edges, name)[:top] for name in ("from", "through"))
    is_kept = edges["from"].isin(kept) & edges["through"].isin(through)
    left_out = int(edges.loc[~is_kept, "statements"].sum())
    edges = edges[is_kept].reset_index(drop=True)
    rows = max(edges["from"].nunique(), edges["through"].nunique(), 1)
    left = _places([name for name in kept if name in set(edges["from"])], rows)
    # Each at the mean height of those that it is tied to keeps crossings few (Sugiyama, Tagawa & Toda 1981).
    heights = edges["from"].map(left) * edges["statements"]
    means = heights.groupby(edges["through"]).sum() / edges.groupby("through")["statements"].sum()
    right = _places([str(name) for name in means.sort_values(kind="stable").index], rows)
    edges = edges.assign(
        y=edges["from"].map(left).astype(float), y2=edges["through"].map(right).astype(float), x=0, x2=1
    )
    note = (
        "Statements of those at the left came through those at the right"
        if len(edges)
        else "No statement came through anybody"
    )
    return _network_chart(edges, left, right, rows, f"{note}; left out: {left_out}" if left_out else note)


def _altair() -> Any:
    try:
        import altair
    except ImportError as error:
        raise AttributionError(
            "altair is not installed: pip install 'attribution-audit[notebook]' brings what charts need"
        ) from error
    return altair


def _count(rows: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Count statements by keys and strength, as columns of plain values that JSON takes."""
    ranks = {name.value: rank for rank, name in enumerate(STRENGTH_COLORS)}
    counted = (
        rows.assign(strength=rows["strength"].astype(object))
        .groupby([*keys, "strength"], sort=True, observed=True)
        .agg(statements=("statement", "size"), articles=("doc_id", "nunique"))
        .reset_index()
    )
    counted["rank"] = counted["strength"].map(ranks).astype("int64")
    return counted.astype(dict.fromkeys(keys, object))


def _largest_first(counted: pd.DataFrame, name: str) -> list[str]:
    totals = counted.groupby(name)["statements"].sum()
    return [str(key) for key in totals.sort_values(ascending=False, kind="stable").index]


def _title(text: str, subtitle: str) -> Any:
    return _altair().TitleParams(text, subtitle=subtitle, anchor="start", subtitleColor=_SOFT, offset=12)


def _strength_color() -> Any:
    altair = _altair()
    names = [name.value for name in STRENGTH_COLORS]
    scale = altair.Scale(domain=names, range=list(STRENGTH_COLORS.values()))
    return altair.Color(
        "strength:N", scale=scale, sort=names, legend=altair.Legend(title=None, orient="top", symbolType="square")
    )


def _bars(counted: pd.DataFrame, name: str, order: list[str], *, title: str, subtitle: str) -> alt.Chart:
    altair = _altair()
    chart: alt.Chart = (
        altair.Chart(counted, title=_title(title, subtitle))
        .mark_bar(stroke="white", strokeWidth=0.6)
        .encode(
            x=altair.X("statements:Q", title="statements", axis=altair.Axis(tickMinStep=1, format="d")),
            y=altair.Y(f"{name}:N", sort=order, title=None, axis=altair.Axis(labelLimit=_LABEL_LIMIT)),
            color=_strength_color(),
            order=altair.Order("rank:Q"),
            tooltip=[
                altair.Tooltip(f"{name}:N"),
                altair.Tooltip("strength:N"),
                altair.Tooltip("statements:Q"),
                altair.Tooltip("articles:Q"),
            ],
        )
        .properties(width=_WIDTH, height=altair.Step(_STEP))
    )
    return chart


def _days(frame: pd.DataFrame, dates: Mapping[str, str | date | None] | pd.Series[Any] | str | None) -> pd.Series[Any]:
    if dates is None or isinstance(dates, str):
        name = dates or "date"
        if name not in frame.columns:
            raise FrameError(
                f"the frame has no column {name!r}: give the articles' dates by doc_id, as in "
                "timeline(frame, {'story': '2025-02-03'}), or the name of a column that holds them"
            )
        given = frame[name]
    else:
        given = frame["doc_id"].map(by_doc_id(dates, frame, name="dates", of=DATES))
    days = days_of(given, frame["doc_id"])
    if not days.notna().any():
        raise FrameError("no article of the frame has a date: give them by doc_id, as in {'story': '2025-02-03'}")
    return days


def _edges(frame: pd.DataFrame, outlets: Outlets) -> pd.DataFrame:
    """Count who handed whose statements on, a row for each pair."""
    relayed = frame[frame["relay"].notna()]
    pairs: list[tuple[str, str]] = []
    for source_type, entity, relay in zip(relayed["source_type"], relayed["entity"], relayed["relay"], strict=True):
        is_unnamed = source_type in UNNAMED or pd.isna(entity)
        chain = ["unnamed sources" if is_unnamed else str(entity), *map(outlets.name_of, relays_in(relay))]
        pairs += pairwise(chain)
    edges = pd.DataFrame(pairs, columns=["from", "through"], dtype=object)
    return edges.groupby(["from", "through"], sort=True).size().reset_index(name="statements")


def _places(names: Sequence[str], rows: int) -> dict[str, float]:
    """Spread names evenly over the height of ``rows``."""
    return {name: (place + 0.5) * rows / len(names) for place, name in enumerate(names)}


def _network_chart(
    edges: pd.DataFrame, left: Mapping[str, float], right: Mapping[str, float], rows: int, note: str
) -> alt.LayerChart:
    altair = _altair()
    x = altair.X("x:Q", scale=altair.Scale(domain=[-1, 2]), axis=None)
    y = altair.Y("y:Q", scale=altair.Scale(domain=[rows, 0]), axis=None)
    lines = (
        altair.Chart(edges, title=_title("Through whom statements came", note))
        .mark_rule(color=STRENGTH_COLORS[Strength.STRONG], opacity=0.55, strokeCap="round")
        .encode(
            x=x,
            x2="x2:Q",
            y=y,
            y2="y2:Q",
            strokeWidth=altair.StrokeWidth(
                "statements:Q", scale=altair.Scale(domainMin=0, rangeMin=1, rangeMax=10), legend=None
            ),
            tooltip=[altair.Tooltip("from:N"), altair.Tooltip("through:N"), altair.Tooltip("statements:Q")],
        )
    )
    layers = [lines]
    for column, places, at, align in (("from", left, 0, "right"), ("through", right, 1, "left")):
        totals = edges.groupby(column)["statements"].sum()
        nodes = pd.DataFrame(
            [{"name": name, "statements": int(totals[name]), "x": at, "y": y_} for name, y_ in places.items()],
            columns=["name", "statements", "x", "y"],
        )
        base = altair.Chart(nodes).encode(x=x, y=y, tooltip=[altair.Tooltip("name:N"), altair.Tooltip("statements:Q")])
        layers += [
            base.mark_circle(size=60, color=_INK, opacity=1),
            base.mark_text(align=align, dx=9 if at else -9, color=_INK, limit=_LABEL_LIMIT * 0.8).encode(text="name:N"),
        ]
    chart: alt.LayerChart = altair.layer(*layers).properties(
        width=_WIDTH + 180, height=max(rows, 3) * 26, view=altair.ViewBackground(stroke=None)
    )
    return chart
