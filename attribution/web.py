"""Web pages to articles: the body's text, with embedded posts as lines in their place, and what the page says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribution.model import Article

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TWEETS = "//blockquote[contains(concat(' ', @class, ' '), ' twitter-tweet ') or contains(@class, 'twitter-video')]"
_SIGNATURE = re.compile(r"\s*[—–-]+\s*(?P<author>.*?)\s*\((?P<handle>@\w+)\)\s*(?P<date>.*?)\s*", re.S)
_STATUS = re.compile(r"https?://(?:\w+\.)?(?:twitter|x)\.com/(?P<handle>@?\w+)/status(?:es)?/\d+", re.I)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Embed:
    """A post found in a page's markup: its words, and the account that wrote them."""

    words: str
    handle: str
    author: str = ""
    date: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The words, and a signature as extraction from pages usually leaves it."""
        signature = " ".join(part for part in (f"— {self.author}".rstrip(), f"({self.handle})", self.date) if part)
        return (self.words, signature) if self.words else ()


def read_page(markup: str, *, doc_id: str = "") -> Article:
    """Give the article of a web page; its text is empty where none is found.

    An embedded post becomes two lines in its place, ``words`` and ``— Name (@handle) date``. Nothing is fetched.

    >>> article = read_page("<html><body><article><p>It rained all day, the mayor said on Monday.</p></article></body></html>")
    >>> article.text
    'It rained all day, the mayor said on Monday.'
    """
    import trafilatura
    from lxml import html
    from trafilatura.settings import Document

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    page = html.document_fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    for quote in page.xpath(_TWEETS):
        _replace(quote, _tweet(quote).lines)
    found = trafilatura.bare_extraction(page, favor_precision=True, include_comments=False, with_metadata=True)
    if not isinstance(found, Document):
        return Article("", doc_id)
    return Article(
        text=found.text or "",
        doc_id=doc_id,
        title=found.title or None,
        byline=found.author or None,
        outlet=found.sitename or None,
        date=found.date or None,
        url=found.url or None,
    )


def _tweet(quote: HtmlElement) -> _Embed:
    words: list[str] = []
    rest: list[str] = []
    for child in quote.iterchildren():
        (words if child.tag == "p" else rest).append(_line(child))
        rest.append(_SPACE.sub(" ", child.tail or ""))
    signature = _SIGNATURE.fullmatch("".join(rest))
    if signature:
        return _Embed(" ".join(words).strip(), signature["handle"], signature["author"], signature["date"])
    links = [match for link in quote.iterfind(".//a") if (match := _STATUS.match(link.get("href") or ""))]
    handle = "@" + links[-1]["handle"].removeprefix("@") if links else ""
    return _Embed(" ".join(words).strip() if handle else "", handle)


def _line(element: HtmlElement) -> str:
    """Give an element's text on one line."""
    for line_break in element.iter("br"):
        line_break.tail = " " + (line_break.tail or "")
    return _SPACE.sub(" ", element.text_content()).strip()


def _replace(element: HtmlElement, lines: tuple[str, ...]) -> None:
    """Put paragraphs in the place of an element and of the wrappers that hold nothing else.

    Extraction drops many of these wrappers for their class ("social-media-embed") as page furniture.
    """
    from lxml import html

    while (parent := element.getparent()) is not None and parent.tag in ("div", "figure", "section", "span", "center"):
        if _line(parent) != _line(element):
            break
        element = parent
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for n, line in enumerate(lines):
        paragraph = html.Element("p")
        paragraph.text = line
        parent.insert(place + n, paragraph)
    element.drop_tree()
