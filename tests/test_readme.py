"""What the README shows is what comes out; its Python runs as a doctest of its own."""

from __future__ import annotations

import re
from pathlib import Path

from attribution import audit, read
from attribution.formats import render

ROOT = Path(__file__).parent.parent


def test_output_shown_is_the_output() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"```text\n(.*?)\n```", readme, re.S)
    assert shown is not None
    (seed,) = (ROOT / "seeds").glob("*.txt")
    output = render(audit(read(seed)), format="table", width=110).decode()
    real = [line.rstrip() for line in output.splitlines()]
    for part in shown[1].split("\n…\n"):
        lines = part.splitlines()
        assert any(real[n : n + len(lines)] == lines for n in range(len(real))), part
