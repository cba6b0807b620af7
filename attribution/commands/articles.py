"""The articles that a command is given, by path or on standard input."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from attribution.commands.terminal import say
from attribution.errors import AttributionError

if TYPE_CHECKING:
    from attribution.model import Article

STDIN = "-"


def doc_ids(paths: list[str]) -> dict[str, str]:
    """Give each path by its article's id: the file's name without suffix, the path itself where two have the same."""
    from attribution.text import default_doc_id

    names = {path: "stdin" if path == STDIN else default_doc_id(path) for path in paths}
    count = Counter(names.values())
    return {name if count[name] == 1 else path: path for path, name in names.items()}


def read_all(path_of: dict[str, str], encoding: str | None, failures: dict[str, str]) -> Iterator[Article]:
    from attribution.text import read, read_stream

    for doc_id, path in path_of.items():
        try:
            if path == STDIN:
                article = read_stream(sys.stdin.buffer, encoding=encoding, doc_id=doc_id)
            else:
                article = read(Path(path), encoding=encoding, doc_id=doc_id)
        except AttributionError as error:
            failures[path] = str(error)
        else:
            if not article.text.strip():
                say(f"{path} holds no text")
            yield article
