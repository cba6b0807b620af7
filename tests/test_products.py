"""What this package wrote is known again, and taken for no article."""

import gzip
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution import Article, InputError, audit, read, read_frame, read_many, report, write_frame
from attribution.articles import find_entries
from attribution.cli import app
from attribution.duplicates import COLUMNS as DUPLICATES
from attribution.formats import render
from attribution.frame import COLUMNS
from attribution.linter.check import files_in
from attribution.products import form_of, is_result

RUNNER = CliRunner()
STORY = "The mill will close in May, manager Greta Hahn said. It is old."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article, and all that the command line makes of it."""
    frame = audit(Article(STORY, "story"))
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "story.html").write_text(report(frame, Article(STORY, "story")), encoding="utf-8")
    (tmp_path / "corpus.html.gz").write_bytes(gzip.compress(report(frame).encode()))
    for suffix in ("parquet", "csv", "jsonl"):
        write_frame(frame, tmp_path / f"all.{suffix}")
    (tmp_path / "all.failures.jsonl").write_text('{"id": "a", "name": "a.txt", "reason": "it is empty"}\n')
    (tmp_path / "all.duplicates.csv").write_text("doc_id,duplicate_of,similarity\na,b,1.0\n")
    return tmp_path


PRODUCTS = "story.html corpus.html.gz all.parquet all.csv all.jsonl all.failures.jsonl all.duplicates.csv".split()


def test_in_a_folder_they_are_passed_over(folder: Path) -> None:
    assert [article.doc_id for article in read_many(folder)] == ["story.txt"]
    assert [article.doc_id for article in read_many(f"{folder}/*.*")] == ["story.txt"]
    assert [file.name for file in files_in([folder])] == ["story.txt"]


@pytest.mark.parametrize(
    "command",
    [
        *(["audit", "--format", format] for format in ("table", "csv", "json", "jsonl")),
        *(["audit", "--width", width] for width in ("40", "130")),
        ["check", "--fail-on", "error"],
        ["check", "--select", "AT9"],
    ],
)
def test_what_is_written_as_text_is_written_anew_among_the_articles(tmp_path: Path, command: list[str]) -> None:
    story, output = tmp_path / "story.txt", tmp_path / "all.txt"
    story.write_text(f"{STORY} The suspect reportedly fled to Spain.")
    arguments = [*command, str(tmp_path), "-o", str(output)]
    assert RUNNER.invoke(app, arguments).exit_code == 0
    first = output.read_bytes()
    assert RUNNER.invoke(app, arguments).exit_code == 0
    assert output.read_bytes() == first
    assert files_in([tmp_path]) == [story]
    reported: list[str] = []
    assert [a.doc_id for a in read_many(tmp_path, on_error=lambda id, _: reported.append(id))] == ["story.txt"]
    assert reported == ["all.txt"]
    with pytest.raises(
        InputError, match=r"all\.txt is a (table|list) that attribution (audit|check) wrote, .+: give the"
    ):
        read(output)


def test_a_table_without_a_statement_is_known_too() -> None:
    assert form_of(render(audit(Article("", "story")))) is not None
    assert form_of(b"story\n\n # strength\n It rained.\n") is None


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_an_audit_is_written_anew_among_its_articles(folder: Path, suffix: str) -> None:
    output = folder / f"all.{suffix}"
    assert RUNNER.invoke(app, ["audit", str(folder), "-o", str(output)]).exit_code == 0
    assert set(read_frame(output)["doc_id"]) == {"story.txt"}
    for arguments in ([str(output)], [str(folder), "--text-column", "claim"]):
        refused = RUNNER.invoke(app, ["audit", *arguments, "-o", str(output)])
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "is read, and is not written over" in refused.stderr
    output.write_text("id,text\n1,It rained." if suffix == "csv" else '{"text": "It rained."}')
    assert RUNNER.invoke(app, ["audit", str(folder), "-o", str(output)]).exit_code == 2


def test_in_an_archive_they_are_passed_over(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("packed") / "news.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.iterdir()):
            if file.suffix not in (".parquet", ".gz"):
                archive.write(file, file.name)
    assert [article.doc_id for article in read_many(path)] == ["news.zip!story.txt"]


@pytest.mark.parametrize("name", PRODUCTS)
def test_by_name_each_is_one_clear_error(folder: Path, name: str) -> None:
    (entry,) = find_entries([str(folder / name)])
    with pytest.raises(
        InputError, match=rf"{name} is a (page|table) that attribution (report|audit) wrote, .+: give the"
    ):
        list(read_many(folder / name))
    assert entry.doc_id


def test_a_report_is_read_by_no_other_way(folder: Path) -> None:
    with pytest.raises(InputError, match="is a page that attribution report wrote"):
        read((folder / "story.html").read_bytes())


def test_a_column_that_is_named_is_read(folder: Path) -> None:
    claims = [article.text for article in read_many(folder / "all.csv", text_column="claim", on_error=lambda *_: None)]
    assert claims[0] == "The mill will close in May"


def test_columns_are_those_that_are_written() -> None:
    assert is_result({column.name for column in COLUMNS} | {"outlet"})
    assert is_result(set(DUPLICATES))
    assert not is_result({"doc_id", "claim", "text"})
