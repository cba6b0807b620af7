"""Addresses of social-media posts: whether one is a post's, and whose."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# The paths of posts by the site that they are on; the group is the account.
_POSTS = {
    "twitter.com": r"/@?(\w+)/status(?:es)?/\d+",
    "x.com": r"/@?(\w+)/status(?:es)?/\d+",
    "bsky.app": r"/profile/([\w.-]+\.[\w.-]+)/post/\w+",
    "threads.net": r"/@([\w.]+)/post/[\w-]+",
    "threads.com": r"/@([\w.]+)/post/[\w-]+",
    "instagram.com": r"(?:/([\w.]+))?/(?:p|reel|tv)/[\w-]+",
    "facebook.com": r"/([\w.-]+)/(?:posts|videos|photos)/[\w./-]+",
    "tiktok.com": r"/@([\w.]+)/video/\d+",
    "truthsocial.com": r"/@(\w+)/(?:posts/)?\d+",
    "t.me": r"/(?:s/)?(\w+)/\d+",
    "reddit.com": r"/()(?:r|user)/\w+/comments/\w+(?:/\w*)?",
    "youtube.com": r"/()watch",
}
# Mastodon has many sites; the length of its numbers tells its posts from other pages.
_MASTODON = r"/@(\w+)/\d{15,20}"


def handle_of(address: str) -> str | None:
    """Give the account that a post's address names, with its ``@``; empty where a post's names none, None for no post's.

    >>> handle_of("https://x.com/ann/status/1196501054197649413?s=20"), handle_of("https://www.youtube.com/watch?v=AEyOoZ7JpyY")
    ('@ann', '')
    >>> handle_of("https://x.com/ann") is None
    True
    """
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that hold no IPv6 address
        return None
    site = re.sub(r"^(?:www|m|mobile)\.", "", parts.hostname or "")
    if parts.scheme not in ("http", "https"):
        return None
    match = re.fullmatch(f"{_POSTS.get(site, _MASTODON)}/?", parts.path)
    if match is None:
        return None
    return f"@{match[1]}" if match[1] else ""
