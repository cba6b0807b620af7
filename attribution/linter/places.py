"""Where an article lies, and where in it a violation is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from attribution.linter.checks import Violation


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article lies.

    Args:
        path: of its file, as given, with forward slashes.
        article: its id in a file of several, a table or an archive; None where the file is the article.
        lines: of a record, the first and the last that it takes of its file, from 1; None of any other, and where that has
            none. Two places that differ in this alone are the same: lines move.
    """

    path: str
    article: str | None = None
    lines: tuple[int, int] | None = field(default=None, compare=False)


class Region(NamedTuple):
    """A part of a file, from 1: lines, and columns in characters, of which the last is that of the character after it.

    Of a record only its lines are known.
    """

    line: int
    end_line: int
    column: int | None = None
    end_column: int | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """A violation in an article that lies in a file.

    Args:
        place: of the article.
        line, column: from 1, in characters, in the article's own text; of a page, in its markup, and 1 where it does not show
            its words.
        end_line, end_column: of the character after the last.
        fingerprint: the same while article, rule and statement are.
    """

    place: Place
    line: int
    column: int
    end_line: int
    end_column: int
    violation: Violation
    fingerprint: str

    @property
    def region(self) -> Region | None:
        """Where it is in the file: of a record, the lines of that; None where the article's lines are not the file's."""
        if self.place.article is None:
            return Region(self.line, self.end_line, self.column, self.end_column)
        return Region(*self.place.lines) if self.place.lines is not None else None
