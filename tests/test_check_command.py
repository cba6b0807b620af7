"""attribution check and attribution rule, run as a user runs them."""

import json
import os
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from attribution.cli import app
from attribution.commands.check import OUTPUTS
from attribution.linter.formats import FOR_SERVERS, Output
from attribution.linter.rules import rules

REPORTEDLY = "The suspect reportedly fled to Spain."
GOOD = "The mill will close in May, manager Greta Hahn said."
CASES = Path(__file__).parent / "cases"
RUNNER = CliRunner()


def run(*arguments: object, given: str | None = None) -> Result:
    return RUNNER.invoke(app, [str(argument) for argument in arguments], input=given)


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a good article, a bad one and a broken one, in which the command is run."""
    (tmp_path / "bad.txt").write_text(f"It rained.\n\n{REPORTEDLY}")
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "sub, 100%").mkdir()
    (tmp_path / "sub, 100%" / "also bad.md").write_text(f"Minister Kit Olsen admitted that the dam leaks. {REPORTEDLY}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_text_names_place_rule_and_level(newsroom: Path) -> None:
    result = run("check", ".")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "bad.txt:3:13: AT302 warning: “reportedly”: says who? Name the source, or leave it out",
        "sub, 100%/also bad.md:1:20: AT301 note: “admitted” takes sides: “said” does not",
        "sub, 100%/also bad.md:1:61: AT302 warning: “reportedly”: says who? Name the source, or leave it out",
        "3 articles checked: 2 warnings, 1 note",
    ]


def test_exit_status(newsroom: Path) -> None:
    assert run("check", "good.txt").exit_code == 0
    assert run("check", "bad.txt").exit_code == 1
    assert run("check", "bad.txt", "--fail-on", "error").exit_code == 0
    assert run("check", "bad.txt", "--ignore", "AT302").exit_code == 0
    (newsroom / "broken.txt").write_bytes(b"\xff\xff\xff")
    result = run("check", "bad.txt", "broken.txt", "none.txt", "--format", "json")
    assert result.exit_code == 2
    data = json.loads(result.stdout)
    assert [entry["rule"] for entry in data["violations"]] == ["AT302"]
    assert [entry["path"] for entry in data["failures"]] == ["broken.txt", "none.txt"]
    assert "broken.txt is not utf-8" in result.stderr
    result = run("check", "none.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "attribution: none.txt: no such file; check the path\n"


def test_a_folder_without_articles_is_named(newsroom: Path) -> None:
    (newsroom / "empty").mkdir()
    result = run("check", "empty")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == ("attribution: empty: there is no article in it; docs/corpora.md lists what is read\n")
    assert run("check", "empty", "good.txt").exit_code == 0


def test_a_folder_that_may_not_be_read_is_a_failure(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "sub, 100%":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr("os.scandir", refuse)
    result = run("check", ".")
    assert result.exit_code == 2
    assert result.stderr == "attribution: sub, 100% cannot be read: Permission denied\n"
    assert result.stdout.endswith("2 articles checked: 1 warning\n")


def test_standard_input(newsroom: Path) -> None:
    result = run("check", "-", "good.txt", given=REPORTEDLY)
    assert result.exit_code == 1
    assert result.stdout.startswith("-:1:13: AT302 warning")
    assert run("check", "-", given=GOOD).exit_code == 0
    page = f"<html><body><article>\n<p>{REPORTEDLY}</p></article></body></html>"
    assert run("check", "-", given=page).stdout.startswith("-:2:16: AT302 warning")


def test_an_empty_path_is_not_the_working_directory(newsroom: Path) -> None:
    for arguments in (["check", ""], ["audit", ""], ["export", "", "--to", "jsonld"]):
        result = run(*arguments)
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
        assert "a path is empty" in result.stderr
        assert "reportedly" not in result.stdout


def test_an_article_without_a_word_is_named(newsroom: Path) -> None:
    (newsroom / "empty.txt").write_text(" \n")
    result = run("check", "empty.txt", "-", "good.txt", given="")
    assert (result.exit_code, result.stdout) == (0, "3 articles checked: nothing found\n")
    assert result.stderr == "attribution: empty.txt holds no text\nattribution: - holds no text\n"


def test_data_is_no_article(newsroom: Path) -> None:
    (newsroom / "rows.json").write_text("[]")
    result = run("check", "rows.json")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert result.stderr.startswith("attribution: rows.json is JSON")
    assert "or each text as a .txt file" in result.stderr
    result = run("check", "-", given='{"text": "It rained."}\n')
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert result.stderr.startswith("attribution: - is JSON")
    for table in ("id,text\n1,It rained.", 'Text\t"Author"\r\nIt rained.\tAnn Lee', ";id;body"):
        result = run("check", "-", given=table)
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
        assert result.stderr.startswith("attribution: - is a table")
    assert run("check", "-", given="Body, found in river\n\nIt rained.").exit_code == 0


def test_a_page_of_report_is_no_article(newsroom: Path) -> None:
    (newsroom / "pages").mkdir()
    run("report", "bad.txt", "-o", "pages/bad.html")
    result = run("check", "pages/bad.html")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "pages/bad.html is a page that attribution report wrote" in result.stderr
    assert "pages: there is no article in it" in run("check", "pages").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--select", "AT777"], "--select names no rule: 'AT777'"),
        (["--select", "AT302", "--ignore", "AT3"], "--select and --ignore, with the configuration, leave no rule"),
        (["--format", "xml"], "use one of text, json, github, sarif, junit"),
        (["--config", "none.toml"], "none.toml cannot be read as a configuration"),
        (["--baseline", "none.json"], "none.json cannot be read as a baseline (No such file or directory): make one"),
        (["--diff", "no-such-revision"], "git says"),
        (["--output", "no/such/folder"], "cannot be written"),
        (["--output", "found.txt", "--write-baseline", "known.json"], "--output goes with a check for findings"),
        (["--write-baseline", "bad.txt"], "bad.txt is there and is no baseline, so it is not written over"),
    ],
)
def test_wrong_options_are_one_clear_error(newsroom: Path, arguments: list[str], said: str) -> None:
    result = run("check", "good.txt", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_the_configuration_here_counts(newsroom: Path) -> None:
    (newsroom / "pyproject.toml").write_text("[tool.attribution.per-path-ignores]\n'sub*/**' = ['AT']\n")
    assert "also bad" not in run("check", ".").stdout
    (newsroom / "attribution.toml").write_text("ignore = ['AT3']\n")
    assert run("check", ".").exit_code == 0


def test_the_own_outlet_is_an_option_and_a_key(newsroom: Path) -> None:
    (newsroom / "own.txt").write_text("The bank will be sold, people familiar with the talks told Bloomberg.")
    assert "AT201" in run("check", "own.txt").stdout
    assert "AT201" not in run("check", "own.txt", "--outlet", "Bloomberg").stdout
    (newsroom / "attribution.toml").write_text("outlet = 'Bloomberg'\n")
    assert "AT201" not in run("check", "own.txt").stdout
    assert "AT201" in run("check", "own.txt", "--outlet", "The Herald").stdout


def test_a_configuration_above_counts_from_its_folder(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (newsroom / "attribution.toml").write_text("model = 'no/model'\n[per-path-ignores]\n'sub*/also*' = ['AT']\n")
    monkeypatch.chdir(newsroom / "sub, 100%")
    assert f"{newsroom / 'no' / 'model'}" in run("check", ".").stderr
    (newsroom / "attribution.toml").write_text("[per-path-ignores]\n'sub*/also*' = ['AT']\n")
    assert run("check", ".").stdout == "1 article checked: nothing found\n"
    assert run("check", "also bad.md", "../bad.txt").stdout.count("AT302") == 1


def test_a_folder_in_per_path_ignores_is_all_that_is_in_it(newsroom: Path) -> None:
    for named in ("sub, 100%", "sub, 100%/", "./sub, 100%"):
        (newsroom / "attribution.toml").write_text(f"[per-path-ignores]\n'{named}' = ['AT']\n")
        result = run("check", "sub, 100%")
        assert (result.exit_code, result.stderr) == (0, ""), named


def test_a_glob_that_begins_where_nothing_is_is_told(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    globs = ("sbu*/**", "gone/", "sub*/*.txt", "a\\u0000*/b", "sub*/**/*.txt", "bad.txt", "*.mdx", "sub*/*.md")
    table = "".join(f'"{glob}" = ["AT"]\n' for glob in globs)
    (newsroom / "attribution.toml").write_text(f"[per-path-ignores]\n{table}")
    monkeypatch.chdir(newsroom / "sub, 100%")
    result = run("check", "../good.txt")
    assert result.exit_code == 0
    told = [line.split(f" at {newsroom}/")[1].split(": ")[0] for line in result.stderr.splitlines()]
    assert told[:3] == ["sbu*/**", "gone", "sub*/*.txt"]
    assert len(told) == 4  # "a\0*/b", however a terminal shows it
    assert run("check", "../bad.txt").exit_code == 0


def test_a_dash_is_standard_output(newsroom: Path) -> None:
    assert run("check", "bad.txt", "-o", "-").stdout.startswith("bad.txt:3:13: AT302")
    assert run("audit", "good.txt", "--format", "csv", "--output", "-").stdout.startswith("doc_id,")
    assert not (newsroom / "-").exists()


def test_a_baseline_leaves_what_is_new(newsroom: Path) -> None:
    written = run("check", ".", "--write-baseline", "known.json")
    assert (written.exit_code, written.stdout) == (0, "")
    assert (newsroom / "known.json").read_text() == (newsroom / "known.json").read_text()
    assert run("check", ".", "--baseline", "known.json").exit_code == 0
    (newsroom / "bad.txt").write_text(f"{REPORTEDLY} The driver allegedly fled.")
    result = run("check", ".", "--baseline", "known.json")
    assert result.exit_code == 1
    assert result.stdout.startswith("bad.txt:1:50: AT302 warning: “allegedly”")
    (newsroom / "bad.txt").write_text(GOOD)
    assert "1 of the violations in known.json no longer occur" in run("check", ".", "--baseline", "known.json").stderr


def test_a_baseline_of_a_folder_serves_each_of_its_files(newsroom: Path) -> None:
    run("check", ".", "--write-baseline", "known.json")
    (newsroom / "sub, 100%" / "also bad.md").write_text(GOOD)
    result = run("check", "bad.txt", "--baseline", "known.json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "2 of the violations in known.json no longer occur" in run("check", ".", "--baseline", "known.json").stderr


def test_a_baseline_tells_of_files_that_are_gone(newsroom: Path) -> None:
    run("check", ".", "--write-baseline", "known.json")
    (newsroom / "sub, 100%" / "also bad.md").rename(newsroom / "renamed.md")
    result = run("check", "bad.txt", "--baseline", "known.json")
    assert result.exit_code == 0
    assert (
        "2 of the violations in known.json no longer occur: write it anew by --write-baseline known.json"
        in result.stderr
    )
    run("check", "-", "--write-baseline", "known.json", given=REPORTEDLY)
    assert run("check", "bad.txt", "--baseline", "known.json").stderr == ""


def entries(path: Path) -> list[tuple[str, str]]:
    """What a baseline knows: files, of a table with the article, and rules."""
    known = json.loads(path.read_text())["violations"]
    return [("#".join(filter(None, (entry["path"], entry.get("article")))), entry["rule"]) for entry in known]


def test_a_baseline_that_is_written_from_some_articles_knows_the_others_still(newsroom: Path) -> None:
    known = newsroom / "known.json"
    run("check", ".", "--write-baseline", known)
    also = [("sub, 100%/also bad.md", "AT301"), ("sub, 100%/also bad.md", "AT302")]
    assert entries(known) == [("bad.txt", "AT302"), *also]
    whole = known.read_bytes()
    (newsroom / "bad.txt").write_text(f"{REPORTEDLY} The driver allegedly fled.")
    assert run("check", "bad.txt", "--write-baseline", known).stderr.splitlines() == [
        f"attribution: {known} knows 4 violations, 2 of them from before"
    ]
    assert entries(known) == [("bad.txt", "AT302"), ("bad.txt", "AT302"), *also]
    assert run("check", ".", "--baseline", known).exit_code == 0
    (newsroom / "bad.txt").write_text(GOOD)
    run("check", "bad.txt", "--write-baseline", known)
    assert entries(known) == also
    (newsroom / "bad.txt").write_text(REPORTEDLY)
    run("check", "bad.txt", "--write-baseline", known)
    assert known.read_bytes() == whole


def test_a_baseline_that_is_written_for_some_rules_knows_those_of_others_still(newsroom: Path) -> None:
    known = newsroom / "known.json"
    run("check", ".", "--write-baseline", known)
    whole = known.read_bytes()
    run("check", ".", "--select", "AT302", "--write-baseline", known)
    assert known.read_bytes() == whole
    (newsroom / "sub, 100%" / "also bad.md").write_text(GOOD)
    run("check", ".", "--select", "AT301", "--write-baseline", known)
    assert entries(known) == [("bad.txt", "AT302"), ("sub, 100%/also bad.md", "AT302")]


def test_a_baseline_that_is_written_forgets_files_that_are_gone_and_says_so(newsroom: Path) -> None:
    known = newsroom / "known.json"
    run("check", ".", "--write-baseline", known)
    (newsroom / "sub, 100%" / "also bad.md").rename(newsroom / "renamed.md")
    said = run("check", "bad.txt", "--write-baseline", known).stderr
    assert said.splitlines() == [
        f"attribution: {known} knows 1 violation",
        f"attribution: sub, 100%/also bad.md: it is gone, and {known} forgets it",
    ]
    assert entries(known) == [("bad.txt", "AT302")]


def test_a_baseline_that_is_written_knows_what_could_not_be_checked_still(newsroom: Path) -> None:
    known = newsroom / "known.json"
    run("check", ".", "--write-baseline", known)
    whole = known.read_bytes()
    (newsroom / "bad.txt").write_bytes(b"\xff\xff\xff")
    assert run("check", ".", "--write-baseline", known).exit_code == 2
    assert known.read_bytes() == whole


def test_a_baseline_that_is_written_from_a_table_forgets_records_that_are_gone(newsroom: Path) -> None:
    known, table = newsroom / "known.json", newsroom / "a.csv"
    table.write_text(f"id,text\na1,{REPORTEDLY}\na2,{REPORTEDLY}\n")
    run("check", table, "bad.txt", "--write-baseline", known)
    table.write_text(f"id,text\na2,{REPORTEDLY}\n")
    assert "a.csv: article a1: it is gone" in run("check", table, "--write-baseline", known).stderr
    assert entries(known) == [("a.csv#a2", "AT302"), ("bad.txt", "AT302")]
    table.write_text(f"id,text\na3,{REPORTEDLY}\na3,{REPORTEDLY}\n")  # of which the second cannot be told apart
    run("check", table, "--write-baseline", known)
    assert entries(known) == [("a.csv#a2", "AT302"), ("a.csv#a3", "AT302"), ("bad.txt", "AT302")]


def test_a_baseline_goes_on_from_what_changed(newsroom: Path) -> None:
    git("init", "-q")
    git("add", ".")
    git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "a")
    run("check", ".", "--write-baseline", "known.json")
    known = entries(newsroom / "known.json")
    assert run("check", ".", "--diff", "HEAD", "--write-baseline", "known.json").exit_code == 0
    assert entries(newsroom / "known.json") == known
    (newsroom / "good.txt").write_text(REPORTEDLY)
    run("check", ".", "--diff", "HEAD", "--write-baseline", "known.json")
    assert entries(newsroom / "known.json") == sorted([*known, ("good.txt", "AT302")])


def test_an_older_baseline_is_not_gone_on_from_where_its_paths_count_from_elsewhere(newsroom: Path) -> None:
    (newsroom / "ci").mkdir()
    for folder in (newsroom, newsroom / "ci"):
        known = folder / "known.json"
        run("check", "bad.txt", "--write-baseline", known)
        known.write_text(known.read_text().replace('"version": 2', '"version": 1'))
    assert run("check", "good.txt", "--write-baseline", "known.json").exit_code == 0
    assert entries(newsroom / "known.json") == [("bad.txt", "AT302")]
    result = run("check", "good.txt", "--write-baseline", "ci/known.json")
    assert result.exit_code == 2
    assert "ci/known.json is of an older form" in result.stderr


def test_a_baseline_knows_a_file_however_it_is_spelled(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (newsroom / "ci").mkdir()
    run("check", "bad.txt", "--write-baseline", "ci/known.json")
    for path in ("./bad.txt", newsroom / "bad.txt", "sub, 100%/../bad.txt", "."):
        result = run("check", path, "--baseline", "ci/known.json")
        assert "bad.txt:" not in result.stdout, path
        assert result.stderr == ""
    monkeypatch.chdir(newsroom / "sub, 100%")
    assert run("check", "../bad.txt", "--baseline", "../ci/known.json").exit_code == 0


def test_an_older_baseline_counts_from_the_working_directory(newsroom: Path) -> None:
    (newsroom / "ci").mkdir()
    run("check", ".", "--write-baseline", "known.json")
    older = (newsroom / "known.json").read_text().replace('"version": 2', '"version": 1')
    (newsroom / "ci" / "known.json").write_text(older)
    assert run("check", ".", "--baseline", "ci/known.json").exit_code == 0


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def test_only_what_changed_since_a_revision(newsroom: Path) -> None:
    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "one")
    assert run("check", ".", "--diff", "HEAD").stdout == "0 articles checked: nothing found\n"
    (newsroom / "new.txt").write_text(REPORTEDLY)
    (newsroom / "good.txt").write_text(REPORTEDLY)
    places = [line.split(":")[0] for line in run("check", ".", "--diff", "HEAD").stdout.splitlines()[:-1]]
    assert places == ["good.txt", "new.txt"]


def test_a_name_that_is_no_text_can_change_too(newsroom: Path) -> None:
    git("init", "--quiet")
    git("commit", "--quiet", "--message", "one", "--allow-empty")
    try:
        Path(os.fsdecode(b"caf\xe9.txt")).write_text(REPORTEDLY)
    except OSError:
        pytest.skip("names of files are text here")
    assert r"caf\xe9.txt:1:13: AT302" in run("check", ".", "--diff", "HEAD").stdout


def test_sarif_is_valid_and_points_where_the_words_are(newsroom: Path) -> None:
    (newsroom / "broken.txt").write_bytes(b"\xff\xff\xff")
    run("check", ".", "--format", "sarif", "--output", "found.sarif")
    log = json.loads((newsroom / "found.sarif").read_text(encoding="utf-8"))
    schema = json.loads((CASES / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    (sarif_run,) = log["runs"]
    first = sarif_run["results"][0]
    assert sarif_run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "AT302"
    location = first["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "bad.txt"
    assert location["region"] == {"startLine": 3, "startColumn": 13, "endLine": 3, "endColumn": 23}
    assert sarif_run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "sub%2C%20100%25/also%20bad.md"
    )
    (invocation,) = sarif_run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "broken.txt" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_servers_find_files_from_the_top_of_the_repository(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (newsroom / ".git").mkdir()
    at_top = {format: run("check", "bad.txt", "sub, 100%/also bad.md", "-f", format).stdout for format in FOR_SERVERS}
    monkeypatch.chdir(newsroom / "sub, 100%")
    for format, expected in at_top.items():
        assert run("check", newsroom / "bad.txt", ".", "-f", format).stdout == expected
        assert all(path in run("check", "none.txt", "-f", format).stdout for path in ("sub", "/none.txt"))
    assert run("check", "../bad.txt", "-f", "text").stdout.startswith("../bad.txt:3:13:")


def test_sarif_gives_what_lies_outside_of_the_repository_by_its_whole_path(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = newsroom / "inner"
    (inner / ".git").mkdir(parents=True)
    (inner / "a.txt").write_text(REPORTEDLY)
    monkeypatch.chdir(inner)
    (log,) = json.loads(run("check", "a.txt", "../bad.txt", "-f", "sarif").stdout)["runs"]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in log["results"]]
    assert places == [{"uri": (newsroom / "bad.txt").as_uri()}, {"uri": "a.txt", "uriBaseId": "%SRCROOT%"}]
    assert "%SRCROOT%" in log["originalUriBaseIds"]


def test_github_annotations_escape_what_they_have_to(newsroom: Path) -> None:
    lines = run("check", ".", "--format", "github").stdout.splitlines()
    assert lines[0].startswith(
        "::warning file=bad.txt,line=3,endLine=3,col=13,endColumn=23,title=AT302 unattributed-hedge::"
    )
    assert lines[1].startswith("::notice file=sub%2C 100%25/also bad.md,line=1,")
    assert len(lines) == 3


def test_junit_counts_what_it_holds(newsroom: Path) -> None:
    (newsroom / "broken.txt").write_bytes(b"\xff\xff\xff")
    root = ET.fromstring(run("check", ".", "--format", "junit").stdout)
    # a note makes the command fail no more than it makes a case fail
    assert root.attrib == {"name": "attribution", "tests": "5", "failures": "2", "errors": "1"}
    assert len(root.findall(".//testcase")) == 5
    assert len(root.findall(".//failure")) == 2
    assert [case.text.split(": ")[1] for case in root.findall(".//system-out")] == ["note"]
    assert len(root.findall(".//error")) == 1
    root = ET.fromstring(run("check", ".", "--format", "junit", "--fail-on", "note").stdout)
    assert root.attrib["failures"] == "3"


@pytest.mark.parametrize("format", OUTPUTS)
def test_the_same_articles_give_the_same_output(newsroom: Path, format: str) -> None:
    assert (
        run("check", ".", "-f", format).stdout == run("check", "sub, 100%", "good.txt", "bad.txt", "-f", format).stdout
    )


def test_hostile_words_reach_no_terminal_and_no_annotation(newsroom: Path) -> None:
    (newsroom / "bad.txt").write_text(
        "\x1b[31mThe \x1b]0;x\x07suspect, 100%::error::, reportedly fled to Spain on Monday."
    )
    for format in OUTPUTS:
        output = run("check", "bad.txt", "-f", format).stdout
        assert "\x1b" not in output
        assert "reportedly" in output
    annotations = run("check", "bad.txt", "-f", "github").stdout.splitlines()
    assert all(line.startswith("::warning file=bad.txt,") for line in annotations)


def test_links_in_articles_are_none_in_sarif(newsroom: Path) -> None:
    (newsroom / "bad.txt").write_text("Critics of the [mayor](http://evil.example) of Leeds say that it is a disaster.")
    messages = [
        result["message"]["text"]
        for result in json.loads(run("check", "bad.txt", "-f", "sarif").stdout)["runs"][0]["results"]
    ]
    assert any(r"\[mayor\](http" in message for message in messages)
    assert not any("[mayor](" in message for message in messages)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_hostile_names_are_written_in_every_format(newsroom: Path) -> None:
    for name, content in (("a:\x1b  \x01.txt", REPORTEDLY.encode()), ("b:\x1b.txt", b"\xff\xff"), ("c:\x1b.txt", b"")):
        (newsroom / name).write_bytes(content)
    outputs = {format: run("check", ".", "-f", format).stdout for format in OUTPUTS}
    assert not any("\x1b" in output for output in outputs.values())
    files = {case.get("file") for case in ET.fromstring(outputs["junit"]).iter("testcase")}
    assert files >= {"a:\ufffd  \ufffd.txt", "b:\ufffd.txt", "c:\ufffd.txt"}
    assert "::warning file=a%3A\ufffd  \ufffd.txt,line=1," in outputs["github"]
    assert '"uri": "a%3A%1B%20%20%01.txt"' in outputs["sarif"]


def test_formats_by_name_are_those_there_are() -> None:
    assert tuple(map(str, Output)) == OUTPUTS


def test_rules_are_shown() -> None:
    listed = run("rule").stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(rules())
    assert len({line.index(rule.summary) for line, rule in zip(listed, rules().values(), strict=True)}) == 1
    shown = run("rule", "at103").stdout
    assert rules()["AT103"].because in shown
    assert "keeps it:" in shown
    assert run("rule", "AT7").exit_code == 2


ROWS = (
    'id,title,text\r\na1,Weather,"It rained, ""hard"".\r\n\r\nThe suspect reportedly fled to Spain."\r\n'
    'a2,Mill,"The mill will close in May, manager Greta Hahn said."\r\n'
    "a3,Broken,one,field,too many\r\n,Weather,The driver reportedly fled to France.\r\n"
)
MESSAGE = "“reportedly”: says who? Name the source, or leave it out"


@pytest.fixture
def export(newsroom: Path) -> Path:
    """A table of which a record is broken, another has no id, and one takes three lines."""
    path = newsroom / "export.csv"
    path.write_text(ROWS, newline="")
    return path


def test_a_finding_in_a_table_names_line_and_article(export: Path) -> None:
    result = run("check", "export.csv")
    assert result.exit_code == 2
    assert result.stdout.splitlines() == [
        f"export.csv:2: AT302 warning: article a1, 3:13: {MESSAGE}",
        f"export.csv:7: AT302 warning: article #4, 1:12: {MESSAGE}",
        "3 articles checked: 2 warnings",
    ]
    assert result.stderr == (
        "attribution: export.csv:6: article #3: the record has 5 fields, and the first row names 3: mend it\n"
    )


def test_each_kind_of_corpus_is_checked(newsroom: Path) -> None:
    (newsroom / "a.jsonl").write_text(
        json.dumps({"id": 7, "body": REPORTEDLY}) + "\n\n" + json.dumps({"id": 8, "body": " "})
    )
    pd.DataFrame({"key": ["x"], "story": [REPORTEDLY]}).to_parquet("b.parquet")
    with zipfile.ZipFile("c.zip", "w") as archive:
        archive.writestr("d/bad.txt", f"It rained.\n{REPORTEDLY}")
        archive.writestr("rows.jsonl", json.dumps({"text": REPORTEDLY}))
    result = run("check", "a.jsonl", "c.zip")
    assert result.stdout.splitlines() == [
        f"a.jsonl:1: AT302 warning: article 7, 1:13: {MESSAGE}",
        f"c.zip: AT302 warning: article d/bad.txt, 2:13: {MESSAGE}",
        f"c.zip: AT302 warning: article rows.jsonl#1, 1:13: {MESSAGE}",
        "4 articles checked: 3 warnings",
    ]
    assert result.stderr == "attribution: a.jsonl:3: article 8: it holds no text\n"
    result = run("check", "b.parquet", "--text-column", "story", "--id-column", "key")
    assert result.stdout.startswith(f"b.parquet: AT302 warning: article x, 1:13: {MESSAGE}\n")


def test_tables_are_read_by_name_and_by_pattern_and_passed_over_in_folders(export: Path) -> None:
    export.write_text(f"id,text\n1,{REPORTEDLY}\n")
    expected = "export.csv:2: AT302 warning: article 1, 1:13: "
    for path in ("export.csv", "*.csv"):
        assert expected in run("check", path).stdout, path
    found = run("check", ".")
    assert "export.csv" not in found.stdout
    assert "bad.txt" in found.stdout
    (export.parent / "outlets.tsv").write_text("name\taliases\tkind\tcountry\tdomain\nThe Gull\t\tnewspaper\tGB\t\n")
    (export.parent / "attribution.toml").write_text("outlets = 'outlets.tsv'\n")
    run("audit", "bad.txt", "-o", "rows.parquet")
    assert run("check", ".").stderr == ""
    assert "rows.parquet is a table that attribution audit wrote" in run("check", "rows.parquet").stderr


def test_servers_get_the_lines_of_a_record(export: Path) -> None:
    annotations = run("check", "export.csv", "-f", "github").stdout.splitlines()
    assert annotations[0] == (
        f"::warning file=export.csv,line=2,endLine=4,title=AT302 unattributed-hedge::article a1, 3:13: {MESSAGE}"
    )
    assert annotations[-1].startswith("::error file=export.csv,line=6::article #3: the record has 5 fields")
    log = json.loads(run("check", "export.csv", "-f", "sarif").stdout)
    schema = json.loads((CASES / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    (location,) = log["runs"][0]["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "export.csv"
    assert location["physicalLocation"]["region"] == {"startLine": 2, "endLine": 4}
    assert location["logicalLocations"] == [{"name": "a1"}]
    root = ET.fromstring(run("check", "export.csv", "-f", "junit").stdout)
    assert [(case.get("classname"), case.get("line")) for case in root.iter("testcase")] == [
        ("export.csv: a1", "2"),
        ("export.csv: a2", None),
        ("export.csv: #4", "7"),
        ("export.csv: #3", "6"),
    ]
    assert root.attrib == {"name": "attribution", "tests": "4", "failures": "2", "errors": "1"}
    data = json.loads(run("check", "export.csv", "-f", "json").stdout)
    first = data["violations"][0]
    assert [first[key] for key in ("path", "article", "line", "end_line", "column")] == ["export.csv", "a1", 2, 4, None]
    assert [(entry["path"], entry["article"], entry["line"]) for entry in data["failures"]] == [("export.csv", "#3", 6)]


def test_a_place_without_lines_is_written_in_every_format(newsroom: Path) -> None:
    with zipfile.ZipFile("c.zip", "w") as archive:
        archive.writestr("bad.txt", REPORTEDLY)
    outputs = {format: run("check", "c.zip", "-f", format).stdout for format in OUTPUTS}
    assert outputs["github"].startswith("::warning file=c.zip,title=")
    (result,) = json.loads(outputs["sarif"])["runs"][0]["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert json.loads(outputs["json"])["violations"][0]["line"] is None
    assert "line=" not in outputs["junit"]


def test_what_other_records_do_changes_no_fingerprint(export: Path) -> None:
    def fingerprints() -> dict[str, str]:
        violations = json.loads(run("check", "export.csv", "-f", "json").stdout)["violations"]
        return {entry["article"]: entry["fingerprint"] for entry in violations}

    before = fingerprints()
    assert len(set(before.values())) == 2
    export.write_text(
        "text,id\nIt rained and the driver allegedly sang.,a0\nThe suspect reportedly fled to Spain.,a1\n"
    )
    assert fingerprints()["a1"] == before["a1"]


def test_a_baseline_knows_the_articles_of_a_table(export: Path) -> None:
    export.write_text(f"id,text\na1,{REPORTEDLY}\na2,{REPORTEDLY}\n")
    run("check", "export.csv", "--write-baseline", "known.json")
    known = json.loads((export.parent / "known.json").read_text())["violations"]
    assert [(entry["path"], entry["article"], entry["count"]) for entry in known] == [
        ("export.csv", "a1", 1),
        ("export.csv", "a2", 1),
    ]
    export.write_text(f"id,text\na0,It rained.\na3,{REPORTEDLY}\na2,{REPORTEDLY}\na1,{GOOD!r}\n".replace("'", '"'))
    result = run("check", "export.csv", "--baseline", "known.json")
    assert result.stdout.splitlines() == [
        f"export.csv:3: AT302 warning: article a3, 1:13: {MESSAGE}",
        "4 articles checked: 1 warning",
    ]
    assert "1 of the violations in known.json no longer occurs" in result.stderr


def test_a_column_with_the_headline_is_one(newsroom: Path) -> None:
    (newsroom / "a.csv").write_text(f"id,headline,text\n1,Suspect fled to Spain,{REPORTEDLY}\n")
    assert "a.csv:2: AT503 error: article 1, " in run("check", "a.csv").stdout


def test_a_comment_in_a_record_lets_pass(newsroom: Path) -> None:
    (newsroom / "a.csv").write_text(f'id,text\n1,"{REPORTEDLY} <!-- attribution: ignore AT302 -->\nIt rained."\n')
    assert run("check", "a.csv").stdout == "1 article checked: nothing found\n"


@pytest.mark.parametrize(
    ("content", "arguments", "said"),
    [
        ("id,text\n1,It rained.\n", ["--text-column", "txt"], "there is no column 'txt' (did you mean 'text'?)"),
        ("id,text\n1,It rained.\n", ["--id-column", "key"], "there is no column 'key'; there are id, text"),
        ("id,story\n1,It rained.\n", [], "there is no text in any column with a usual name; there are id, story"),
        ("id,text\n", [], "a.csv: there is no article in it"),
        ("", [], "a.csv: there is no article in it"),
        ("id,text\n1,It rained.\n1,It hailed.\n", [], "a.csv:3: article 1: an article before it has the id '1' too"),
        (
            'id,text\n1,"Der Minister ist am Dienstag zurückgetreten, sagten zwei Beamte, die nicht genannt werden wollten."\n',
            [],
            "a.csv:2: article 1: the text looks like German",
        ),
    ],
)
def test_a_table_that_is_none_is_one_clear_error(newsroom: Path, content: str, arguments: list[str], said: str) -> None:
    (newsroom / "a.csv").write_text(content, encoding="utf-8")
    result = run("check", "a.csv", *arguments)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_an_empty_table_among_others_is_named(newsroom: Path) -> None:
    (newsroom / "a.csv").write_text("id,text\n")
    result = run("check", "a.csv", "good.txt")
    assert (result.exit_code, result.stderr) == (0, "attribution: a.csv holds no text\n")


def test_hostile_ids_are_written_in_every_format(newsroom: Path) -> None:
    ids = ["\x1b[31m::error::\nx, [a](http://evil.example)", "\ud800%0A", "<b>\uffff"]
    lines = [json.dumps({"id": id, "text": text}) for id in ids for text in (REPORTEDLY, "It hailed.")]
    (newsroom / "a.jsonl").write_text("\n".join(lines))
    outputs = {format: run("check", "a.jsonl", "-f", format) for format in OUTPUTS}
    assert not any("\x1b" in result.output for result in outputs.values())
    annotations = outputs["github"].stdout.splitlines()
    assert [line.partition(",")[0] for line in annotations] == ["::warning file=a.jsonl"] * 3 + [
        "::error file=a.jsonl"
    ] * 3
    assert "%250A" in annotations[1]
    assert len(ET.fromstring(outputs["junit"].stdout).findall("testsuite")) == 6
    assert r"\[a\](http" in json.loads(outputs["sarif"].stdout)["runs"][0]["results"][0]["message"]["text"]


def test_a_list_of_findings_in_tables_is_no_article(export: Path) -> None:
    run("check", "export.csv", "-o", "found.txt")
    assert "found.txt is a list that attribution check wrote" in run("check", "found.txt").stderr
