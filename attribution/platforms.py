"""What social-media posts are known by: their addresses, and the lines that name accounts, as they are written and read."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# An account, with that of its site where the network has many.
_ACCOUNT = r"\w[\w.-]*(?:@[\w.-]+)?"
HANDLE = f"@{_ACCOUNT}"
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# A date as embed codes write it, in letters of either case.
DATE = (
    rf"(?:(?:{MONTHS})[a-z]*\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} (?:{MONTHS})[a-z]*\.?,? \d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})"
    r"(?:,? (?:at )?\d{1,2}:\d\d(?:[ap]m)?(?: [A-Z]{2,4})?)?"
)
# On their own pages, X writes the time before the date, and what readers did below it.
TIME = r"\d{1,2}:\d\d(?:\s?[ap]m)?"
COUNTS = r"[\d.,]+[km]?\s(?:views?|likes?|repl(?:y|ies)|(?:re)?posts?|retweets?|quotes?(?: tweets)?|bookmarks?|boosts?|favou?rites?)"
# The lines by which platforms other than X name an account below a post's words.
INSTAGRAM = (
    rf"A post shared by (?P<author>[^\n(]{{1,80}}?)?\s*\(@?(?P<account>{_ACCOUNT})\)(?: on (?P<date>.{{6,60}}))?"
)
FACEBOOK = r"Posted by (?P<author>[^\n]{1,80}?) on (?P<date>(?:\w+day, )?[A-Z][a-z]+ \d{1,2}, \d{4})"
REDDIT = r"by ?(?P<handle>u/[\w-]{3,20}) ?in ?(?:r/)?(?P<forum>\w{2,30})"
_DATE = re.compile(DATE, re.I)
# The paths of posts by the site that they are on; the group is the account.
_POSTS = {
    "twitter.com": r"/@?(\w+)/status(?:es)?/\d+",
    "x.com": r"/@?(\w+)/status(?:es)?/\d+",
    "bsky.app": r"/profile/(\w[\w.-]*\.[\w.-]+)/post/\w+",
    "threads.net": r"/@(\w[\w.]*)/post/[\w-]+",
    "threads.com": r"/@(\w[\w.]*)/post/[\w-]+",
    "instagram.com": r"(?:/(\w[\w.]*))?/(?:p|reel|tv)/[\w-]+",
    "facebook.com": r"/(\w[\w.-]*)/(?:posts|videos|photos)/[\w./-]+",
    "tiktok.com": r"/@(\w[\w.]*)/video/\d+",
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


def signature(handle: str | None, author: str | None = None, date: str | None = None) -> str:
    """Give the line that names an account as pages usually leave it, which :func:`attribution.posts.find_posts` reads.

    The handle stands for a name that is not known; a date in words that no embed code writes is left out.

    >>> signature("@ann", "Ann", "May 1, 2024"), signature("@ann", date="yesterday"), signature(None)
    ('— Ann (@ann) May 1, 2024', '— ann (@ann)', '')
    """
    if not handle:
        return ""
    date = (date or "").strip()
    date = date if _DATE.fullmatch(date) else ""
    return " ".join(part for part in ("—", author or handle.removeprefix("@"), f"({handle})", date) if part)
