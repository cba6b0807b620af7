"""Statements to brat's files and back."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings

from attribution import InputError, audit, audit_many
from attribution.corpus import read_corpus, to_lines
from attribution.exports import read_standoff, to_standoff
from attribution.frame import to_frame
from attribution.model import Article, CharSpan
from tests.made_frames import HOSTILE, audits, statement

TEXT = "The mill will close, Ann Lee said. It is old, she said."


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content.encode())
    return folder


def characters(spans: object, text: str) -> list[int]:
    """The characters that spans cover, without line ends, at which brat's marks are cut."""
    covered = {n for start, end in spans for n in range(start, end)}  # type: ignore[attr-defined]
    return sorted(n for n in covered if len(f"a{text[n]}a".splitlines()) == 1)


@settings(deadline=None, max_examples=60)
@given(audits())
def test_what_is_written_is_read_back(audit: tuple[pd.DataFrame, list[Article]]) -> None:
    frame, articles = audit
    with TemporaryDirectory() as name:
        folder = written(Path(name), to_standoff(frame, articles))
        back = read_standoff(folder) if articles else []
        if back:
            (folder / "gold.jsonl").write_text(to_lines(back), encoding="utf-8")
            assert read_corpus(folder / "gold.jsonl") == back
    assert [(a.doc_id, a.text) for a in back] == [(a.doc_id, a.text) for a in articles]
    for article in back:
        rows = frame[(frame["doc_id"] == article.doc_id) & frame["attributed"]]
        roles = ("content", "source", "cue")
        expected = [
            [characters(row[f"{name}_spans"], article.text) for name in ("claim", "source", "cue")]
            for row in rows.to_dict("records")
        ]
        found = [[characters(held[role], article.text) for role in roles] for held in article.attributions]
        assert sorted(found) == sorted(row for row in expected if row[0])
        for held in article.attributions:  # pieces that a line break parted are one again
            for spans in held.values():
                gaps = [article.text[a.end : b.start] for a, b in pairwise(spans)]
                assert all("".join(gap.splitlines()) for gap in gaps)


@settings(deadline=None, max_examples=60)
@given(audits())
def test_no_mark_holds_a_line_break_and_each_says_its_text(audit: tuple[pd.DataFrame, list[Article]]) -> None:
    frame, articles = audit
    files = to_standoff(frame, articles)
    for name in files:
        if name.endswith(".ann"):
            text = files[name.replace(".ann", ".txt")]
            # As brat reads it, which ends lines wherever Python does.
            for line in files[name].splitlines():
                assert line[0] in "TR", line
                if line[0] == "T":
                    _, places, words = line.split("\t", 2)
                    spans = [tuple(map(int, place.split())) for place in places.split(" ", 1)[1].split(";")]
                    assert " ".join(text[start:end] for start, end in spans) == words


def test_line_break_inside_a_claim_is_cut_and_mended(tmp_path: Path) -> None:
    text = "It rained\r\nand rained, Ann said."
    frame = to_frame([(Article(text, "a"), [statement((CharSpan(0, 21),), source=(CharSpan(23, 26),))])])
    files = to_standoff(frame, {"a": text})
    assert "T1\tContent 0 9;11 21\tIt rained and rained\n" in files["a.ann"]
    (article,) = read_standoff(written(tmp_path, files))
    assert article.attributions[0]["content"] == (CharSpan(0, 21),)
    assert article.text == text


def test_ids_that_are_no_file_names(tmp_path: Path) -> None:
    ids = ["../../etc/passwd", "a/b", ".hidden", "naïve 👇", ""]
    frame = audit_many([Article(TEXT, doc_id) for doc_id in ids])
    files = to_standoff(frame, dict.fromkeys(ids, TEXT))
    assert not [name for name in files if "/" in name or name.startswith(".")]
    assert {article.doc_id for article in read_standoff(written(tmp_path, files))} == {*ids[:-1], "article"}
    with pytest.raises(InputError, match="two articles would be written to article"):
        to_standoff(audit_many([]), {"": TEXT, "article": TEXT})


def test_correction_by_hand(tmp_path: Path) -> None:
    """What a person does in brat: a source moved, an attribution added, marks and notes of other types."""
    files = to_standoff(audit(Article(TEXT, "a")), {"a": TEXT})
    files["a.ann"] = (
        "T1\tContent 0 19\tThe mill will close\r\nT2\tSource 21 28\tAnn Lee\r\nR1\tSaidBy Arg1:T1 Arg2:T2\r\n"
        "T9\tContent 35 44\tIt is old\nT4\tSource 46 49\tshe\nT5\tCue 50 54\tsaid\n"
        "R2\tSaidBy Arg1:T9 Arg2:T4\t\nR3\tCuedBy Arg1:T9 Arg2:T5\nR4\tSaidBy Arg1:T9 Arg2:T2\n"
        "T6\tPerson 21 24\tAnn\nR5\tSpouse Arg1:T6 Arg2:T6\nA1\tSure T1\n#1\tAnnotatorNotes T1\tgood\n*\tEquiv T2 T4\n\n"
    )
    (article,) = read_standoff(written(tmp_path, files))
    assert article.attributions == (
        {"source": (CharSpan(21, 28),), "cue": (), "content": (CharSpan(0, 19),)},
        {"source": (CharSpan(21, 28), CharSpan(46, 49)), "cue": (CharSpan(50, 54),), "content": (CharSpan(35, 44),)},
    )


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["T1 Content 0 3 The"], "line 1 is no mark"),
        (["T1\tContent 0 3\tMill"], "line 1: the mark T1 says 'Mill', but a.txt has 'The' there"),
        (["T1\tContent 0 999\tThe"], "line 1: the mark T1 says 'The'"),
        (["T1\tContent 3 0\t"], "line 1: the mark T1"),
        (["T1\tSource 0 3\tThe"], "line 1: the Source T1 belongs to no Content: draw SaidBy"),
        (["T1\tCue 0 3\tThe"], "draw CuedBy"),
        (
            ["T1\tContent 0 3\tThe", "R1\tSaidBy Arg1:T1 Arg2:T7"],
            "line 2: SaidBy should lead from a Content to a Source",
        ),
        (["T1\tContent 0 3\tThe", "R1\tSaidBy Arg1:T1 Arg2:T1"], "not from T1 to T1"),
        (["R1 SaidBy"], "line 1 is no relation"),
    ],
)
def test_broken_files_are_named_by_line_and_the_others_go_on(tmp_path: Path, lines: list[str], said: str) -> None:
    written(tmp_path, {"a.txt": TEXT, "a.ann": "\n".join(lines), "b.txt": TEXT, "b.ann": ""})
    with pytest.raises(InputError, match="a.ann, line") as caught:
        read_standoff(tmp_path)
    assert said in str(caught.value)
    failures: dict[str, InputError] = {}
    (article,) = read_standoff(tmp_path, on_error=failures.__setitem__)
    assert (article.doc_id, article.attributions) == ("b", ())
    assert list(failures) == [str(tmp_path / "a.ann")]


def test_missing_and_undecodable_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no \.ann file"):
        read_standoff(tmp_path)
    (tmp_path / "a.ann").write_text("")
    with pytest.raises(InputError, match=r"a\.txt is missing"):
        read_standoff(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"\xff")
    with pytest.raises(InputError, match="cannot be read as UTF-8"):
        read_standoff(tmp_path)


def test_configuration_declares_what_is_written() -> None:
    files = to_standoff(audit(TEXT), TEXT)
    entities, _, rest = files["annotation.conf"].partition("[relations]")
    assert [line for line in entities.partition("[entities]")[2].splitlines() if line] == ["Source", "Cue", "Content"]
    for line in files["article.ann"].splitlines():
        kind = line.split("\t")[1].split()[0]
        assert kind in entities if line[0] == "T" else f"\n{kind}\tArg1:Content, Arg2:" in rest


def test_hostile_text_keeps_its_characters() -> None:
    assert to_standoff(audit_many([("a", HOSTILE)]), {"a": HOSTILE})["a.txt"] == HOSTILE
