"""What docs/exports.md shows comes out: its commands here, its Python as doctests."""

from __future__ import annotations

import doctest
import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution.cli import app
from attribution.commands.export import Target
from attribution.model import SourceType

PAGE = Path(__file__).parent.parent / "docs" / "exports.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_python_gives_what_is_shown() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (result.failed, result.attempted > 10) == (0, True)


def test_commands_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_bytes("“The mill will close,” Ann Lee told Reuters.\r\n👇 An aide said so too.".encode())
    blocks = re.findall(r"```sh\n(.*?)```", TEXT, re.S)
    for line in "".join(blocks).splitlines():
        name, *arguments = shlex.split(line)
        assert name == "attribution"
        result = CliRunner().invoke(app, arguments)
        assert (result.exit_code, result.stderr) == (0, ""), line
        assert Path(arguments[-1]).exists()
    (gold,) = map(json.loads, Path("gold.jsonl").read_text(encoding="utf-8").splitlines())
    assert len(gold["attributions"]) == 2


def test_every_form_and_source_type_is_told_of() -> None:
    for target in Target:
        assert f"| `{target}` |" in TEXT
    schema = TEXT.partition("## schema.org")[2].partition("## W3C")[0]
    for label in SourceType:
        assert f"`{label}`" in schema
