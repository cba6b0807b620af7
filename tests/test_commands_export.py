"""The commands export and import."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin
from typer.testing import CliRunner, Result

from attribution.cli import app

STORY = "The bridge will close, two officials told Reuters.\r\nIt opened </script> in 1932, Ann Lee said."


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_bytes(STORY.encode())
    return path


def test_json_goes_to_standard_output_and_ends_no_script(story: Path) -> None:
    result = run("export", story, "--to", "jsonld")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "<" not in result.stdout
    (article,) = json.loads(result.stdout)["@graph"]
    assert [part["text"] for part in article["hasPart"]] == ["The bridge will close", "It opened </script> in 1932"]


@pytest.mark.parametrize("suffix", ["parquet", "csv", "json", "jsonl"])
def test_saved_frame_with_its_articles_is_exported_as_the_article_is(story: Path, tmp_path: Path, suffix: str) -> None:
    saved = tmp_path / f"audit.{suffix}"
    assert run("audit", story, "-o", saved).exit_code == 0
    for target in ("jsonld", "web-annotation"):
        fresh, kept = run("export", story, "--to", target), run("export", saved, story, "--to", target)
        assert (kept.exit_code, kept.stdout) == (0, fresh.stdout)
    assert json.loads(run("export", saved, "--to", "jsonld").stdout)["@graph"][0]["@id"] == "story"


def test_a_table_of_articles_is_audited_as_a_file_is(story: Path, tmp_path: Path) -> None:
    table = tmp_path / "news.jsonl"
    table.write_text(json.dumps({"id": "story", "text": STORY}) + "\n")
    for target in ("jsonld", "web-annotation"):
        fresh, of_table = run("export", story, "--to", target), run("export", table, "--to", target)
        assert (of_table.exit_code, of_table.stderr, of_table.stdout) == (0, "", fresh.stdout)


def test_a_name_that_is_there_twice_costs_only_its_second_article(story: Path, tmp_path: Path) -> None:
    packed, saved = tmp_path / "news.zip", tmp_path / "audit.csv"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("story.txt", STORY)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("story.txt", STORY)
    run("audit", packed, story, "-o", saved)
    for paths in ([packed, story], [saved, packed, story]):
        result = run("export", *paths, "--to", "web-annotation")
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        assert "an article before it has the id" in result.stderr
        assert len({item["target"][0]["source"] for item in json.loads(result.stdout)["items"]}) == 2


def test_no_article_of_a_folder_is_written_over(story: Path, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "*.txt"):
        result = run("export", path, "--to", "jsonld", "-o", story)
        assert (result.exit_code, "is not written over" in result.stderr) == (2, True)
    assert story.read_bytes() == STORY.encode()


def test_docbin_is_read_by_spacy(story: Path, tmp_path: Path) -> None:
    assert run("export", story, "--to", "docbin", "-o", tmp_path / "a.spacy").exit_code == 0
    (doc,) = DocBin().from_disk(tmp_path / "a.spacy").get_docs(spacy.blank("en").vocab)
    assert doc.text == STORY
    assert "two officials" in [span.text for span in doc.spans["attributions"]]


def test_standoff_there_and_back(story: Path, tmp_path: Path) -> None:
    folder, gold = tmp_path / "brat", tmp_path / "gold.jsonl"
    assert run("export", story, "--to", "standoff", "-o", folder).exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["annotation.conf", "story.ann", "story.txt"]
    assert (folder / "story.txt").read_bytes() == STORY.encode()
    result = run("import", folder, "-o", gold)
    assert (result.exit_code, result.stdout) == (0, f"{gold}: 1 article, 2 attributions\n")
    assert json.loads(gold.read_text(encoding="utf-8"))["text"] == STORY
    # What somebody corrected is not lost.
    (folder / "story.ann").write_text("")
    other = tmp_path / "other.txt"
    other.write_text(STORY)
    again = run("export", other, story, "--to", "standoff", "-o", folder)
    assert (again.exit_code, "may have been corrected" in again.stderr) == (2, True)
    assert (folder / "story.ann").read_text() == ""
    assert not (folder / "other.ann").exists()


@pytest.mark.parametrize("name", ["story.txt", "annotation.conf", "story.ann"])
def test_standoff_replaces_nothing_that_it_did_not_write(story: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "brat"
    folder.mkdir()
    (folder / name).write_text("mine")
    result = run("export", story, "--to", "standoff", "-o", folder)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert f"{folder / name} is there already" in result.stderr
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [(name, "mine")]


def test_articles_are_added_to_a_folder_of_standoff(story: Path, tmp_path: Path) -> None:
    folder, other = tmp_path / "brat", tmp_path / "other.txt"
    other.write_text(STORY)
    for path in (story, other):
        assert run("export", path, "--to", "standoff", "-o", folder).exit_code == 0
    assert len(list(folder.iterdir())) == 5


def test_one_broken_article_does_not_stop_the_others(story: Path, tmp_path: Path) -> None:
    result = run("export", tmp_path / "none.txt", story, "--to", "jsonld")
    assert result.exit_code == 2
    assert "none.txt: no such file" in result.stderr
    assert len(json.loads(result.stdout)["@graph"]) == 1
    french = tmp_path / "french.txt"
    french.write_text("Le ministre a démissionné, ont indiqué deux responsables, qui ont requis l'anonymat. " * 3)
    result = run("export", french, story, "--to", "web-annotation")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert {item["target"][0]["source"] for item in json.loads(result.stdout)["items"]} == {"story"}
    assert run("export", french, "--to", "jsonld").stdout == ""


def test_tables_are_exported_by_the_columns_that_are_named(tmp_path: Path) -> None:
    table, saved = tmp_path / "rows.csv", tmp_path / "audit.parquet"
    table.write_text('key,tale\na,"It rained, Ann Lee said."\n')
    named = ("--text-column", "tale", "--id-column", "key")
    assert run("audit", table, "-o", saved, *named).exit_code == 0
    for given in ([table], [saved, table]):
        result = run("export", *given, "--to", "web-annotation", *named)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "It rained" in result.stdout
    assert "name the text's column (--text-column" in run("export", table, "--to", "jsonld").stderr


def test_articles_that_are_missing_or_changed_are_named(story: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("It rained, Ann Lee said.")
    saved = tmp_path / "audit.parquet"
    run("audit", story, other, "-o", saved)
    result = run("export", saved, other, "--to", "web-annotation")
    assert result.exit_code == 2
    assert result.stderr == f"attribution: no article of the id 'story' is given: add its file after {saved}\n"
    assert len(json.loads(result.stdout)["items"]) == 1
    other.write_text("It snowed, Ann Lee said.")
    result = run("export", saved, story, other, "--to", "web-annotation")
    assert result.exit_code == 2
    assert "the text has 'It snowed' there, the frame 'It rained'" in result.stderr
    assert {item["target"][0]["source"] for item in json.loads(result.stdout)["items"]} == {"story"}
    nothing = tmp_path / "none.txt"
    nothing.write_text("")
    said = f"attribution: no articles of the ids 'story', 'other' are given: add their files after {saved}"
    assert run("export", saved, nothing, "--to", "web-annotation").stderr.splitlines()[-1] == said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    for name, text in {"mill.txt": "It rained, Ann Lee said.", "2025/mill.txt": "It snowed, Bo Day said."}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def sources_of(result: Result) -> list[str]:
    assert (result.exit_code, result.stderr) == (0, "")
    return [item["target"][0]["source"] for item in json.loads(result.stdout)["items"]]


def test_articles_of_a_folder_are_known_by_folder_and_by_file(folder: Path, tmp_path: Path) -> None:
    saved = tmp_path / "audit.parquet"
    run("audit", folder, "-o", saved)
    for given in ([folder], [folder / "mill.txt", folder / "2025" / "mill.txt"]):
        found = sources_of(run("export", saved, *given, "--to", "web-annotation"))
        assert sorted(found) == ["2025%2Fmill.txt", "mill.txt"]
    saved = tmp_path / "one.parquet"
    run("audit", folder / "mill.txt", "-o", saved)
    assert sources_of(run("export", saved, folder / "mill.txt", "--to", "web-annotation")) == ["mill"]
    assert sources_of(run("export", folder, "--to", "web-annotation")) == ["2025%2Fmill.txt", "mill.txt"]


def test_articles_of_a_table_are_known_by_their_ids(tmp_path: Path) -> None:
    table, saved = tmp_path / "news.jsonl", tmp_path / "audit.parquet"
    rows = [{"id": "a/1", "text": "It rained, Ann Lee said."}, {"text": "It snowed, Bo Day said."}]
    table.write_text("\n".join(map(json.dumps, rows)))
    run("audit", table, "-o", saved)
    assert sources_of(run("export", saved, table, "--to", "web-annotation")) == ["a%2F1", "news.jsonl%232"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "standoff"], "name it by --output"),
        (["--to", "xml"], "xml"),
        (["--to", "jsonld", "-o", "no/such/folder/a.json"], "cannot be written"),
    ],
)
def test_wrong_options_are_one_clear_error(story: Path, arguments: list[str], said: str) -> None:
    result = run("export", story, *arguments)
    assert (result.exit_code, said in result.stderr) == (2, True)


def test_import_names_broken_files_and_goes_on(story: Path, tmp_path: Path) -> None:
    folder, gold = tmp_path / "brat", tmp_path / "gold.jsonl"
    run("export", story, "--to", "standoff", "-o", folder)
    (folder / "b.ann").write_text("T1\tContent 0 3\tThe\n")
    result = run("import", folder, "-o", gold)
    assert (result.exit_code, "b.txt is missing" in result.stderr) == (2, True)
    assert len(gold.read_text(encoding="utf-8").splitlines()) == 1
    for wrong in (tmp_path / "none", tmp_path):
        assert "holds no .ann file" in run("import", wrong, "-o", tmp_path / "x.jsonl").stderr
    assert not (tmp_path / "x.jsonl").exists()
    assert "cannot be written" in run("import", folder, "-o", tmp_path / "no" / "x.jsonl").stderr
    assert "is read, and is not written over" in run("import", folder, "-o", folder / "story.ann").stderr
