"""attribution rubric: the weights of the score, shown and checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.commands.terminal import fail, put
from attribution.errors import AttributionError

if TYPE_CHECKING:
    from attribution.rubric import Rubric


def show(
    path: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Your own rubric; by default the package's.")
    ] = None,
) -> None:
    """Print every weight, with its reason and the standard that it rests on."""
    rubric = _rubric(path)
    lines = [f"version {rubric.version}"]
    for table, levels in rubric.levels.items():
        lines += ["", table]
        for name, level in levels.items():
            standard = f" [{level.standard}]" if level.standard else ""
            lines.append(f"  {name} {level.value:g}: {level.because}{standard}")
    put("\n".join(lines))


def check(path: Annotated[Path, typer.Argument(metavar="FILE", help="Your own rubric.")]) -> None:
    """Say what a rubric changes, or what is wrong with it."""
    own, default = _rubric(path), _rubric(None)
    changes = [
        f"  {table}.{name}: {default[table][name]:g} → {value:g}"
        for table in own.levels
        for name, value in own[table].items()
        if value != default[table][name]
    ]
    put("\n".join([f"{path} is a rubric; it changes {len(changes)} of the package's weights", *changes]))


def _rubric(path: Path | None) -> Rubric:
    from attribution.rubric import load_rubric

    try:
        return load_rubric(path)
    except AttributionError as error:
        fail(str(error))
