"""Tables of words are checked when they are read; what is wrong is named with its line."""

from pathlib import Path

import pytest

from attribution.errors import DataFileError
from attribution.lexicon import parse_table, read_table_file

COLUMNS = ("lemma", "group")


def test_comments_and_empty_lines_are_no_rows() -> None:
    text = "# by hand\n\nlemma\tgroup\nsay\tneutral\n# more\nclaim\tdistancing\n"
    assert [row["lemma"] for row in parse_table(text, COLUMNS, "own.tsv")] == ["say", "claim"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "own.tsv should begin with the columns lemma, group"),
        ("group\tlemma\n", "own.tsv should begin with the columns lemma, group"),
        ("lemma\tgroup\nsay\n", "own.tsv, line 2: 1 values for 2 columns"),
        ("# note\nlemma\tgroup\nsay\tneutral\nclaim\tdistancing\tx\n", "own.tsv, line 4: 3 values for 2 columns"),
    ],
)
def test_a_wrong_table_is_refused(text: str, message: str) -> None:
    with pytest.raises(DataFileError) as error:
        parse_table(text, COLUMNS, "own.tsv")
    assert message in str(error.value)


def test_a_users_table_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes(b"\xef\xbb\xbflemma\tgroup\r\nsay\tneutral\r\n")
    assert read_table_file(path, COLUMNS) == ({"lemma": "say", "group": "neutral"},)


def test_a_table_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataFileError, match=r"own\.tsv cannot be read as a table .* UTF-8"):
        read_table_file(path, COLUMNS)
