"""Pages as markup; ``test_browser.py`` opens them."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from attribution import Article, FrameError, InputError, audit, audit_many, report
from attribution.frame import to_frame
from attribution.model import Attribution, CharSpan, Quotation, Score, Source, SourceType, Statement, Strength
from attribution.pages import still

TEXT = "The mill will close, two aides told Reuters.\n\n“No,” Mayor Ann Lee said. It opened in 1961."
HOSTILE = '<script>alert(1)</script></style><img src=x onerror="alert(2)">{{7*7}}{% raw %}&lt;b&gt; \' " -->'


class Page(HTMLParser):
    """What a page holds: its tags with attributes, and the article's text as a reader sees it."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.article = ""
        self.code: dict[str, str] = {"style": "", "script": ""}
        self._open: list[str] = []
        self._in_text = self._in_ref = False
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        self._open.append(tag)
        self._in_text |= values.get("id") == "text"
        self._in_ref |= values.get("class", "").startswith("ref") if values.get("class") else False

    def handle_endtag(self, tag: str) -> None:
        self._in_text &= tag != "article"
        self._in_ref &= tag != "a"
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in self.code:
            self.code[self._open[-1]] += data
        elif self._in_text and not self._in_ref:
            self.article += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [values for name, values in self.tags if name == tag]


def statement(text: str, *spans: tuple[int, int], **values: object) -> Statement:
    claim = tuple(CharSpan(*span) for span in spans)
    return Statement(
        Attribution(claim, quotation=Quotation.INDIRECT, **values),  # type: ignore[arg-type]
        Source(SourceType.NAMED_PERSON, "Ann <b>Lee</b>"),
        Score(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, Strength.WEAK, "Because <i>."),
    )


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(report(audit(TEXT), TEXT))


def test_the_text_stands_in_the_page_as_given(page: Page) -> None:
    assert page.article == TEXT


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=2, max_size=80), st.data())
@example("<p>One & two\n\n </p>", None)
def test_any_text_stands_in_the_page_as_given(text: str, data: st.DataObject | None) -> None:
    spans = [(0, 1)]
    if data is not None:
        cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True)))
        spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    article = Article(text, "a")
    frame = to_frame([(article, [statement(text, *spans), statement(text, (0, len(text)))])])
    found = Page(report(frame, article))
    assert found.article == text


def test_statements_cues_and_sources_are_marked(page: Page) -> None:
    frame = audit(TEXT)
    claims = [values for values in page.all("mark") if values["class"].startswith("claim")]  # type: ignore[union-attr]
    assert {values["data-s"] for values in claims} == {str(number) for number in frame["statement"]}
    assert any("own" in (values["class"] or "").split() for values in claims)
    cited = {str(number) for number in frame.loc[frame["cue"].notna(), "statement"]}
    for tag in ("i", "b"):
        assert {values["data-s"] for values in page.all(tag) if "data-s" in values} == cited


def test_the_policy_names_the_only_code_that_may_run(page: Page) -> None:
    (policy,) = [values["content"] for values in page.all("meta") if values.get("http-equiv")]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.code[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
        assert len(page.all(kind)) == 1
    assert "unsafe" not in policy


def test_nothing_is_fetched(page: Page) -> None:
    assert not {tag for tag, _ in page.tags} & {"link", "img", "iframe", "object", "embed", "audio", "video", "base"}
    for _, values in page.tags:
        assert not {"src", "srcset", "style", "action", "background"} & values.keys()
        assert not [name for name in values if name.startswith("on")]
        assert (values.get("href") or "#").startswith("#")
    assert "@import" not in page.code["style"]
    assert not re.findall(r"url\((?!#)", page.code["style"])


@pytest.mark.parametrize("make", [report, still])
def test_hostile_words_stay_words(make: object) -> None:
    article = Article(
        f"{HOSTILE} It rained, said Ann {HOSTILE}. {HOSTILE}", HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE
    )
    frame = audit(article)
    for given_article in (article, None):
        found = Page(make(frame.assign(title=HOSTILE, outlet=HOSTILE, date="2024-01-01"), given_article))  # type: ignore[operator]
        assert len(found.all("script")) == (make is report)
        assert not found.all("img")
        assert not [name for _, values in found.tags for name in values if name.startswith("on")]
    assert "{{7*7}}" in report(frame, article)


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://example.org/a?b=<c>", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("//example.org", False),
        ("file:///etc/passwd", False),
        ("https://[", False),
        ("https://a b", False),
    ],
)
def test_only_web_addresses_are_links(url: str, is_link: bool) -> None:
    found = Page(report(audit(TEXT), Article(TEXT, url=url)))
    links = [values for values in found.all("a") if not (values["href"] or "").startswith("#")]
    assert links == ([{"href": url, "rel": "noopener noreferrer"}] if is_link else [])


def test_what_is_known_of_the_article_is_shown() -> None:
    article = Article(TEXT, "", "The mill", "Jo Roe", "The Post", "2024-05-01", "https://example.org/mill")
    markup = report(audit(TEXT), article)
    for words in ("The mill", "Jo Roe", "The Post", "2024-05-01", "https://example.org/mill"):
        assert f">{words}<" in markup
    assert "None" not in re.sub(r"<(style|script)>.*?</\1>", "", report(audit(TEXT), TEXT), flags=re.S)


def test_an_article_without_statements_is_a_page_too() -> None:
    assert "No statement was found" in report(audit(""), "")
    assert "No statement was found" in report(audit(""))


@pytest.mark.parametrize("frame", [TEXT, Article(TEXT), None])
def test_a_page_is_of_a_frame(frame: object) -> None:
    with pytest.raises(FrameError, match="should be a DataFrame, not a value of type"):
        report(frame)  # type: ignore[arg-type]


def test_frame_and_article_have_to_fit() -> None:
    frame = audit_many([("a", TEXT), ("b", "It rained, he said.")])
    assert "It rained" in report(frame, Article("It rained, he said.", "b"))
    with pytest.raises(FrameError, match="has 2 articles: give the one to show as an Article with its doc_id"):
        report(frame, TEXT)
    with pytest.raises(FrameError, match="has no article 'c'; it has 'a', 'b'"):
        report(frame, Article(TEXT, "c"))
    with pytest.raises(FrameError, match="does not fit the article 'a'.*give the text that was audited"):
        report(frame, Article(f"x{TEXT}", "a"))
    with pytest.raises(FrameError, match="differs in"):
        report(frame.drop(columns="score"))
    with pytest.raises(FrameError, match="differs in"):
        report(pd.DataFrame({"a": [1]}), TEXT)
    with pytest.raises(InputError, match="the article should be a string"):
        report(audit(TEXT), 3)  # type: ignore[arg-type]


def test_a_page_without_script_explains_on_pointing() -> None:
    found = Page(still(audit(TEXT), TEXT))
    assert not found.all("script")
    assert all(values.get("title") for values in found.all("mark"))
    assert len([values for values in found.all("tr") if (values.get("id") or "").startswith("note-")]) == 3


def test_a_corpus_page_shows_what_its_columns_tell() -> None:
    frame = audit_many([("a", TEXT), ("b", TEXT)])
    plain = Page(report(frame))
    tables = {values["id"] for values in plain.all("table")}
    assert tables == {"cited", "articles"} - ({"articles"} if frame["attributed"].sum() < 6 else set())
    dates = frame["doc_id"].map({"a": "2024-05-01", "b": "2024-06-01"})
    facts = Page(report(frame.assign(outlet="The Post", date=dates, title="The mill")))
    assert {values["id"] for values in facts.all("table")} == tables | {"outlets", "periods"}
    assert all(values.get("aria-sort") for values in facts.all("th") if "number" in (values.get("class") or ""))


def test_half_a_character_does_not_make_a_page_unwritable() -> None:
    broken = "The mill will close \ud83d, two aides said."
    page = report(audit(broken, model="rules"), broken).encode().decode()
    assert Page(page).article.strip() == "The mill will close \ufffd, two aides said."
