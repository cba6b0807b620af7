"""What generators of sites keep in an article's file besides its text: front matter, and the tags of templates.

Hugo, Jekyll, Eleventy and Astro have title, author and date in a block at the head of a file. It is no text of the article, nor
are tags that stand for pictures or videos: both become blanks, character for character, so that offsets, lines and columns stay
those of the file.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from attribution.model import Article
from attribution.records import besides_in
from attribution.suffixes import MARKDOWN

# Characters of front matter that are read for its fields, several times what there is: a parser takes long over what is made for that.
_MAX_FIELDS = 20_000
_BREAK = r"(?:\r\n|\r|\n)"
_FRONT_MATTER = re.compile(
    rf"(?:---[ \t]*+{_BREAK}(?P<yaml>(?:.*?{_BREAK})??)(?:---|\.\.\.)"
    rf"|\+\+\+[ \t]*+{_BREAK}(?P<toml>(?:.*?{_BREAK})??)\+\+\+)[ \t]*+(?=[\r\n]|\Z)",
    re.S,
)
# A line that sections are parted by stands between blank ones: right below words it would make them a heading.
_BELOW_BLANK_LINE = re.compile(r"[ \t]*+[\r\n]\s*+\S")
# Of Hugo, {{< … >}} and {{% … %}}; of Liquid and Nunjucks, {% … %}. None goes over a blank line, or has another in it.
_TAG = re.compile(
    r"\{\{[<%](?:(?!\{\{[<%]|[>%]\}\}|\n[ \t\r]*\n).)*+[>%]\}\}|\{%(?:(?!\{%|%\}|\n[ \t\r]*\n).)*+%\}", re.S
)
_NOT_A_BREAK = re.compile(r"[^\r\n]")
# Of YAML: a field, a string in marks, a string over several lines, an item of a list in brackets, and one below it, or who is named there.
_FIELD = re.compile(r"""(?P<mark>["']?)(?P<key>[\w-]+)(?P=mark)[ \t]*+:(?:[ \t]++(?P<value>.*))?""")
_DOUBLE, _SINGLE = r'"(?:[^"\\]|\\.)*+"', r"'(?:[^']|'')*+'"
_QUOTED = re.compile(rf"{_DOUBLE}|{_SINGLE}")
_FOLDED = re.compile(r"[|>][-+\d]*+(?:\s++#.*)?")
_ITEM = re.compile(rf"{_DOUBLE}|{_SINGLE}|[^,\[\]\s][^,\[\]]*+")
_NAMED = re.compile(r"(?:-\s++(?![\w-]++:\s)|(?:-\s++)?name:\s++)(.*)")
# What begins no plain string: references, tags, mappings.
_NO_STRING = tuple("&*!%@`{|>")


def bare(article: Article, suffix: str) -> Article:
    """Give an article with blanks for front matter, whose fields become the article's, and in Markdown for the tags of templates.

    Args:
        article: as its file has it.
        suffix: of the file's name, in small letters and without ``.gz``. In Markdown, any block at the head that is closed is
            front matter; in other texts, one that can be read and names a title, an author, an outlet, a date or an address.

    >>> found = bare(Article("---\\ntitle: Rain\\n---\\nIt rained."), ".md")
    >>> found.title, found.text
    ('Rain', '   \\n           \\n   \\nIt rained.')
    """
    is_markdown, text = suffix in MARKDOWN, article.text
    besides: tuple[tuple[str, str], ...] = ()
    block = _FRONT_MATTER.match(text)
    if block is not None:
        besides = besides_in(_fields(block))
        inner = block["yaml"] if block["toml"] is None else block["toml"]
        if besides or (is_markdown and not _BELOW_BLANK_LINE.match(inner)):
            text = _blank(block[0]) + text[block.end() :]
    if is_markdown:
        text = _TAG.sub(lambda tag: _blank(tag[0]), text)
    return replace(article, text=text, **dict(besides))


def _blank(text: str) -> str:
    return _NOT_A_BREAK.sub(" ", text)


def _fields(block: re.Match[str]) -> dict[str, Any]:
    """Give the fields of front matter that have a value, people by their names; none of what cannot be read."""
    if len(block[0]) > _MAX_FIELDS:
        return {}
    found = _of_yaml(block["yaml"]) if block["toml"] is None else _of_toml(block["toml"])
    return {str(key): _named(value) for key, value in found.items() if value}


def _named(value: Any) -> Any:
    match value:
        case {"name": name}:
            return name
        case list():
            return [_named(item) if isinstance(item, dict) else item for item in value]
    return value


def _of_toml(text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return {}


def _of_yaml(text: str) -> Mapping[str, Any]:
    """Give the strings, and the lists of strings, of a block of fields, as people write them: of YAML no more than that.

    >>> _of_yaml("title: 'It''s Rain' # or snow\\nauthors:\\n  - Ann Lee\\n  - name: Bo Day\\ntags: [a, b]")
    {'title': "It's Rain", 'authors': ['Ann Lee', 'Bo Day'], 'tags': ['a', 'b']}
    """
    fields: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in re.split(_BREAK, text):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if field := _FIELD.fullmatch(line):
            lines = fields[field["key"]] = [(field["value"] or "").strip()]
        elif line[0] in " \t-":
            lines.append(line.strip())
        else:
            return {}
    return {key: _value(first, more) for key, (first, *more) in fields.items()}


def _value(first: str, more: Sequence[str]) -> str | list[str]:
    """Give a field's value, by what stands behind its name and on the lines below."""
    if _FOLDED.fullmatch(first):
        return " ".join(more)
    if first.startswith("["):
        return [_string(item) for item in _ITEM.findall(" ".join((first, *more)))]
    if (not first or first.startswith("#")) and (items := [item for line in more if (item := _NAMED.match(line))]):
        return [_string(item[1]) for item in items]
    return _string(" ".join((first, *more)).strip())


def _string(written: str) -> str:
    """Give a string as it is meant; an empty one for what is none."""
    if quoted := _QUOTED.match(written):
        if written.startswith("'"):
            return quoted[0][1:-1].replace("''", "'")
        try:
            return str(json.loads(quoted[0], strict=False))
        except ValueError:  # escapes that are YAML's alone
            return quoted[0][1:-1]
    plain = re.split(r"\s#|^#", written, maxsplit=1)[0].strip()
    return "" if plain.startswith(_NO_STRING) or plain in ("null", "~") else plain
