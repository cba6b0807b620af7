"""What a page about many articles says of them."""

import pandas as pd
import pytest

from attribution import audit_many
from attribution.frame import to_frame
from attribution.overview import MAX_MONTHS, MAX_RELAYS, MAX_ROWS, overview

ARTICLES = {
    "a": "The mill will close, two aides told Reuters. They spoke on condition of anonymity for fear of reprisals. "
    "“It is over,” Mayor Ann Lee said. The bank declined to comment, Reuters reported.",
    "b": "The bridge is safe, Ann Lee said. It opened in 1932.",
    "c": "It rained.",
}


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return audit_many(ARTICLES.items())


def test_counts_are_those_of_the_frame(frame: pd.DataFrame) -> None:
    found = overview(frame)
    assert (found.articles, found.statements, found.cited) == (3, len(frame), int(frame["attributed"].sum()))
    anonymous = frame[frame["source_type"] == "anonymous"]
    assert (found.with_reason, found.without_reason) == (int(anonymous["anonymity_reason"].notna().sum()), 0)
    assert found.with_reason == 1
    assert found.single_source == 1
    assert sum(found.types.values()) == sum(found.strengths.values()) == len(frame)
    assert sum(found.histogram) == found.cited
    assert (found.outlets, found.periods) == ((), ())


def test_who_cites_nobody_is_not_counted_as_citing() -> None:
    frame = audit_many({"a": "The bridge will close, a source said. The mayor reportedly fled."}.items(), model="rules")
    found = overview(frame)
    assert frame["attributed"].tolist() == [True, True]
    assert (found.cited, sum(found.histogram), found.without_reason) == (1, 1, 1)
    assert found.types == {"anonymous": 1, "unattributed": 1}


def test_who_is_not_named_is_nobody_who_is_cited_most() -> None:
    frame = audit_many(
        {"a": "It rained, officials said.", "b": "It snowed, officials said. It hailed, Ann Lee said."}.items()
    )
    found = overview(frame)
    assert [source["who"] for source in found.sources] == ["Ann Lee"]


def test_who_is_cited_most_comes_first(frame: pd.DataFrame) -> None:
    first = overview(frame).sources[0]
    assert (first["who"], first["type"], first["statements"], first["articles"]) == ("Ann Lee", "named_person", 2, 2)


def test_relays_are_counted_by_who_was_nearest(frame: pd.DataFrame) -> None:
    found = overview(frame)
    assert (found.flows[0].source_type, found.flows[0].relay) == ("anonymous", "Reuters")
    assert found.relayed == int((frame["attributed"] & frame["relay"].notna()).sum())


def test_articles_go_together_by_outlet_and_month(frame: pd.DataFrame) -> None:
    facts = frame.assign(
        outlet=frame["doc_id"].map({"a": "The Post", "b": "The Post", "c": "Herald"}),
        date=frame["doc_id"].map({"a": "2024-05-01", "b": "2024-06-30T10:00:00Z", "c": "soon"}),
    )
    found = overview(facts)
    assert [(group.name, group.articles) for group in found.outlets] == [("The Post", 2), ("Herald", 1)]
    assert found.outlets[1].mean is None
    assert found.outlets[1].anonymous is None
    assert [(group.name, group.articles) for group in found.periods] == [("2024-05", 1), ("2024-06", 1)]


def test_many_months_become_years(frame: pd.DataFrame) -> None:
    one = frame[frame["doc_id"] == "b"]
    months = [f"{2000 + n // 12}-{n % 12 + 1:02}" for n in range(MAX_MONTHS + 1)]
    many = pd.concat([one.assign(doc_id=pd.array([month] * len(one), "string"), date=month) for month in months])
    assert [group.name for group in overview(many).periods] == ["2000", "2001", "2002", "2003"]


def test_tables_do_not_grow_with_the_corpus(frame: pd.DataFrame) -> None:
    one = frame[frame["doc_id"] == "a"]
    many = pd.concat(
        [
            one.assign(
                doc_id=pd.array([f"{n:03}"] * len(one), "string"),
                outlet=f"outlet {n}",
                entity=(one["entity"] + f" {n}"),
                relay=one["relay"] + f" {n}",
            )
            for n in range(MAX_ROWS + 50)
        ]
    )
    found = overview(many)
    assert len(found.outlets) == len(found.sources) == len(found.weakest) == MAX_ROWS
    assert found.outlets_in_all == found.articles_ranked == MAX_ROWS + 50
    assert found.sources_in_all > MAX_ROWS
    assert len({flow.relay for flow in found.flows}) == MAX_RELAYS
    assert sum(flow.statements for flow in found.flows) < found.relayed


def test_weakest_articles_come_first_and_say_how_many_cite(frame: pd.DataFrame) -> None:
    found = overview(frame)
    assert [row["doc_id"] for row in found.weakest] == ["a"]  # the others cite less than three times
    assert found.weakest[0]["cited"] == int(frame.loc[frame["doc_id"] == "a", "attributed"].sum())
    assert found.weakest[0]["title"] is None


def test_an_empty_frame_gives_zeros() -> None:
    found = overview(to_frame([]))
    assert (found.articles, found.statements, found.sources, found.flows) == (0, 0, (), ())


def test_a_year_alone_is_no_month(frame: pd.DataFrame) -> None:
    dates = {"a": "2024", "b": "20240630", "c": "2024-06"}
    found = overview(frame.assign(date=frame["doc_id"].map(dates)))
    assert [(group.name, group.articles) for group in found.periods] == [("2024", 1), ("2024-06", 2)]
