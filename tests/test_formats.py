"""Frames as files and as a table."""

import io
import json
from pathlib import Path

import pandas as pd
import pytest

from attribution import COLUMNS, FrameError
from attribution.formats import FORMATS, harmless, render, save
from attribution.frame import to_frame
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
        Source(SourceType.ANONYMOUS, "two officials", "Reuters"),
        Score(0.1, 0.2, 0.3, 0.4, 1 / 3, 0.25, Strength.WEAK, "Nobody is named.", 1),
    )
    own = Statement(
        _statement("It ended."),
        Source(SourceType.AUTHOR),
        Score(0, 0, 0, 0, 0, 0, Strength.UNSOURCED, "Nobody is cited."),
    )
    return to_frame([(Article(TEXT, "a"), (cited, own)), (Article(TEXT, "b"), (own,))])


def _restored(plain: pd.DataFrame, like: pd.DataFrame) -> pd.DataFrame:
    """Give a frame that was read back the span type and the dtypes of another."""
    for name in like.columns:
        if name.endswith("_spans"):
            plain[name] = pd.Series([[tuple(map(int, pair)) for pair in value] for value in plain[name]], dtype=object)
        else:
            plain[name] = plain[name].astype(like[name].dtype)
    return plain


def _read_csv(data: bytes) -> pd.DataFrame:
    frame = pd.read_csv(io.BytesIO(data), keep_default_na=False, na_values=[""], dtype={"doc_id": "string"})
    for name in frame.columns:
        if name.endswith("_spans"):
            frame[name] = frame[name].map(json.loads)
    return frame


READERS = {
    "csv": _read_csv,
    "json": lambda data: pd.DataFrame(json.loads(data), columns=[column.name for column in COLUMNS]),
    "jsonl": lambda data: pd.DataFrame(
        [json.loads(line) for line in data.decode().splitlines()], columns=[column.name for column in COLUMNS]
    ),
    "parquet": lambda data: pd.read_parquet(io.BytesIO(data)),
}


@pytest.mark.parametrize("format", READERS)
def test_what_is_written_comes_back_whole(frame: pd.DataFrame, format: str) -> None:
    back = _restored(READERS[format](render(frame, format=format)), frame)  # type: ignore[arg-type]
    pd.testing.assert_frame_equal(back, frame)
    start, end = back.loc[0, "claim_spans"][0]
    assert TEXT[start:end] == CLAIM


@pytest.mark.parametrize("format", READERS)
def test_empty_frame_comes_back(format: str) -> None:
    back = _restored(READERS[format](render(to_frame([]), format=format)), to_frame([]))  # type: ignore[arg-type]
    pd.testing.assert_frame_equal(back, to_frame([]), check_index_type=False)


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
    assert set(FORMATS) == {"table", *READERS}


@pytest.mark.parametrize("width", [60, 80, 140])
def test_table_fits_and_obeys_nothing_in_the_text(frame: pd.DataFrame, width: int) -> None:
    table = render(frame, width=width).decode()
    assert max(map(len, table.splitlines())) <= width
    assert "\x1b" not in table
    assert "[red]all" in table
    for word in ("two officials", "anonymous", "Reuters", "weak", "0.25", "It ended."):
        assert word in table
    assert "3 statements, 1 with a source; 2 articles; 1 weak" in table
    assert "\x1b[31malert" not in render(frame, styled=True).decode()


def test_table_of_nothing() -> None:
    assert render(to_frame([])).decode().strip() == "0 statements, 0 with a source"


def test_harmless_keeps_writing_of_all_kinds() -> None:
    assert harmless("naïve 👇 日本 “x”\r\n\ty") == "naïve 👇 日本 “x” y"
    assert "\u202e" not in harmless("abc\u202edef")


def test_save_writes_whole_files(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    save(b"one", target)
    target.chmod(0o640)
    save(b"two", target)
    assert target.read_bytes() == b"two"
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [target]
    link = tmp_path / "link.csv"
    link.symlink_to(target)
    save(b"three", link)
    assert link.is_symlink()
    assert target.read_bytes() == b"three"


def test_save_leaves_the_old_file_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")

    def fail(self: Path, to: Path) -> None:
        raise OSError("full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="full"):
        save(b"new", target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
    with pytest.raises(FileNotFoundError):
        save(b"new", tmp_path / "none" / "a.csv")
