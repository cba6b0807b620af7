"""Runs the notebooks of docs/ anew and writes their output into them: ``python -m tests.notebooks``."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

FOLDER = Path(__file__).parent.parent / "docs" / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
# A chart is drawn in the reader's browser, by code from the network; what is committed are pictures.
_PICTURES = "import altair; altair.renderers.enable('png', ppi=100)"
_KERNEL = [f"--IPKernelApp.exec_lines={_PICTURES}", "--IPKernelApp.log_level=ERROR"]


def run(path: Path) -> NotebookNode:
    """Give a notebook with the output that its cells have now, charts as pictures."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=120, extra_arguments=_KERNEL, resources={"metadata": {"path": str(FOLDER)}}
    ).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # when each cell ran
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


if __name__ == "__main__":
    for path in PATHS:
        nbformat.write(run(path), path)
        print(path)
