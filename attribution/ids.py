"""Ids of articles as people write them: a file's name with its suffix or without, with more of its path or less."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from attribution.suffixes import TEXTS, inner_suffix
from attribution.text import default_doc_id


class _Name(NamedTuple):
    """A path's parts, the last without its suffix, and that; only the suffix of a text or page is one."""

    parts: tuple[str, ...]
    suffix: str


def matched(names: Iterable[str], ids: Collection[str]) -> dict[str, str]:
    """Give the names that mean one of the ids, each with that id, in the order given; no id is meant by two.

    A name means the id that is the same. Else it means the one of which it is a longer or shorter form, nearest in the length of
    its path: ``news/mill.txt``, ``mill.txt`` and ``mill`` are forms of each other, ``mill.txt`` and ``mill.html`` are not. A name
    that may still mean several ids means none, and so do several that may mean one.

    >>> matched(["news/mill.txt", "bridge", "other"], ["mill.txt", "a/bridge.html", "b/bridge.html"])
    {'news/mill.txt': 'mill.txt'}
    """
    known = {given: _read(given) for given in ids}
    # Looked up, not compared one with another: in a crawl, every page may be called index.html.
    whole: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    tails: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for given, (parts, _) in known.items():
        whole[parts].append(given)
        for n in range(len(parts)):
            tails[parts[n:]].append(given)
    found: dict[str, str] = {}
    for name in names:
        parts, suffix = _read(name)
        shorter = (given for n in range(1, len(parts)) for given in whole.get(parts[n:], ()))
        forms = [given for given in (*tails.get(parts, ()), *shorter) if _agree(suffix, known[given].suffix)]
        distances = [abs(len(parts) - len(known[given].parts)) for given in forms]
        if name in known:
            found[name] = name
        elif forms and distances.count(min(distances)) == 1:
            found[name] = forms[distances.index(min(distances))]
    times = Counter(found.values())
    return {name: given for name, given in found.items() if name == given or times[given] == 1}


def _read(name: str) -> _Name:
    suffix = inner_suffix(name)
    *folders, last = Path(name).parts or ("",)
    if suffix not in TEXTS:
        return _Name((*folders, last), "")
    return _Name((*folders, default_doc_id(last)), suffix)


def _agree(a: str, b: str) -> bool:
    return not a or not b or a == b
