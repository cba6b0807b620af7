"""The notebooks run from top to bottom and print what they show; ``python -m tests.notebooks`` writes them anew."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from tests.notebooks import PATHS, run


def printed(notebook: NotebookNode) -> list[str]:
    """What each cell prints or shows as text. Pictures and markup say the same in other words."""
    return [
        "".join(output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in cell.outputs)
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_what_is_shown_is_what_comes_out(path: Path) -> None:
    shown = nbformat.read(path, as_version=4)
    assert printed(run(path)) == printed(shown), "python -m tests.notebooks writes what comes out now"
    outputs = [output for cell in shown.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]
    kinds = [set(output.data) for output in outputs if "data" in output]
    assert sum("image/png" in kind for kind in kinds) >= 3
    # No output fetches or runs anything in a reader's browser.
    assert not [output for output in outputs if "<script" in output.get("data", {}).get("text/html", "")]


def test_both_are_there() -> None:
    assert [path.stem for path in PATHS] == ["audit-one-article", "how-anonymous-is-a-newsroom"]
