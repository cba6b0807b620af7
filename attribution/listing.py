"""Frames to what people read on a terminal."""

from __future__ import annotations

import io
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from attribution.frame import cited_in
from attribution.lines import counted, harmless
from attribution.model import Strength
from attribution.rows import records

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table
    from rich.text import Text

# From this width on, cue, quotation and relay get columns of their own.
_WIDE = 120
# Why "unsourced 0.66" may stand above "weak 0.51".
_UNSOURCED = "unsourced: nobody is cited, whatever the score"
_STYLES = {"strong": "green", "moderate": "yellow", "weak": "red", "unsourced": "dim"}


def listing(frame: pd.DataFrame, *, width: int, styled: bool) -> str:
    """Give a frame as tables for a terminal, an article each, and below them its figures in a line.

    Args:
        width: in cells of the terminal.
        styled: whether it carries a terminal's colour codes.
    """
    from rich.console import Console

    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=width,
        force_terminal=styled,
        color_system="standard" if styled else None,
        legacy_windows=False,
    )
    for doc_id, rows in frame.groupby("doc_id", sort=False):
        console.print(_of_one_article(harmless(str(doc_id)), records(rows), is_wide=width >= _WIDE))
    console.print(_summary(frame), style="dim", highlight=False)
    if (frame["strength"] == Strength.UNSOURCED).any():
        console.print(_UNSOURCED, style="dim", highlight=False)
    return "".join(f"{line.rstrip()}\n" for line in buffer.getvalue().splitlines())


def _summary(frame: pd.DataFrame) -> str:
    parts = [f"{counted(len(frame), 'statement')}, {len(cited_in(frame)):,} with a source"]
    if frame["doc_id"].nunique() > 1:
        parts.append(counted(frame["doc_id"].nunique(), "article"))
    counts = frame.loc[frame["attributed"].fillna(False), "strength"].value_counts()
    parts += [f"{counts[name]:,} {name}" for name in _STYLES if counts.get(name, 0)]
    return "; ".join(parts)


def _of_one_article(title: str, rows: list[dict[Any, Any]], *, is_wide: bool) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title), box=box.SIMPLE_HEAD, expand=True, title_justify="left", padding=(0, 1, 0, 0))
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("statement", ratio=6 if is_wide else 5)
    if is_wide:
        table.add_column("quotation", no_wrap=True)
        table.add_column("cue", max_width=16)
        table.add_column("source → who", ratio=3)
        table.add_column("type", no_wrap=True)
        table.add_column("via", max_width=18)
    else:
        table.add_column("source → who, type, via", ratio=3)
    table.add_column("strength", no_wrap=True)
    for record in rows:
        cell = {name: harmless(str(value)) for name, value in record.items() if value is not None}
        is_attributed = bool(record["attributed"])
        who = _who(cell) if is_attributed else ""
        kind = cell.get("source_type", "")
        inside = "↳ " if "parent" in cell else ""
        cells = [Text(cell.get("statement", "")), Text(inside + cell.get("claim", ""))]
        if is_wide:
            quotation = cell.get("quotation", "") if is_attributed else ""
            cells += [Text(quotation), Text(cell.get("cue", "")), Text(who), Text(kind), Text(cell.get("relay", ""))]
        else:
            via = f"via {cell['relay']}" if "relay" in cell else ""
            cells.append(Text("\n".join(part for part in (who, kind, via) if part)))
        cells.append(_strength(cell))
        table.add_row(*cells, style=None if is_attributed else "dim")
    return table


def _who(cell: dict[Hashable, str]) -> str:
    """The words that name the source and, where they differ, who that is."""
    source, entity = cell.get("source", ""), cell.get("entity", "")
    if not source or not entity or source == entity:
        return entity or source
    return f"{source} → {entity}"


def _strength(cell: dict[Hashable, str]) -> Text:
    from rich.text import Text

    strength = cell.get("strength", "")
    score = f" {float(cell['score']):.2f}" if "score" in cell else ""
    return Text(strength + score, style=_STYLES.get(strength, ""))
