"""What a process does with the articles that it is given at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from attribution.articles import Entry
from attribution.workers import Settings, audit_entries, load_tools

FRENCH = "Le ministre a démissionné lundi, ont indiqué deux responsables au journal Le Monde hier."
SAME_ID = [
    Entry("same", f"row {n}", text, problem="no text")
    for n, text in enumerate(["It rained, he said.", FRENCH, "It snowed, she said.", None])
]


def test_a_failure_is_its_own_articles_where_another_has_the_id_too() -> None:
    result = audit_entries(SAME_ID, load_tools(Settings(model="rules")))
    assert [failure.name for failure in result.failures] == ["row 1", "row 3"]
    assert "French" in result.failures[0].reason
    assert result.table["doc_id"].to_pylist() == ["same", "same"]
    assert result.table["claim"].to_pylist() == ["It rained", "It snowed"]


def test_articles_are_compared_though_another_of_their_id_failed() -> None:
    pytest.importorskip("datasketch", reason="needs the extra: pip install 'attribution-audit[dedup]'")
    result = audit_entries(SAME_ID, load_tools(Settings(model="rules", are_signed=True)))
    assert [signature.doc_id for signature in result.signatures] == ["same", "same"]


def test_a_program_that_audits_when_it_is_imported_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained, he said.", encoding="utf-8")
    (tmp_path / "program.py").write_text("import attribution\nattribution.audit_corpus('a.txt', 'out.parquet')\n")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    call = [sys.executable, "program.py"]
    done = subprocess.run(call, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert 'put what starts the audit below `if __name__ == "__main__":`' in done.stderr.splitlines()[-1]


def test_a_program_on_standard_input_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained, he said.", encoding="utf-8")
    program = "import attribution; attribution.audit_corpus('a.txt', 'out.parquet')"
    call = [sys.executable, "-"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(
        call, input=program, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert "RunError: a program on standard input cannot start processes" in done.stderr
