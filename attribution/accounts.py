"""Accounts of embedded posts to those whose they are, as far as the article or the table of outlets knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from attribution.model import Account, Post
from attribution.outlets import outlets

if TYPE_CHECKING:
    from attribution.mentions import Mentions, Person

# What outlets add to their names for one account of several ("BBC Breaking News").
_DESKS = frozenset("breaking news world politics live sport sports business alerts official".split())
# Letters of a name from which on a handle tells something that holds it: "realDonaldTrump".
_MIN_INSIDE = 8


def account_of(post: Post, posts: Sequence[Post], mentions: Mentions) -> tuple[Account, str | None]:
    """Say whether a post's account is known, and by which name.

    That is no proof of whose it is: a display name is whatever somebody chose to write.

    Args:
        post: the post.
        posts: all posts of the article; what only they say makes no account known.
        mentions: of the article.

    Returns:
        whether the article names the account or its owner outside of the posts, else the table of outlets, or neither; and the
        owner's fullest name in the article, else the account's display name or handle.
    """
    within = [other.span for other in posts]

    def stands_outside(offsets: Iterable[int]) -> bool:
        return any(not any(start <= at < end for start, end in within) for at in offsets)

    person = _person(post, mentions)
    if person is not None and stands_outside(mentions.doc[i].idx for i in person.mentions):
        return Account.NAMED, person.name
    own_name = post.author or post.handle
    for name in _telling_names(post):
        if stands_outside(m.start() for m in re.finditer(rf"(?<![\w@]){re.escape(name)}(?!\w)", mentions.doc.text)):
            return Account.NAMED, own_name
    return (Account.LEXICON if _is_outlet(post) else Account.UNKNOWN), own_name


def _person(post: Post, mentions: Mentions) -> Person | None:
    """Give the person of the article who goes by the display name, or whose full name the handle holds."""
    called = mentions.person_called(post.author) if post.author else None
    if called is not None:
        return called
    handle = _squashed(post.handle)
    names = ((person, _squashed(person.name)) for person in mentions.people if " " in person.name)
    return next((p for p, name in names if name == handle or (len(name) >= _MIN_INSIDE and name in handle)), None)


def _telling_names(post: Post) -> list[str]:
    """Give the account's names that are no common word: the handle, and a display name of several words or like the handle."""
    is_telling = post.author and (" " in post.author or _squashed(post.author) == _squashed(post.handle))
    return [name for name in (post.handle, post.author if is_telling else None) if name]


def _is_outlet(post: Post) -> bool:
    """Say whether the display name is an outlet's, and the handle, where there is one, does not belie it."""
    words = (post.author or post.handle or "").split()
    while len(words) > 1 and words[-1].lower() in _DESKS:
        words = words[:-1]
    name, handle = _squashed(" ".join(words)), _squashed(post.handle)
    for alias, outlet in outlets().items():
        known, domain = _squashed(alias), _squashed(outlet.domain.split(".")[0])
        is_borne_out = not handle or known in handle or handle in known or (domain and domain in handle)
        if known and known == name and is_borne_out:
            return True
    return False


def _squashed(name: str | None) -> str:
    """Give a name's letters and digits alone, small: what display name and handle have in common."""
    return "".join(filter(str.isalnum, (name or "").lower())).removeprefix("the")
