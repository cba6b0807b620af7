"""Reading of files, bytes and markup."""

import gzip
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import Article, InputError, audit, audit_many, read
from attribution.suffixes import TABLES
from attribution.text import MAX_BYTES, as_article, as_articles, check_text, line_column, line_starts

TEXT = "“It rained,” he said.\r\n\r\nThe\u00a0mayor — 👇 — left.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_is_kept_to_the_character(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "story.v2.txt"
    path.write_bytes(TEXT.encode(encoding))
    for source in (path, str(path), path.read_bytes()):
        assert read(source).text == TEXT
    assert read(path).doc_id == "story.v2"
    assert read(path.read_bytes()).doc_id == ""
    assert read(path, doc_id="a").doc_id == "a"


@given(st.text())
def test_any_text_in_utf_8_comes_back(text: str) -> None:
    data = ("x" + text).encode("utf-8", "replace")
    if b"\0" not in data:
        assert read(data) == Article(data.decode())


def test_named_encoding(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes("“No” – naïve".encode("windows-1252"))
    with pytest.raises(InputError, match=r"story\.txt is not utf-8: byte 0 is 0x93.*--encoding windows-1252"):
        read(path)
    assert read(path, encoding="windows-1252").text == "“No” – naïve"
    for name in ("klingon", "hex", "idna", "punycode", "undefined", "unicode_escape", "raw-unicode-escape"):
        with pytest.raises(InputError, match=f"no encoding '{name}'"):
            read(path, encoding=name)


@pytest.mark.parametrize("data", [b"", b"  \r\n\t"])
def test_empty_text_is_an_article(data: bytes) -> None:
    assert read(data) == Article(data.decode())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n...", "a PDF"),
        (b"PK\x03\x04....", "office document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"He said\x00\x01\x02", "null bytes"),
        ("He said".encode("utf-16-le"), "utf-16-le"),
        (b"\xff\xfe\x00", "is not utf-16"),
        (b"\x1f\x8bnonsense", "broken gzip"),
        (gzip.compress(b"a" * 100)[:-9], "broken gzip"),
        (b"a" * (MAX_BYTES + 1), "larger than 20 MB"),
        (gzip.compress(b"a" * (MAX_BYTES + 1)), "larger than 20 MB"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(data)


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt: no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a directory"):
        read(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read("a" * 999)
    with pytest.raises(InputError, match="nothing is fetched"):
        read("https://example.com/story.html")
    for text in ("It rained.\nHe left.", "", "a\0b"):
        with pytest.raises(InputError, match="is no path"):
            read(text)
    for value in (None, 3, ["a"], b"".join):
        with pytest.raises(InputError, match="from a path or from bytes"):
            read(value)  # type: ignore[arg-type]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("It rained.")
    path.chmod(0)
    with pytest.raises(InputError, match="no permission"):
        read(path)


def test_articles_from_texts_pairs_and_articles() -> None:
    article = Article("Three.", "c")
    items = ["One.", ("b", "Two."), (7, "Seven."), article]
    assert list(as_articles(items)) == [Article("One.", "0"), Article("Two.", "b"), Article("Seven.", "7"), article]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (None, "article 1 should be a string, not None"),
        (b"bytes", r"attribution\.read\(\) reads files and bytes"),
        (Path("a"), r"attribution\.read\(\)"),
        (("a", None), r"article 1 \('a'\) should be a string"),
        (("a", "b", "c"), "article 1 should be a string, not a value of type tuple"),
        (Article(3), "article 1"),  # type: ignore[arg-type]
    ],
)
def test_items_that_are_no_articles(item: object, said: str) -> None:
    with pytest.raises(InputError, match=said):
        list(as_articles(["One.", item]))  # type: ignore[list-item]
    failures: list[str] = []
    kept = list(
        as_articles(["One.", item, "Three."], on_error=lambda doc_id, error: failures.append(f"{doc_id}: {error}"))
    )  # type: ignore[list-item]
    assert [article.text for article in kept] == ["One.", "Three."]
    assert len(failures) == 1


@pytest.mark.parametrize("items", ["One text.", {"a": "One."}, Article("One."), None, 5])
def test_one_article_is_no_iterable_of_them(items: object) -> None:
    with pytest.raises(InputError, match="iterable of several"):
        list(as_articles(items))  # type: ignore[arg-type]


@pytest.mark.parametrize("several", [["One.", "Two."], ("a", "One.")])
def test_several_are_no_article(several: object) -> None:
    with pytest.raises(InputError, match="one article should be .*audit_many takes several"):
        as_article(several)  # type: ignore[arg-type]


def test_check_text() -> None:
    check_text("")
    with pytest.raises(InputError, match=r"should be a string, not a missing value \(nan\)"):
        check_text(float("nan"))


def test_a_text_beyond_any_articles_is_refused_wherever_it_comes_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("attribution.text.MAX_CHARACTERS", 60)
    fitting = "It rained all day, the mayor of Troy said on Monday morning."
    said = r"has 61 characters, more than the 60 that an article may have: cut it into its articles"
    path = tmp_path / "book.txt"
    path.write_text(f"{fitting}\n")
    with pytest.raises(InputError, match=rf"book\.txt {said}"):
        read(path)
    with pytest.raises(InputError, match=r"the page has \d+ characters"):
        read(f"<html><body><article><p>{fitting}!</p></article></body></html>")
    with pytest.raises(InputError, match=f"the text {said}"):
        audit(f"{fitting}\n")
    with pytest.raises(InputError, match=f"article 1 {said}"):
        list(as_articles([fitting, f"{fitting}\n"]))
    failures: list[str] = []
    frame = audit_many(
        [("a", fitting), ("b", f"{fitting}\n"), Article(fitting + "!", "c"), ("d", fitting)],
        on_error=lambda doc_id, _: failures.append(doc_id),
    )
    assert failures == ["b", "c"]
    assert frame["doc_id"].unique().tolist() == ["a", "d"]


@given(st.text(alphabet="a\r\n👇"), st.data())
def test_line_and_column_name_the_place(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    starts = [0, *(end for end in _breaks(text) if end <= offset)]
    assert line_column(line_starts(text), offset) == (len(starts), offset - starts[-1] + 1)


def _breaks(text: str) -> list[int]:
    """The offsets right behind each line break."""
    ends, n = [], 0
    while n < len(text):
        width = 2 if text[n : n + 2] == "\r\n" else 1
        if text[n] in "\r\n":
            ends.append(n + width)
        n += width
    return ends


def test_places_of_a_text_of_many_lines_are_found_at_once() -> None:
    start = time.process_time()
    starts = line_starts("\n" * 1_000_000)
    assert [line_column(starts, offset) for offset in range(0, 1_000_000, 1_000)][-1] == (999_001, 1)
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("text", "is_article"),
    [
        ('{"text": "It rained."}', False),
        (' [ {"text": "It rained."},\n{"text": "It hailed."}]\n', False),
        ('{"text": "It rained."}\n{"text": "It hailed."}\n', False),
        ('["It rained."]', False),
        ("[1] It rained.", True),
        ('{"text": "It rained."} was what the machine wrote.', True),
        ("{{ title }} It rained.", True),
        ('[{"' * 100_000, True),
    ],
)
def test_json_is_no_article(text: str, is_article: bool) -> None:
    if is_article:
        assert read(text.encode()).text == text
    else:
        with pytest.raises(InputError, match="is JSON, and an article is to be read: save"):
            read(text.encode())


@pytest.mark.parametrize("suffix", sorted(TABLES))
def test_a_table_is_no_article(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"rows{suffix}").write_text("text\nIt rained.\n")
    with pytest.raises(
        InputError,
        match="is a table, and an article is to be read: attribution audit and attribution check take tables",
    ):
        read(tmp_path / f"rows{suffix}")
