"""The command, run in this process; in a process of its own where the process is the point."""

import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from attribution import read_frame
from attribution.cli import app, main
from attribution.commands.terminal import has_colours

STORY = "The bridge will close, two officials told Reuters. It opened in 1932."
RUNNER = CliRunner()
MODULE = [sys.executable, "-m", "attribution"]


def run(*arguments: object, given: str | bytes | None = None) -> Result:
    return RUNNER.invoke(app, [str(argument) for argument in arguments], input=given)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_table_of_one_article(story: Path) -> None:
    result = run("audit", story)
    assert result.exit_code == 0
    assert result.stderr == ""
    for words in ("story", "The bridge will close", "two officials", "anonymous", "Reuters", "It opened in 1932"):
        assert words in result.stdout


def test_formats_hold_the_same_rows(story: Path, tmp_path: Path) -> None:
    claims = []
    claims.append(list(pd.read_csv(io.StringIO(run("audit", story, "--format", "csv").stdout))["claim"]))
    claims.append([record["claim"] for record in json.loads(run("audit", story, "-f", "json").stdout)])
    claims.append([json.loads(line)["claim"] for line in run("audit", story, "-f", "jsonl").stdout.splitlines()])
    for name in ("a.parquet", "a.csv"):
        result = run("audit", story, "-o", tmp_path / name)
        assert (result.exit_code, result.stdout) == (0, "")
    claims.append(list(pd.read_parquet(tmp_path / "a.parquet")["claim"]))
    claims.append(list(pd.read_csv(tmp_path / "a.csv")["claim"]))
    assert all(claim == claims[0] for claim in claims)
    assert len(claims[0]) == 2
    start, end = json.loads(run("audit", story, "-f", "json").stdout)[0]["claim_spans"][0]
    assert STORY[start:end] == claims[0][0]


def test_named_format_goes_before_a_suffix_that_says_nothing(story: Path, tmp_path: Path) -> None:
    assert run("audit", story, "--format", "jsonl", "--output", tmp_path / "a.rows").exit_code == 0
    assert json.loads((tmp_path / "a.rows").read_text().splitlines()[0])["doc_id"] == "story"


@pytest.mark.parametrize(
    ("arguments", "name", "said"),
    [
        ([], "a.xlsx", "no format has the suffix .xlsx: use one of .parquet, .pq, .csv, .json"),
        ([], "a.html", "or --format; pages for the browser are of attribution report"),
        (["-f", "csv"], "a.json", "would be read as json, and --format is csv"),
        (["-f", "table"], "a.parquet", "would be read as parquet, and --format is table"),
    ],
)
def test_suffix_that_says_something_else_is_refused(
    story: Path, tmp_path: Path, arguments: list[str], name: str, said: str
) -> None:
    result = run("audit", story, *arguments, "-o", tmp_path / name)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert f"{tmp_path / name}" in result.stderr
    assert said in result.stderr
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["audit", "story.txt", "--time-limit", "5"], "--time-limit goes with Parquet: name a file"),
        (
            ["audit", "story.txt", "--part-size", "5", "-j", "2", "--restart"],
            "--jobs, --part-size and --restart go with",
        ),
        (
            ["report", "a.parquet", "--rubric", "x", "--model", "y"],
            "--rubric and --model go with an article, and a.parquet",
        ),
        (
            ["export", "a.csv", "--to", "jsonld", "--model", "y"],
            "--model goes with articles to audit, and a.csv is audited",
        ),
    ],
)
def test_options_without_a_use_are_refused(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert said in result.stderr


@pytest.mark.parametrize(
    ("environment", "expected"), [({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"NO_COLOR": "1"}, False)]
)
def test_colours_are_for_terminals_that_show_them(
    environment: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("TERM", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert has_colours() is expected


def test_standard_input() -> None:
    result = run("audit", "-", "--format", "json", given=STORY)
    assert result.exit_code == 0
    assert {record["doc_id"] for record in json.loads(result.stdout)} == {"stdin"}
    assert run("audit", "-", "-", given=STORY).exit_code == 2
    result = run("audit", "-", given=json.dumps([{"text": STORY}]))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("attribution: - is JSON, and an article is to be read: save")


def test_one_broken_file_does_not_stop_the_others(story: Path, tmp_path: Path) -> None:
    french = tmp_path / "french.txt"
    french.write_text("Le ministre a démissionné, ont indiqué deux responsables, qui ont requis l'anonymat. " * 3)
    pdf = tmp_path / "paper.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    last = tmp_path / "last.html.gz"
    last.write_bytes(gzip.compress(f"<html><body><article><p>{STORY}</p></article></body></html>".encode()))
    result = run("audit", tmp_path / "none.txt", french, story, pdf, last, "--format", "jsonl")
    assert result.exit_code == 2
    assert {json.loads(line)["doc_id"] for line in result.stdout.splitlines()} == {"story", "last"}
    talk = result.stderr.splitlines()
    for said in ("none.txt: no such file", "french.txt: the text looks like French", "looks like a PDF"):
        assert sum(said in line for line in talk) == 1
    assert talk[-1] == "attribution: 3 of 5 articles could not be audited"


def test_folders_and_tables(story: Path, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(f'key,tale\n7,"{STORY}"\n')
    result = run("audit", tmp_path, "--text-column", "tale", "--id-column", "key", "--format", "jsonl")
    assert result.exit_code == 0
    assert [json.loads(line)["doc_id"] for line in result.stdout.splitlines()] == ["7", "7", "story.txt", "story.txt"]


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    result = run("audit", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"attribution: {tmp_path}: there is no article in it")


def test_nothing_to_audit_writes_nothing(tmp_path: Path) -> None:
    result = run("audit", tmp_path / "none.txt", "-o", tmp_path / "a.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"attribution: {tmp_path / 'none.txt'}: no such file; check the path\n"
    assert not (tmp_path / "a.csv").exists()


def test_article_without_a_word_is_named_and_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text(" \n")
    result = run("audit", path, "--format", "csv")
    assert result.exit_code == 0
    assert result.stderr == f"attribution: {path} holds no text\n"
    assert result.stdout.startswith("doc_id,statement,")
    assert len(result.stdout.splitlines()) == 1


def test_files_of_one_name_keep_their_paths(story: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "story.txt"
    other.parent.mkdir()
    other.write_text(STORY)
    result = run("audit", story, other, "--format", "json")
    assert {record["doc_id"] for record in json.loads(result.stdout)} == {str(story), str(other)}


def test_encoding(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("“It rained,” said Mr. Núñez.".encode("windows-1252"))
    result = run("audit", path)
    assert result.exit_code == 2
    assert "--encoding windows-1252" in result.stderr
    assert "“It rained,”" in run("audit", path, "--encoding", "windows-1252").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--pipeline", "en_no_such_thing"], "not installed"),
        (["--output", "no/such/folder/a.csv"], "cannot be written"),
        (["--format", "xml"], "xml"),
        (["--width", "3"], "--width"),
    ],
)
def test_wrong_options_are_one_clear_error(story: Path, arguments: list[str], said: str) -> None:
    result = run("audit", story, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_unexpected_error_of_one_article_is_one_line(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division\nby \x1b[31mzero")

    monkeypatch.setattr("attribution.analysis.find_statements", fail)
    result = run("audit", story)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"attribution: {story}: ZeroDivisionError: division by \ufffd[31mzero\n"


def test_version_and_help() -> None:
    assert run("--version").stdout.startswith("attribution 0.")
    assert run("-h").exit_code == 0
    assert "--pipeline" in run("audit", "-h").stdout


def test_as_a_module_without_a_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "attribution", "audit", str(tmp_path / "none.txt")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [f"attribution: {tmp_path / 'none.txt'}: no such file; check the path"]


def test_report_of_an_article(story: Path, tmp_path: Path) -> None:
    page = tmp_path / "story.html"
    result = run("report", story, "-o", page)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    markup = page.read_text(encoding="utf-8")
    assert markup.startswith("<!doctype html>")
    assert "two officials" in markup
    assert run("report", "-", given=STORY).stdout.startswith("<!doctype html>")


@pytest.mark.parametrize("suffix", ["parquet", "csv", "jsonl"])
def test_report_of_an_audit(story: Path, tmp_path: Path, suffix: str) -> None:
    saved, facts = tmp_path / f"audit.{suffix}", tmp_path / "facts.csv"
    assert run("audit", story, "-o", saved).exit_code == 0
    facts.write_text("doc_id,outlet,title\nstory,The Herald,Old bridge\nother,The Post,\n", encoding="utf-8")
    assert "How 1 article is sourced" in run("report", saved).stdout
    page = run("report", saved, "--about", facts).stdout
    assert "The Herald" in page
    assert "The Post" not in page


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (None, "facts.csv cannot be read: No such file or directory; check the path"),
        ("", "facts.csv cannot be read as CSV"),
        (
            "doc_id,place\nstory,here\n",
            "any of outlet, date, title; it has doc_id, place: rename those that hold these",
        ),
        ("id,outlet\nstory,here\n", "it has id, outlet: rename the one that holds the ids to doc_id"),
        ("doc_id,outlet\nstory,a\nstory,b\n", "has 'story' twice"),
        ("doc_id,date\nstory,3/5/2024\n", "the article 'story' has the date '3/5/2024': give it as 2025-02-03"),
        ("doc_id,date\nstory,soon\n", "the article 'story' has the date 'soon'"),
    ],
)
def test_report_says_what_is_wrong_with_the_facts(story: Path, tmp_path: Path, facts: str | None, said: str) -> None:
    saved, path = tmp_path / "audit.csv", tmp_path / "facts.csv"
    run("audit", story, "-o", saved)
    if facts is not None:
        path.write_text(facts, encoding="utf-8")
    result = run("report", saved, "--about", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_facts_are_found_with_and_without_suffix_and_the_rest_is_told_of(story: Path, tmp_path: Path) -> None:
    folder, saved, facts = tmp_path / "articles", tmp_path / "audit.csv", tmp_path / "facts.csv"
    folder.mkdir()
    (folder / "mill.txt").write_text(story.read_text(encoding="utf-8"), encoding="utf-8")
    run("audit", folder, "-o", saved)
    for name in ("mill", "mill.txt", "articles/mill.txt"):
        facts.write_text(f"doc_id,outlet,date\n{name},The Herald,2024-05-01\n", encoding="utf-8")
        result = run("report", saved, "--about", facts)
        assert (result.exit_code, result.stderr, "The Herald" in result.stdout) == (0, "", True)
    facts.write_text("doc_id,outlet\nmill,The Herald\nmill.html,The Post\nmil,The Sun\n", encoding="utf-8")
    result = run("report", saved, "--about", facts)
    assert (result.exit_code, "The Herald" in result.stdout) == (0, True)
    assert "facts.csv: 2 of 3 rows are about no article with a statement in the audit" in result.stderr
    assert "in the audit (its ids are such as 'mill.txt'): 'mill.html', 'mil'" in result.stderr
    facts.write_text("doc_id,outlet\nbridge,The Post\n", encoding="utf-8")
    result = run("report", saved, "--about", facts)
    assert (result.exit_code, "1 of 1 rows" in result.stderr, "The Post" in result.stdout) == (0, True, False)


def test_csv_may_begin_with_a_byte_order_mark(story: Path, tmp_path: Path) -> None:
    for name, *options in (("plain.csv",), ("marked.csv", "--bom")):
        assert run("audit", story, "-o", tmp_path / name, "--model", "rules", *options).exit_code == 0
    marked, plain = (tmp_path / "marked.csv").read_bytes(), (tmp_path / "plain.csv").read_bytes()
    assert marked == b"\xef\xbb\xbf" + plain
    pd.testing.assert_frame_equal(read_frame(tmp_path / "marked.csv"), read_frame(tmp_path / "plain.csv"))
    assert "--bom goes with CSV" in run("audit", story, "--bom").stderr


@pytest.mark.parametrize("output", ["audit.csv", "audit.parquet"])
def test_what_articles_say_of_themselves_is_kept_for_the_report(tmp_path: Path, output: str) -> None:
    table, about = tmp_path / "news.jsonl", tmp_path / "about.csv"
    record = {"id": "a", "text": "It rained, Ann Lee said.", "publisher": "The Herald", "date": "2024-05-01"}
    table.write_text(f"{json.dumps(record)}\nx\n")
    result = run("audit", table, "-o", tmp_path / output, "--write-about", about, "--model", "rules")
    assert result.exit_code == 2  # of the broken line
    assert about.read_text().splitlines() == ["doc_id,title,byline,outlet,date,url", "a,,,The Herald,2024-05-01,"]
    assert f"{about}: 1 article, 1 with an outlet, 1 with a date, 0 with a title\n" in result.stderr
    result = run("report", tmp_path / output, "--about", about)
    assert (result.exit_code, result.stderr, "The Herald" in result.stdout) == (0, "", True)
    assert "not written over" in run("audit", table, "--write-about", table).stderr
    assert "only once" in run("audit", "-", "--write-about", about).stderr


def test_dates_that_an_audit_wrote_are_read_by_the_report(tmp_path: Path) -> None:
    table, about, saved = tmp_path / "news.csv", tmp_path / "about.csv", tmp_path / "audit.csv"
    text = "It rained, Ann Lee said."
    table.write_text(f'id,text,date\na,"{text}","May 1st, 2024"\nb,"{text}",05/06/2024\nc,"{text}",2024-07\n')
    assert run("audit", table, "-o", saved, "--write-about", about, "--model", "rules").exit_code == 0
    assert about.read_text().splitlines()[1:] == ["a,,,,2024-05-01,", "b,,,,,", "c,,,,2024-07,"]
    result = run("report", saved, "--about", about)
    assert (result.exit_code, result.stderr, "2024-05" in result.stdout) == (0, "", True)


def test_report_of_what_is_not_there(story: Path, tmp_path: Path) -> None:
    for name in ("none.txt", "none.parquet"):
        result = run("report", tmp_path / name, "-o", tmp_path / "page.html")
        assert (result.exit_code, result.stdout) == (2, "")
        assert name in result.stderr
    assert not (tmp_path / "page.html").exists()
    assert "goes with a saved audit" in run("report", story, "--about", "facts.csv").stderr
    assert "cannot be written" in run("report", story, "-o", "no/such/folder/page.html").stderr


def test_an_output_without_a_place_is_told_before_the_work(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(*_: object, **__: object) -> None:
        raise AssertionError("the article is audited for nothing")

    monkeypatch.chdir(tmp_path)
    for name in ("attribution.audit_many", "attribution.audit", "attribution.linter.check.check_files"):
        monkeypatch.setattr(name, work)
    for command, option in (
        (["audit"], "--output"),
        (["audit"], "--write-about"),
        (["report"], "--output"),
        (["check"], "--output"),
        (["check"], "--write-baseline"),
        (["export", "--to", "jsonld"], "--output"),
    ):
        result = run(*command, story, option, "no/a.csv")
        said = f"attribution: no/a.csv cannot be written, as there is no folder no: make it, or name another file by {option}\n"
        assert (result.exit_code, result.stdout, result.stderr) == (2, "", said)
    result = run("audit", story, "-f", "csv", "-o", tmp_path)
    assert result.stderr == (
        f"attribution: {tmp_path} cannot be written, as it is a folder: name a file in it by --output\n"
    )


def test_no_input_is_written_over(story: Path, tmp_path: Path) -> None:
    rows, link, facts = tmp_path / "rows.jsonl", tmp_path / "link.csv", tmp_path / "facts.csv"
    rows.write_text(json.dumps({"id": "a", "text": STORY}))
    link.symlink_to(story)
    facts.write_text("doc_id,outlet\nstory,The Herald\n")
    saved = tmp_path / "saved.parquet"
    assert run("audit", story, "-o", saved).exit_code == 0
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for arguments in (
        ("audit", rows, "-o", rows),
        ("audit", story, "-o", link),
        ("audit", tmp_path, "-o", rows),
        ("audit", saved, "-o", saved),
        ("report", story, "-o", story),
        ("report", saved, "--about", facts, "-o", facts),
        ("export", story, "--to", "jsonld", "-o", story),
        ("check", tmp_path, "-o", story),
        ("check", story, "--write-baseline", story),
    ):
        result = run(*arguments)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1), arguments
        assert str(arguments[-1]) in result.stderr
        assert "name another" in result.stderr
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["rubric", "show"], ["check", "story.txt"], ["export", "story.txt", "--to", "jsonld"]],
)
def test_standard_output_that_cannot_be_written_is_one_sentence(story: Path, arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run([*MODULE, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, cwd=story.parent)
    assert done.returncode == 2
    assert done.stderr == "attribution: standard output cannot be written: No space left on device; send it elsewhere\n"


@pytest.mark.skipif(sys.platform == "win32", reason="shells there close no streams")
@pytest.mark.parametrize("arguments", ["audit -", "check -", "report -", "explain - --statement 1"])
def test_standard_input_that_cannot_be_read_is_one_sentence(tmp_path: Path, arguments: str) -> None:
    command = f"'{sys.executable}' -m attribution {arguments} 0>/dev/null"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=tmp_path)
    said = "attribution: standard input (-) cannot be read: Bad file descriptor; give a file\n"
    assert (done.returncode, done.stderr) == (2, said)


@pytest.mark.skipif(sys.platform == "win32", reason="folders in use are not deleted there")
def test_a_working_directory_that_is_gone_is_named(tmp_path: Path) -> None:
    command = f"mkdir gone && cd gone && rmdir ../gone && '{sys.executable}' -m attribution check /dev/null"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=tmp_path)
    said = "attribution: the working directory cannot be read or written: No such file or directory\n"
    assert (done.returncode, done.stderr) == (2, said)


@pytest.mark.skipif(sys.platform == "win32", reason="shells there close no streams")
def test_standard_output_that_is_closed(story: Path) -> None:
    command = f"exec '{sys.executable}' -m attribution audit story.txt --model rules"
    said = subprocess.run(f"{command} >&-", shell=True, capture_output=True, text=True, cwd=story.parent)
    assert (said.returncode, said.stderr.count("\n")) == (2, 1)
    assert said.stderr.startswith("attribution: standard output cannot be written")
    kept = subprocess.run(f"{command} -o a.csv >&- 2>&-", shell=True, cwd=story.parent)
    assert kept.returncode == 0
    assert (story.parent / "a.csv").read_text().startswith("doc_id,")


@pytest.mark.parametrize("arguments", [["rubric", "show"], ["--help"]])
def test_reader_that_has_enough_hears_nothing_of_it(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*MODULE, *arguments], stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["audit"], "missing argument 'CORPUS'; see attribution audit --help"),
        (["audit", "a", "--format", "xml"], "'xml' is not one of 'table', 'csv', 'json', 'jsonl', 'parquet'; see"),
        (["audit", "a", "--width", "3"], "'--width'"),
        (["audit", "a", "--nothing"], "--nothing"),
        (["export", "a"], "missing option '--to'. Choose from: jsonld, web-annotation, docbin, standoff; see"),
        (["nothing"], "'nothing'; see attribution --help"),
        (["rubric", "show", "a", "b"], "see attribution rubric show --help"),
    ],
)
def test_wrong_usage_is_one_sentence(
    arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["attribution", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    heard = capsys.readouterr()
    assert (ended.value.code, heard.out, heard.err.count("\n")) == (2, "", 1)
    assert heard.err.startswith("attribution: ")
    assert said in heard.err
    assert "Value error" not in heard.err


def test_nothing_at_all_gives_the_help() -> None:
    done = subprocess.run(MODULE, capture_output=True, text=True, env={**os.environ, "TYPER_USE_RICH": "0"})
    said = done.stdout + done.stderr
    assert "Usage: attribution" in said
    assert {"audit", "check", "report", "Commands"} <= {
        word.strip(":") for word in said.split()
    }  # in a panel, or as a list
