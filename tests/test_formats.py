"""Frames as files and as a table."""

import io
import json
from pathlib import Path

import pandas as pd
import pytest

from attribution import COLUMNS, FrameError, audit
from attribution.formats import Format, render
from attribution.frame import to_frame, validate
from attribution.model import (
    Article,
    Attribution,
    CharSpan,
    Commitment,
    Quotation,
    Score,
    Source,
    SourceType,
    Statement,
    Strength,
)
from attribution.saved import read_frame

CLAIM = 'It "rained", [red]all[/red] day;\r and\nnight \x1b[31m, 👇'
TEXT = f"{CLAIM}, two officials told Reuters. It ended."


def _statement(claim: str, **values: object) -> Attribution:
    start = TEXT.index(claim)
    return Attribution((CharSpan(start, start + len(claim)),), **values)  # type: ignore[arg-type]


@pytest.fixture
def frame() -> pd.DataFrame:
    source, cue = TEXT.index("two officials"), TEXT.index("told")
    cited = Statement(
        _statement(
            CLAIM,
            quotation=Quotation.INDIRECT,
            cue=(CharSpan(cue, cue + 4),),
            source=(CharSpan(source, source + 13),),
            commitment=Commitment.NEUTRAL,
        ),
        Source(SourceType.ANONYMOUS, "two officials", ("Reuters",)),
        Score(0.1, 0.2, 0.3, 0.4, 1 / 3, 0.25, Strength.WEAK, "Nobody is named.", 1),
    )
    own = Statement(
        _statement("It ended."),
        Source(SourceType.AUTHOR),
        Score(0, 0, 0, 0, 0, 0, Strength.UNSOURCED, "Nobody is cited."),
    )
    return to_frame([(Article(TEXT, "a"), (cited, own)), (Article(TEXT, "b"), (own,))])


SUFFIXES = ("csv", "json", "jsonl", "parquet")


def _back(frame: pd.DataFrame, suffix: str, folder: Path) -> pd.DataFrame:
    path = folder / f"audit.{suffix}"
    path.write_bytes(render(frame, format=suffix))  # type: ignore[arg-type]
    return read_frame(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_written_comes_back_whole(frame: pd.DataFrame, suffix: str, tmp_path: Path) -> None:
    back = _back(frame, suffix, tmp_path)
    pd.testing.assert_frame_equal(validate(back, {"a": TEXT, "b": TEXT}), frame)
    start, end = back.loc[0, "claim_spans"][0]
    assert TEXT[start:end] == CLAIM


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_empty_frame_comes_back(suffix: str, tmp_path: Path) -> None:
    pd.testing.assert_frame_equal(_back(to_frame([]), suffix, tmp_path), to_frame([]), check_index_type=False)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_columns_that_were_added_come_back_after_the_others(frame: pd.DataFrame, suffix: str, tmp_path: Path) -> None:
    back = _back(frame.assign(outlet="The Post"), suffix, tmp_path)
    assert list(back.columns) == [*(column.name for column in COLUMNS), "outlet"]
    assert set(back["outlet"]) == {"The Post"}


@pytest.mark.parametrize(("column", "value"), [("strength", "mighty"), ("score", "high"), ("claim_spans", "[[1]]")])
def test_values_that_a_column_does_not_hold_are_named(
    frame: pd.DataFrame, column: str, value: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    table = pd.read_csv(io.BytesIO(render(frame, format="csv")), dtype="string")
    table.assign(**{column: value}).to_csv(path, index=False)
    with pytest.raises(FrameError, match=f"column '{column}' does not hold"):
        read_frame(path)


def test_parquet_needs_no_second_reading(frame: pd.DataFrame) -> None:
    back = pd.read_parquet(io.BytesIO(render(frame, format="parquet")))
    assert back["strength"].dtype == frame["strength"].dtype
    assert [list(pair) for pair in back.loc[0, "claim_spans"]] == [[0, len(CLAIM)]]


def test_missing_values_are_null(frame: pd.DataFrame) -> None:
    records = json.loads(render(frame, format="json"))
    assert records[1]["entity"] is None
    assert records[1]["cue_spans"] == []
    assert records[0]["entity"] == "two officials"


def test_unknown_format(frame: pd.DataFrame) -> None:
    with pytest.raises(FrameError, match="no format 'xml': use one of table, csv"):
        render(frame, format="xml")  # type: ignore[arg-type]
    assert set(Format) == {"table", *SUFFIXES}


@pytest.mark.parametrize("width", [60, 80, 140])
def test_table_fits_and_obeys_nothing_in_the_text(frame: pd.DataFrame, width: int) -> None:
    table = render(frame, width=width).decode()
    assert max(map(len, table.splitlines())) <= width
    assert "\x1b" not in table
    assert "[red]all" in table
    for word in ("two officials", "anonymous", "Reuters", "weak", "0.25", "It ended."):
        assert word in table
    assert table.endswith(
        "3 statements, 1 with a source; 2 articles; 1 weak\nunsourced: nobody is cited, whatever the score\n"
    )
    assert "unsourced" not in render(frame[frame["attributed"]], width=width).decode()
    assert "\x1b[31malert" not in render(frame, styled=True).decode()


def test_table_of_nothing_and_of_one() -> None:
    assert render(to_frame([])).decode().strip() == "0 statements, 0 with a source"
    assert "1 statement, 0 with a source" in render(audit("It rained.", model="rules")).decode()
