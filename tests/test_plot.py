"""Charts: what they count, that Vega-Lite takes them, that they can be drawn without a network and told apart."""

from __future__ import annotations

import doctest
import itertools
import sys
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest
import vl_convert

from attribution import AttributionError, FrameError, audit_many, plot
from attribution.frame import to_frame
from attribution.model import Strength

TEXTS = {
    "a": "The mill will close, two aides told Reuters. “It will not,” Ann Lee said. It is old. It rained, reportedly.",
    "b": "An aide said that it rained. Ann Lee said that it stopped. <script>alert(1)</script> & Sons Inc. said that it snowed.",
}
DATES = {"a": "2025-01-31T23:30:00Z", "b": date(2025, 3, 1)}
CHARTS: dict[str, Callable[[pd.DataFrame], Any]] = {
    "sources": plot.sources,
    "strength": plot.strength,
    "timeline": lambda frame: plot.timeline(frame, DATES),
    "network": plot.network,
}


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return audit_many(TEXTS.items())


@pytest.mark.parametrize("name", CHARTS)
def test_charts_are_valid_drawn_and_leave_the_frame_alone(frame: pd.DataFrame, name: str) -> None:
    before = frame.copy(deep=True)
    chart = CHARTS[name](frame)
    chart.to_dict()  # raises where Vega-Lite's schema does not hold
    picture = vl_convert.vegalite_to_svg(chart.to_json(), allowed_base_urls=[])
    assert "<svg" in picture
    assert "<script" not in picture
    for title in (chart.title,) if name != "network" else (chart.layer[0].title,):
        assert title.text in picture
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("name", [name for name in CHARTS if name != "timeline"])
def test_empty_frames_give_empty_charts(name: str) -> None:
    chart = CHARTS[name](to_frame([]))
    assert "<svg" in vl_convert.vegalite_to_svg(chart.to_json())


def test_charts_compose(frame: pd.DataFrame) -> None:
    both = (plot.sources(frame) | plot.strength(frame)) & plot.network(frame)
    assert isinstance(both, alt.VConcatChart)
    assert "<svg" in vl_convert.vegalite_to_svg(both.to_json())
    layered = plot.strength(frame).properties(width=200) + alt.Chart().mark_rule()
    assert isinstance(layered, alt.LayerChart)


def test_every_statement_is_counted_once(frame: pd.DataFrame) -> None:
    cited = frame[frame["attributed"]]
    assert plot.strength(frame).data["statements"].sum() == len(cited)
    assert plot.timeline(frame, DATES).data["statements"].sum() == len(cited)
    by_source = plot.sources(frame).data
    assert by_source["statements"].sum() == len(cited[cited["source_type"] != "unattributed"])
    totals = by_source.groupby("source")[["statements", "articles"]].sum()
    # A name is the same in both articles, an aide is not.
    assert totals.loc["Ann Lee", "statements"] == 2
    assert {name for name in totals.index if "aide" in name} == {"aides, in a", "aide, in b"}


def test_most_cited_come_first_and_the_rest_is_told_of(frame: pd.DataFrame) -> None:
    chart = plot.sources(frame, top=1)
    assert set(chart.data["source"]) == {"Ann Lee"}
    assert "sources left out: " in chart.title.subtitle
    assert chart.to_dict()["encoding"]["y"]["sort"] == ["Ann Lee"]
    assert plot.strength(frame).title.subtitle.endswith(f"left out: {(~frame['attributed']).sum()}")


@pytest.mark.parametrize(
    ("by", "periods"),
    [
        ("month", ["2025-01", "2025-02", "2025-03"]),
        ("year", ["2025"]),
        ("week", ["2025-01-27", "2025-02-03", "2025-02-10", "2025-02-17", "2025-02-24"]),
    ],
)
def test_periods_without_an_article_keep_their_place(frame: pd.DataFrame, by: Any, periods: list[str]) -> None:
    chart = plot.timeline(frame, DATES, by=by)
    assert chart.to_dict()["encoding"]["x"]["scale"]["domain"] == periods
    shares = chart.data.groupby(by)["share"].sum()
    assert set(shares.index) <= set(periods)
    assert np.allclose(shares, 1)


def test_dates_as_column_series_and_gaps(frame: pd.DataFrame) -> None:
    dated = frame.assign(date=frame["doc_id"].map(DATES), published=frame["doc_id"].map({"a": "2025-02-03"}))
    whole = plot.timeline(frame, DATES).data
    pd.testing.assert_frame_equal(plot.timeline(dated).data, whole)
    pd.testing.assert_frame_equal(plot.timeline(frame, pd.Series(DATES)).data, whole)  # type: ignore[arg-type]
    assert "articles without a date, left out: 1" in plot.timeline(dated, "published").title.subtitle


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (None, "no column 'date': give the articles' dates by doc_id"),
        ("day", "no column 'day'"),
        ({}, "no article of the frame has a date"),
        ({"a": "next Tuesday"}, "the article 'a' has the date 'next Tuesday'"),
    ],
)
def test_missing_dates_are_a_clear_error(frame: pd.DataFrame, dates: Any, said: str) -> None:
    with pytest.raises(FrameError, match=said):
        plot.timeline(frame, dates)
    with pytest.raises(FrameError, match="no period 'decade'"):
        plot.timeline(frame, DATES, by="decade")  # type: ignore[arg-type]


def test_network_hands_on_link_by_link(frame: pd.DataFrame) -> None:
    relayed = frame[frame["relay"].notna()].assign(relay="Tass; Reuters")
    edges = plot.network(relayed).layer[0].data
    assert edges[["from", "through"]].values.tolist() == [["TASS", "Reuters"], ["unnamed sources", "TASS"]]
    assert "No statement came through anybody" in plot.network(frame.assign(relay=pd.NA)).layer[0].title.subtitle


def test_long_frames_stay_small_charts(frame: pd.DataFrame) -> None:
    long = pd.concat([frame.assign(doc_id=frame["doc_id"] + str(n)) for n in range(1000)], ignore_index=True)
    long["relay"] = long["relay"].fillna("Outlet " + long["doc_id"])
    assert len(long) > 5000
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for chart in (plot.sources(long), plot.strength(long), plot.timeline(long.assign(date="2025-01-01"))):
            assert len(chart.data) < 100
            chart.to_dict()
        assert len(plot.network(long).to_json()) < 100_000


def test_strengths_differ_for_every_eye() -> None:
    """Seen with each kind of colour blindness (Machado, Oliveira & Fernandes 2009), any two lie well apart in CIELAB."""
    eyes = {
        "usual": np.eye(3),
        "protanopia": [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
        "deuteranopia": [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.01182, 0.04294, 0.968881],
        ],
        "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
    }
    assert list(plot.STRENGTH_COLORS) == list(reversed(Strength))
    for eye, matrix in eyes.items():
        seen = {name: _lab(np.array(matrix) @ _linear(color)) for name, color in plot.STRENGTH_COLORS.items()}
        for one, other in itertools.combinations(seen, 2):
            assert np.linalg.norm(seen[one] - seen[other]) > 20, f"{eye}: {one} and {other}"


def _linear(color: str) -> np.ndarray:
    values = np.array([int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def _lab(linear: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(linear, 0, 1) / np.array([0.9505, 1, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_without_altair_the_remedy_is_named(frame: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    for chart in CHARTS.values():
        with pytest.raises(AttributionError, match=r"pip install 'attribution-audit\[notebook\]'"):
            chart(frame)


def test_page_shows_what_comes_out_and_names_each_chart() -> None:
    page = Path(__file__).parent.parent / "docs" / "charts.md"
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert (result.failed, result.attempted >= 5) == (0, True)
    for name in CHARTS:
        assert f"attribution.plot.{name}(" in page.read_text(encoding="utf-8")
