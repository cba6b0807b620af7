"""attribution check and attribution rule, run as a user runs them."""

import json
import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
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


def test_a_folder_without_articles_is_named(newsroom: Path) -> None:
    (newsroom / "empty").mkdir()
    result = run("check", "empty")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "attribution: empty: there is no article in it: give files, or a folder that has some with .htm, .html, .md, .text, .txt "
        "or .xhtml\n"
    )
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
    for name in ("rows.csv", "rows.jsonl", "rows.parquet", "rows.json"):
        (newsroom / name).write_text("[]")
        result = run("check", name)
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
        assert result.stderr.startswith(f"attribution: {name} is ")
        assert "save each text as a .txt file" in result.stderr or "or each text as a .txt file" in result.stderr
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
        (["--baseline", "none.json"], "none.json cannot be read as a baseline"),
        (["--diff", "no-such-revision"], "git says"),
        (["--output", "no/such/folder"], "cannot be written"),
        (["--output", "found.txt", "--write-baseline", "known.json"], "--output goes with a check for findings"),
        (
            ["--diff", "HEAD", "--write-baseline", "known.json"],
            "--write-baseline would forget those of all other files",
        ),
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
    (newsroom / "bad.txt").write_text("Critics of the [mayor](http://evil.example) say that it is a disaster.")
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
    shown = run("rule", "at103").stdout
    assert rules()["AT103"].because in shown
    assert "keeps it:" in shown
    assert run("rule", "AT7").exit_code == 2
