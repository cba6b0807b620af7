"""What extraction leaves of embedded posts, on texts never seen."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.model import text_of
from attribution.posts import find_posts

POSTS: list[tuple[str, list[tuple[str | None, ...]]]] = [
    # X: a line a paragraph; the link line may stand below the signature
    (
        "It rained.\nWet again! https://t.co/a1b2\n— Ann (@ann) May 1, 2024\nThe rain stopped.",
        [("Ann", "@ann", "May 1, 2024", "Wet again! https://t.co/a1b2", "— Ann (@ann) May 1, 2024")],
    ),
    (
        "It rained.\nWet again!\n— Ann (@ann) May 1, 2024\nLook 👇 pic.twitter.com/a1\nThe rain stopped.",
        [("Ann", "@ann", "May 1, 2024", "Wet again! … Look 👇 pic.twitter.com/a1", "— Ann (@ann) May 1, 2024")],
    ),
    # blank lines between paragraphs: the words are all lines since the last one
    (
        "One.\n\nTweet words.\nSecond line.\n\n— Ann Lee 🇺🇸 (@ann_lee) 1 May 2024\n\nTwo.",
        [("Ann Lee 🇺🇸", "@ann_lee", "1 May 2024", "Tweet words.\nSecond line.", "— Ann Lee 🇺🇸 (@ann_lee) 1 May 2024")],
    ),
    # signed at the end of the line itself; two in a row, each with its own words
    (
        "Words one pic.twitter.com/a1 -- Ann (@ann) May 1, 2024\nWords two https://t.co/xy\n&mdash; Bob (@bob)\nEnd.",
        [
            ("Ann", "@ann", "May 1, 2024", "Words one pic.twitter.com/a1", "-- Ann (@ann) May 1, 2024"),
            ("Bob", "@bob", None, "Words two https://t.co/xy", "&mdash; Bob (@bob)"),
        ],
    ),
    # a link that stands nowhere but in posts, without a signature
    ("One.\nLook at this pic.twitter.com/a1\nTwo.", [(None, None, None, "Look at this pic.twitter.com/a1", "")]),
    # other platforms
    (
        "One.\n\nSkies! [sic]\n[image or embed]\n\n— Ann (@ann.bsky.social) Apr 21, 2024 at 15:09\n\nTwo.",
        [
            (
                "Ann", "@ann.bsky.social", "Apr 21, 2024 at 15:09", "Skies! [sic]",
                "— Ann (@ann.bsky.social) Apr 21, 2024 at 15:09",
            )
        ],
    ),
    (
        "One.\n\nView this post on Instagram\n\nA post shared by Kim (@kim.k) on Sep 3, 2018 at 3:55pm PDT\n\nTwo.",
        [("Kim", "@kim.k", "Sep 3, 2018 at 3:55pm PDT", "", "A post shared by Kim (@kim.k) on Sep 3, 2018 at 3:55pm PDT")],
    ),
    (
        "One.\nI saw it.\nPosted by Joe Doe on Thursday, August 27, 2015\nTwo.",
        [("Joe Doe", None, "Thursday, August 27, 2015", "I saw it.", "Posted by Joe Doe on Thursday, August 27, 2015")],
    ),
    ("One.\nDogs are nice\nbyu/some_user inaww\nTwo.", [(None, "u/some_user", None, "Dogs are nice", "byu/some_user inaww")]),
    (
        "One.\n@dancer so fun #fyp ♬ original sound - Girl\nTwo.",
        [(None, "@dancer", None, "so fun #fyp", "@dancer")],
    ),
    ("One.\nPost by @ann@example.social View on Mastodon\nTwo.", [
        (None, "@ann@example.social", None, "", "Post by @ann@example.social View on Mastodon")
    ]),
    (
        "One.\nRain!\n— Ann (@ann-lee.bsky.social) Apr 21, 2024\nA post shared by Kim (kim-k)\nTwo.",
        [
            (
                "Ann", "@ann-lee.bsky.social", "Apr 21, 2024", "Rain!",
                "— Ann (@ann-lee.bsky.social) Apr 21, 2024",
            ),
            ("Kim", "@kim-k", None, "", "A post shared by Kim (kim-k)"),
        ],
    ),
    # copied from a platform's page
    (
        "One.\n\nAnn Lee\n@ann_lee\n\nWet again!\n\nStay in.\n8:15 AM · Mar 3, 2024 · 1.2M Views\n12 Reposts\n\nTwo.",
        [("Ann Lee", "@ann_lee", "8:15 AM · Mar 3, 2024", "Wet again!\n\nStay in.", "Ann Lee\n@ann_lee")],
    ),
    (
        "City of Hull\n@hull.bsky.social\nWet again!\n3 March 2024 at 08:15\nBob\n@bob@example.social\nYes.\nMar 3, 2024, 08:16",
        [
            ("City of Hull", "@hull.bsky.social", "3 March 2024 at 08:15", "Wet again!", "City of Hull\n@hull.bsky.social"),
            ("Bob", "@bob@example.social", "Mar 3, 2024, 08:16", "Yes.", "Bob\n@bob@example.social"),
        ],
    ),
    # none
    ("Ann Lee\n@ann_lee\n3 March 2024 at 08:15\nIt rained all night.", []),  # a byline
    ("He said — and Ann (@ann) agreed — that it rained.", []),
    ("See https://example.com/story and Ann (@ann).", []),
    ("“It rained.” — Robert Frost, poet", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), POSTS)
def test_posts(text: str, expected: list[tuple[str | None, ...]]) -> None:
    assert [
        (post.author, post.handle, post.date, text_of(post.body, text), text_of(post.signature, text))
        for post in find_posts(text)
    ] == expected


def test_the_span_holds_all_that_is_the_posts() -> None:
    text = "One.\n\nView this post on Instagram\n\nMy caption.\n\nA post shared by Kim (@kim)\n\nTwo."
    (post,) = find_posts(text)
    assert text[slice(*post.span)] == "View this post on Instagram\n\nMy caption.\n\nA post shared by Kim (@kim)"
    assert text_of(post.body, text) == "My caption."


LINES = ["It rained.", "— Ann (@ann) May 1, 2024", "pic.twitter.com/a1", "Wet! https://t.co/a", "", "View this post on Instagram",
         "A post shared by Kim (@kim)", "by u/ann in aww", "[image or embed]", "Said — Bob (@bob)", " \t",
         "@ann", "8:15 AM · May 1, 2024", "12 Likes"]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=20).map("\r\n".join) | st.text())
def test_posts_stand_apart_and_hold_their_parts(text: str) -> None:
    last = 0
    for post in find_posts(text):
        start, end = post.span
        assert last <= start < end <= len(text)
        assert all(start <= a < b <= end for a, b in (*post.body, *post.signature))
        last = end


@pytest.mark.parametrize(
    "line",
    [
        "— ",
        "—(@a",
        "— Ann (@ann) ",
        "-- a (@",
        "pic.twitter.com/a ",
        "\n— Ann (@ann)",
        "Posted by a on ",
        "Ann\n@ann\n",
    ],
)
def test_hostile_lines_cost_time_in_proportion(line: str) -> None:
    def seconds(text: str) -> float:
        started = time.process_time()
        find_posts(text)
        return time.process_time() - started

    short, long = seconds(line * 1_000), seconds(line * 10_000)
    assert long < 40 * short + 0.5


def test_a_post_in_markdown_is_read_without_the_marks_of_its_quotation() -> None:
    text = "It rained.\n\n> We are late.\n> Come soon.\n> — Piet Lind (@piet.bsky.social) July 7, 2026\n\nIt stopped."
    (post,) = find_posts(text)
    assert [text[start:end] for start, end in post.body] == ["We are late.", "Come soon."]
    assert (post.author, post.handle, post.date) == ("Piet Lind", "@piet.bsky.social", "July 7, 2026")
