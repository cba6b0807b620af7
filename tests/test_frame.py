"""The frame has the columns that the docs name, and a wrong one is refused with its place."""

from typing import Any

import pandas as pd
import pytest

from attribution import audit_many, report
from attribution.errors import FrameError
from attribution.frame import COLUMNS, SPAN_COLUMNS, validate

STORY = (
    "The plant will close in May, two officials told Reuters. They asked not to be named because the talks are private.\n\n"
    "“We will fight,” said Ann Lee, the union’s head, “and we will win.” Lee said that the company had claimed it was broke. "
    "The plant opened in 1961."
)
TEXTS = {"a": STORY, "b": "It rained, reportedly. 🌧 “Wet,” he said."}


@pytest.fixture(scope="module")
def story() -> pd.DataFrame:
    return audit_many(TEXTS.items())


def test_columns_stand_in_order_with_their_dtypes(story: pd.DataFrame) -> None:
    assert list(story.columns) == [column.name for column in COLUMNS]
    kinds = {"string": pd.StringDtype, "category": pd.CategoricalDtype}
    for column in COLUMNS:
        dtype = story[column.name].dtype
        assert isinstance(dtype, kinds[column.dtype]) if column.dtype in kinds else str(dtype) == column.dtype
    assert story["strength"].cat.ordered
    assert (story["strength"] >= "unsourced").all()


def test_offsets_give_the_words(story: pd.DataFrame) -> None:
    assert len(story) > 5
    for row in story.to_dict("records"):
        for name in SPAN_COLUMNS:
            pieces = [TEXTS[row["doc_id"]][start:end] for start, end in row[name]]
            words = row[name.removesuffix("_spans")]
            assert pieces == [] if pd.isna(words) else " … ".join(pieces) == words


@pytest.mark.parametrize("articles", [[], [""], ["", " \n"]])
def test_nothing_gives_an_empty_frame_of_the_same_shape(articles: list[str], story: pd.DataFrame) -> None:
    frame = audit_many(articles)
    assert frame.empty
    assert frame.dtypes.astype(str).tolist() == story.dtypes.astype(str).tolist()
    assert list(frame.columns) == list(story.columns)
    assert validate(frame) is frame


def test_statements_are_numbered_for_each_article(story: pd.DataFrame) -> None:
    for _, part in story.groupby("doc_id"):
        assert part["statement"].tolist() == list(range(1, len(part) + 1))
        starts = [spans[0][0] for spans in part["claim_spans"]]
        assert starts == sorted(starts)


def test_what_audit_gives_is_valid(story: pd.DataFrame) -> None:
    assert validate(story, TEXTS) is story


def set_at(frame: pd.DataFrame, row: int, column: str, value: Any) -> pd.DataFrame:
    changed = frame.copy()
    values = list(changed[column])
    values[row] = value
    changed[column] = pd.Series(values, index=changed.index, dtype=changed[column].dtype)
    return changed


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("doc_id", pd.NA, "column 'doc_id' has no value: row 0"),
        ("score", 1.5, "column 'score' should lie between 0 and 1: row 0 has 1.5"),
        ("identity", -0.1, "column 'identity' should lie between 0 and 1"),
        ("source_type", None, "column 'source_type' has no value"),
        ("claim_spans", [(5, 2)], "column 'claim_spans', row 0: spans should be half-open, in order and apart"),
        ("claim_spans", [(4, 8), (6, 9)], "in order and apart"),
        ("claim_spans", [1, 2], "spans should be pairs of whole numbers, start and end, not [1, 2]"),
        ("claim_spans", [("0", "9")], "pairs of whole numbers"),
        ("cue_spans", [(0, 2, 3)], "column 'cue_spans', row 0: spans should be pairs"),
        ("source_spans", "ab", "pairs of whole numbers, start and end, not 'ab'"),
        ("claim_spans", [], "a claim has spans, and only a claim has"),
        ("claim_spans", [(1, 4)], "the text has 'he '"),
        ("cue", pd.NA, "a cue has spans"),
        ("attributed", False, "`attributed` and `quotation` disagree: row 0"),
        ("parent", 1, "row 0: its parent 1 is no other statement of the article 'a'"),
        ("parent", 99, "its parent 99 is no other statement"),
    ],
)
def test_validate_names_what_is_wrong_and_where(story: pd.DataFrame, column: str, value: Any, message: str) -> None:
    with pytest.raises(FrameError) as error:
        validate(set_at(story, 0, column, value), TEXTS)
    assert message in str(error.value)


def test_validate_refuses_two_articles_of_one_id(story: pd.DataFrame) -> None:
    with pytest.raises(FrameError, match=rf"row {len(story)}: the article 'a' has a statement 1 before"):
        validate(pd.concat([story, story], ignore_index=True))


def test_validate_refuses_what_is_no_frame() -> None:
    with pytest.raises(
        FrameError, match="should be a DataFrame, not a value of type list: attribution.audit makes one"
    ):
        validate([1])  # type: ignore[arg-type]


def test_validate_refuses_other_columns_and_dtypes(story: pd.DataFrame) -> None:
    with pytest.raises(FrameError, match="'score'"):
        validate(story.drop(columns="score"))
    with pytest.raises(FrameError, match="another order"):
        validate(story[story.columns[::-1]])
    with pytest.raises(FrameError, match="column 'statement' should have the dtype 'Int64'"):
        validate(story.astype({"statement": "float64"}))
    with pytest.raises(FrameError, match="no text is given for the article 'b'"):
        validate(story, {"a": TEXTS["a"]})


def test_strings_may_be_objects_as_merging_makes_them(story: pd.DataFrame) -> None:
    merged = story.merge(pd.DataFrame({"doc_id": ["a"], "outlet": ["The Post"]}), on="doc_id")
    validate(merged.drop(columns="outlet").astype({"doc_id": object}))
    assert "The Post" in report(merged.astype({"doc_id": object}))
    with pytest.raises(FrameError, match="column 'doc_id' should have the dtype 'string'"):
        validate(story.assign(doc_id=pd.Series([1] * len(story), dtype=object)))


def test_validate_knows_the_articles_own_voice(story: pd.DataFrame) -> None:
    own = next(n for n, attributed in enumerate(story["attributed"]) if not attributed)
    with pytest.raises(FrameError, match="the article's own voice is the author's"):
        validate(set_at(story, own, "source_type", "named_person"))


def test_a_frame_survives_parquet(story: pd.DataFrame, tmp_path: Any) -> None:
    path = tmp_path / "story.parquet"
    story.to_parquet(path)
    read = pd.read_parquet(path)
    assert read["claim"].tolist() == story["claim"].tolist()
    assert read["score"].tolist() == story["score"].tolist()
    assert read["strength"].cat.categories.tolist() == story["strength"].cat.categories.tolist()
