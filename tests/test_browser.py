"""Pages opened in a real browser: what they show, how they are worked, and that nothing of an article runs in them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from attribution import Article, audit, audit_many, display, report

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install '.[test]'")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: apt-get install chromium")

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
STORY = Article(
    "The mill will close, two aides told Reuters. They asked not to be named for fear of reprisals.\n\n"
    "“It is over,” Mayor Ann Lee said, “and I am sorry.” Her office confirmed that the last shift ends in May.\n\n"
    "The mill opened in 1961. Lee said that the owner had told her he would pay the wages. Bob Ray denied it.",
    "mill",
    title="The mill",
)
RUN = "window.ran = (window.ran || 0) + 1"
HOSTILE = (
    f"<script>{RUN}</script><img src=x onerror='{RUN}'><svg onload='{RUN}'></svg><a href='javascript:{RUN}'>a</a>"
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe></script></style></article></mark>"
    f"<style>@import 'https://example.org/x.css'</style><link rel=stylesheet href=https://example.org/y.css>"
    f'" onfocus="{RUN}" autofocus=" {{{{7*7}}}} {{% include "x" %}} <!-- ]]> &lt;script&gt;'
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield browser
        browser.close()


class Visit:
    """A page that was opened, with all that it asked for and all that it said."""

    def __init__(self, page: Any, path: Path) -> None:
        self.page = page
        self.requests: list[str] = []
        self.refused: dict[str, str] = {}
        self.talk: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", lambda request: self.refused.update({request.url: request.failure}))
        page.on("console", lambda message: self.talk.append(message.text))
        page.on("pageerror", lambda error: self.talk.append(str(error)))
        page.on("dialog", lambda dialog: (self.talk.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        self.address = path.as_uri()

    def numbers(self, selector: str) -> set[str]:
        """The statements that the marks found by a selector belong to."""
        return set(self.page.eval_on_selector_all(selector, "found => found.map(e => e.dataset.s || e.dataset.n)"))


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Any]:
    contexts = []

    def open_(markup: str, *, width: int = 1280, **options: Any) -> Visit:
        path = tmp_path / f"{len(contexts)}.html"
        path.write_text(markup, encoding="utf-8")
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, **options))
        return Visit(contexts[-1].new_page(), path)

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def story() -> str:
    return report(audit(STORY), STORY)


@pytest.fixture(scope="module")
def corpus() -> str:
    texts = [(f"{place}-{n}", STORY.text.replace("Ann Lee", f"{name} Lee").replace("Lee", f"Lee{n}"))
             for n in range(8) for place, name in (("post", "Ann"), ("herald", "Zoe"))]  # fmt: skip
    frame = audit_many(texts)
    return report(
        frame.assign(
            outlet=frame["doc_id"].str.split("-").str[0],
            date="2024-0" + (frame["doc_id"].str[-1].astype(int) % 3 + 1).astype("string") + "-01",
        )
    )


def number_of(claim: str) -> str:
    frame = audit(STORY)
    return str(frame.loc[frame["claim"].str.contains(claim, regex=False), "statement"].iloc[0])


def test_the_article_stands_there_with_its_marks(visit: Any, story: str) -> None:
    opened = visit(story)
    text = opened.page.evaluate(
        "() => { const t = document.querySelector('#text').cloneNode(true);"
        "t.querySelectorAll('.ref').forEach(r => r.remove()); return t.textContent }"
    )
    assert text == STORY.text
    assert opened.numbers("#text .claim") == {str(number) for number in audit(STORY)["statement"]}
    assert opened.page.locator("h1").inner_text() == "The mill"
    assert opened.talk == []


def test_strength_shows_in_the_form_of_the_line(visit: Any, story: str) -> None:
    opened = visit(story)
    style = "e => getComputedStyle(e).textDecorationStyle + ' ' + getComputedStyle(e).textDecorationLine"
    shown = {
        strength: opened.page.locator(f".claim.s-{strength}:not(.own)").first.evaluate(style)
        for strength in ("strong", "weak")
    }
    assert shown == {"strong": "solid underline", "weak": "dotted underline"}
    assert "none" in opened.page.locator(".claim.own").first.evaluate(style)


def test_pointing_at_a_statement_shows_who_stands_behind_it(visit: Any, story: str) -> None:
    opened = visit(story)
    panel = opened.page.locator("#panel")
    assert "Point at a statement" in panel.inner_text()
    number = number_of("The mill will close")
    opened.page.locator(f".claim[data-s='{number}']").first.hover()
    words = panel.inner_text()
    for part in (f"Statement {number}", "aides", "Reuters", "this article", "anonymous", "weak", "identity", "0."):
        assert part in words
    assert opened.numbers(".on") == {number}
    assert panel.locator(".bar").count() == 5


def test_pieces_of_one_claim_light_up_as_one(visit: Any, story: str) -> None:
    opened = visit(story)
    number = number_of("It is over")
    pieces = opened.page.locator(f".claim[data-s='{number}']")
    assert pieces.count() >= 2
    pieces.last.hover()
    assert opened.page.locator(f".claim.on[data-s='{number}']").count() == pieces.count()


def test_the_keyboard_does_all_of_it(visit: Any, story: str) -> None:
    opened = visit(story)
    page = opened.page
    refs = page.locator("#text .ref")
    refs.first.focus()
    seen = []
    for _ in range(refs.count()):
        seen.append(page.locator("#panel h2").inner_text())
        page.keyboard.press("Tab")
    assert seen == [f"Statement {n + 1}" for n in range(refs.count())]
    refs.nth(1).focus()
    page.keyboard.press("Enter")
    page.locator(".claim").last.hover()
    assert page.locator("#panel h2").inner_text() == "Statement 2"  # it was pinned
    page.keyboard.press("Escape")
    assert "Point at a statement" in page.locator("#panel").inner_text()
    name = page.locator(".sources .name").first
    name.focus()
    page.keyboard.press("Space")
    assert name.get_attribute("aria-pressed") == "true"
    chip = page.locator(".chip").first
    chip.focus()
    page.keyboard.press("Enter")
    assert chip.get_attribute("aria-pressed") == "true"


def test_a_source_lights_up_what_it_says(visit: Any, story: str) -> None:
    opened = visit(story)
    frame = audit(STORY)
    wanted = {str(n) for n in frame.loc[frame["entity"] == "Ann Lee", "statement"]}
    name = opened.page.get_by_role("button", name="Ann Lee", exact=True)
    name.click()
    assert opened.numbers(".lit") == wanted
    assert f"Ann Lee: {len(wanted)} statement" in opened.page.locator("#lit").inner_text()
    name.click()
    assert opened.numbers(".lit") == set()


def test_filters_show_only_what_was_chosen(visit: Any, story: str) -> None:
    opened = visit(story)
    page, frame = opened.page, audit(STORY)
    page.locator(".chip[data-type='anonymous']").click()
    anonymous = {str(n) for n in frame.loc[frame["source_type"] == "anonymous", "statement"]}
    assert opened.numbers("#text .claim:not(.off)") == anonymous
    assert page.locator(".notes tbody tr:visible").count() == len(anonymous)
    assert f"{len(anonymous)} of {len(frame)} statements shown" in page.locator("#shown").inner_text()
    assert "Ann Lee" not in page.locator(".sources").inner_text()
    page.locator(".chip[data-strength='strong']").click()
    assert opened.numbers("#text .claim:not(.off)") == set()
    page.locator("#all").click()
    assert page.locator(".off").count() == 0
    assert page.locator(".notes tbody tr:visible").count() == len(frame)


def test_links_in_the_list_lead_to_the_statement(visit: Any, story: str) -> None:
    opened = visit(story)
    link = opened.page.locator(".numbers a").last
    link.click()
    assert opened.page.evaluate("document.activeElement.dataset.n") == link.get_attribute("data-n")


def test_on_a_phone_the_panel_comes_up_from_below_and_nothing_is_cut_off(visit: Any, story: str, corpus: str) -> None:
    opened = visit(story, width=390, has_touch=True)
    panel = opened.page.locator("#panel")
    assert not panel.is_visible()
    opened.page.locator(".claim").first.tap()
    assert panel.bounding_box()["y"] > 300
    panel.locator(".close").tap()
    assert not panel.is_visible()
    for markup in (story, corpus):
        page = visit(markup, width=320).page
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_javascript_the_article_can_be_read(visit: Any, story: str, corpus: str) -> None:
    page = visit(story, java_script_enabled=False).page
    assert page.locator("#text .claim").count() > 4
    assert not page.locator("#panel").is_visible()
    assert page.locator(".notes tbody tr:visible").count() == len(audit(STORY))
    assert "Choose kinds" not in page.locator("body").inner_text()
    page.locator("#text .ref").first.click()
    assert page.url.endswith("#note-1")
    other = visit(corpus, java_script_enabled=False).page
    assert other.locator("#articles tbody tr:visible").count() == 16
    assert not other.locator(".search").first.is_visible()


def test_in_print_every_note_is_there(visit: Any, story: str) -> None:
    page = visit(story).page
    page.locator(".chip[data-type='anonymous']").click()
    page.emulate_media(media="print")
    assert page.locator(".notes tbody tr:visible").count() == len(audit(STORY))
    assert not page.locator("#panel").is_visible()
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("kind", ["article", "corpus", "notebook"])
def test_nothing_of_a_hostile_article_runs_and_nothing_is_fetched(visit: Any, kind: str) -> None:
    article = Article(
        f"{HOSTILE} It rained, said {HOSTILE}.\n\n“{HOSTILE},” Ann Lee said.",
        HOSTILE,
        title=HOSTILE,
        byline=HOSTILE,
        outlet=HOSTILE,
        date=HOSTILE,
        url=f"javascript:{RUN}",
    )
    frame = audit(article)
    if kind == "article":
        opened = visit(report(frame, article))
    elif kind == "corpus":
        frame = frame.assign(entity=HOSTILE, relay=HOSTILE, title=HOSTILE, outlet=HOSTILE, date="2024-05-01")
        opened = visit(report(frame))
    else:
        cell = "<!doctype html><title>Notebook</title>" + display(frame, article)._repr_html_()
        opened = visit(cell)
    page = opened.page
    if kind == "article":
        for mark in page.locator("[data-s]").all()[:10]:
            mark.hover()
        for button in page.locator("button:visible").all():
            button.click()
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran === undefined")
    assert opened.talk == []
    assert {url for url in opened.requests if url != "about:srcdoc"} == {opened.address}
    if kind != "notebook":
        assert "{{7*7}}" in page.locator("main").inner_text()
        assert page.locator("main img, main script, main iframe, main link, main a[href^='javascript']").count() == 0


def test_the_policy_stops_what_would_slip_through(visit: Any, story: str) -> None:
    opened = visit(story)
    opened.page.evaluate(
        """run => {
          document.body.insertAdjacentHTML("beforeend", `<img src="https://example.org/x.png" onerror="${run}">`);
          const script = document.createElement("script");
          script.textContent = run;
          document.body.append(script);
        }""",
        RUN,
    )
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate("window.ran === undefined")
    assert opened.refused == {"https://example.org/x.png": "csp"}  # by the page itself, before it reaches any network
    assert set(opened.requests) == {opened.address, *opened.refused}


def test_tables_are_sorted_and_searched(visit: Any, corpus: str) -> None:
    opened = visit(corpus)
    page = opened.page
    names = "#cited tbody tr:visible th"
    head = page.locator("#cited thead th", has_text="Source")
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    found = page.locator(names).all_inner_texts()
    assert found == sorted(found, key=str.casefold)
    head.locator("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert page.locator("#cited thead th[aria-sort='ascending']").count() == 0
    page.get_by_label("Search sources").fill("zoe lee3")
    assert page.locator(names).all_inner_texts() == ["Zoe Lee3's office", "Zoe Lee3"]
    assert page.locator("#cited-search ~ .found").inner_text().startswith("2 of ")
    page.get_by_label("Search sources").fill("")
    score = page.locator("#articles thead th", has_text="Mean score")
    score.locator("button").click()
    values = [float(words) for words in page.locator("#articles tbody tr:visible td:last-child").all_inner_texts()]
    assert values == sorted(values, reverse=True)
    page.get_by_role("button", name="Show all 16 rows").click()
    assert page.locator("#articles tbody tr:visible").count() == 16
    assert opened.talk == []


@pytest.mark.parametrize("kind", ["article", "corpus"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)])
def test_axe_finds_no_serious_fault(visit: Any, story: str, corpus: str, kind: str, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    opened = visit(story if kind == "article" else corpus, width=width, color_scheme=scheme)
    if kind == "article":  # with the panel open, a source lit up, and a filter on
        opened.page.locator(".sources .name").first.click()
        opened.page.locator(".chip").first.click()
        opened.page.locator(".ref").first.focus()
    faults = Axe().run(opened.page).response["violations"]
    serious = [
        (fault["id"], node["html"], node["failureSummary"])
        for fault in faults
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]
    assert serious == []
