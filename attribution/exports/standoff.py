"""Statements as brat's standoff files, for people to correct, and back as annotated articles to train on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from attribution.corpus import AnnotatedArticle
from attribution.errors import InputError
from attribution.exports.pairing import Articles, Row, pair
from attribution.model import CharSpan
from attribution.surrogates import writable

if TYPE_CHECKING:
    import pandas as pd

Spans = tuple[CharSpan, ...]

CONFIGURATION = "annotation.conf"
# The relation that leads from a content to each of the other marks.
RELATIONS = {"SaidBy": "Source", "CuedBy": "Cue"}
# Files need a name, and an article may have none.
NAMELESS = "article"
# All at which Python, in which brat is written, ends a line; no span may hold one.
_LINE_BREAKS = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_MARK = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)", re.S)
_RELATION = re.compile(r"R\d+\t(\S+) Arg1:(T\d+) Arg2:(T\d+)\s*")


def to_standoff(frame: pd.DataFrame, articles: Articles) -> dict[str, str]:
    """Give the files of a brat collection: ``.txt`` and ``.ann`` of each article, and ``annotation.conf``, by name.

    Each statement that somebody is cited for is a ``Content``; ``SaidBy`` leads from it to its ``Source``, ``CuedBy`` to its
    ``Cue``. A file is named for the ``doc_id``, in percent-encoding. Write the files in UTF-8, without changing line ends.

    Args:
        frame: as :func:`attribution.audit` gives it.
        articles: what it was made from: one text or Article, several Articles, or texts by ``doc_id``.

    Returns:
        contents by file name. Offsets are half-open, in characters, into the text as given. Brat allows no line break inside
        of a mark: marks that run over one are discontinuous there.

    Raises:
        FrameError: the frame does not fit its columns, or the articles.

    Follows https://brat.nlplab.org/standoff.html (Stenetorp et al. 2012).

    >>> from attribution import audit
    >>> text = "The mill will close, Ann Lee said."
    >>> print(to_standoff(audit(text), {"": text})["article.ann"].replace("\\t", "  "), end="")
    T1  Content 0 19  The mill will close
    T2  Source 21 28  Ann Lee
    R1  SaidBy Arg1:T1 Arg2:T2
    T3  Cue 29 33  said
    R2  CuedBy Arg1:T1 Arg2:T3
    """
    written = {CONFIGURATION: files("attribution").joinpath("data", CONFIGURATION).read_text(encoding="utf-8")}
    for article, rows in pair(frame, articles):
        name = _file_name(article.doc_id)
        if f"{name}.txt" in written:
            raise InputError(f"two articles would be written to {name}.txt: give each a doc_id of its own")
        written[f"{name}.txt"] = article.text
        written[f"{name}.ann"] = _annotations(rows, article.text)
    return written


def read_standoff(
    folder: str | Path, *, on_error: Callable[[str, Exception], object] | None = None
) -> list[AnnotatedArticle]:
    """Read the articles of a brat collection as :func:`to_standoff` makes it, corrected by hand or not.

    Each ``Content`` is an attribution, with what ``SaidBy`` and ``CuedBy`` lead to. Marks and relations of other types are
    left alone. Pieces of a mark that only a line break parts become one again.

    Args:
        folder: with ``.txt`` and ``.ann`` files.
        on_error: called with the name and the error of a file that cannot be read, and the others go on; by default the error
            is raised.

    Raises:
        InputError: the folder holds no ``.ann`` file; or a file cannot be read, its marks do not fit its text, or a
            ``Source`` or ``Cue`` belongs to no ``Content``. The message names file and line.
    """
    paths = sorted(Path(folder).glob("*.ann"))
    if not paths:
        raise InputError(f"{folder} holds no .ann file: name the folder that attribution export --to standoff wrote")
    articles = []
    for path in paths:
        try:
            articles.append(_article(path))
        except InputError as error:
            if on_error is None:
                raise
            on_error(str(path), error)
    return articles


def _file_name(doc_id: str) -> str:
    name = quote(doc_id, safe=" ") or NAMELESS
    return f"%2E{name[1:]}" if name.startswith(".") else name


def _annotations(rows: list[Row], text: str) -> str:
    lines: list[str] = []
    shared: dict[tuple[str, Spans], str] = {}
    marks, relations = count(1), count(1)

    def mark(role: str, spans: Spans) -> str:
        name = f"T{next(marks)}"
        places = ";".join(f"{start} {end}" for start, end in spans)
        lines.append(f"{name}\t{role} {places}\t{' '.join(text[start:end] for start, end in spans)}")
        return name

    for row in rows:
        content = _unbroken(row["claim_spans"], text)
        if not row["attributed"] or not content:
            continue
        # Two sources may be cited for the same words: each statement has a content of its own.
        content_mark = mark("Content", content)
        for relation, role in RELATIONS.items():
            spans = _unbroken(row[f"{role.lower()}_spans"], text)
            if spans:
                if (role, spans) not in shared:
                    shared[(role, spans)] = mark(role, spans)
                lines.append(f"R{next(relations)}\t{relation} Arg1:{content_mark} Arg2:{shared[(role, spans)]}")
    return "".join(f"{line}\n" for line in lines)


def _unbroken(spans: Spans, text: str) -> Spans:
    """Cut spans at line breaks."""
    pieces = []
    for start, end in spans:
        for gap in _LINE_BREAKS.finditer(text, start, end):
            pieces.append(CharSpan(start, gap.start()))
            start = gap.end()
        pieces.append(CharSpan(start, end))
    return tuple(piece for piece in pieces if piece.start < piece.end)


def _joined(spans: Sequence[CharSpan], text: str) -> Spans:
    """Put spans in order, and those together that overlap or that only line breaks part."""
    joined: list[CharSpan] = []
    for start, end in sorted(spans):
        if joined and (start <= joined[-1].end or _LINE_BREAKS.fullmatch(text, joined[-1].end, start)):
            joined[-1] = CharSpan(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(CharSpan(start, end))
    return tuple(joined)


@dataclass(slots=True)
class _Marks:
    """What an annotation file holds: each mark's role and spans, and the marks that each content is led to."""

    role: dict[str, str] = field(default_factory=dict)
    spans: dict[str, Spans] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    line: dict[str, int] = field(default_factory=dict)


def _article(path: Path) -> AnnotatedArticle:
    text_path = path.with_suffix(".txt")
    text, lines = _text_of(text_path), _text_of(path).split("\n")
    marks = _Marks()
    for number, line in enumerate(lines, 1):
        if line.startswith("T"):
            _add_mark(marks, line.removesuffix("\r"), number, text, path)
    for number, line in enumerate(lines, 1):
        if line.startswith("R"):
            _add_relation(marks, line, number, path)
    linked = {mark for others in marks.links.values() for mark in others}
    for name, role in marks.role.items():
        if role != "Content" and name not in linked:
            relation = next(key for key, value in RELATIONS.items() if value == role)
            raise InputError(
                f"{path}, line {marks.line[name]}: the {role} {name} belongs to no Content: draw {relation} from one to it, "
                "or delete it"
            )
    contents = [name for name, role in marks.role.items() if role == "Content"]
    found = tuple(_attribution(marks, name, text) for name in sorted(contents, key=lambda name: marks.spans[name]))
    return AnnotatedArticle(writable(unquote(path.stem)), text, found)


def _attribution(marks: _Marks, content: str, text: str) -> dict[str, Spans]:
    held = {"source": (), "cue": (), "content": _joined(marks.spans[content], text)}
    for role in RELATIONS.values():
        spans = [span for name in marks.links[content] if marks.role[name] == role for span in marks.spans[name]]
        held[role.lower()] = _joined(spans, text)
    return held


def _add_mark(marks: _Marks, line: str, number: int, text: str, path: Path) -> None:
    match = _MARK.fullmatch(line)
    if match is None:
        raise InputError(f"{path}, line {number} is no mark of the form T1, tab, type and offsets, tab, text")
    name, role, places, words = match.groups()
    if role != "Content" and role not in RELATIONS.values():
        return
    spans = tuple(CharSpan(*map(int, place.split())) for place in places.split(";"))
    written = " ".join(text[start:end] for start, end in spans)
    if any(start >= end or end > len(text) for start, end in spans) or written.split() != words.split():
        raise InputError(
            f"{path}, line {number}: the mark {name} says {words!r}, but {path.with_suffix('.txt').name} has {written!r} "
            "there: give the text that was annotated"
        )
    marks.role[name], marks.spans[name], marks.line[name] = role, spans, number
    if role == "Content":
        marks.links[name] = []


def _add_relation(marks: _Marks, line: str, number: int, path: Path) -> None:
    match = _RELATION.fullmatch(line)
    if match is None:
        raise InputError(f"{path}, line {number} is no relation of the form R1, tab, type Arg1:T1 Arg2:T2")
    relation, content, other = match.groups()
    if relation not in RELATIONS:
        return
    if marks.role.get(content) != "Content" or marks.role.get(other) != RELATIONS[relation]:
        raise InputError(
            f"{path}, line {number}: {relation} should lead from a Content to a {RELATIONS[relation]}, not from {content} to {other}"
        )
    marks.links[content].append(other)


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise InputError(f"{path} is missing: brat keeps a .txt and an .ann file of each article") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as UTF-8 text ({error}): save it as UTF-8") from error
