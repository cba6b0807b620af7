"""Reading of web pages."""

import re
from pathlib import Path

import pytest

from attribution import InputError, read, read_many
from attribution.posts import find_posts

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


LINK = '<a href="/mill">Mill to close in May, owner says</a>'


@pytest.mark.parametrize(
    "furniture",
    [
        f"<p><strong>READ MORE</strong>: {LINK}</p>",
        f"<p>[Related: {LINK}]</p>",
        f"<p>{LINK}</p>",
        f'<a class="read-more" href="/mill"><span>Also on this site</span> <span>{LINK[16:-4]}</span></a>',
        f"<p>DON’T MISS</p><p>{LINK} [<strong>INSIGHT]|<br></strong>{LINK} [VIDEO]</p>",
        f"<ul><li>{LINK}</li><li><a href='/photos'>Photos: the old mills of Leeds</a></li></ul>",
        "<p>You may also like...</p>",
        "<p>(Reporting by Ann Lee in Troy; additional reporting by Bob de Roe; editing by Cy Hale)</p>",
        "<p><em>Ann Lee contributed reporting from Hong Kong.</em></p>",
        "<p>Wire Service writers Ann Lee in Leeds and Bob de Roe contributed to this report.</p>",
        "<p>Follow WS’s coverage of Europe at https://ws.example/europe</p>",
        "<ul><li><p>Do you have an opinion on the issues raised in this article? Please <a>click here</a>.</p></li></ul>",
        '<div class="wp-block-pullquote"><blockquote><p>“The river rose by 5 feet.”</p><cite>The mayor</cite></blockquote></div>',
        "<p>SOURCE: News agencies</p><p>Updated at 1:23 p.m.</p>",
        "<p>Follow us on <a>Instagram</a>.</p><p>Sign up for our weekly newsletter.</p>",
        "<h1>The River</h1>",
        "<h2>The  River</h2>",
    ],
)
def test_furniture_between_paragraphs_is_left_out(furniture: str) -> None:
    head = '<meta property="og:title" content="The River">'
    lines = read(page(BODY + furniture + BODY, head)).text.splitlines()
    assert lines == read(page(BODY + BODY, head)).text.splitlines()


@pytest.mark.parametrize(
    "paragraph",
    [
        "Reporting by the Record found that the mayor had lied.",
        "Also <a>arrested was the owner of the mill</a>.",
        "[<a>The Record</a>]",
        "<a>Ann Lee of Troy</a>, <a>Bob Roe of Leeds</a>",
        "<a>The mayor said on Monday that she would resign.</a>",
        "Related costs were <a>higher than the year before</a>, the mayor said.",
        "Updated figures show that crime fell.",
        "Follow the money, the mayor said.",
    ],
)
def test_paragraph_that_is_more_than_links_and_labels_stays(paragraph: str) -> None:
    words = re.sub("<[^>]+>", "", paragraph)
    assert words in read(page(BODY + f"<p>{paragraph}</p>" + BODY)).text.splitlines()


@pytest.mark.parametrize("words", ["The river is no threat to us.", "The", ""])
def test_a_pull_quote_that_stands_nowhere_else_stays(words: str) -> None:
    body = f'<div class="has-pullquote"><div class="pullquote"><p>{words}</p><p>Nobody was hurt, the mayor said.</p></div>{BODY}</div>'
    lines = read(page(body)).text.splitlines()
    assert "Nobody was hurt, the mayor said." in lines
    assert set(read(page(BODY)).text.splitlines()) < set(lines)


def test_words_of_a_post_are_never_furniture() -> None:
    post = TWEET.replace("Stay home!", "").replace("The bridge is\nclosed.<br><br>", "Follow us on Instagram.")
    lines = read(page(BODY + post + BODY)).text.splitlines()
    assert lines[lines.index(SIGNATURE) - 1].startswith("Follow us on Instagram.")


def test_card_behind_a_name_is_left_out_and_a_link_in_a_sentence_stays() -> None:
    sentence = (
        '<p>Rep. <span class="rollover-people"><a href="/p">Ann Lee</a><span class="rollover-people-block"><a>Ann Lee</a>'
        '<a>Senators call for coordinator</a> <a>MORE</a></span></span> (D-Ohio) said that <span class="link"><a>it '
        "rained</a></span> all day.</p>"
    )
    assert "Rep. Ann Lee (D-Ohio) said that it rained all day." in read(page(sentence + BODY)).text.splitlines()


LEAD = "Three people died in the flood, the mayor of Troy said on Monday."


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="summary"> {LEAD} </div><div class="text">{BODY}</div>',
        f'<div class="text">{LEAD}{BODY}</div>',
        f'<div class="text">{LEAD.replace("flood", "<em>flood</em>")}<br><br>{BODY}</div>',
        f'<div class="a"><div class="article-body"><p>{LEAD}</p></div></div><div class="ad">Buy!</div>'
        f'<div class="a"><div class="article-body">{BODY}</div></div>',
    ],
)
def test_text_outside_of_the_first_paragraphs_is_not_lost(body: str) -> None:
    assert read(page(body)).text.splitlines() == [LEAD, *read(page(BODY)).text.splitlines()]


def test_what_a_page_says_of_itself_below_an_early_end_of_its_head() -> None:
    head = (
        '<div></div><title>The River | The Post</title><link rel="canonical" href="https://express.co.uk/river">'
        '<meta property="og:title" content="The River - The Post"><meta property="og:site_name" content="Express.co.uk">'
        '<meta name="author" content="Ann Lee, Staff Writer">'
    )
    article = read(page(BODY, head))
    assert (article.url, article.outlet, article.byline) == ("https://express.co.uk/river", "Daily Express", "Ann Lee")
    named = read(page(BODY, head.replace("The River - The Post", "The River - Express.co.uk")))
    assert (article.title, named.title) == ("The River - The Post", "The River")


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ('<p class="byline__bio">Ann Lee is a reporter for NBC News.</p>', "Ann Lee"),
        (
            '<div class="byline"><span>Troy wire services</span><div>Published 11:11 PM</div></div>',
            "Troy wire services",
        ),
    ],
)
def test_byline_ends_with_the_name(byline: str, name: str) -> None:
    assert read(page(BODY + byline)).byline == name


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


@pytest.mark.parametrize("charset", ["punycode", "idna", "undefined", "unicode_escape", "hex", "klingon", "utf-7"])
def test_charset_that_no_browser_knows_does_not_refuse_a_page(charset: str) -> None:
    data = page(BODY.replace("river", "rivér"), f'<meta charset="{charset}">').encode()
    assert "It rained all day on the 4th, and the riv" in read(data).text


def test_page_without_an_article() -> None:
    with pytest.raises(InputError, match="no article found"):
        read("<!doctype html><html><body><script>x()</script></body></html>")
    with pytest.raises(InputError, match="no article found"):
        read(b"<html></html>")


EMBEDS = {
    # CMS made the signature a paragraph, and put an advertisement between
    "x": (
        '<blockquote class="twitter-tweet"><p>Rain<br>again — alas!</p><div style="display: none"></div><p>&mdash; Ann '
        '<a href="https://twitter.com/ann/status/12?s=20">(@ann) May 1, 2020</a></p></blockquote>',
        ["Rain again — alas!", "— Ann (@ann) May 1, 2020"],
    ),
    "x, unsigned": (
        '<blockquote class="twitter-tweet"><p>Rain again!</p><a href="https://x.com/ann/status/12"></a></blockquote>',
        ["Rain again!", "— ann (@ann)"],
    ),
    "x, address alone": (
        '<blockquote class="twitter-tweet"><a href="https://twitter.com/ann/status/12?ref_src=a">May 1</a></blockquote>',
        ["https://twitter.com/ann/status/12"],
    ),
    "bluesky": (
        '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:x/app.bsky.feed.post/3k"><p lang="en">Rain again!'
        '<br><br><a href="https://bsky.app/profile/ann-lee.bsky.social/post/3k?ref_src=embed">[image or embed]</a></p>&mdash; '
        'Ann (<a href="https://bsky.app/profile/did:plc:x">@ann-lee.bsky.social</a>) '
        '<a href="https://bsky.app/profile/did:plc:x/post/3k">Apr 21, 2024 at 15:09</a></blockquote>',
        ["Rain again!", "— Ann (@ann-lee.bsky.social) Apr 21, 2024 at 15:09"],
    ),
    "instagram": (
        '<blockquote class="instagram-media" data-instgrm-captioned data-instgrm-permalink="https://www.instagram.com/p/B1/?x">'
        '<div><p><a href="https://www.instagram.com/p/B1/">Rain again!</a></p><p>A post shared by <a href="#">Ann</a> (@ann.lee) '
        "on <time>Sep 3, 2018 at 3:55pm PDT</time></p></div></blockquote>",
        ["Rain again!", "— Ann (@ann.lee) Sep 3, 2018 at 3:55pm PDT"],
    ),
    "instagram without its words": (
        '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/B1/?utm=x"><div>View this '
        "post on Instagram</div><p><a>A post shared by Ann (@ann.lee)</a></p></blockquote>",
        ["https://www.instagram.com/p/B1/"],
    ),
    "facebook": (
        '<div class="fb-post" data-href="https://www.facebook.com/ann/posts/12"><blockquote class="fb-xfbml-parse-ignore">'
        '<p>Rain again!</p>Posted by <a href="#">Ann Lee</a> on&nbsp;<a href="#">Thursday, August 27, 2015</a></blockquote></div>',
        ["Rain again!", "Posted by Ann Lee on Thursday, August 27, 2015"],
    ),
    "tiktok": (
        '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@ann.lee/video/12"><section><a>@ann.lee</a> <p>Rain '
        "again! <a>#rain</a></p> <a>♬ original sound - Ann</a></section></blockquote>",
        ["Rain again! #rain", "— ann.lee (@ann.lee)"],
    ),
    "reddit": (
        '<blockquote class="reddit-embed-bq"><a href="https://www.reddit.com/r/troy/comments/1a/rain/">Rain again!</a><br> by'
        '<a href="https://www.reddit.com/user/ann_lee/">u/ann_lee</a> in<a href="https://www.reddit.com/r/troy/">troy</a>'
        "</blockquote>",
        ["Rain again!", "by u/ann_lee in troy"],
    ),
    "threads": (
        '<blockquote class="text-post-media" data-text-post-permalink="https://www.threads.net/@ann/post/C1"><a>View on '
        "Threads</a></blockquote>",
        ["https://www.threads.net/@ann/post/C1"],
    ),
    "mastodon": (
        '<blockquote class="mastodon-embed" data-embed-url="https://social.example/@ann/109876543210987654/embed"><a><div>Post by @ann</div>'
        "<div>View on Mastodon</div></a></blockquote>",
        ["https://social.example/@ann/109876543210987654"],
    ),
    "truth social": (
        '<iframe class="truthsocial-embed" src="https://truthsocial.com/@ann/12/embed"></iframe>',
        ["https://truthsocial.com/@ann/12"],
    ),
    "telegram": (
        '<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="troy/12"></script>',
        ["https://t.me/troy/12"],
    ),
    "youtube": (
        '<iframe src="//www.youtube.com/embed/AEyOoZ7JpyY?rel=0" title="Rain"></iframe>',
        ["https://www.youtube.com/watch?v=AEyOoZ7JpyY"],
    ),
}


@pytest.mark.parametrize("name", EMBEDS)
@pytest.mark.parametrize(
    "wrapper", ["{}", '<div class="social-embed"><div class="embed-container">{}</div></div>', "<p>{}</p>"]
)
def test_embeds_of_each_platform(name: str, wrapper: str) -> None:
    markup, expected = EMBEDS[name]
    lines = read(page(BODY + wrapper.format(markup) + BODY.replace("th", "st"))).text.splitlines()
    assert [line for line in lines if not line.startswith("It rained all day")] == expected
    assert lines[5 : 5 + len(expected)] == expected
    (post,) = find_posts("\n".join(lines))
    assert len(post.body) == len(expected) - 1


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body><article><p>" + BODY.replace("</p>", "") + "<table><tr><td><div>",
        "<html><body><article>" + BODY + "<ul><li>" * 3_000,
        "<html><body><article>" + TWEET.replace("closed", "clo\x0b\x01sed &#1; &#xFFFE;") + "<p>\x02&#31;</p>" + BODY,
        f'<html><body><article>{BODY}<blockquote class=tiktok-embed cite="https://www.tiktok.com/@a/video/&#1;1"></blockquote>',
        "<html><body><article>" + BODY + "<blockquote class=twitter-tweet><p>a</p>" + "—(" * 100_000,
        "<html><body><article>" + BODY.replace("river", "&#xD800;&#1114112;&bogus;\0\u200b\ud800river"),
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>'
        f"<article>{BODY}<p>&x; end.</p>",
    ],
)
def test_hostile_markup_ends_in_text(markup: str) -> None:
    text = read(markup).text
    assert "It rained all day on the 4th" in text
    assert "root:" not in text


@pytest.mark.parametrize("opening", ["<div>" * 10_000, "<blockquote class=twitter-tweet>" * 10_000])
def test_body_deeper_than_any_page_is_an_error(opening: str) -> None:
    with pytest.raises(InputError, match="no article found"):
        read(f"<html><body>{opening}{BODY}")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("<p>a</p>" * 700_000, "too large"),
        ("<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">", "too large"),
        ("<b>a</b>" * 110_000, "too many elements"),
    ],
)
def test_pages_beyond_all_measure_are_refused_at_once(more: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(page(BODY + more))


def test_a_page_that_breaks_its_reader_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise KeyError("tag")

    (tmp_path / "a.html").write_text(page(BODY))
    (tmp_path / "b.txt").write_text("It rained.")
    monkeypatch.setattr("trafilatura.bare_extraction", break_down)
    failures: dict[str, Exception] = {}
    articles = read_many(tmp_path, on_error=failures.__setitem__)
    assert [article.doc_id for article in articles] == ["b.txt"]
    assert isinstance(failures["a.html"], InputError)
    assert "a.html: this page cannot be read (KeyError: 'tag'); save its text" in str(failures["a.html"])


def test_images_inside_the_page_do_not_count() -> None:
    image = f'<img src="data:image/png;base64,{"iVBORw0KGgo" * 600_000}">'
    assert read(page(image + BODY)).text.startswith("It rained")
