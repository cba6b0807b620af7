"""Addresses of posts."""

import pytest

from attribution.platforms import handle_of
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


def test_an_address_on_a_line_of_its_own_is_a_post_without_words() -> None:
    address = "https://truthsocial.com/@ann/12"
    text = f"It rained.\n{address}\nAnn wrote https://x.com/ann/status/12 then."
    (post,) = find_posts(text)
    start, end = post.span
    assert (text[start:end], post.body, post.handle) == (address, (), "@ann")
