"""Files of annotated articles: what they hold, and how a broken one is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attribution.corpus import read_corpus
from attribution.errors import InputError

LINE = {
    "id": 7,
    "text": "It fell, Ann said.",
    "attributions": [{"source": [[9, 12]], "cue": [[13, 17]], "content": [[0, 7]]}],
}


def written(folder: Path, *lines: str) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_articles_with_their_attributions(tmp_path: Path) -> None:
    (article,) = read_corpus(written(tmp_path, json.dumps(LINE), "", ""))
    assert (article.doc_id, article.publisher) == ("7", None)
    assert [article.text[slice(*span)] for spans in article.attributions[0].values() for span in spans] == [
        "Ann",
        "said",
        "It fell",
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 2 is no annotated article: Expecting property name"),
        ("[]", "line 2 is no annotated article"),
        (json.dumps({"id": "a", "attributions": []}), "line 2 is no annotated article: it lacks 'text'"),
        (json.dumps({**LINE, "text": None}), "'text' is not a string"),
        (json.dumps({**LINE, "text": "It"}), r"the span \[9, 12\] does not lie in the text of 2 characters"),
        (json.dumps({**LINE, "attributions": [{"content": [[3, 3]]}]}), r"the span \[3, 3\]"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_corpus(written(tmp_path, json.dumps(LINE), line))


def test_a_file_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no article"):
        read_corpus(written(tmp_path, ""))
    with pytest.raises(InputError, match=r"none\.jsonl cannot be read"):
        read_corpus(tmp_path / "none.jsonl")
