"""The words of an article are found where the page shows them, and nowhere else."""

import html
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import read
from attribution.linter.markup import align
from attribution.model import CharSpan

FLED = "The suspect reportedly fled to Spain."


def place(markup: str, text: str, words: str, *, nth: int = 0) -> CharSpan | None:
    """The place in the markup of the nth time that a text has some words."""
    start = [match.start() for match in re.finditer(re.escape(words), text)][nth]
    return align(text, markup).place_of(CharSpan(start, start + len(words)))


def shown(markup: str, text: str, words: str) -> str:
    found = place(markup, text, words)
    assert found is not None
    return markup[slice(*found)]


@pytest.mark.parametrize(
    ("markup", "there"),
    [
        (f"<meta name=description content='{FLED}'><p>{FLED}</p>", FLED),
        (f'<title>{FLED}</title><script type="application/ld+json">"{FLED}"</script><p>{FLED}</p>', FLED),
        (f"<!-- {FLED} --><p>{FLED}</p>", FLED),
        (f"<style>/* {FLED} */</style><p title='> {FLED}'>{FLED}</p>", FLED),
        (f"<p>{FLED.replace('reportedly', '<b>report<i>edly</i></b>')}</p>", None),
        (f"<p>{FLED.replace(' ', '&nbsp;')}</p>", None),
        (f"<p>{FLED.replace(' ', chr(13) + chr(10) + chr(9))}</p>", None),
        (f"<p>\U0001f30a {FLED}</p>", FLED),
        (f"<p>{FLED}", FLED),
        (f"<p <p>{FLED}</p></i></div><!-- x", FLED),
        (f"<script>if (a<b) x = '</p>'</script><p class=a\"b>{FLED}</p>", FLED),
    ],
)
def test_words_are_found_where_they_are_shown(markup: str, there: str | None) -> None:
    found = shown(markup, FLED, FLED)
    assert markup.rindex(found) == markup.rindex("The")
    assert found == (there or found)
    assert found.endswith("Spain.")


def test_references_are_read() -> None:
    text = '“Rain & hail,” she said, isn’t "rare" at 0 °C.'
    markup = "<p>&#8220;Rain &amp; hail,&#x201d; she said,&nbsp;isn&rsquo;t &quot;rare&quot; at 0&nbsp;&deg;C.</p>"
    assert shown(markup, text, "“Rain & hail,”") == "&#8220;Rain &amp; hail,&#x201d;"
    assert shown(markup, text, "isn’t") == "isn&rsquo;t"
    assert shown(markup, text, '"rare"') == "&quot;rare&quot;"
    assert shown(markup, text, "°C") == "&deg;C"


def test_a_sentence_said_twice_is_found_twice() -> None:
    text = f"It rained all day in the valley.\n{FLED}\nIt hailed all night on the hills.\n{FLED}"
    lines = text.split("\n")
    markup = "<p>Advertisement</p>".join(f"<p>{line}</p>" for line in lines)
    assert place(markup, text, FLED) == (markup.index(FLED), markup.index(FLED) + len(FLED))
    assert place(markup, text, FLED, nth=1) == (markup.rindex(FLED), markup.rindex(FLED) + len(FLED))


def test_an_article_is_found_below_its_summary() -> None:
    text = f"{FLED}\nIt rained all day in the valley."
    markup = f"<aside>{FLED}</aside><ul><li>More news</ul><p>{FLED}</p><div>Advertisement</div><p>{text[38:]}</p>"
    found = place(markup, text, FLED)
    assert found is not None
    assert found.start == markup.rindex(FLED)


def test_what_the_extractor_adds_and_leaves_out_parts_nothing() -> None:
    text = f"- {FLED}\n| a | b |\nIt rained, the mayor said."
    markup = (
        f"<li>{FLED}</li><td>a</td><td>b</td><p>It rained<sup>[1]</sup>, the mayor <button>Follow</button>said.</p>"
    )
    assert shown(markup, text, FLED) == FLED
    assert shown(markup, text, text[-26:]) == markup[markup.index("It rained") : -4]


def test_words_that_a_page_does_not_show_have_no_place() -> None:
    assert place("<p>It rained.</p>", FLED, FLED) is None
    assert place("", FLED, FLED) is None


def test_accents_may_be_written_otherwise() -> None:
    assert (
        shown("<p>Re\u0301sume\u0301 of the ministe&#768;re.</p>", "Résumé of the ministère.", "Résumé")
        == ("Re\u0301sume\u0301"[:-1])
    )


PIECE = st.text("abc deMNé🌊“”.,'’&<>", min_size=1, max_size=30).map(lambda words: " ".join(words.split()))


def written(text: str, draw: st.DrawFn) -> str:
    """A text as markup, here and there with a tag, a comment, a reference or other white space."""
    forms = {" ": [" ", "\r\n", "&nbsp;", " <!-- a b --> "], "e": ["e", "&#101;", "<b>e</b>", "e<br>"], "&": ["&amp;"]}
    return "".join(draw(st.sampled_from(forms.get(character, [html.escape(character)]))) for character in text)


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, str]:
    """Paragraphs, and a page that has them all in a row, after a head that has them too."""
    lines = draw(st.lists(PIECE.filter(bool), min_size=1, max_size=5))
    text = "\n".join(lines)
    head = f"<title>{html.escape(text)}</title><script>{html.escape(text)}</script>"
    return text, head + "".join(f"<p>{written(line, draw)}</p>\n" for line in lines)


@given(pages())
def test_the_places_markup_says_what_the_text_says(page: tuple[str, str]) -> None:
    text, markup = page
    places = align(text, markup)
    for line in re.finditer(r"[^\n]+", text):
        found = places.place_of(CharSpan(*line.span()))
        if any(map(str.isalnum, line[0])):
            assert found is not None
            bare = html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", markup[slice(*found)]))
            assert bare.split() == line[0].split() or "".join(bare.split()) == "".join(line[0].split())


@given(st.text(st.sampled_from("<>!-/&;=\"' \nabp"), max_size=60), st.text(max_size=20))
def test_no_markup_is_too_broken(markup: str, text: str) -> None:
    places = align(text, markup)
    for n in range(len(text)):
        found = places.place_of(CharSpan(n, n + 1))
        assert found is None or 0 <= found.start < found.end <= len(markup)


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<!--",
        "<p ",
        '<p a="',
        "<title",
        "<script>",
        "</script",
        "&",
        "&#1",
        "a",
        "abcdefgh ",
        "<p>It rained.</p>",
        "=",
    ],
)
def test_time_is_linear_in_the_page(unit: str) -> None:
    start = time.process_time()
    align("It rained. " * 2_000 + "a" * 20_000 + "abcdefghx" * 2_000, unit * (600_000 // len(unit)))
    assert time.process_time() - start < 10


def test_places_fit_what_the_extractor_gives() -> None:
    markup = (
        "<html><head><meta name=description content='It rained all day, the mayor said.'></head><body><article>\r\n"
        "<h1>Rain</h1><p>It rained <a href='/x?a=1&amp;b=2'>all&nbsp;day</a>, the mayor said.</p>\r\n<ul><li>It hailed too"
        "</li></ul><blockquote><p>&ldquo;It pours&rdquo;, she said on Monday.</p></blockquote></article></body></html>"
    )
    text = read(markup).text
    for words in ("It rained all day, the mayor said.", "It hailed too", "“It pours”, she said on Monday."):
        found = shown(markup, text, words)
        assert html.unescape(re.sub("<[^>]*>", "", found)).split() == words.split()
