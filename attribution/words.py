"""The words of a document by what they are, listed once for all readings that look for some of them throughout it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


class Words:
    """A document's words and entities, which spaCy makes anew each time that it is asked for one."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens: Sequence[Token] = list(doc)
        self.ents: Sequence[Span] = doc.ents

    @cached_property
    def proper(self) -> Sequence[Token]:
        """The words that are names by the tagger."""
        return [token for token in self.tokens if token.pos_ == "PROPN"]

    @cached_property
    def by_text(self) -> Mapping[str, Sequence[Token]]:
        """The words as they are written, each by where it stands, in order."""
        return _by((token.text for token in self.tokens), self.tokens)

    @cached_property
    def _by_lemma(self) -> Mapping[str, Sequence[Token]]:
        return _by((token.lemma_ for token in self.tokens), self.tokens)

    def written(self, is_so: Callable[[str], bool]) -> list[Token]:
        """Give the words whose text is so, in order; of a text that comes again that is asked once."""
        return _among(self.by_text, is_so)

    def with_lemma(self, is_so: Callable[[str], bool]) -> list[Token]:
        """Give the words whose lemma is so, in order."""
        return _among(self._by_lemma, is_so)


def _by(words: Iterable[str], tokens: Iterable[Token]) -> Mapping[str, Sequence[Token]]:
    found: defaultdict[str, list[Token]] = defaultdict(list)
    for word, token in zip(words, tokens, strict=True):
        found[word].append(token)
    return dict(found)


def _among(tokens: Mapping[str, Sequence[Token]], is_so: Callable[[str], bool]) -> list[Token]:
    found = [token for word, at in tokens.items() if is_so(word) for token in at]
    return sorted(found, key=lambda token: token.i)
