"""Accounts of embedded posts to those whose they are, as far as the article or the table of outlets knows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attribution.document import outlets_of
from attribution.model import Account, Post
from attribution.vocabulary import outlet_words

if TYPE_CHECKING:
    from attribution.mentions import Mentions, Person

# Letters of a name from which on a handle tells something that holds it: "realDonaldTrump".
_MIN_INSIDE = 8


class Accounts:
    """Whom the accounts of an article's embedded posts belong to.

    Args:
        posts: all posts of the article; what only they say makes no account known.
        mentions: of the article.
    """

    def __init__(self, posts: Sequence[Post], mentions: Mentions) -> None:
        text = mentions.doc.text
        inside = [False] * len(text)
        for start, end in (post.span for post in posts):
            inside[start:end] = [True] * (end - start)
        self._outside = "".join("\n" if is_post else char for char, is_post in zip(text, inside, strict=True))
        self._mentions = mentions
        self._people = {
            _squashed(person.name): person
            for person in mentions.people
            if " " in person.name and self._is_named_outside(person)
        }
        known = outlets_of(mentions.doc).by_name
        self._outlets = {_squashed(name): _squashed(outlet.domain.split(".")[0]) for name, outlet in known.items()}

    def owner_of(self, post: Post) -> tuple[Account, str | None]:
        """Say whether a post's account is known, and by which name.

        That is no proof of whose it is: a display name is whatever somebody chose to write.

        Returns:
            whether the article names the account or its owner outside of its posts, else the table of outlets, or neither; and
            the owner's fullest name in the article, else the account's display name or handle.
        """
        person = self._person(post)
        if person is not None:
            return Account.NAMED, person.name
        own_name = post.author or post.handle
        if any(map(self._is_written_outside, _telling_names(post))):
            return Account.NAMED, own_name
        return (Account.LEXICON if self._is_outlet(post) else Account.UNKNOWN), own_name

    def _is_named_outside(self, person: Person) -> bool:
        return any(self._outside[self._mentions.doc[i].idx] != "\n" for i in person.mentions)

    def _is_written_outside(self, name: str) -> bool:
        is_there = name in self._outside  # at once, where the pattern takes its time
        return is_there and re.search(rf"(?<![\w@]){re.escape(name)}(?!\w)", self._outside) is not None

    def _person(self, post: Post) -> Person | None:
        """Give the person of the article who goes by the display name, or whose full name the handle holds."""
        called = self._mentions.person_called(post.author) if post.author else None
        if called is not None:
            return called if self._is_named_outside(called) else None
        handle = _squashed(post.handle)
        held = (person for name, person in self._people.items() if len(name) >= _MIN_INSIDE and name in handle)
        return self._people.get(handle) or next(held, None)

    def _is_outlet(self, post: Post) -> bool:
        """Say whether the display name is an outlet's, and the handle, where there is one, does not belie it."""
        words = (post.author or post.handle or "").split()
        while len(words) > 1 and words[-1].capitalize() in outlet_words("desk"):
            words = words[:-1]
        name, handle = _squashed(" ".join(words)), _squashed(post.handle)
        domain = self._outlets.get(name) if name else None
        return domain is not None and (name in handle or handle in name or (domain != "" and domain in handle))


def _telling_names(post: Post) -> list[str]:
    """Give the account's names that are no common word: the handle, and a display name of several words or like the handle."""
    is_telling = post.author and (" " in post.author or _squashed(post.author) == _squashed(post.handle))
    return [name for name in (post.handle, post.author if is_telling else None) if name]


def _squashed(name: str | None) -> str:
    """Give a name's letters and digits alone, small: what display name and handle have in common."""
    return "".join(filter(str.isalnum, (name or "").lower())).removeprefix("the")
