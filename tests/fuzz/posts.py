"""Fuzz ``attribution.posts.find_posts``, and what else cuts a text before it is parsed.

usage: python -m tests.fuzz.posts [LIBFUZZER'S ARGUMENTS], such as -max_total_time=600, or the path of an input that broke it

Holds that nothing is raised; that posts stand apart, in order and in the text, and hold their parts; that what a post says of its
account stands in it; that the text for the parser is as long as the text; and that paragraphs and pieces are all of it. Its work is under
``build/fuzz/posts/``.
"""

from __future__ import annotations

from itertools import pairwise

from tests.fuzz.fuzzing import fuzz, watched_imports

with watched_imports():
    from attribution.document import find_paragraphs, pieces, plain_text
    from attribution.posts import find_posts
    from attribution.transcripts import find_turns

from tests import test_posts

WORDS = (
    *"— -- &mdash; &#8212; (@ann) @ann.bsky.social u/ann in r/aww pic.twitter.com/a https://t.co/a https://x.com/ann/status/1".split(),
    *"https://www.threads.net/@ann/post/C1 https://t.me/troy/12 [image ♬ &quot; &nbsp; MAY Nov LEE: FOX:".split(),
    " (@a) May 1, 2024", "1 May 2024", " at 15:09", ", 3:55pm PDT", "2024-05-01", "5/1/24", "View this post on Instagram", "A post shared by ",
    " on ", "Posted by ", "Thursday, August 27, 2015", "by u/", "Post by @", " View on Mastodon", "View on X", "[image or embed]", "\n\n", "\r\n",
    "\n \n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\u00a0", "\u200b", "İ", "ß", "👩‍👩‍👧",
)  # fmt: skip


def check_text(text: str) -> None:
    """Raise where something does not hold for this text."""
    last = 0
    for post in find_posts(text):
        start, end = post.span
        assert last <= start < end <= len(text), f"{post.span} is out of order"
        last = end
        for spans in (post.body, post.signature):
            place = start
            for part in spans:
                assert place <= part.start < part.end <= end, f"{part} is not in {post.span}, in order"
                place = part.end
        words = text[start:end]
        assert all(said in words for said in (post.author, post.date) if said), f"{post} is not in its own words"
        assert not post.signature or (post.handle or "@").removeprefix("@").lower() in words.lower()
    plain = plain_text(text)
    assert len(plain) == len(text), "the text for the parser has another length"
    paragraphs = find_paragraphs(plain)
    assert all(before.end == after.start for before, after in pairwise(paragraphs))
    assert not paragraphs or (not plain[: paragraphs[0].start].strip() and paragraphs[-1].end == len(plain))
    assert "".join(pieces(plain, length=50)) == plain, "pieces are not all of the text"
    for turn in find_turns(text):
        assert turn.speaker.end <= turn.words.start < turn.words.end <= len(text), f"{turn} is out of order"


def check(data: bytes) -> None:
    """Take bytes for text; those that are none become lone surrogates, which a text may hold too."""
    check_text(data.decode("utf-8", "surrogateescape"))


def seeds() -> list[bytes]:
    """Give the texts that the tests find posts in, and their lines."""
    return [text.encode() for text in [*(text for text, _ in test_posts.POSTS), *test_posts.LINES]]


if __name__ == "__main__":
    fuzz("posts", check, seeds(), WORDS)
