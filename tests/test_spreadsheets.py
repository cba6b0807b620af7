"""Cells that no spreadsheet runs."""

from hypothesis import example, given
from hypothesis import strategies as st

from attribution.spreadsheets import guard, unguard


@given(st.text(alphabet="'=+-@\t\r\n＝＠a ", max_size=6))
@example("'")
def test_every_cell_is_harmless_and_comes_back(cell: str) -> None:
    assert not guard(cell).startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert unguard(guard(cell)) == cell


def test_cells_that_nothing_would_run_stay_as_they_are() -> None:
    for cell in ("", "It rained.", "'tis", "—", " = 1", "a=b", "“@x”"):
        assert guard(cell) == cell == unguard(cell)
