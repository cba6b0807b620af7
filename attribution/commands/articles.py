"""The one article that a command is given, by path or on standard input."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attribution.commands.terminal import say
from attribution.defaults import STDIN

if TYPE_CHECKING:
    from attribution.model import Article
    from attribution.outlets import Outlets


def read_one(path: str, encoding: str | None, outlet: str | None, outlets: Outlets) -> Article:
    """Read an article, and say so where it has no word.

    Args:
        outlet: who publishes it, where it does not say so itself.
        outlets: by whose domains it may say so.

    Raises:
        InputError: it cannot be read.
    """
    from attribution.model import published_by
    from attribution.text import read, read_bytes, read_stdin

    if path == STDIN:
        article, _ = read_bytes(read_stdin(), name="the input", encoding=encoding, doc_id="stdin", outlets=outlets)
    else:
        article = read(Path(path), encoding=encoding, outlets=outlets)
    if not article.text.strip():
        say(f"{path} holds no text")
    return published_by(article, outlet)
