"""What is known of articles, by their ids."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import attribution
from attribution import FrameError
from attribution.facts import by_doc_id, days_of

ARTICLES = {
    "7": "The Harwich cement mill will close in spring, two people told Bloomberg. “We regret it,” said Mayor Ann Lee.",
    "8": "The Harwich cement mill will close in spring, Bloomberg reported, citing sources. Ann Lee denied it.",
}
TITLES = {"7": "Ann Lee regrets it", "8": None}
OUTLETS = {"7": "The Post", "8": "The Herald"}
DATES = {"7": "2025-03-02", "8": "2025-03-01"}
FUNCTIONS: dict[str, tuple[Callable[..., Any], dict[str, str | None]]] = {
    "titles": (lambda frame, facts: attribution.summarize(frame, titles=facts), TITLES),
    "outlets": (lambda frame, facts: attribution.network(frame, publishers=facts), OUTLETS),
    "dates": (lambda frame, facts: attribution.network(frame, dates=facts), DATES),
    "outlets of claims": (lambda frame, facts: attribution.single_origins(frame, publishers=facts), OUTLETS),
    "days": (lambda frame, facts: attribution.plot.timeline(frame, facts).data, DATES),
}


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return attribution.audit_many(ARTICLES.items(), model="rules")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_series_is_read_as_a_mapping_is(frame: pd.DataFrame, name: str) -> None:
    function, facts = FUNCTIONS[name]
    expected = function(frame, facts)
    table = pd.DataFrame({"doc_id": [7, 8], "fact": pd.Series(list(facts.values()), dtype="string")})
    pd.testing.assert_frame_equal(function(frame, table.set_index("doc_id")["fact"]), expected)
    with pytest.raises(
        FrameError,
        match=r"about no article of the frame, whose doc_id begin with '7'.* begins with '0'.*set_index\('doc_id'\)",
    ):
        function(frame, table["fact"])
    with pytest.raises(FrameError, match="should be a mapping or a Series by doc_id, not a value of type list"):
        function(frame, list(facts.values()))


def test_days_are_read_as_dates_are_written(frame: pd.DataFrame) -> None:
    days = {doc_id: date.fromisoformat(day) for doc_id, day in DATES.items()}
    expected = attribution.network(frame, dates=DATES)
    pd.testing.assert_frame_equal(attribution.network(frame, dates=days), expected)
    assert set(expected["first_seen"]) == set(DATES.values())


def test_rows_of_one_article_may_say_the_same_twice_and_nothing_else() -> None:
    frame = pd.DataFrame({"doc_id": ["a", "a"]})
    ids = ["a", "a"]
    assert by_doc_id(pd.Series(["The Post", "The Post"], ids), frame, name="outlets") == {"a": "The Post"}
    with pytest.raises(FrameError, match="outlets has two values for the article 'a'"):
        by_doc_id(pd.Series(["The Post", "The Herald"], ids), frame, name="outlets")


@pytest.mark.parametrize("value", [["2025"], ["2025", "2026"], {"a": 1}, 5])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_fact_of_another_kind_is_named_with_its_article(frame: pd.DataFrame, name: str, value: Any) -> None:
    kind = type(value).__name__
    with pytest.raises(FrameError, match=rf"has a value of type {kind} for the article '7': give a (string|date)"):
        FUNCTIONS[name][0](frame, {"7": value})


def test_the_earliest_article_is_so_by_its_date(frame: pd.DataFrame) -> None:
    with pytest.raises(FrameError, match="the article '7' has the date '10/01/2025'"):
        attribution.network(frame, dates={"7": "10/01/2025", "8": "2/02/2025"})
    said = attribution.audit_many([("8", "It rained, Ann Lee said."), ("7", "It snowed, Ann Lee said.")], model="rules")
    dates = {"7": "2025-03-02T01:00+09:00", "8": "2025-03-01T20:00+00:00"}  # 16:00 and 20:00 of one day
    lee = attribution.network(said, publishers=dict.fromkeys(OUTLETS, "The Post"), dates=dates).iloc[0]
    assert (lee["articles"], lee["first_article"], lee["first_seen"]) == (2, "7", dates["7"])


def test_what_is_no_date_is_named_with_its_article() -> None:
    with pytest.raises(FrameError, match=r"the article 'b' has the date '3/5/2024': give it as 2025-02-03"):
        days_of(pd.Series(["2024-05-03", "3/5/2024"]), pd.Series(["a", "b"]))


def test_facts_of_a_table_stand_beside_the_rows_of_their_articles(frame: pd.DataFrame, tmp_path: Path) -> None:
    table = pd.DataFrame(
        {"doc_id": [7, 8], "outlet": ["The Post", None], "date": [date(2025, 3, 2), None], "x": [1, 2]}
    )
    found = attribution.add_facts(frame, table)
    assert found.columns.tolist() == [*frame.columns, "outlet", "date"]
    assert found.groupby("doc_id")["outlet"].first().fillna("").tolist() == ["The Post", ""]
    assert "The Post" in attribution.report(found)
    table.to_csv(tmp_path / "facts.csv", index=False)
    pd.testing.assert_frame_equal(attribution.add_facts(found, tmp_path / "facts.csv"), found)
    with pytest.warns(UserWarning, match="the table: 1 of 2 rows are about no article .*: '9'"):
        attribution.add_facts(frame, table.assign(doc_id=[7, 9]))
    for wrong in (table[["doc_id"]], table.assign(doc_id=7), tmp_path / "none.csv", 5):
        with pytest.raises(FrameError):
            attribution.add_facts(frame, wrong)


READERS: dict[str, Callable[[pd.DataFrame], Any]] = {
    "summarize": attribution.summarize,
    "sources": attribution.sources,
    "admiralty": attribution.admiralty,
    "network": attribution.network,
    "single_origins": attribution.single_origins,
    "plot.sources": lambda frame: attribution.plot.sources(frame).data,
    "plot.strength": lambda frame: attribution.plot.strength(frame).data,
    "plot.timeline": lambda frame: attribution.plot.timeline(frame, DATES).data,
    "plot.network": lambda frame: attribution.plot.network(frame).to_dict(),
}


@pytest.mark.parametrize("name", READERS)
def test_a_column_is_read_or_missed_by_name(frame: pd.DataFrame, name: str) -> None:
    read, expected = READERS[name], READERS[name](frame)
    missed = 0
    for column in frame.columns:
        try:
            found = read(frame.drop(columns=column))
        except FrameError as error:
            assert f"the frame lacks {column}: " in str(error)  # noqa: PT017
            missed += 1
        else:
            assert str(found) == str(expected)
    assert missed
    with pytest.raises(FrameError, match=r"should be a DataFrame, not a value of type str.*read_frame"):
        read("audit.parquet")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["summarize", "sources"])
def test_the_order_of_rows_tells_nothing(frame: pd.DataFrame, name: str) -> None:
    read = READERS[name]
    expected = read(frame).sort_values("doc_id", kind="stable", ignore_index=True)
    for column in ("score", "statement"):
        shuffled = frame.sort_values(column, ascending=False)
        found = read(shuffled).sort_values("doc_id", kind="stable", ignore_index=True)
        pd.testing.assert_frame_equal(found, expected)


def test_edges_lack_columns(frame: pd.DataFrame) -> None:
    with pytest.raises(FrameError, match="the frame lacks cited, kind: "):
        attribution.to_networkx(attribution.network(frame).drop(columns=["cited", "kind"]))


def test_ids_may_be_written_with_their_suffix_or_without() -> None:
    frame = pd.DataFrame({"doc_id": ["mill.txt", "news/bridge.txt"]})
    facts = pd.Series({"mill": "The Post", "bridge.txt": "The Herald"})
    assert by_doc_id(facts, frame, name="outlets") == {"mill.txt": "The Post", "news/bridge.txt": "The Herald"}
