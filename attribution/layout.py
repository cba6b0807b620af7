"""Where the words, quoted passages, paragraphs and posts of a document stand, by token index."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING

from attribution.document import find_paragraphs, is_link
from attribution.marks import PHRASE_ENDS
from attribution.model import CharSpan, Post
from attribution.platforms import MONTHS
from attribution.quotations import find_quotations
from attribution.vocabulary import titles

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Tokens looked at for a speaker's name or title; it keeps the cost linear.
MAX_PHRASE = 30
_PHRASE_ENDS = PHRASE_ENDS | {"—"}
# Where an article was written, at the begin of a paragraph: "PORT ELDER —", "DES MOINES, Iowa (AP) —". No annotator of PolNeAR
# took one into a statement.
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w.]{0,15}(?: [A-Z][\w.]{0,15}| \d{1,2}\b){0,2}){0,2}"
    r"(?: \([^()\n]{2,40}\))?\s?[—–-]{1,2}\s(?=[^\n]{0,40}[a-z])"
    # "New Delhi, Mar 5 (PTI) "
    rf"|[A-Z][\w.'’-]{{1,20}}(?: [A-Z][\w.'’-]{{1,20}}){{0,3}}, (?i:{MONTHS})[a-z]{{0,6}}\.? \d{{1,2}}(?:, \d{{4}})? \(\w{{2,10}}\)[ \t]?[:—–-]{{0,2}}\s"
    # "(Reuters) — "; the number of a heading
    r"|\([A-Z][\w .]{1,28}\)\s?[—–-]{1,2}\s|\d{1,2}\.\s(?=[“\"A-Z])"
)
# Who wrote an article, when or where, on a line of its own near its top: "By Ann Lee, Political Editor", "Ann Lee in Kyiv",
# "Ann Lee   9:14 AM · May 12, 2025".
_BYLINE = re.compile(
    r"by [^\n.!?:]{3,100}"
    rf"|[^\n!?@]{{3,80}}\b(?:\d{{1,2}}:\d\d|(?:{MONTHS})[a-z]{{0,6}}\.? (?:\d{{1,2}},? )?\d{{4}})\b"
    r"[^\n!?@]{0,40}"
    r"|[\w.’'-]{2,20}(?: [\w.’'-]{1,20}){1,6} (?:in|near|outside) [\w.’'-]+(?: [\w.’'-]+)?,?(?: [\w.’'-]+)?",
    re.I,
)
# A row of a table, as extraction and Markdown write it, or the line below its head.
_ROW = re.compile(r"\|(?:[^|\n]{0,80}\|){2,}\s*")
_SMALL_IN_BYLINES = frozenset("by and in near outside from of for the at with on am pm a.m. p.m.".split())
_TOP = 8  # paragraphs


class Layout:
    """Where the words, quoted passages, paragraphs and posts of a document stand, by token index."""

    def __init__(self, doc: Doc, entities: Sequence[CharSpan], posts: Sequence[Post]) -> None:
        plain = doc.text  # which the document puts together anew each time that it is asked for
        paragraphs = find_paragraphs(plain)
        passages = find_quotations(plain, paragraphs)
        self.doc = doc
        self.entities = entities
        self.is_word = list(map(_is_word, doc))
        self.paragraph_of = _numbered(doc, paragraphs)
        self.passages = [(passage, self.tokens(passage.span)) for passage in passages]
        self.passage_of: dict[int, int] = {i: n for n, (_, tokens) in enumerate(self.passages) for i in tokens}
        self.datelines = {i for line in find_datelines(plain, paragraphs) for i in self.tokens(line)}
        bylines = (line for line in find_bylines(plain, paragraphs) if _tells_by_whom(plain, line))
        self.bylines = {i for line in bylines for i in self.tokens(line)}
        self.rows = {i for row in find_rows(plain, paragraphs) for i in self.tokens(row)}
        self.posts = [(post, set(self.tokens(post.span))) for post in posts]
        self.in_post = set().union(*(tokens for _, tokens in self.posts))
        self.sentence_of = [n for n, sent in enumerate(doc.sents) for _ in range(len(sent))]

    def tokens(self, span: CharSpan) -> range:
        found = self.doc.char_span(*span, alignment_mode="expand")
        return range(found.start, found.end) if found is not None else range(0)

    def words(self, tokens: Iterable[int]) -> set[int]:
        return {i for i in tokens if self.is_word[i]}

    def bounds(self, paragraph: int) -> tuple[int, int]:
        """Give a paragraph's first token and the one after its last."""
        return bisect_left(self.paragraph_of, paragraph), bisect_left(self.paragraph_of, paragraph + 1)

    def before(self, i: int) -> int:
        """Give the last token before ``i`` that is no white space; 0 where there is none."""
        return next((j for j in range(i - 1, 0, -1) if not self.doc[j].is_space), 0)

    def phrase(self, tokens: range, *, stop: Container[str] = ()) -> list[int]:
        """Give the tokens from the range's first on, up to a mark that ends a phrase or to a word of a class in ``stop``."""
        found: list[int] = []
        for i in tokens[:MAX_PHRASE]:
            token = self.doc[i]
            if i in self.passage_of or token.text in _PHRASE_ENDS or token.pos_ in stop:
                break
            found.append(i)
        return sorted(found)


def _is_word(token: Token) -> bool:
    text = token.text
    return text.isalpha() or (any(map(str.isalnum, text)) and not is_link(token))


def find_datelines(text: str, paragraphs: Iterable[CharSpan]) -> list[CharSpan]:
    """Find where paragraphs say where they were written: "PORT ELDER —"."""
    matches = (_DATELINE.match(text, *paragraph) for paragraph in paragraphs)
    return [CharSpan(*match.span()) for match in matches if match is not None]


def find_rows(text: str, paragraphs: Iterable[CharSpan]) -> list[CharSpan]:
    """Find the rows of tables, which state nothing by themselves: "| HD | 225.86 |"; cells as long as sentences are text.

    >>> find_rows("It fell.\\n| HD | 225.86 |", [CharSpan(0, 9), CharSpan(9, 24)])
    [CharSpan(start=9, end=24)]
    """
    return [row for row in paragraphs if _ROW.fullmatch(text, *row)]


def find_bylines(text: str, paragraphs: Sequence[CharSpan]) -> list[CharSpan]:
    """Find the lines near the top that say who wrote an article: whom they name is nobody that it tells of.

    >>> find_bylines("Mill to close\\nBy Ann Lee\\nIt was late.", [CharSpan(0, 14), CharSpan(14, 25), CharSpan(25, 37)])
    [CharSpan(start=14, end=25)]
    """
    return [line for line in paragraphs[:_TOP] if _is_byline(text[line.start : line.end].strip())]


def _tells_by_whom(text: str, line: CharSpan) -> bool:
    """Say whether a byline can be nothing else, as a headline that ends in a place might: "By Ann Lee"."""
    return text[line.start : line.end].lstrip().lower().startswith("by ")


def _is_byline(line: str) -> bool:
    """Say whether a line is one, by its begin or a date, and by its words, which are names but for a few."""
    words = [word.strip("|,()·•") for word in line.split()]
    is_told_of = bool(words) and words[0] in titles()  # "Pope Leo in Kyiv", of a headline
    return (
        not is_told_of
        and _BYLINE.fullmatch(line) is not None
        and not any(word[:1].islower() and word.lower() not in _SMALL_IN_BYLINES for word in words)
    )


def _numbered(doc: Doc, paragraphs: Sequence[CharSpan]) -> list[int]:
    numbers, n = [], -1
    for token in doc:
        while n + 1 < len(paragraphs) and token.idx >= paragraphs[n + 1].start:
            n += 1
        numbers.append(n)
    return numbers
