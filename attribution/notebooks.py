"""Articles and frames to what a notebook shows in a cell."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from attribution.analysis import audit
from attribution.formats import render
from attribution.pages import still
from attribution.text import as_article

if TYPE_CHECKING:
    from attribution.model import Article

_HEIGHT = 640


class Display:
    """A page for a notebook's cell; ``frame`` is the frame that it shows.

    Notebooks show its HTML, in a frame of its own in which no script runs and which the notebook's styles do not reach;
    everything else its table.
    """

    def __init__(self, frame: pd.DataFrame, article: Article | str | None = None, *, height: int = _HEIGHT) -> None:
        self.frame = frame
        self._page = still(frame, article)
        self._height = height

    def __repr__(self) -> str:
        return render(self.frame).decode().rstrip("\n")

    def _repr_html_(self) -> str:
        return (
            f'<iframe sandbox="" srcdoc="{escape(self._page)}" title="How it is sourced" width="100%" '
            f'height="{self._height}" style="border: 0; width: 100%; height: {self._height}px"></iframe>'
        )


def display(
    article_or_frame: Article | str | pd.DataFrame,
    article: Article | str | None = None,
    *,
    height: int = _HEIGHT,
) -> Display:
    """Show an article with its statements marked, or the figures of many articles, in a notebook's cell.

    Works where notebooks show HTML: Jupyter, VS Code, Colab, marimo. It needs no JavaScript.

    Args:
        article_or_frame: an article or its text, which is audited first; or a frame.
        article: the article to show where a frame is given; without it the cell shows the figures of all articles.
        height: of the cell, in pixels; what is longer scrolls.

    Raises:
        InputError: the article is none.
        FrameError: the frame does not fit the article.

    >>> shown = display("The mill will close, two aides said.")
    >>> shown.frame["source"].tolist()
    ['two aides']
    >>> shown._repr_html_().startswith('<iframe sandbox="" srcdoc="')
    True
    """
    if isinstance(article_or_frame, pd.DataFrame):
        return Display(article_or_frame, article, height=height)
    given = as_article(article_or_frame)
    return Display(audit(given), given, height=height)
