"""Cells of CSV that no spreadsheet runs as a formula, and back to what they held."""

from __future__ import annotations

import re

# OWASP, "CSV Injection": what makes a spreadsheet read a cell as a formula, full-width forms included.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def guard(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run; :func:`unguard` takes it away again.

    A cell that has apostrophes of its own before such a character gets one more, so that every cell comes back as it was.

    >>> guard("=1+1"), guard("'=1+1"), guard("It rained.")
    ("'=1+1", "''=1+1", 'It rained.')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """Give what :func:`guard` was given.

    >>> unguard("'@mayor"), unguard("'tis"), unguard("@mayor")
    ('@mayor', "'tis", '@mayor')
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
