"""What README.md and the pages of docs/ show comes out: Python, commands with their output, and pages made from the package."""

from __future__ import annotations
import __future__

import doctest
import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

import attribution
from attribution.cli import app
from attribution.corpus import read_corpus
from attribution.linter.check import check
from attribution.model import text_of
from tests.docs import COMMANDS, FUNCTIONS, PAGES, made

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
FILES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
# What is not run here, by its first words, and why.
NOT_RUN = {
    "python3 -m venv": ".ci/run runs these on a clean checkout",
    ".venv/bin/pytest": "the tests themselves",
    ".venv/bin/ruff": ".ci/run does",
    ".venv/bin/mkdocs": ".ci/run does",
    ".venv/bin/pip install": "fetches from a registry",
    "pip install": "fetches from a registry",
    "python -m tests.benchmarks": "measures for minutes, on articles that the project does not hold",
    "attribution train": "takes an hour; tests/test_training.py trains a small model",
    "attribution evaluate": "measures against annotated articles that the project does not hold; tests/test_cli.py runs it",
    "attribution audit story.txt --model newsroom": "the model that the hour before would make",
}
# Python that is only compiled: it needs a Spark session with its folders. tests/test_spark.py runs what it shows.
NOT_EXECUTED = {"spark.md"}
# As shown, but with less memory.
SMALLER = {"--jobs 4": "--jobs 2"}
CHECKED = {
    "sh": "test_commands_run",
    "console": "test_commands_run",
    "text": "test_commands_run, where it follows a command",
    "python": "test_python_runs",
    "pycon": "test_examples_give_what_is_shown",
    "toml": "test_commands_run has it for a file; tests/test_ci.py loads the configuration",
    "yaml": "tests/test_ci.py",
    "html": "test_markup_is_passed",
    "csv": "test_commands_run has it for a file",
    "json": "test_annotated_articles_are_read",
}


class Block(NamedTuple):
    language: str
    content: str
    follows: bool  # nothing stands between it and the block before


def blocks(path: Path) -> list[Block]:
    text = path.read_text(encoding="utf-8")
    found, end = [], 0
    for match in re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.S | re.M):
        found.append(Block(match[1], match[2], not text[end : match.start()].strip()))
        end = match.end()
    return found


def of(*languages: str) -> list[Path]:
    return [path for path in FILES if any(block.language in languages for block in blocks(path))]


def test_every_block_is_of_a_kind_that_is_checked() -> None:
    assert {block.language for path in FILES for block in blocks(path)} == set(CHECKED)


@pytest.mark.parametrize("path", of("pycon"), ids=lambda path: path.name)
def test_examples_give_what_is_shown(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("path", of("python"), ids=lambda path: path.name)
def test_python_runs(path: Path) -> None:
    names: dict[str, object] = {}
    for block in blocks(path):
        if block.language == "python":
            code = compile(block.content, str(path), "exec", flags=__future__.annotations.compiler_flag)
            if path.name not in NOT_EXECUTED:
                exec(code, names)


def commands(block: Block) -> Iterator[tuple[str, str | None]]:
    """Give each command of a block, with the output that is shown for it."""
    if block.language == "sh":
        for line in block.content.replace("\\\n", " ").splitlines():
            yield line, None
        return
    for part in re.split(r"^\$ ", block.content, flags=re.M)[1:]:
        line, _, output = part.partition("\n")
        yield line, output


def is_run(line: str) -> bool:
    return bool(line.strip()) and not any(line.startswith(words) for words in NOT_RUN)


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the pages speak of."""
    quoted = "“The mill will close,” Ann Lee told Reuters.\r\n👇 An aide said so too."
    page = "<html><head><title>The mill</title></head><body><article><h1>The mill</h1>" + (
        "<p>The mill on the river will close in spring, manager Greta Hahn said on Monday.</p>"
        "<p>“We have had no orders since the summer,” she told reporters at the gate.</p>"
        * 4
        + "</article></body></html>"
    )
    mill, vote = (
        "The mill will close in May, manager Greta Hahn said.\n\n"
        "The buyer reportedly lives in Spain. “We have no orders,” union leader Max Bohn said.",
        "Critics say the plan is unworkable. The vote is on Friday.",
    )
    files = {
        "story.txt": quoted,
        "story.html": page,
        "articles/mill.txt": mill,
        "articles/vote.md": vote,
        "export.csv": f'slug,body\nmill,"{mill}"\nvote,{vote}\n',
        "news/2025-05/story.html": page,
        "news/story.txt": quoted,
    }
    for path in FILES:  # a block that says what a file holds, by the name that the page has for it
        for block in blocks(path):
            if block.language == "csv":
                files["articles.csv"] = block.content
            if block.language == "toml" and "[identity]" in block.content:
                files["house.toml"] = block.content
    (seed,) = (ROOT / "seeds").glob("*.txt")
    files[f"seeds/{seed.name}"] = seed.read_text(encoding="utf-8")
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_bytes(text.encode())
    monkeypatch.chdir(tmp_path)
    for line in ("init -q", "add .", "-c user.name=a -c user.email=a@example.org commit -qm articles"):
        subprocess.run(["git", *line.split()], check=True)
    return tmp_path


def run(line: str) -> str:
    for shown, smaller in SMALLER.items():
        line = line.replace(shown, smaller)
    name, *words = shlex.split(line, comments=True)
    assert name.removeprefix(".venv/bin/") == "attribution", line
    arguments = [str(found) for word in words for found in (sorted(Path().glob(word)) if "*" in word else [word])]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code in ((0, 1) if words[0] == "check" else (0,)), (line, result.output)
    return result.stdout


@pytest.mark.parametrize("path", of("sh", "console"), ids=lambda path: path.name)
def test_commands_run(path: Path, newsroom: Path) -> None:
    output = ""
    for block in blocks(path):
        if block.language in ("sh", "console"):
            output = ""
            for line, shown in commands(block):
                if is_run(line):
                    output = run(line)
                    assert shown is None or output == shown, line
        elif block.language == "text" and block.follows and output:
            assert output == block.content


def test_what_is_not_run_is_there() -> None:
    lines = [line for path in FILES for block in blocks(path) for line, _ in commands(block)]
    for words in NOT_RUN:
        assert any(line.startswith(words) for line in lines), words
    for name in NOT_EXECUTED:
        assert (DOCS / name).exists()


def test_markup_is_passed() -> None:
    (markup,) = (block.content for path in FILES for block in blocks(path) if block.language == "html")
    assert check(markup) == ()
    assert check(markup.partition("\n")[2]) != ()


def test_annotated_articles_are_read(tmp_path: Path) -> None:
    for path in of("json"):
        for block in blocks(path):
            if block.language == "json":
                (tmp_path / "gold.jsonl").write_text(block.content, encoding="utf-8")
                (article,) = read_corpus(tmp_path / "gold.jsonl")
                roles = [
                    {role: text_of(spans, article.text) for role, spans in a.items()} for a in article.attributions
                ]
                assert roles == [{"source": "Ann Lee", "cue": "said", "content": "The mill will close"}]


def test_toml_can_be_read() -> None:
    for path in of("toml"):
        for block in blocks(path):
            assert block.language != "toml" or tomllib.loads(block.content)


@pytest.mark.parametrize("page", PAGES)
def test_pages_made_from_the_package_are_as_it_is(page: str) -> None:
    assert (DOCS / page).read_text(encoding="utf-8") == made(page), "python -m tests.docs writes it anew"


def test_figures_that_several_pages_give_are_the_same() -> None:
    card, limits, readme = (
        path.read_text(encoding="utf-8") for path in (DOCS / "model.md", DOCS / "limits.md", FILES[0])
    )
    pairs = {row[0]: row[1] for row in re.findall(r"^\| ([\w-]+) \| \d+ \| \d+ \|.* (\.\d+) \|$", card, re.M)}
    table = limits.partition("### By publisher")[2].partition("###")[0]
    assert sorted(re.findall(r"^\| [\w ]+ \| (\.\d+) \|$", table, re.M)) == sorted(pairs.values())
    assert len(pairs) == 8
    assert re.search(rf"^\| attribution \| 10 \|.* {re.escape(pairs['all'])} \|$", readme, re.M)


def test_every_public_name_is_told_of() -> None:
    listed = {name for names in FUNCTIONS.values() for name in names}
    errors = {name for name in attribution.__all__ if name.endswith("Error")}
    modules = {"exports", "plot"}  # pages of their own
    assert listed | errors | modules | {"COLUMNS"} == set(attribution.__all__)


def test_every_command_is_told_of() -> None:
    import typer

    tree = typer.main.get_command(app)
    names = {
        f"{name} {inner}".strip()
        for name, command in tree.commands.items()  # type: ignore[attr-defined]
        for inner in getattr(command, "commands", {"": None})
    }
    assert names == set(COMMANDS)
