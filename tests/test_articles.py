"""Corpora of every kind to articles: what is read, by which id, and what is passed over or refused."""

import gzip
import io
import json
import os
import random
import tarfile
import threading
import tracemalloc
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from attribution import Article, InputError, audit_corpus, read_many
from attribution.articles import Columns, Entry, entries_in, find_entries, read_entry, total_size
from attribution.facts import days_of

RAIN = "It rained, he said.\r\nThe\u00a0river — 👇 — rose."
PAGE = "<html><head><title>Rain</title></head><body><article><p>It rained all day on the hill, the mayor said.</p></article></body></html>"


def entries(*paths: object, **options: object) -> list[Entry]:
    return list(find_entries([str(path) for path in paths], **options))  # type: ignore[arg-type]


def ids(*paths: object) -> list[str]:
    return [entry.doc_id for entry in entries(*paths)]


def problems(*paths: object) -> list[tuple[str, str]]:
    return [(entry.doc_id, entry.problem) for entry in entries(*paths) if entry.problem is not None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "news"
    (root / "2025" / "deep").mkdir(parents=True)
    (root / "b.txt").write_bytes(RAIN.encode())
    (root / "2025" / "a.html").write_text(PAGE)
    (root / "2025" / "deep" / "c.md").write_text("# Rain\n\nIt rained.")
    (root / "2025" / "d.txt.gz").write_bytes(gzip.compress(RAIN.encode()))
    (root / "rows.jsonl").write_text(json.dumps({"id": 7, "text": RAIN}) + "\n\n" + json.dumps({"body": "Two."}) + "\n")
    (root / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    (root / ".hidden.txt").write_text("no")
    return root


def test_folder_is_read_in_the_order_of_names_and_offsets_stand(folder: Path) -> None:
    articles = {article.doc_id: article for article in read_many(folder)}
    assert list(articles) == ["2025/a.html", "2025/d.txt.gz", "2025/deep/c.md", "b.txt", "7", "rows.jsonl#3"]
    assert articles["b.txt"].text == articles["2025/d.txt.gz"].text == articles["7"].text == RAIN
    assert articles["2025/a.html"].title == "Rain"
    assert total_size([str(folder)]) == sum(
        path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.name[0] not in ".p"
    )


def test_order_does_not_depend_on_the_file_system(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = ids(folder)
    scan = os.scandir

    class Backwards:
        def __init__(self, path: Path) -> None:
            self.entries = scan(path)

        def __enter__(self) -> object:
            return sorted(self.entries, key=lambda entry: entry.name, reverse=True)

        def __exit__(self, *_: object) -> None:
            self.entries.close()

    monkeypatch.setattr("os.scandir", Backwards)
    assert ids(folder) == expected


def test_ids_of_several_paths_begin_with_the_path(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("It rained.")
    assert ids(folder / "2025", other) == [
        f"{folder}/2025/a.html",
        f"{folder}/2025/d.txt.gz",
        f"{folder}/2025/deep/c.md",
        "other",
    ]


def test_patterns(folder: Path) -> None:
    assert ids(f"{folder}/*/*.html") == ["2025/a.html"]
    assert ids(f"{folder}/**/*.md") == ["2025/deep/c.md"]
    assert problems(f"{folder}/*.pdf") == [
        (f"{folder}/*.pdf", f"{folder}/*.pdf: no file has such a name; check the pattern")
    ]


def test_links_out_of_a_folder_are_not_followed(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("no")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "e.txt").write_text("no")
    before = ids(folder)
    (folder / "s.txt").symlink_to(secret)
    (folder / "elsewhere").symlink_to(tmp_path / "elsewhere")
    (folder / "2025" / "around").symlink_to(folder)
    (folder / "broken.txt").symlink_to(tmp_path / "none.txt")
    assert ids(folder) == before
    assert ids(f"{folder}/*.txt") == ["b.txt"]
    (folder / "z.txt").symlink_to(folder / "b.txt")
    assert ids(folder) == [*before, "z.txt"]


def test_a_folder_that_may_not_be_read_does_not_stop_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "deep":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr("os.scandir", refuse)
    assert problems(folder) == [("2025/deep", f"{folder}/2025/deep cannot be read: Permission denied")]
    assert len(ids(folder)) == 6


def test_what_is_to_be_left_out(folder: Path) -> None:
    assert "b.txt" not in [entry.doc_id for entry in entries(folder, without=[(folder / "b.txt").resolve()])]


def test_names_that_are_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (tmp_path / name).write_text("It rained.")
    except OSError:
        pytest.skip("this file system takes no such name")
    (article,) = read_many(tmp_path)
    assert article.doc_id.encode()
    assert article.text == "It rained."


def test_an_id_that_was_there_before_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("id,text\na,One.\nb,Two.\na,Three.\n")
    (problem,) = problems(path)
    assert problem[0] == "a"
    assert "an article before it has the id 'a'" in problem[1]
    with pytest.raises(InputError, match=r"rows\.csv#3: an article before it"):
        list(read_many(path))
    heard: list[str] = []
    assert len(list(read_many(path, on_error=lambda doc_id, _: heard.append(doc_id)))) == 2
    assert heard == ["a"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("rows.jsonl", "".join(json.dumps({"url": "u", "body": text}) + "\n" for text in (RAIN, "", PAGE)).encode()),
        (
            "rows.ndjson.gz",
            gzip.compress((json.dumps({"text": RAIN}) + '\n{"text": ""}\n' + json.dumps({"text": PAGE})).encode()),
        ),
        ("rows.csv", f'text,n\n"{RAIN}",1\n,2\n"{PAGE}",3\n'.encode()),
        ("rows.tsv", f'n\tText\n1\t"{RAIN}"\n2\t\n3\t{PAGE}\n'.encode()),
        ("rows.csv.gz", gzip.compress(f'\ufeffn;maintext\n1;"{RAIN}"\n2;\n3;"{PAGE}"\n'.encode())),
    ],
)
def test_tables(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    articles = list(read_many(tmp_path / name))
    assert [article.doc_id for article in articles] == [f"{name}#{n}" for n in (1, 2, 3)]
    assert [article.text for article in articles] == [RAIN, "", "It rained all day on the hill, the mayor said."]


def test_parquet_with_columns_named(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "key": ["a", "b", None],
            "story": [RAIN, None, "It rained."],
            "headline": ["Rain", "Rain", None],
            "authors": [["Ann Lee", "Bo Day"], [], None],
            "date": pd.to_datetime(["2025-05-01", None, None]),
        }
    )
    path = tmp_path / "rows.parquet"
    frame.to_parquet(path, row_group_size=1)
    columns = Columns("story", "key")
    read = entries(path, columns=columns)
    assert read_entry(read[0]) == Article(RAIN, "a", title="Rain", byline="Ann Lee, Bo Day", date="2025-05-01T00:00:00")
    assert read_entry(read[1]) == Article("", "b", title="Rain")
    assert "no id in the column 'key'" in str(read[2].problem)
    assert problems(path)[0][1].startswith("there is no text in any column with a usual name; there are key, story")
    with pytest.raises(InputError, match="there is no column 'tale'; there are key, story"):
        list(read_many(path, text_column="tale"))


def test_broken_records_do_not_stop_the_others(tmp_path: Path) -> None:
    rows = [
        b'{"text": "One."}',
        b"{",
        b'"words"',
        b'{"text": "\xff"}',
        b"[" * 100_000,
        b'{"text": 3}',
        b'{"text": "\\ud800."}',
    ]
    (tmp_path / "rows.jsonl").write_bytes(b"\n".join(rows))
    (tmp_path / "rows.csv").write_bytes(b'text\nOne.\nb\xff\n1,2,3\n"It said ""no"".\nTwo."\n')
    (tmp_path / "open.csv").write_text('text\n"It rained."\n"It hailed.\nIt snowed.\n')
    (tmp_path / "cut.csv.gz").write_bytes(gzip.compress(b"text\n" + random.Random(0).randbytes(50_000))[:1000])
    (tmp_path / "rows.parquet").write_bytes(b"PAR1 no")
    heard: list[tuple[str, str]] = []
    texts = [
        article.text
        for article in read_many(tmp_path, on_error=lambda *failure: heard.append((failure[0], str(failure[1]))))
    ]
    assert texts == ["It rained.", "One.", 'It said "no".\nTwo.', "One.", "\ud800."]
    failed = [doc_id for doc_id, _ in heard]
    assert [doc_id for doc_id in failed if doc_id.startswith("rows.jsonl")] == [
        f"rows.jsonl#{n}" for n in (2, 3, 4, 5, 6)
    ]
    assert [doc_id for doc_id in failed if doc_id.startswith("rows.csv")] == ["rows.csv#2", "rows.csv#3"]
    assert "cut.csv.gz" in failed
    assert next(reason for doc_id, reason in heard if doc_id == "open.csv#2").startswith(
        f"{tmp_path / 'open.csv#2'}: the record goes on to the end of the file"
    )
    assert "rows.parquet" in failed


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_record_knows_the_lines_that_it_takes(tmp_path: Path, end: str) -> None:
    rows = ["id,text", 'a,"It rained.', "", 'It hailed."', "", "b,It snowed.", "c,one,too many", '"d","It', 'froze."']
    (tmp_path / "rows.csv").write_text(end.join(rows), newline="")
    lines = [(entry.doc_id, entry.lines) for entry in entries_in(tmp_path / "rows.csv")]
    assert lines == [("a", (2, 4)), ("b", (6, 6)), ("#4", (7, 7)), ("d", (8, 9))]


def test_ids_may_count_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"text": "One."}\n\n{"id": 7, "text": "Two."}\n{"id": 7, "text": "Two."}\n')
    (tmp_path / "!a.txt").write_text("Three.")
    with zipfile.ZipFile(tmp_path / "rows.zip", "w") as archive:
        archive.write(tmp_path / "rows.jsonl", "a/rows.jsonl")
        archive.write(tmp_path / "!a.txt", "!a.txt")
    found = {path.name: list(entries_in(path)) for path in tmp_path.iterdir()}
    shown = {name: [(entry.doc_id, entry.lines, entry.problem is None) for entry in of] for name, of in found.items()}
    assert shown == {
        "!a.txt": [("", None, True)],
        "rows.jsonl": [("#1", (1, 1), True), ("7", (3, 3), True), ("7", (4, 4), False)],
        "rows.zip": [
            ("a/rows.jsonl#1", None, True),
            ("7", None, True),
            ("7", None, False),
            ("!a.txt", None, True),
        ],
    }


def test_lines_beyond_all_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attribution.tables.MAX_BYTES", 1000)
    long = json.dumps({"text": "x" * 5000})
    path = tmp_path / "rows.jsonl"
    path.write_text(f'{{"text": "One."}}\n{long}\n{{"text": "Three."}}\n')
    assert [(entry.doc_id, entry.problem is None) for entry in entries(path)] == [
        ("rows.jsonl#1", True),
        ("rows.jsonl#2", False),
        ("rows.jsonl#3", True),
    ]


def test_articles_beyond_all_bounds_do_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attribution.text.MAX_CHARACTERS", 20)
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps({"text": "x" * n}) + "\n" for n in (20, 21, 3)))
    (tmp_path / "story.txt").write_text("It rained.")
    (tmp_path / "book.txt").write_text("It rained all day, he said.")
    heard: dict[str, str] = {}
    read = list(read_many(tmp_path, on_error=lambda doc_id, error: heard.update({doc_id: str(error)})))
    assert [article.doc_id for article in read] == ["rows.jsonl#1", "rows.jsonl#3", "story.txt"]
    said = "more than the 20 that an article may have: cut it into its articles"
    assert heard == {
        "book.txt": f"{tmp_path / 'book.txt'} has 27 characters, {said}",
        "rows.jsonl#2": f"{tmp_path / 'rows.jsonl'}#2 has 21 characters, {said}",
    }


def test_encoding_of_tables(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes("id,text\n1,“No”\n".encode("windows-1252"))
    assert "--encoding windows-1252" in problems(path)[0][1]
    assert [article.text for article in read_many(path, encoding="windows-1252")] == ["“No”"]
    (failure,) = entries(path, encoding="klingon")
    assert "there is no encoding 'klingon'" in str(failure.problem)
    path.write_bytes("id,text\n1,“No”\n".encode("utf-16"))
    assert [article.text for article in read_many(path, encoding="utf-16")] == ["“No”"]


def _zip(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def _tar(path: Path, members: dict[str, bytes], mode: str) -> None:
    with tarfile.open(path, mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)


MEMBERS = {
    "a/b.txt": RAIN.encode(),
    "../../up.html": PAGE.encode(),
    "c.txt.gz": gzip.compress(b"It rained."),
    "rows.csv": b"text\nOne.\nTwo.\n",
    "rows.jsonl.gz": gzip.compress(b'{"text": "Three."}\n'),
    "style.css": b"",
    ".hidden.txt": b"",
    "inner.zip": b"PK",
    "paper.pdf": b"%PDF-1.7",
}


@pytest.mark.parametrize("name", ["n.zip", "n.tar", "n.tar.gz", "n.tgz", "n.tar.bz2", "n.tar.xz"])
def test_archives(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "n.zip":
        _zip(path, MEMBERS)
    else:
        _tar(path, MEMBERS, "w:" + {"tgz": "gz", "tar": ""}.get(name.rpartition(".")[2], name.rpartition(".")[2]))
    heard: dict[str, str] = {}
    read = {
        a.doc_id: a.text for a in read_many(path, on_error=lambda doc_id, error: heard.update({doc_id: str(error)}))
    }
    assert read == {
        f"{name}!a/b.txt": RAIN,
        f"{name}!../../up.html": "It rained all day on the hill, the mayor said.",
        f"{name}!c.txt.gz": "It rained.",
        f"{name}!rows.csv#1": "One.",
        f"{name}!rows.csv#2": "Two.",
        f"{name}!rows.jsonl.gz#1": "Three.",
    }
    assert set(heard) == {f"{name}!inner.zip", f"{name}!paper.pdf"}
    assert "looks like a PDF" in heard[f"{name}!paper.pdf"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_archives_that_unpack_without_end_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("huge.txt", "w", force_zip64=True) as file:
            for _ in range(60):
                file.write(bytes(1_000_000))
        archive.writestr("bomb.csv", bytes(5_000_000))
        archive.writestr("good.txt", b"It rained.")
    _tar(tmp_path / "bomb.tar.gz", {"huge.txt": bytes(100_000_000), "good.txt": b"It rained."}, "w:gz")
    tracemalloc.start()
    found = [(entry.doc_id, entry.problem) for entry in entries(path, tmp_path / "bomb.tar.gz")]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50_000_000
    assert [problem and problem.split(",")[0] for _, problem in found] == [
        "it is larger than 20 MB",
        "it unpacks to more than 200 times its size",
        None,
        "it is larger than 20 MB",
        None,
    ]


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:1024], lambda data: data[:1300], lambda data: data[:1024] + b"x" * 2048]
)
def test_a_tar_archive_does_not_end_in_silence(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "cut.tar"
    _tar(path, {"a.txt": RAIN.encode(), "b.txt": RAIN.encode()}, "w:")
    path.write_bytes(spoil(path.read_bytes()))
    first, last = entries(path)
    assert (first.doc_id, first.problem) == ("cut.tar!a.txt", None)
    assert str(last.problem).endswith("header, so it was cut off or is broken): write it anew")


def test_broken_archives(tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"PK no")
    (tmp_path / "no.tar.gz").write_bytes(gzip.compress(b"no tar" * 100))
    _tar(tmp_path / "cut.tar", {"a.txt": RAIN.encode() * 100, "b.txt": RAIN.encode() * 500}, "w:")
    os.truncate(tmp_path / "cut.tar", 9000)
    _zip(tmp_path / "odd.zip", {"a.txt": RAIN.encode(), "b.txt": b"It rained."})
    data = (tmp_path / "odd.zip").read_bytes()
    (tmp_path / "odd.zip").write_bytes(
        data.replace(RAIN.encode()[:4], b"XXXX") if RAIN.encode()[:4] in data else data[:50] + b"\0\0" + data[52:]
    )
    failed = dict(problems(tmp_path))
    assert set(failed) == {"no.zip", "no.tar.gz", "cut.tar!b.txt", "cut.tar", "odd.zip!a.txt"}
    assert [entry.doc_id for entry in entries(tmp_path) if entry.problem is None] == ["cut.tar!a.txt", "odd.zip!b.txt"]


def test_a_missing_file_is_named_whatever_its_kind(tmp_path: Path) -> None:
    for name in ("none.jsonl", "none.zip", "none.parquet", "none.tar.gz"):
        assert problems(tmp_path / name) == [(name, f"{tmp_path / name}: no such file; check the path")]


def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(RAIN,))
    writer.start()
    (entry,) = entries(pipe)
    writer.join()
    assert read_entry(entry).text.replace("\n", "\r\n") in (RAIN, RAIN.replace("\r\n", "\r\r\n"))


def _record(kind: str, content: bytes, **headers: str) -> bytes:
    lines = [f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>", "WARC-Date: 2025-05-01T00:00:00Z"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    head = "\r\n".join(["WARC/1.0", *lines, f"Content-Length: {len(content)}", "", ""])
    return gzip.compress(head.encode() + content + b"\r\n\r\n")


def _response(
    url: str, body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body
    return _record("response", http, WARC_Target_URI=url, Content_Type="application/http; msgtype=response")


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    pytest.importorskip("warcio", reason="needs the extra: pip install 'attribution-audit[warc]'")
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE.encode())
    path = tmp_path / "CC-NEWS.warc.gz"
    path.write_bytes(
        _record("warcinfo", b"software: test\r\n", Content_Type="application/warc-fields")
        + _response("https://example.org/rain", PAGE.encode())
        + _record("request", b"GET / HTTP/1.1\r\n\r\n", WARC_Target_URI="https://example.org/rain")
        + _response("https://example.org/rain", chunked, more="Transfer-Encoding: chunked\r\n")
        + _response("https://example.org/gone", b"gone", status="404 Not Found")
        + _response("https://example.org/picture", b"\xff\xd8\xff", kind="image/jpeg")
        + _response("https://example.org/packed", gzip.compress(PAGE.encode()), more="Content-Encoding: gzip\r\n")
        + _response("https://example.org/plain.txt", RAIN.encode(), kind="text/plain")
    )
    return path


def test_crawl(crawl: Path) -> None:
    articles = list(read_many(crawl))
    assert [article.url for article in articles] == [
        f"https://example.org/{name}" for name in ("rain", "rain", "packed", "plain.txt")
    ]
    assert len({article.doc_id for article in articles}) == 4
    assert all(article.doc_id.startswith(f"{article.url}#") for article in articles)
    assert articles[2].text == "It rained all day on the hill, the mayor said."
    assert articles[3].text == RAIN
    assert [article.doc_id for article in read_many(crawl)] == [article.doc_id for article in articles]


def test_crawl_that_was_cut_off(crawl: Path) -> None:
    whole = len(entries(crawl))
    os.truncate(crawl, crawl.stat().st_size - 400)
    found = entries(crawl)
    assert found[-1].problem is not None
    assert sum(entry.problem is None for entry in found) < whole
    crawl.write_bytes(b"no crawl at all\n" * 10)
    assert "cannot be read as a WARC file" in entries(crawl)[-1].problem


def test_memory_stays_flat(tmp_path: Path) -> None:
    def peak(number: int) -> int:
        path = tmp_path / f"{number}.jsonl"
        with path.open("w") as file:
            for n in range(number):
                file.write(json.dumps({"id": str(n), "text": f"{n} It rained, he said. " * 50}) + "\n")
        tracemalloc.start()
        assert sum(1 for _ in read_many(path)) == number
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return held

    small = peak(300)
    assert peak(6000) < 1.5 * small + 100_000


def test_a_text_that_is_null_is_empty_in_every_form_of_table(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"id": "c", "text": null}\n{"id": "d", "text": null, "body": "It rained."}\n')
    (tmp_path / "rows.csv").write_text("id,text,body\nc,,\nd,It rained.,\n")
    rows = {"id": ["c", "d"], "text": [None, "It rained."]}
    pq.write_table(pa.table(rows), tmp_path / "rows.parquet")
    for name in ("rows.jsonl", "rows.csv", "rows.parquet"):
        assert [read_entry(entry).text for entry in entries(tmp_path / name)] == ["", "It rained."]


def test_a_file_that_is_given_twice_is_named(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("It rained.")
    twice = list(find_entries([str(path), str(path)]))[1]
    assert twice.problem == f"{path}: an article before it has the id {str(path)!r} too: name it once"
    with pytest.raises(InputError, match="name it once"):
        read_entry(twice)


def test_a_table_that_its_reader_stumbles_over_stops_no_other(tmp_path: Path) -> None:
    dates = pa.array([2**62], pa.timestamp("us"))  # beyond the year 9999, where Python's end
    pq.write_table(pa.table({"id": ["a"], "text": ["It rained."], "date": dates}), tmp_path / "a.parquet")
    (tmp_path / "z.txt").write_text("It snowed.")
    broken: list[str] = []
    read = list(read_many(tmp_path, on_error=lambda doc_id, error: broken.append(str(error))))
    assert [article.text for article in read] == ["It snowed."]
    assert len(broken) == 1
    assert f"{tmp_path / 'a.parquet'} cannot be read (" in broken[0]


@pytest.mark.parametrize("columns", [{}, {"text_column": "stori"}])
def test_a_table_without_the_column_is_refused_once(tmp_path: Path, columns: dict[str, str]) -> None:
    table, lines, archive = tmp_path / "a.csv", tmp_path / "b.jsonl.gz", tmp_path / "c.zip"
    table.write_text("id,story\n1,It rained.\n2\n3,It snowed.\n")
    lines.write_bytes(gzip.compress(b'x\n{"id": 1, "story": "It rained."}\n{"id": 2, "story": "It snowed."}\n'))
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(table, "a.csv")
    heard: list[str] = []
    assert not list(read_many(tmp_path, on_error=lambda _, error: heard.append(str(error)), **columns))  # type: ignore[arg-type]
    for said, path in zip(heard, (table, lines, archive), strict=True):
        assert str(path) in said
        assert "there are id, story" in said
        assert ("did you mean 'story'?" in said) is bool(columns)


def test_json_lines_of_which_some_have_the_column_are_read_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": 1, "story": "It rained."}\n{"id": 2, "text": "It snowed."}\n')
    assert [(entry.doc_id, entry.problem is None) for entry in entries(path)] == [("1", False), ("2", True)]


def test_names_of_columns_may_have_blanks_and_capitals(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Article ID,Publish Date,Full Text\n7,2025-02-03,It rained.\n")
    assert list(read_many(tmp_path / "a.csv")) == [Article("It rained.", "7", date="2025-02-03")]


def test_a_table_is_no_path_of_a_corpus(tmp_path: Path) -> None:
    table = pd.DataFrame({"text": ["It rained."]})
    with pytest.raises(InputError, match="not a value of type DataFrame: save a table as .parquet or .csv"):
        list(read_many(table))
    with pytest.raises(InputError, match="not a value of type DataFrame"):
        audit_corpus(table, tmp_path / "out.parquet")


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2025-02-03", "2025-02-03"),
        ("2025-02", "2025-02"),
        ("2025", "2025"),
        ("20250203", "2025-02-03"),
        ("2025-02-03T10:00:00Z", "2025-02-03T10:00:00+00:00"),
        ("2025-02-03 10:00:00 UTC", "2025-02-03"),
        ("2025/2/3", "2025-02-03"),
        ("3 February 2025", "2025-02-03"),
        ("Mon, 03 Feb 2025 10:00:00 GMT", "2025-02-03"),
        ("Sept. 3rd, 2025, 5 p.m.", "2025-09-03"),
        ("Monday, February 3, 2025", "2025-02-03"),
        ("3-Feb-2025", "2025-02-03"),
        ("03/04/2025", None),
        ("30 February 2025", None),
        ("February 2025 or so", None),
        ("yesterday", None),
        ("1738540800", None),
        ("3 Feb 20255", None),
    ],
)
def test_a_date_is_iso_or_unknown(tmp_path: Path, words: str, date: str | None) -> None:
    (tmp_path / "a.csv").write_text(f'text,date\nIt rained.,"{words}"\n')
    [article] = read_many(tmp_path / "a.csv")
    assert article.date == date
    days_of(pd.Series([article.date]), pd.Series(["a"]))


def test_markup_of_a_body_in_a_table_is_read_and_its_day_is_known(tmp_path: Path) -> None:
    body = "<p>It rained all day on the hill, the mayor said.</p><figure><figcaption>Rain</figcaption></figure>"
    rows = [{"id": n, "body": body, name: "2025-02-03"} for n, name in enumerate(("pub_date", "publishedAt"))]
    for row in rows:
        path = tmp_path / f"{row['id']}.jsonl"
        path.write_text(json.dumps(row))
        (article,) = read_many(path)
        assert (article.text, article.date) == ("It rained all day on the hill, the mayor said.", "2025-02-03")
