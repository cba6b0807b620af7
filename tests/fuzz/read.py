"""Fuzz ``attribution.read``, with all that looks at a text before it is parsed.

usage: python -m tests.fuzz.read [LIBFUZZER'S ARGUMENTS], such as -max_total_time=600, or the path of an input that broke it

Holds that nothing but AttributionError is raised; that a plain text is kept to the character; that the same bytes give the same
article; that its text has no lone surrogates; and what ``tests.fuzz.posts`` holds for the text. Its work is under ``build/fuzz/read/``.
"""

from __future__ import annotations

from tests.fuzz.fuzzing import ROOT, fuzz, watched_imports

with watched_imports():
    import trafilatura  # noqa: F401

    from attribution.errors import AttributionError
    from attribution.text import read_bytes
    from attribution.web import read_page  # noqa: F401

from tests import test_web
from tests.fuzz.posts import check_text

WORDS = (
    *"<html> <body> <article> <p> <div> <blockquote> <iframe> <script> <br> <h1> <table> <ul> <li> <a> <meta> <title>".split(),
    *"</html> </body> </article> </p> </div> </blockquote> </iframe> </script> </a>".split(),
    "<!doctype html>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml encoding='utf-16'?>",
    *"class= href= src= cite= charset= content= name= property= data-href= data-telegram-post= data-embed-url= data:,".split(),
    *"twitter-tweet bluesky-embed instagram-media fb-post tiktok-embed reddit-embed-bq text-post-media mastodon-embed".split(),
    *"truthsocial-embed utf-8 utf-16 utf-7 windows-1252 shift_jis &nbsp; &quot; &#x201c; &#xD800; &mdash; og:title".split(),
    *"article:published_time author @ann (@ann) https://twitter.com/ann/status/12 https://t.me/ /comments/ in u/ann".split(),
    "A post shared by ", "Posted by ", " on Thursday, August 27, 2015", "\x1f\x8b", "%PDF-", "\0", "\ufeff", "\r\n", "\u2028", "👇",
)  # fmt: skip

# Compressed by gzip, or in UTF-16 or UTF-32.
NOT_AS_IT_IS = (b"\x1f\x8b", b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


def check(data: bytes) -> None:
    """Raise where something does not hold for a file with these bytes."""
    for suffix in ("", ".txt"):  # by the latter no page
        try:
            article, _ = read_bytes(data, name="the input", suffix=suffix)
        except AttributionError:
            continue
        assert article == read_bytes(data, name="the input", suffix=suffix)[0], "read twice, it differs"
        article.text.encode("utf-8")
        check_text(article.text)
        if suffix and not data.startswith(NOT_AS_IT_IS):
            assert article.text == data.decode("utf-8").removeprefix("\ufeff"), "a plain text is changed"


def seeds() -> list[bytes]:
    """Give the pages that the tests read, each embed in one of its own, and texts in all encodings."""
    body = test_web.BODY[:200]
    pages = [
        test_web.page(test_web.BODY),
        *(test_web.page(body + embed + body) for embed in [test_web.TWEET, *(m for m, _ in test_web.EMBEDS.values())]),
    ]
    texts = [path.read_text(encoding="utf-8")[:2000] for path in sorted((ROOT / "seeds").glob("*.txt"))]
    marked = [texts[0][:200].encode(codec) for codec in ("utf-8-sig", "utf-16", "utf-32")]
    return [*(text.encode() for text in [*pages, *texts]), *marked, b"", b"\x1f\x8b", b"<?xml version='1.0'?><html>"]


if __name__ == "__main__":
    fuzz("read", check, seeds(), WORDS)
