"""Saved frames, read back."""

from __future__ import annotations

import json
import math
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings

from attribution import FrameError, InputError, audit, audit_many, read_frame, write_frame
from attribution.formats import render
from attribution.frame import to_frame
from attribution.model import Article
from tests.made_frames import audits

FORMATS = {"parquet": "parquet", "pq": "parquet", "csv": "csv", "json": "json", "jsonl": "jsonl", "ndjson": "jsonl"}
TEXT = "=SUM(1) is zero, @mayor said on X. \u2028 A \x85 mill will close, an aide said. It opened 👇."


@pytest.mark.parametrize("suffix", FORMATS)
def test_frame_comes_back_whole(tmp_path: Path, suffix: str) -> None:
    frame = audit_many([("a", TEXT), ("b", "'@c said that it rained."), ("", "It ended, Ann Lee said.")])
    for name, held in (("full", frame), ("empty", to_frame([]))):
        path = tmp_path / f"{name}.{suffix}"
        path.write_bytes(render(held, format=FORMATS[suffix]))
        pd.testing.assert_frame_equal(read_frame(path), held, check_index_type=False)


@pytest.mark.parametrize("suffix", FORMATS)
def test_frame_is_written_as_the_command_does_and_with_what_was_added(tmp_path: Path, suffix: str) -> None:
    frame, path = audit_many([("a", TEXT), ("b", "'@c said that it rained.")]), tmp_path / f"a.{suffix.upper()}"
    write_frame(frame, path)
    assert path.read_bytes() == render(frame, format=FORMATS[suffix])
    with_more = frame.assign(outlet=pd.Series(["=1+1"] * len(frame), dtype=object))
    write_frame(with_more, path)
    assert read_frame(path)["outlet"].tolist() == with_more["outlet"].tolist()
    assert suffix != "csv" or b",'=1+1\r\n" in path.read_bytes()


def test_what_cannot_be_written_leaves_no_file(tmp_path: Path) -> None:
    frame = audit("It rained, Ann Lee said.")
    with pytest.raises(
        InputError, match=r"a\.xlsx names no form of a frame by its suffix: end it with one of \.parquet"
    ):
        write_frame(frame, tmp_path / "a.xlsx")
    with pytest.raises(FrameError, match="the frame lacks claim_spans"):
        write_frame(frame.drop(columns="claim_spans"), tmp_path / "a.csv")
    with pytest.raises(FrameError, match=r"cannot be written as json \(.*plain values"):
        write_frame(frame.assign(odd=[object()]), tmp_path / "a.json")
    with pytest.raises(OSError, match="No such file"):
        write_frame(frame, tmp_path / "none" / "a.csv")
    assert list(tmp_path.iterdir()) == []


def test_csv_of_pandas_is_refused_with_the_column_and_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    audit("It rained, Ann Lee said.").to_csv(path, index=False)
    said = r"a\.csv: column 'claim_spans' should hold .* has '\[\(0, 9\)\]' in row 0: write the frame by attribution\.write_frame"
    with pytest.raises(FrameError, match=said):
        read_frame(path)


@settings(deadline=None, max_examples=50)
@given(audits())
def test_csv_of_any_text_comes_back_and_runs_nothing(audit: tuple[pd.DataFrame, list[Article]]) -> None:
    frame, _ = audit
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_bytes(render(frame, format="csv"))
        pd.testing.assert_frame_equal(read_frame(path), frame, check_index_type=False)
        cells = pd.read_csv(path, dtype="string", keep_default_na=False)
    for name in cells.columns:
        assert not cells[name].str.startswith(tuple("=+-@\t\r\n＝＋－＠")).any(), name


@pytest.mark.parametrize(
    ("name", "content", "error", "said"),
    [
        ("a.xlsx", b"", InputError, "no saved frame by its suffix: name a file with one of .parquet"),
        ("a.parquet", b"PAR", InputError, "cannot be read"),
        ("a.json", b"{", InputError, "cannot be read"),
        ("a.json", b"[" * 100_000, InputError, "cannot be read"),
        ("a.jsonl", b"[1]\n", FrameError, "lacks doc_id"),
        ("a.csv", b"a,b\n1,2\n", FrameError, "lacks doc_id, statement"),
        ("a.csv", b"\xff,b\n1,2\n", InputError, "cannot be read"),
    ],
)
def test_what_is_no_frame_is_named(tmp_path: Path, name: str, content: bytes, error: type, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error, match=said) as caught:
        read_frame(path)
    assert str(path) in str(caught.value)


def test_missing_file_and_broken_values(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_frame(tmp_path / "a.csv")
    record = json.loads(render(audit("It rained, Ann Lee said."), format="json"))[0]
    for name, value in [
        ("score", 2),
        ("claim_spans", [[3, 1]]),
        ("claim_spans", [[0, math.inf]]),
        ("strength", "steely"),
        ("statement", "x"),
    ]:
        path = tmp_path / "a.json"
        path.write_text(json.dumps([{**record, name: value}]))
        with pytest.raises(FrameError, match=r"a\.json.* does not hold"):
            read_frame(path)


def test_what_is_no_frame_is_named_by_its_line_and_some_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": 1}\n\nx\n')
    with pytest.raises(InputError, match=r"line 3 is no JSON"):
        read_frame(path)
    path.write_text('{"id": 1, "text": "It rained."}\n')
    with pytest.raises(
        FrameError,
        match=r"lacks doc_id, statement, attributed, claim, claim_spans, and \d+ more; .* a table of articles",
    ):
        read_frame(path)
