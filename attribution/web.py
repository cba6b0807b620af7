"""Web pages to articles: the body's text, with embedded posts as lines in their place, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from attribution.bodytext import mend_markup
from attribution.errors import InputError
from attribution.furniture import find_furniture, find_titles, name_in_byline
from attribution.model import Article
from attribution.outlets import Outlets, load_outlets
from attribution.platforms import FACEBOOK, HANDLE, INSTAGRAM, REDDIT, handle_of, signature

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Real articles stay far below these; a page beyond them takes minutes, and is made to.
MAX_MARKUP = 5_000_000
MAX_ELEMENTS = 100_000
MAX_TAG = 50_000

# Images that are kept inside the page are most of what a saved one holds.
_DATA_ADDRESS = re.compile(r"data:[\w/+.;=-]{1,100},[\w+/=%-]{100,}")
_LONG_TAG = re.compile(rf"<[A-Za-z][^<>]{{{MAX_TAG}}}")
# No element may be given these; a page that has them, as such or as references, is still read.
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WRAPPERS = ("div", "figure", "section", "span", "center", "p")
_SPACE = re.compile(r"\s+")
# X allows display names of 50 characters; Bluesky 64.
_SIGNED = re.compile(
    rf"(?P<words>.*)(?:—|–|--)\s*(?P<author>.{{0,80}}?)\s*\((?P<handle>{HANDLE})\)\s*(?P<date>[^()@]{{0,60}})", re.S
)
_INSTAGRAM, _FACEBOOK, _REDDIT = re.compile(INSTAGRAM), re.compile(FACEBOOK), re.compile(REDDIT)


@dataclass(frozen=True, slots=True)
class _Embed:
    """A post found in a page's markup: its words, the line that names its account, and its address."""

    words: str = ""
    signature: str = ""
    address: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands for the post in the text: words and signature; only its address where the page has no words."""
        if self.words and self.signature:
            return (self.words, self.signature)
        return (self.address,) if self.address else ()


def read_page(markup: str, *, doc_id: str = "", name: str = "the page", outlets: Outlets | None = None) -> Article:
    """Give the article of a web page; its text is empty where none is found.

    An embedded post becomes two lines in its place, its words and a signature such as ``— Name (@handle) May 1, 2024``; one
    whose words the page does not hold becomes a line with its address. Nothing is fetched.

    Raises:
        InputError: the page is larger than ``MAX_MARKUP`` characters, ``MAX_ELEMENTS`` elements or ``MAX_TAG`` characters a
            tag.

    >>> article = read_page("<html><body><article><p>It rained all day, the mayor said on Monday.</p></article></body></html>")
    >>> article.text
    'It rained all day, the mayor said on Monday.'
    """
    import trafilatura
    from trafilatura.settings import Document

    page = _parsed(markup, name)
    if page is None:
        return Article("", doc_id)
    furniture = find_furniture(page)  # before posts become paragraphs as any other
    _place_posts(page)
    _gather_head(page)
    # An extensive search takes any date on the page for that of the article.
    about = trafilatura.extract_metadata(page, date_config={"original_date": True, "extensive_search": False})
    for element in furniture:
        if element.getparent() is not None:
            element.drop_tree()
    outlet = _outlet(about.sitename, about.url, load_outlets(outlets))
    title = _without_site(about.title or "", {name for name in (outlet, about.sitename) if name})
    for heading in find_titles(page, title):
        # Its element stays: extraction looks for the article around it.
        heading.text = None
        del heading[:]
    mend_markup(page)
    found = trafilatura.bare_extraction(page, favor_precision=True, include_comments=False, with_metadata=False)
    if not isinstance(found, Document):
        return Article("", doc_id)
    return Article(
        text=found.text or "",
        doc_id=doc_id,
        title=title or None,
        byline=name_in_byline(about.author) if about.author else None,
        outlet=outlet,
        date=about.date or None,
        url=about.url or None,
    )


def _parsed(markup: str, name: str) -> HtmlElement | None:
    """Parse a page, and take out of it what no element could hold; None where there is nothing in it at all."""
    from lxml import etree, html

    markup = _DATA_ADDRESS.sub("data:,", markup.replace("\0", ""))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    if len(markup) > MAX_MARKUP or _LONG_TAG.search(markup):
        raise InputError(f"{name} is too large to be an article's page: save its text as a .txt file and give that")
    try:
        page = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None
    if _clean(page) > MAX_ELEMENTS:
        raise InputError(
            f"{name} has too many elements to be an article's page: save its text as a .txt file and give that"
        )
    return page


def _place_posts(page: HtmlElement) -> None:
    """Put the lines that stand for embedded posts in their places."""
    for path, embed_of in _EMBEDS.items():
        for element in page.xpath(path):
            embed = embed_of(element)
            if embed.lines:
                _replace(element, embed.lines)


def _clean(page: HtmlElement) -> int:
    """Take out of a page's text what its elements could not be given anew; also give the number of elements."""
    number = 0
    for element in page.iter():
        number += 1
        if element.text and _NO_XML.search(element.text):
            element.text = _NO_XML.sub(" ", element.text)
        if element.tail and _NO_XML.search(element.tail):
            element.tail = _NO_XML.sub(" ", element.tail)
    return number


def _gather_head(page: HtmlElement) -> None:
    """Put what says of itself what a page is back into its head, which any element of the body ends before its own end.

    Names and addresses that the head has already are left where they stand.
    """
    head = page.find("head")
    if head is None:
        return
    known = {_said_by(element) for element in head}
    for element in page.xpath("//body//meta[@content and (@name or @property)] | //body//link[@rel='canonical']"):
        if _said_by(element) not in known:
            element.drop_tree()
            head.append(element)


def _said_by(element: HtmlElement) -> str | None:
    said: str | None = element.get("property") or element.get("name") or element.get("rel")
    return said


def _outlet(name: str | None, address: str | None, outlets: Outlets) -> str | None:
    """Give the outlet by the name of the page or, where that is no outlet's, by its known one: "Daily Express" for "Express.co.uk"."""
    if name and name in outlets and "." not in name:
        return name
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        host = ""
    known = outlets.named(host.removeprefix("www."))
    return known.name if known is not None else name or None


def _without_site(title: str, names: set[str]) -> str:
    """Leave out the site's name behind a title: "Mill to close | The Post"."""
    sites = "|".join(map(re.escape, names))
    return re.sub(rf"\s[|–—·-]\s+(?:{sites})$", "", title, flags=re.I).strip() if names else title


def _tweet(quote: HtmlElement) -> _Embed:
    """Read the form of X and Bluesky: words, then ``— Name (@handle) date``; the date is a link to the post."""
    address, line = _address_in(quote), _line(quote)
    signed = _SIGNED.fullmatch(line)
    if signed:
        words = signed["words"].strip().removesuffix("[image or embed]").strip()
        return _Embed(words, signature(signed["handle"], signed["author"], signed["date"]), address)
    paragraphs = [_line(paragraph) for paragraph in quote.iter("p")]
    return _Embed(_joined(paragraphs), signature(handle_of(address)), address)


def _instagram(quote: HtmlElement) -> _Embed:
    address = _without_query(quote.get("data-instgrm-permalink") or "")
    lines = [line for paragraph in quote.iter("p") if (line := _line(paragraph))]
    signed = next((match for line in lines if (match := _INSTAGRAM.fullmatch(line))), None)
    words = _joined([line for line in lines if not _INSTAGRAM.fullmatch(line)])
    if signed is None:
        return _Embed(address=address)
    return _Embed(words, signature(f"@{signed['account']}", signed["author"], signed["date"]), address)


def _facebook(block: HtmlElement) -> _Embed:
    address = block.get("data-href") or ""
    for quote in block.iter("blockquote"):
        words = [_line(paragraph) for paragraph in quote.iter("p")]
        posted = _FACEBOOK.search(_line(quote))
        return _Embed(_joined(words), posted[0].strip() if posted else "", address)
    return _Embed(address=address)


def _tiktok(quote: HtmlElement) -> _Embed:
    address = quote.get("cite") or ""
    return _Embed(_joined([_line(paragraph) for paragraph in quote.iter("p")]), signature(handle_of(address)), address)


def _reddit(quote: HtmlElement) -> _Embed:
    links = [link for link in quote.iter("a") if "/comments/" in (link.get("href") or "")]
    posted = _REDDIT.search(_line(quote))
    if not links or not posted:
        return _Embed(address=links[0].get("href") if links else "")
    return _Embed(_line(links[0]), f"by {posted['handle']} in {posted['forum']}", links[0].get("href"))


def _linked(element: HtmlElement) -> _Embed:
    """Read the forms that hold no words of the post, only where it is."""
    telegram = element.get("data-telegram-post")
    if telegram:
        return _Embed(address=f"https://t.me/{telegram}")
    address = next(
        (value for name in ("data-text-post-permalink", "data-embed-url", "src") if (value := element.get(name))), ""
    )
    address = _without_query(re.sub(r"^//", "https://", address)).removesuffix("/embed")
    video = re.fullmatch(r"https?://www\.youtube(?:-nocookie)?\.com/embed/([\w-]+)", address)
    return _Embed(address=f"https://www.youtube.com/watch?v={video[1]}" if video else address)


def _classed(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


# Where each platform's embed code is found, and what reads it.
_EMBEDS: dict[str, Callable[[HtmlElement], _Embed]] = {
    f"//blockquote[{_classed('twitter-tweet')} or {_classed('twitter-video')} or {_classed('bluesky-embed')}]": _tweet,
    f"//blockquote[{_classed('instagram-media')}]": _instagram,
    f"//div[{_classed('fb-post')} and @data-href]": _facebook,
    f"//blockquote[{_classed('tiktok-embed')}]": _tiktok,
    f"//blockquote[{_classed('reddit-embed-bq')} or {_classed('reddit-card')}]": _reddit,
    f"//blockquote[{_classed('text-post-media')} or {_classed('mastodon-embed')}]"
    f" | //iframe[{_classed('truthsocial-embed')} or {_classed('mastodon-embed')}]"
    " | //iframe[contains(@src, 'www.youtube.com/embed/') or contains(@src, 'www.youtube-nocookie.com/embed/')]"
    " | //script[@data-telegram-post]": _linked,
}


def _address_in(element: HtmlElement) -> str:
    """Give the address of the post itself among an element's links: the last one that names an account."""
    links = [_without_query(link.get("href") or "") for link in element.iter("a")]
    return next((link for link in reversed(links) if handle_of(link)), "")


def _without_query(address: str) -> str:
    return re.split(r"[?#]", address, maxsplit=1)[0]


def _line(element: HtmlElement) -> str:
    """Give an element's text on one line."""
    for line_break in element.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"
    return _joined([element.text_content()])


def _joined(lines: list[str]) -> str:
    return _SPACE.sub(" ", " ".join(lines)).strip()


def _replace(element: HtmlElement, lines: tuple[str, ...]) -> None:
    """Put paragraphs in the place of an element and of the wrappers that hold nothing else.

    Extraction drops many of these wrappers for their class ("social-media-embed") as page furniture.
    """
    from lxml import html

    while (parent := element.getparent()) is not None and parent.tag in _WRAPPERS and _line(parent) == _line(element):
        element = parent
    if parent is None:
        return
    place = parent.index(element)
    for n, line in enumerate(lines):
        paragraph = html.Element("p")
        paragraph.text = _NO_XML.sub(" ", line)  # an attribute's value may be in it
        parent.insert(place + n, paragraph)
    element.drop_tree()
