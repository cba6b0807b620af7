"""docs/exports.md tells of every form and source type, and its way back from brat ends in what training reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution.cli import app
from attribution.commands.export import Target
from attribution.model import SourceType

TEXT = (Path(__file__).parent.parent / "docs" / "exports.md").read_text(encoding="utf-8")


def test_a_way_there_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_bytes("“The mill will close,” Ann Lee told Reuters.\r\n👇 An aide said so too.".encode())
    for line in (
        "attribution export story.txt --to standoff -o corrections",
        "attribution import corrections -o gold.jsonl",
    ):
        assert f"\n{line}\n" in TEXT
        assert CliRunner().invoke(app, line.split()[1:]).exit_code == 0
    (gold,) = map(json.loads, Path("gold.jsonl").read_text(encoding="utf-8").splitlines())
    assert len(gold["attributions"]) == 2


def test_every_form_and_source_type_is_told_of() -> None:
    for target in Target:
        assert f"| `{target}` |" in TEXT
    schema = TEXT.partition("## schema.org")[2].partition("## W3C")[0]
    for label in SourceType:
        assert f"`{label}`" in schema
