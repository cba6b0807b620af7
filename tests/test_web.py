"""Reading of web pages."""

from pathlib import Path

import pytest

from attribution import InputError, read

BODY = "".join(
    f"<p>It rained all day on the {n}th, and the river rose by {n} feet, the mayor said.</p>" for n in range(4, 9)
)
TWEET = """<div class="social-media-embed"><blockquote class="twitter-tweet" data-lang="en"><p lang="en" dir="ltr">The bridge is
closed.<br><br>Stay home! <a href="https://t.co/aSZ6zbPper">https://t.co/aSZ6zbPper</a></p>&mdash; City of Troy (official)
(@troy) <a href="https://twitter.com/troy/status/1196501054197649413?ref_src=x">November 18, 2019</a></blockquote>
<script async src="https://platform.twitter.com/widgets.js"></script></div>"""
SIGNATURE = "— City of Troy (official) (@troy) November 18, 2019"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{body}</article></body></html>"


def test_body_and_what_the_page_says_of_itself(tmp_path: Path) -> None:
    head = (
        '<title>The River | The Troy Record</title><meta name="author" content="Ann Lee">'
        '<meta property="og:site_name" content="The Troy Record"><meta property="og:title" content="The River">'
        '<meta property="article:published_time" content="2019-11-18T10:00:00Z">'
        '<link rel="canonical" href="https://record.example/river">'
    )
    path = tmp_path / "river.html"
    path.write_text(page(BODY + "<script>alert(1)</script>", head), encoding="utf-8")
    article = read(path)
    assert article.text.splitlines()[0] == "It rained all day on the 4th, and the river rose by 4 feet, the mayor said."
    assert "alert" not in article.text
    assert (article.doc_id, article.title, article.byline) == ("river", "The River", "Ann Lee")
    assert (article.outlet, article.date, article.url) == (
        "The Troy Record",
        "2019-11-18",
        "https://record.example/river",
    )


def test_tweet_stays_in_its_place_as_lines() -> None:
    lines = read(page(BODY + TWEET + BODY.replace("th", "st")).encode()).text.splitlines()
    place = lines.index(SIGNATURE)
    assert lines[place - 1] == "The bridge is closed. Stay home! https://t.co/aSZ6zbPper"
    assert lines[place - 2].startswith("It rained all day on the 8th")
    assert lines[place + 1].startswith("It rained all day on")
    assert sum("bridge" in line for line in lines) == 1


def test_tweet_outside_of_the_article_is_left_out() -> None:
    markup = page(BODY).replace("</body>", f'<aside class="sidebar"><h3>Latest tweets</h3>{TWEET}</aside></body>')
    assert "@troy" not in read(markup).text


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("windows-1252", "windows-1252"), ("iso-8859-1", "windows-1252")],
)
def test_charset_as_browsers_read_it(charset: str, encoding: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    markup = page(BODY.replace("the mayor", "“the naïve mayor”"), head)
    assert "“the naïve mayor” said" in read(markup.encode(encoding)).text


def test_stray_byte_does_not_refuse_a_page() -> None:
    data = page(BODY, '<meta charset="utf-8">').encode().replace(b"river", b"ri\xffver", 1)
    assert "ri\ufffdver" in read(data).text


def test_page_without_an_article() -> None:
    with pytest.raises(InputError, match="no article found"):
        read("<!doctype html><html><body><script>x()</script></body></html>")
    with pytest.raises(InputError, match="no article found"):
        read(b"<html></html>")
