"""What stands in the body of a web page and is no part of its article: links to others, credits, cards, its title once more.

Extraction leaves these in where they stand between the paragraphs. What is left out here is surely no text: a paragraph that holds
more than a link and a label, or than a credit and names, stays.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from attribution.lexicon import read_table

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section table tbody td tfoot th thead tr ul video iframe".split()
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LINES = ("a", "div", "li", "p", *_HEADINGS)
# Posts and quoted passages are somebody's words, whatever they are.
_QUOTED = "ancestor-or-self::blockquote or ancestor-or-self::*[contains(@class, 'fb-post')]"
# Of a name, all words but these begin with a capital: "Reporting by Ann Lee in Paris and the Rome newsroom", "AP writer Ann Lee".
_SMALL_IN_CREDITS = frozenset(
    "a.m al am and at by correspondent correspondents da de del der di for from her him in journalist journalists la le of on p.m pm "
    "reporter reporters staff the to us van von with writer writers".split()
)
_WORD = re.compile(r"\w[\w'’.-]*")
_SPACE = re.compile(r"\s+")
# Words from which on a linked line is a headline, and no name in a list of names.
_HEADLINE = 4
_PULLED = re.compile(r"pull-?quote", re.I)
# Pull quotes that no article exceeds.
_MOST_PULLED = 50
_MARKS = " \"'“”‘’.,!?…—–-"
# Characters that no title, label or credit exceeds.
_LONGEST = 400


def find_furniture(page: HtmlElement) -> list[HtmlElement]:
    """Find the elements of a page that are no part of its article, but for titles.

    >>> from lxml import html
    >>> page = html.document_fromstring("<p>Read more: <a href='/b'>Mill to close</a></p><p>It <a href='/b'>closed</a>.</p>")
    >>> [element.text_content() for element in find_furniture(page)]
    ['Read more: Mill to close']
    """
    cards = [element for element in page.xpath("//*[@class or @role]") if _is_card(element)]
    lists = [element for element in page.iter("ul", "ol") if _is_list_of_links(element)]
    quotes = _pull_quotes(page)
    lines = page.xpath(f"//body//*[{' or '.join(f'self::{tag}' for tag in _LINES)}][not({_QUOTED})]")
    return [*cards, *lists, *quotes, *(line for line in lines if _is_alone(line) and _is_line_of_furniture(line))]


def find_titles(page: HtmlElement, title: str | None) -> list[HtmlElement]:
    """Find the headings of a page that are the article's title: those of its words, and the page's only one of the first rank."""
    first = page.findall(".//h1")
    titles = [heading for heading in page.iter(*_HEADINGS) if title and _words_of(heading) == _spaced(title)]
    return [*titles, *(heading for heading in first[:1] if len(first) == 1 and len(_words_of(heading)) <= _LONGEST)]


def name_in_byline(byline: str) -> str:
    """Leave out of a byline what is no name in it: offices, dates, what the author is.

    >>> name_in_byline("Ann Lee is a reporter"), name_in_byline("Ann Lee; Staff Writer"), name_in_byline("Editorial")
    ('Ann Lee', 'Ann Lee', 'Editorial')
    """
    parts = [_pattern("dated").split(part)[0].split() for part in byline.split(";")]
    names = [" ".join(part) for part in parts if part and part[-1].lower() not in _phrases("office")]
    return "; ".join(dict.fromkeys(names)) or byline


def has_block(element: HtmlElement) -> bool:
    """Say whether an element is shown as a block of its own, or holds one."""
    return any(inner.tag in _BLOCKS for inner in element.iter())


def ends_sentence(text: str) -> bool:
    """Say whether a text ends with a sentence's end, marks of quotation aside."""
    return text.rstrip(" \n\r\t\xa0\"'”’)").endswith((".", "!", "?", "…"))


def text_outside_links(element: HtmlElement) -> str:
    """Give the text of an element that no link in it holds, on one line."""
    return _spaced("".join(element.xpath(".//text()[not(ancestor::a)]")))


def _is_card(element: HtmlElement) -> bool:
    classes = (element.get("class") or "").split()
    return element.get("role") == "tooltip" or not _phrases("card").isdisjoint(classes)


def _pull_quotes(page: HtmlElement) -> list[HtmlElement]:
    """Give what is set large beside a text and stands in it as well; with it goes whose words they are."""
    elements = [element for element in page.xpath("//body//*[@class]") if _PULLED.search(element.get("class"))]
    text = _words_of(page).lower() if elements else ""
    return [element for element in elements[:_MOST_PULLED] if _is_pulled(element, text)]


def _is_pulled(element: HtmlElement, text: str) -> bool:
    paragraph = element.find(".//p")
    words = _words_of(element if paragraph is None else paragraph).lower().strip(_MARKS)
    return words.count(" ") > 1 and len(_words_of(element)) <= _LONGEST and text.count(words) > 1


def _is_alone(element: HtmlElement) -> bool:
    """Say whether an element is a line of its own: a paragraph, or a link that stands between paragraphs."""
    if element.tag == "a":
        parent, before = element.getparent(), element.getprevious()
        beside = (element.tail, before.tail if before is not None else parent.text)
        return parent.find("p") is not None and not any(text and text.strip() for text in beside)
    return element.tag != "div" or not any(map(has_block, element))


def _is_line_of_furniture(element: HtmlElement) -> bool:
    text = _words_of(element)
    if not text or len(text) > _LONGEST:
        return False
    links = [element] if element.tag == "a" else list(element.iter("a"))
    if not links:
        return _is_label(text) or _is_credit(text)
    outside = "" if element.tag == "a" else text_outside_links(element)
    if element.tag in ("p", "a") and not outside.strip("|•·›»>→-– "):
        return _is_headline(text)
    # "Also arrested was Ann Lee." is a sentence, whatever is linked in it.
    is_labelled = _is_label(outside) and (":" in outside or not ends_sentence(text))
    return is_labelled or (_are_tags(outside) and _is_headline(text)) or _is_credit(text)


def _is_list_of_links(element: HtmlElement) -> bool:
    """Say whether each item of a list is a link to another article, and nothing else."""
    items = [item for item in element if item.tag == "li"]
    return bool(items) and all(
        item.find(".//a") is not None and not text_outside_links(item) and _is_headline(_words_of(item))
        for item in items
    )


def _is_headline(text: str) -> bool:
    return len(text.split()) >= _HEADLINE and not ends_sentence(text)


def _is_label(text: str) -> bool:
    """Say whether a text is a label, tags behind it aside: "DON'T MISS … [VIDEO]"."""
    words = _lower_words(text)
    while words and words[-1] in _phrases("tag") and " ".join(words) not in _phrases("label"):
        words.pop()
    return " ".join(words) in _phrases("label")


def _are_tags(text: str) -> bool:
    words = _lower_words(text)
    return bool(words) and _phrases("tag").issuperset(words)


def _lower_words(text: str) -> list[str]:
    return [word.strip("'") for word in re.findall(r"[\w']+", text.lower().replace("’", "'"))]


def _is_credit(text: str) -> bool:
    """Say whether a line holds words of a credit, and besides them nothing but names; or asks readers for something."""
    if _pattern("invitation").match(text):
        return not re.search('["“”]', text)
    begin = _pattern("credit").match(text.lstrip("( "))
    if text.isupper() or not (begin or _pattern("contribution").search(text)):
        return False
    left = _pattern("contribution").sub(" ", _pattern("credit").sub(" ", text))
    return all(not word[0].islower() or word.rstrip(".") in _SMALL_IN_CREDITS for word in _WORD.findall(left))


def _words_of(element: HtmlElement) -> str:
    return _spaced(element.text_content())


def _spaced(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


@cache
def _phrases(kind: str) -> frozenset[str]:
    return frozenset(row["phrase"] for row in read_table("furniture", ("kind", "phrase")) if row["kind"] == kind)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Give what finds the phrases of a kind, the longest first."""
    phrases = sorted(_phrases(kind), key=len, reverse=True)
    patterns = (re.escape(phrase).replace(r"\ …\ ", r" [^\n]{1,80}? ") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.I)
