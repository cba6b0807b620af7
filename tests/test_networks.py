"""Who cites whom over many articles, and claims that all go back to one outlet."""

import pandas as pd
import pytest

import attribution
from attribution.networks import EDGE_DTYPES, ORIGIN_DTYPES

ARTICLES = {
    "a": "The Harwich cement mill will close in spring, two people told Bloomberg. “We regret it,” said Mayor Ann Lee.",
    "b": "The Harwich cement mill will close in spring, Bloomberg reported, citing sources. Ann Lee denied it.",
    "c": "The Harwich cement mill closes in spring, according to Bloomberg. The bridge will open, two officials said.",
    "d": "The bridge will open in June 2027 after a long delay, Ann Lee told Reuters.",
    "e": "The bridge will open in June 2027 after a long delay, Ann Lee said.",
}


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return attribution.audit_many(ARTICLES.items(), model="rules")


def test_edges(frame: pd.DataFrame) -> None:
    edges = attribution.network(frame)
    assert edges.dtypes.astype(str).to_dict() == EDGE_DTYPES
    found = {(row.citing, row.cited, row.kind): row for row in edges.itertuples()}
    assert found["a", "Bloomberg", "relays"].statements == 1
    assert pd.isna(found["a", "Bloomberg", "relays"].source_type)
    assert any(
        row.citing == "Bloomberg" and row.kind == "relays" and row.cited.endswith("(a)") for row in edges.itertuples()
    )
    assert found["c", "Bloomberg", "cites"].source_type == "news_outlet"
    assert found["e", "Ann Lee", "cites"].first_article == "e"
    assert found["Reuters", "Ann Lee", "relays"].source_type == "named_person"
    assert found["d", "Reuters", "relays"].articles == 1
    assert not any(row.citing == row.cited for row in edges.itertuples())


def test_edges_of_outlets_with_dates(frame: pd.DataFrame) -> None:
    outlets = {"a": "The Post", "b": "The Post", "d": "The Post", "e": "The Herald"}
    dates = {"a": "2025-03-02", "d": "2025-03-01", "e": "2025-01-01"}
    edges = attribution.network(frame, publishers=outlets, dates=dates)
    lee = edges[(edges["citing"] == "Post") & (edges["cited"] == "Ann Lee")].iloc[0]
    assert (lee["statements"], lee["articles"], lee["first_article"], lee["first_seen"]) == (2, 2, "d", "2025-03-01")
    officials = edges[edges["source_type"] == "anonymous"]
    assert officials["cited"].str.contains(r"\((?:Post|c)\)$").all()
    assert edges.loc[edges["citing"] == "c", "first_seen"].isna().all()


def test_graph(frame: pd.DataFrame) -> None:
    edges = attribution.network(frame)
    graph = attribution.to_networkx(edges)
    assert graph.number_of_edges() == len(edges)
    assert graph["e"]["Ann Lee"]["cites"] == {
        "source_type": "named_person",
        "statements": 1,
        "articles": 1,
        "first_article": "e",
        "first_seen": None,
    }
    assert graph.nodes["Ann Lee"]["source_type"] == "named_person"
    assert graph.in_degree("Bloomberg") >= 3


def test_claims_that_go_back_to_one_outlet(frame: pd.DataFrame) -> None:
    origins = attribution.single_origins(frame)
    assert origins.dtypes.astype(str).to_dict() == ORIGIN_DTYPES
    (row,) = origins.to_dict("records")
    assert row["origin"] == "Bloomberg"
    assert row["doc_ids"] == ["a", "b", "c"]
    assert row["claim"].startswith("The Harwich cement mill")
    assert row["is_unnamed"]
    assert attribution.single_origins(frame, min_articles=4).empty


def test_at_first_hand_in_one_article_is_no_single_origin() -> None:
    story = "The Harwich cement mill will close in spring, {}."
    tellers = ("two people told Bloomberg", "Bloomberg reported", "two people said")
    frame = attribution.audit_many([(str(n), story.format(who)) for n, who in enumerate(tellers)], model="rules")
    assert attribution.single_origins(frame).empty
    origins = attribution.single_origins(frame, publishers={"2": "Bloomberg"})
    assert origins["doc_ids"].tolist() == [["0", "1", "2"]]
    assert attribution.single_origins(frame, publishers={"2": "The Post"}).empty


def test_the_opposite_is_not_the_same() -> None:
    frame = attribution.audit_many(
        [
            ("a", "The Harwich cement mill will close in spring, Bloomberg reported."),
            ("b", "The Harwich cement mill will not close in spring, Bloomberg reported."),
        ],
        model="rules",
    )
    assert attribution.single_origins(frame).empty


def test_a_denial_is_what_the_lexicon_says_it_is() -> None:
    story = "The Harwich cement mill will close in spring, Bloomberg reported."
    frame = attribution.audit_many({"a": story, "b": story}.items(), model="rules")
    found = {}
    for cue in (
        *("denied", "denies", "denying", "denial", "rebutted", "dismissing", "disputes", "reject", "in a rejection"),
        *("contradicts", "debunked", "disavows", "discounting", "disproven", "downplayed", "negating", "repudiates"),
        *("said", "reported", "in a denim jacket, said", "was negative"),
    ):
        frame.loc[frame["doc_id"] == "b", "cue"] = cue
        found[cue] = attribution.single_origins(frame).empty
    assert [cue for cue, is_denial in found.items() if not is_denial] == list(found)[-4:]


def test_no_statement_gives_empty_frames() -> None:
    frame = attribution.audit("")
    assert attribution.network(frame).columns.tolist() == list(EDGE_DTYPES)
    assert attribution.single_origins(frame).columns.tolist() == list(ORIGIN_DTYPES)
    assert attribution.to_networkx(attribution.network(frame)).number_of_nodes() == 0


def test_cost_grows_with_the_corpus_and_not_with_its_square(
    frame: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0

    def count(*_: object) -> bool:
        nonlocal compared
        compared += 1
        return False

    monkeypatch.setattr("attribution.networks.are_alike", count)
    one = frame[frame["doc_id"] == "c"].head(1)
    counts = []
    for number in (1000, 4000):
        many = pd.concat([one] * number, ignore_index=True)
        many["doc_id"] = pd.Series([f"d{n}" for n in range(number)], dtype="string")
        claims = [f"the mill at Harwich{n // 4} will shut its{n % 3} gate{n // 2} in spring" for n in range(number)]
        many["claim"] = pd.Series(claims, dtype="string")
        compared = 0
        assert attribution.single_origins(many).empty
        counts.append(compared)
    assert 0 < counts[1] <= 5 * counts[0]


def test_an_outlet_is_one_however_it_is_called() -> None:
    articles = {"a": "It rained, Ann Lee told the Guardian.", "b": "It snowed, Ann Lee told the AP.", "c": "It hailed."}
    frame = attribution.audit_many(articles.items(), model="rules")
    edges = attribution.network(frame, publishers={"a": "Associated Press", "b": "The Guardian"})
    assert set(edges["citing"]) == {"Associated Press", "Guardian"}
    assert edges[["citing", "cited"]].values.tolist()[1] == ["Associated Press", "Guardian"]


def test_columns_of_the_frame_tell_outlets_and_dates(frame: pd.DataFrame) -> None:
    outlets = dict.fromkeys(ARTICLES, "The Post")
    dates = {doc_id: f"2025-03-0{n}" for n, doc_id in enumerate(ARTICLES, 1)}
    told = frame.assign(outlet=frame["doc_id"].map(outlets), date=frame["doc_id"].map(dates))
    expected = attribution.network(frame, publishers=outlets, dates=dates)
    pd.testing.assert_frame_equal(attribution.network(told), expected)
    assert not attribution.network(told, publishers={})["citing"].eq("Post").any()
    pd.testing.assert_frame_equal(
        attribution.single_origins(told), attribution.single_origins(frame, publishers=outlets)
    )
