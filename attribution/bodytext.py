"""Markup of web pages made such that extraction finds all of an article's text: bodies in parts, text outside of paragraphs."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from attribution.furniture import ends_sentence, has_block, text_outside_links

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Classes by which extraction knows an article's body; it takes the first element that has one.
_BODY = re.compile(
    r"(?:article|entry|page|post|story|text)[-_]{0,2}(?:body|content|text)|body[-_]text|\bpost-?entry", re.I
)
# No text of these is the article's.
_ASIDE = "ancestor-or-self::*[self::aside or self::figure or self::footer or self::form or self::header or self::nav or self::table]"
# Characters from which on bare text that ends as a sentence does is a paragraph, and no label or button.
_SHORTEST = 40


def mend_markup(page: HtmlElement) -> None:
    """Join the bodies of an article that is cut by advertisements, and make paragraphs of text that stands beside some.

    >>> from lxml import html
    >>> text = "The mill in Leeds will close in May, its owner said."
    >>> page = html.document_fromstring(f"<div>{text}<p>It is old.</p></div>")
    >>> mend_markup(page)
    >>> html.tostring(page.find(".//div")).decode()
    '<div><p>The mill in Leeds will close in May, its owner said.</p><p>It is old.</p></div>'
    """
    _join_bodies(page)
    # Extraction takes these for lists of links, in the middle of sentences too.
    for span in page.xpath("//p//span[contains(concat(' ', normalize-space(@class), ' '), ' link ')]"):
        span.attrib.pop("class")
    # And it drops lines that are all link: which of them are text, furniture.py has said.
    for line in page.xpath("//p[a]"):
        outside = text_outside_links(line)
        if outside == "[]" or (not outside and _is_paragraph(line.text_content())):  # "[The Verge]", below what it says
            for link in line.findall("a"):
                link.drop_tag()
    for holder in page.xpath(f"//*[self::div or self::section or self::article or self::main][p or br][not({_ASIDE})]"):
        _wrap_text(holder)
    for line in page.xpath(f"//div[not({_ASIDE})]"):
        if _is_beside_paragraphs(line) and not any(map(has_block, line)) and _is_paragraph(line.text_content()):
            line.tag = "p"


def _join_bodies(page: HtmlElement) -> None:
    for article in page.iter("article"):
        parts: dict[str, list[HtmlElement]] = defaultdict(list)
        for part in article.xpath(".//div[@class or @itemprop] | .//section[@class or @itemprop]"):
            name = part.get("class") or ""
            is_own = next(part.iterancestors("article")) is article
            if is_own and part.find("p") is not None and (_BODY.search(name) or part.get("itemprop") == "articleBody"):
                parts[name].append(part)
        for first, *others in parts.values():
            for other in others:
                if first not in other.iterancestors():
                    first.append(other)


@dataclass(slots=True)
class _Run:
    """Text in an element itself, between two blocks: what is behind the first, and the elements in its line."""

    block: HtmlElement | None
    text: str
    inline: list[HtmlElement] = field(default_factory=list)

    @property
    def words(self) -> str:
        return "".join([self.text, *(f"{child.text_content()}{child.tail or ''}" for child in self.inline)])

    @property
    def is_long(self) -> bool:
        unlinked = (
            f"{text_outside_links(child) if child.tag != 'a' else ''}{child.tail or ''}" for child in self.inline
        )
        return len("".join([self.text, *unlinked]).strip()) >= _SHORTEST


def _wrap_text(holder: HtmlElement) -> None:
    """Make paragraphs of the text in an element itself, up to each block or two line breaks, where there are sentences in it."""
    from lxml.html import Element

    runs = [_Run(None, holder.text or "")]
    for child in holder:
        if has_block(child) or _is_double_break(child):
            runs.append(_Run(child, child.tail or ""))
        else:
            runs[-1].inline.append(child)
    if not any(_is_paragraph(run.words) for run in runs):
        return
    for run in filter(lambda run: run.is_long, runs):
        paragraph = Element("p")
        paragraph.text = run.text.lstrip()
        if run.block is None:
            holder.text = None
            holder.insert(0, paragraph)
        else:
            run.block.tail = None
            run.block.addnext(paragraph)
        paragraph.extend(run.inline)


def _is_paragraph(text: str) -> bool:
    return len(text.strip()) >= _SHORTEST and ends_sentence(text)


def _is_beside_paragraphs(element: HtmlElement) -> bool:
    before, after = element.getprevious(), element.getnext()
    return (before is not None and before.tag == "p") or (
        after is not None and (after.tag == "p" or after.find("p") is not None)
    )


def _is_double_break(element: HtmlElement) -> bool:
    before = element.getprevious()
    return element.tag == "br" and before is not None and before.tag == "br" and not (before.tail or "").strip()
