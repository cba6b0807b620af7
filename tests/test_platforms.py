"""Addresses of posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.platforms import DATE, FACEBOOK, HANDLE, REDDIT, handle_of, signature
from attribution.posts import find_posts


@pytest.mark.parametrize(
    ("address", "handle"),
    [
        ("https://twitter.com/ann/status/1196501054197649413?ref_src=twsrc%5Etfw", "@ann"),
        ("https://mobile.twitter.com/@ann/statuses/12", "@ann"),
        ("https://x.com/ann/status/12/", "@ann"),
        ("https://bsky.app/profile/ann-lee.bsky.social/post/3k", "@ann-lee.bsky.social"),
        ("https://www.threads.net/@ann.lee/post/C1-_a", "@ann.lee"),
        ("https://www.instagram.com/p/B1-x/", ""),
        ("https://www.instagram.com/ann.lee/reel/B1", "@ann.lee"),
        ("https://www.facebook.com/ann/posts/12", "@ann"),
        ("https://www.tiktok.com/@ann.lee/video/12", "@ann.lee"),
        ("https://truthsocial.com/@ann/posts/12", "@ann"),
        ("https://t.me/troy/12", "@troy"),
        ("https://www.reddit.com/r/troy/comments/1a/rain/", ""),
        ("https://www.youtube.com/watch?v=AEyOoZ7JpyY", ""),
        ("https://mastodon.social/@ann/109876543210987654", "@ann"),
        ("https://www.threads.net/@.ann/post/C1", None),
        ("https://x.com/ann", None),
        ("https://x.com.example.com/ann/status/12", None),
        ("https://medium.com/@ann/12", None),
        ("https://bsky.app/profile/did:plc:x/post/3k", None),
        ("ftp://x.com/ann/status/12", None),
        ("http://[", None),
        ("It rained.", None),
        ("", None),
    ],
)
def test_handles_of_addresses(address: str, handle: str | None) -> None:
    assert handle_of(address) == handle


HANDLES = st.from_regex(HANDLE, fullmatch=True, alphabet=st.characters(codec="ascii"))
NAMES = st.text(st.sampled_from("Ann Lée 🇺🇸.—–-(@"), max_size=80).map(str.strip)
DATES = st.from_regex(DATE, fullmatch=True, alphabet=st.characters(codec="ascii")) | st.sampled_from(
    ["gestern", "", None]
)


@given(HANDLES, NAMES, DATES)
def test_a_signature_that_is_written_is_read(handle: str, author: str, date: str | None) -> None:
    line = signature(handle, author, date)
    (post,) = find_posts(f"It rained.\nRain again!\n{line}\nNobody came.")
    assert (post.handle, post.date) == (handle, date if line.endswith(date or " ") else None)


@given(st.from_regex(FACEBOOK, fullmatch=True, alphabet=st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_a_line_of_facebook_is_read(line: str) -> None:
    (post,) = find_posts(f"It rained.\nRain again!\n{line}\nNobody came.")
    assert len(post.body) == 1


@given(st.from_regex(REDDIT, fullmatch=True, alphabet=st.characters(codec="ascii")))
def test_a_line_of_reddit_is_read(line: str) -> None:
    (post,) = find_posts(f"It rained.\nRain again!\n{line}\nNobody came.")
    assert post.handle is not None
    assert post.handle.startswith("u/")


def test_an_address_on_a_line_of_its_own_is_a_post_without_words() -> None:
    address = "https://truthsocial.com/@ann/12"
    text = f"It rained.\n{address}\nAnn wrote https://x.com/ann/status/12 then."
    (post,) = find_posts(text)
    start, end = post.span
    assert (text[start:end], post.body, post.handle) == (address, (), "@ann")
