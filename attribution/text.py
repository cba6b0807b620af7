"""Files, bytes and strings to articles, without a change to a character of their text."""

from __future__ import annotations

import codecs
import gzip
import io
import os
import re
import sys
import zlib
from array import array
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from json import JSONDecoder
from numbers import Integral
from pathlib import Path

from attribution.errors import InputError, reason_of
from attribution.markdown import bare
from attribution.model import Article
from attribution.outlets import Outlets, load_outlets
from attribution.products import form_of
from attribution.records import is_table
from attribution.suffixes import DOCUMENTS, PAGES, TABLES, TEXTS, inner_suffix
from attribution.surrogates import writable

# No file of an article is larger, pages with all that is in them included; what is, is something else or is meant to exhaust the memory.
MAX_BYTES = 20_000_000
# Characters that the text of an article may have, some 350,000 words; what has more is a book or many articles, and would take minutes.
MAX_CHARACTERS = 2_000_000

_PAGE_START = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_PAGE_START_TEXT = re.compile(_PAGE_START.pattern.decode(), re.I | re.S)
# What an interface or a content system hands out as an article: its body's markup, without a page around it.
_BODY_START = re.compile(r"\s*+<(?:article|blockquote|div|em|figure|h[1-6]|p|section|strong|ul)\b[^<>]*+>", re.I)
_BODY_PART = re.compile(r"</p\s*>", re.I)
_BYTE_ORDER_MARKS = {  # the longest first: UTF-32's begins with UTF-16's
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_FORMATS = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x7fELF": "a program",
    b"PAR1": "a Parquet table",
    b"SQLite format 3": "a database",
}
_JSON_START = re.compile(r'\s*+(?:\{\s*+"|\[\s*+["{\[])')
_GZIP = b"\x1f\x8b"
_CHARSET = re.compile(
    rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]*?\bencoding=["']([\w.:-]+)""", re.I
)
# Python's own, for names of hosts and string literals; they raise what others do not, or take time quadratic in the length.
_NO_ENCODINGS = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"}
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_ADDRESS = re.compile(r"https?://", re.I)
# Suffixes by which one word is the name of a file.
_FILES = TEXTS | TABLES | DOCUMENTS
# Characters that a path may have on the systems that there are, and more than anybody writes.
_MAX_PATH = 1000


def read(
    source: str | os.PathLike[str] | bytes,
    *,
    encoding: str | None = None,
    doc_id: str | None = None,
    outlets: str | Path | Outlets | None = None,
) -> Article:
    """Read an article from a plain text, Markdown or a web page; nothing is fetched and nothing is run.

    Text is kept as it is, line ends included, but for front matter at its head and, in Markdown, tags of templates, which become
    blanks: ``docs/corpora.md`` says which. Of a page, the article's body is kept, with embedded posts as lines
    in their place, and without its title, credits, and links to other articles between the paragraphs. Title, byline, outlet, date and
    address, of a page or out of front matter, are noted beside it.

    Args:
        source: a path, the bytes of a file, or a page's markup. A page is known by its suffix (``.html``, ``.htm``,
            ``.xhtml``) or its first tag, Markdown by its suffix (``.md``, ``.markdown``); any may be compressed by gzip.
        encoding: of the bytes; by default as the byte order mark or the page says, else UTF-8.
        doc_id: by default the file's name without its suffix; for bytes and markup an empty string.
        outlets: as for :func:`audit`; who publishes a page is known by their domains.

    Raises:
        DataFileError: the outlets cannot be used.
        InputError: there is no such file, it is a table or what this package wrote, it is not text or is JSON, it cannot be
            decoded, it is larger than ``MAX_BYTES``, its text has more than ``MAX_CHARACTERS``, or the page has no article in it; the message says what to do.

    >>> article = read(b"---\\ntitle: Rain\\n---\\nIt rained, he said.\\r\\n")
    >>> article.title, article.text.lstrip()
    ('Rain', 'It rained, he said.\\r\\n')
    """
    known = load_outlets(outlets)
    if isinstance(source, bytes):
        return read_bytes(source, name="the input", encoding=encoding, doc_id=doc_id or "", outlets=known)[0]
    if isinstance(source, str) and is_page(source):
        return _page(source, name="the page", doc_id=doc_id or "", outlets=known)
    return read_file(source, encoding=encoding, doc_id=doc_id, outlets=known)[0]


def read_file(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    doc_id: str | None = None,
    outlets: Outlets | None = None,
) -> tuple[Article, str | None]:
    """Read a file as :func:`read` does, and give a page's markup beside the article, for places in it; None for a plain text.

    Raises:
        InputError: as for :func:`read`.
    """
    file = _path(path)
    if inner_suffix(file.name) in TABLES and file.is_file():
        raise InputError(
            f"{file} is a table, and an article is to be read: attribution audit and attribution check take tables; for all else "
            "save each text as a .txt file"
        )
    doc_id = default_doc_id(file) if doc_id is None else doc_id
    name, suffix = str(file), inner_suffix(file.name)
    return read_bytes(_bytes_of(file), name=name, suffix=suffix, encoding=encoding, doc_id=doc_id, outlets=outlets)


def default_doc_id(path: str | os.PathLike[str]) -> str:
    """Give a file's name without its suffixes ``.gz`` and the one before it, or its only one.

    >>> default_doc_id("news/2025.02.txt"), default_doc_id("river.html.gz")
    ('2025.02', 'river')
    """
    name = Path(path)
    return writable(Path(name.stem).stem if name.suffix.lower() == ".gz" else name.stem)


def read_stdin() -> bytes:
    """Read standard input, as far as an article may go and one byte more.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"standard input (-) cannot be read: {error.strerror or error}; give a file") from error


def as_article(text: str | Article) -> Article:
    """Give a text as an Article without a ``doc_id``, and an Article as it is.

    Raises:
        InputError: it is neither, or too long, or a page's markup, or the name of a file.

    >>> as_article("It rained.").text
    'It rained.'
    """
    if isinstance(text, list | tuple):  # a pair of texts would be taken for one with its doc_id
        raise InputError(
            f"one article should be a string or an Article, not {_kind(text)}: attribution.audit_many takes several"
        )
    if isinstance(text, Article):
        check_text(text.text)
        return text
    _check_words(text, name="the text")
    return Article(text)


def as_articles(
    items: Iterable[str | tuple[str, str] | Article], *, on_error: Callable[[str, Exception], object] | None = None
) -> Iterator[Article]:
    """Give each text, ``(doc_id, text)`` pair or Article as an Article, in order.

    Args:
        items: texts without a ``doc_id`` are numbered by their position, from 0.
        on_error: called with the ``doc_id`` and the error of an item that is none of these, too long, or the name of a file, and
            the others go on; by default the error is raised.

    Raises:
        InputError: an item is something else, or too long, or a page's markup, or the name of a file; the message names its position. The items
            come as a table, whose columns would be taken for them.

    >>> [article.doc_id for article in as_articles(["One.", ("b", "Two.")])]
    ['0', 'b']
    """
    if isinstance(items, str | bytes | Mapping | Article) or not isinstance(items, Iterable):
        remedy = "give its items()" if isinstance(items, Mapping) else "for a single one, give a list of it"
        raise InputError(f"articles should come as an iterable of several, not as {_kind(items)}: {remedy}")
    if hasattr(items, "columns"):
        raise InputError(
            f"articles should come as texts or (doc_id, text) pairs, not as {_kind(items)}: give the columns that hold them, "
            "as in zip(table['doc_id'], table['text'])"
        )
    for position, item in enumerate(items):
        doc_id = str(position)
        try:
            match item:
                case Article():
                    doc_id = item.doc_id
                    check_text(item.text, name=f"the text of article {position} ({doc_id!r})")
                    article = item
                case (str() | Integral() as given, text):
                    doc_id = str(given)
                    _check_words(text, name=f"the text of article {position} ({doc_id!r})")
                    article = Article(text, doc_id)
                case _:
                    _check_words(item, name=f"article {position}")
                    article = Article(item, doc_id)
        except InputError as error:
            if on_error is None:
                raise
            on_error(doc_id, error)
        else:
            yield article


def check_text(text: object, *, name: str = "the text") -> None:
    """Raise InputError, with the remedy, where ``text`` is not a string, or too long for an article; an empty string is one."""
    if isinstance(text, str):
        if len(text) > MAX_CHARACTERS:
            raise InputError(
                f"{name} has {len(text):,} characters, more than the {MAX_CHARACTERS:,} that an article may have: cut it into its articles"
            )
        return
    remedy = "attribution.read() reads files and bytes" if isinstance(text, bytes | os.PathLike) else "give a string"
    raise InputError(f"{name} should be a string, not {_kind(text)}: {remedy}")


def _check_words(text: object, *, name: str) -> None:
    """Check a text as :func:`check_text` does, and that it is no markup nor the name of a file, in which an audit would find nothing."""
    check_text(text, name=name)
    if not isinstance(text, str):
        return
    if _PAGE_START_TEXT.match(text):  # the markup of a body may be a text on markup, and is taken as it is
        raise InputError(f"{name} is a page's markup: attribution.read() gives the article in it")
    if len(text) > _MAX_PATH or _LINE_BREAK.search(text):
        return
    if text.startswith(("\\\\", "//")):  # Windows would ask another machine
        return
    try:
        is_path = Path(text).is_file()
    except (OSError, ValueError):  # no path at all
        return
    if is_path:
        raise InputError(f"{name} is {text!r}, the name of a file: attribution.read({text!r}) gives the article in it")
    if any(map(str.isspace, text)):  # no article is one word that is an address, or ends as the name of a file
        return
    if _ADDRESS.match(text):
        raise InputError(f"{name} is {text!r}, an address, and nothing is fetched: save the page, for attribution.read")
    if inner_suffix(text) in _FILES:
        raise InputError(
            f"{name} is {text!r}, the name of a file that is not there: check the path, and give the file to attribution.read"
        )


def line_starts(text: str) -> Sequence[int]:
    """Give the offset at which each line of a text begins.

    >>> list(line_starts("One.\\r\\nTwo."))
    [0, 6]
    """
    return array("q", [0, *(match.end() for match in _LINE_BREAK.finditer(text))])


def line_column(starts: Sequence[int], offset: int) -> tuple[int, int]:
    """Give the line and column, both from 1 and in characters, of an offset into a text, by where its lines begin.

    >>> line_column(line_starts("One.\\r\\nTwo."), 6)
    (2, 1)
    """
    line = bisect(starts, offset)
    return line, offset - starts[line - 1] + 1


def is_page(text: str) -> bool:
    """Say whether a text is the markup of a web page, by its first tag, or of an article's body: one that closes paragraphs as well.

    >>> is_page("<!doctype html><title>Rain</title>"), is_page("<p>It rained.</p>"), is_page("<p>It rained.")
    (True, True, False)
    """
    is_body = _BODY_START.match(text) is not None and _BODY_PART.search(text) is not None
    return is_body or _PAGE_START_TEXT.match(text) is not None


def _kind(value: object) -> str:
    if isinstance(value, float) and value != value:  # which pandas gives for an empty cell
        return "a missing value (nan)"
    return "None" if value is None else f"a value of type {type(value).__name__}"


def _path(source: object) -> Path:
    if not isinstance(source, str | os.PathLike):
        raise InputError(f"an article is read from a path or from bytes, not from {_kind(source)}")
    shown = os.fspath(source)
    if not isinstance(shown, str):
        raise InputError(f"the path {shown!r} should be a string")
    if _ADDRESS.match(shown):
        raise InputError(f"{shown} is an address, and nothing is fetched: save the page and give its file")
    if not shown or "\0" in shown or "\n" in shown or len(shown) > 1000:
        begin = shown[:40].replace("\n", " ")
        raise InputError(f"{begin!r}… is no path: give a text itself to attribution.audit()")
    return Path(shown)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the path") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a directory: name the files in it, such as {path / '*.txt'}") from None
    except PermissionError:
        raise InputError(f"{path}: no permission to read it; change its permissions or copy it") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error


def read_bytes(
    data: bytes,
    *,
    name: str,
    suffix: str = "",
    encoding: str | None = None,
    doc_id: str = "",
    outlets: Outlets | None = None,
) -> tuple[Article, str | None]:
    """Read an article from a file's bytes as :func:`read` does from the file, and give a page's markup beside it, as :func:`read_file` does.

    Args:
        name: what errors call it.
        suffix: of the file's name, in small letters and without ``.gz``; ``.txt`` is no page, whatever its first tag.

    >>> read_bytes(b"It rained.", name="the input")[1] is None
    True
    """
    if data.startswith(_GZIP):
        data = _decompressed(data, name=name)
    if len(data) > MAX_BYTES:
        raise InputError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB: cut it into its articles")
    if (product := form_of(data)) is not None:
        raise InputError(f"{name} is {product}, and no article: give the article itself, or move this file elsewhere")
    for magic, form in _FORMATS.items():
        if data.startswith(magic):
            raise InputError(f"{name} looks like {form}: save it as plain text (.txt) or as a page (.html) first")
    if _is_page(data, suffix):
        markup = _decoded(data, name=name, encoding=encoding) if encoding else _decoded_page(data)
        return _page(markup, name=name, doc_id=doc_id, outlets=outlets), markup
    text = _decoded(data, name=name, encoding=encoding)
    if suffix == ".json" or _is_json(text):
        raise InputError(
            f"{name} is JSON, and an article is to be read: save its articles as JSON lines (.jsonl), which attribution audit "
            "and check take, or each text as a .txt file"
        )
    if is_table(text):
        raise InputError(
            f"{name} is a table, and an article is to be read: save it as a .csv or .tsv file, which attribution audit and check "
            "take, or each text as a .txt file"
        )
    check_text(text, name=name)
    return bare(Article(text, doc_id), suffix), None


def _is_page(data: bytes, suffix: str) -> bool:
    return suffix in PAGES or (suffix != ".txt" and _PAGE_START.match(data) is not None)


def _is_json(text: str) -> bool:
    """Say whether a text begins with an object or an array of JSON that ends its line, as JSON lines do too."""
    begin = _JSON_START.match(text)
    if begin is None:
        return False
    try:
        _, end = JSONDecoder().raw_decode(text, len(text) - len(text.lstrip()))
    except (ValueError, RecursionError):
        return False
    line_break = _LINE_BREAK.search(text, end)
    return not text[end : line_break.start() if line_break else None].strip()


def _decompressed(data: bytes, *, name: str) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{name} is a broken gzip file ({error}): compress it anew") from error


def _decoded(data: bytes, *, name: str, encoding: str | None) -> str:
    codec = encoding or next((codec for mark, codec in _BYTE_ORDER_MARKS.items() if data.startswith(mark)), "utf-8")
    if encoding is None and codec in ("utf-8", "utf-8-sig") and b"\0" in data:
        raise InputError(
            f"{name} holds null bytes, so it is not a text in UTF-8: if it is UTF-16, say so by encoding='utf-16-le' "
            "(--encoding utf-16-le); if it is no text, convert it to one"
        )
    if not _is_text_codec(codec):
        raise InputError(f"there is no encoding {codec!r}: use one such as 'utf-8', 'windows-1252' or 'latin-1'")
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is not {codec}: byte {error.start} is 0x{data[error.start]:02x}; name its encoding, such as "
            "encoding='windows-1252' (--encoding windows-1252)"
        ) from None
    return text.removeprefix("\ufeff")


def _decoded_page(data: bytes) -> str:
    """Decode as browsers do: as the page says, else UTF-8, else Windows-1252; a page is never refused for a stray byte."""
    marked = next((codec for mark, codec in _BYTE_ORDER_MARKS.items() if data.startswith(mark)), None)
    declared = _CHARSET.search(data[:4096])
    label = (declared[1] or declared[2]).decode("ascii", "replace").lower() if declared else ""
    # Pages that say Latin-1 or ASCII are read as its superset by every browser.
    label = "windows-1252" if label in {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii"} else label
    codecs_to_try = [codec for codec in (marked, label, "utf-8") if codec and _is_text_codec(codec)]
    for codec in codecs_to_try:
        try:
            return data.decode(codec).removeprefix("\ufeff")
        except UnicodeError:
            continue
    fallback = codecs_to_try[0] if declared or marked else "windows-1252"
    return data.decode(fallback, errors="replace").removeprefix("\ufeff")


def _is_text_codec(name: str) -> bool:
    try:
        b"a".decode(name, "replace")
    except (LookupError, UnicodeError):
        return False
    return codecs.lookup(name).name not in _NO_ENCODINGS


def _page(markup: str, *, name: str, doc_id: str, outlets: Outlets | None) -> Article:
    from attribution.web import read_page

    if not markup.strip():
        return Article(markup, doc_id)
    try:
        article = read_page(markup, doc_id=doc_id, name=name, outlets=outlets)
    except InputError:
        raise
    except Exception as error:  # whatever the readers of pages make of this one, the others are read
        raise InputError(
            f"{name}: this page cannot be read ({reason_of(error)}); save its text as a .txt file and give that"
        ) from error
    if not article.text:
        raise InputError(f"{name}: no article found in this page; save its text as a .txt file and give that")
    check_text(article.text, name=name)
    return article
