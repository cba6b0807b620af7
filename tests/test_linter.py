"""The rules fire where they must and nowhere else, and a policy, a comment and a baseline let pass what they say."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import Article, DataFileError
from attribution.analysis import statements_of
from attribution.linter.baseline import fingerprint, made_known, read_baseline, render_baseline
from attribution.linter.check import check, check_files, files_in, without_known
from attribution.linter.checks import check_statements
from attribution.linter.markup import read_markup
from attribution.linter.places import Located, Place
from attribution.linter.policy import Policy, load_policy
from attribution.linter.rules import Level, rules
from attribution.linter.suppressions import Suppression, find_suppressions, let_pass, without_comments
from attribution.model import CharSpan, text_of

EXAMPLES = [
    pytest.param(id, text, is_bad, id=f"{id}-{'bad' if is_bad else 'good'}-{n}")
    for id, rule in rules().items()
    for is_bad, texts in ((True, rule.bad), (False, rule.good))
    for n, text in enumerate(texts)
]
REPORTEDLY = "The suspect reportedly fled to Spain."


def fired(text: str | Article, policy: Policy | None = None) -> set[str]:
    return {violation.rule for violation in check(text, policy=policy)}


@pytest.mark.parametrize(("rule", "text", "is_bad"), EXAMPLES)
def test_a_rule_fires_in_its_bad_examples_and_in_none_of_its_good(rule: str, text: str, is_bad: bool) -> None:
    assert (rule in fired(text)) is is_bad


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (
            "AT101",
            "People said the dam leaks, sources told reporters.",
            "Sources at the port authority said the dam leaks.",
        ),
        ("AT102", "An aide to the mayor said she will resign.", "Aide Ann Lee said the mayor will resign."),
        (
            "AT102",
            "A nurse said the charts were changed.",
            "A nurse said the charts were changed. She spoke on condition of anonymity because she fears her employer.",
        ),
        (
            "AT103",
            "The club will be sold, according to a director.",
            "The club will be sold, chairman Ian Frost said. A director said the price is secret.",
        ),
        ("AT105", "One colleague called the judge incompetent.", "Lawyer Jan Orr called the judge incompetent."),
        (
            "AT201",
            "The talks failed, Reuters reported, citing two officials.",
            "The talks failed, Reuters reported, citing minister Aya Sato.",
        ),
        (
            "AT203",
            "The hostages are free, minister Aya Sato told state television, according to Reuters.",
            "The hostages are free, minister Aya Sato told Reuters.",
        ),
        (
            "AT301",
            "Police officer Ray Cho conceded that the gun jammed.",
            "Police officer Ray Cho said that the gun jammed.",
        ),
        ("AT302", "The firm is said to be bankrupt.", "The firm is bankrupt, owner Jo Dunn said."),
        (
            "AT302",
            "The firm cheated, prosecutors said. It is reportedly bankrupt.",
            "The firm is reportedly bankrupt, owner Jo Dunn said.",
        ),
        ("AT303", "Many voters say taxes are too high.", "“Taxes are too high,” voter Sue Tran said."),
        (
            "AT303",
            "Some say the strike was wrong. The vote is on Friday.",
            "Some say the strike was wrong, but Ann Lee, a nurse, said it was right.",
        ),
        ("AT303", "Many believe the bridge will fall.", "The bridge may fall. Some said it was too late."),
        # a document to look up, with a name to find it by
        (
            "AT303",
            "Nurses said in a letter that wards are full.",
            "Nurses at St Mary's said in a letter that wards are full.",
        ),
        (
            "AT303",
            "Researchers said in a study on Monday that coffee helps.",
            "Coffee helps, researchers said in a study published in Nature on Monday.",
        ),
        (
            "AT303",
            "Experts said the drug failed in a study at Yale.",
            "Experts at Yale said in a new peer-reviewed study that the drug failed.",
        ),
        (
            "AT303",
            "Critics said that coffee helps. It helps, a study by Yale University found.",
            "Researchers said that coffee helps. It helps, a study by Yale University found.",
        ),
        (
            "AT303",
            "Economists at the bank wrote that growth is near.",
            "Economists led by Dion Prasad wrote that growth is near.",
        ),
        ("AT304", "Recent reports said the ship sank.", "A report by the navy said the ship sank."),
        ("AT306", "The army said it hit a tank. The claim could not be confirmed.", "The army said it hit a tank."),
        (
            "AT401",
            "The governor took kickbacks from builders.",
            "The governor took kickbacks from builders, prosecutors said.",
        ),
        ("AT402", "The plant cost $40 million to build.", "The plant cost $40 million to build, owner Jo Dunn said."),
        (
            "AT503",
            "Mayor to resign over the bridge\n\nThe mayor will resign over the bridge, one aide said.",
            "Mayor to resign over the bridge\n\nThe mayor will resign over the bridge, Mayor Kim Lee said.",
        ),
    ],
)
def test_rules_on_further_texts(rule: str, bad: str, good: str) -> None:
    assert rule in fired(bad)
    assert rule not in fired(good)


def test_a_rule_has_an_id_for_good_and_a_message_that_can_be_filled() -> None:
    assert len(rules()) >= 15
    for id, rule in rules().items():
        assert re.fullmatch(r"AT[1-9]\d\d", id)
        assert re.fullmatch(r"[a-z-]+", rule.name)
        assert all((rule.bad, rule.good, rule.because, rule.standard))


def test_a_plain_article_breaks_no_rule() -> None:
    text = "The mill will close in May, manager Greta Hahn said. Union leader Max Bohn said the order books are full."
    assert check(text) == ()


def test_what_a_source_does_again_and_again_is_said_once() -> None:
    text = "The dam leaks, an aide said. The wall is cracked, the aide said. The pumps failed, the aide said."
    found = [violation for violation in check(text) if violation.rule == "AT102"]
    assert len(found) == 1
    assert "2 more statements" in found[0].message


def test_the_place_is_that_of_the_words() -> None:
    text = "🌊 It rained.\r\n\r\nThe minister admitted that the dam leaks."
    (violation,) = (violation for violation in check(text) if violation.rule == "AT301")
    assert text[slice(*violation.span)] == "admitted"


def test_a_number_is_whole() -> None:
    text = "The plants served 410,000 people."
    (violation,) = check(text)
    assert text[violation.span.start : violation.span.end] == "410,000 people"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("AT102", "A source said the police beat the man."),
        ("AT102", "A lawyer said the papers are forged."),
        ("AT102", "Two teachers said the answers were erased. Mayor Ann Lee said that is untrue."),
        ("AT301", "The army claimed the attack was staged."),
        ("AT302", "It emerged that the suspect had left."),
        ("AT401", "Mayor stole millions: a city's shame\n\nIt rained."),
        ("AT401", "The mayor stole from thieves."),
    ],
)
def test_what_lets_pass_lets_no_more_pass(rule: str, text: str) -> None:
    assert rule in fired(text)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Doctors said many doctors believe the drug is bad.", ["AT102"]),
        ("Many doctors say the drug is bad. Doctors there said it kills.", ["AT102"]),
        ("Doctors said many patients believe the drug is bad.", ["AT102", "AT303"]),
    ],
)
def test_one_fault_is_one_finding(text: str, rules: list[str]) -> None:
    assert [found.rule for found in check(text, policy=Policy(select=("AT102", "AT303")))] == rules
    assert fired(text, Policy(select=("AT303",))) == {"AT303"}  # which asks for the name where no other rule does


@pytest.mark.parametrize(
    "who",
    [
        "One official there",
        "Club sources consulted by the paper",
        "A backbencher elected in May",
    ],
)
def test_people_are_known_by_what_they_are_called_whatever_stands_behind_it(who: str) -> None:
    assert "AT102" in fired(f"{who} said the papers are forged.")


@pytest.mark.parametrize(
    "text",
    [
        "Hospital hid infections, whistleblower says\n\nThe hospital hid infections, nurse Ann Lee said.\n\nIt rained.",
        "Fire was arson, officer tells jury\n\nThe fire was arson, Sgt. Ann Lee testified.\n\nIt rained.",
        "Sources: Mill to close in May\n\nThe mill will close in May, chairman Jan Orr said.\n\nIt rained.",
    ],
)
def test_a_headline_may_cite_in_short_whom_the_text_names(text: str) -> None:
    assert fired(text).isdisjoint({"AT101", "AT102", "AT103", "AT501"})


def test_a_headline_supports_no_lead() -> None:
    text = "Bank to close 40 branches, source says\n\nThe bank will close 40 branches, an aide said.\n\nMarkets fell."
    assert "AT103" in fired(text)


@pytest.mark.parametrize(
    ("text", "is_unanswered"),
    [
        ("Rita Shaw said Mayor Frank Oduya took bribes from a builder. The city issued 212 permits.", True),
        ("Rita Shaw said Mayor Frank Oduya took bribes. Oduya's lawyer said he was innocent.", False),
        ("Rita Shaw said Mayor Frank Oduya took bribes. He declined to comment.", False),
        ("Rita Shaw accused Manila of delay. The city issued 212 permits.", False),
        ("Rita Shaw said Joe Dunn had been abused as a child.", False),
    ],
)
def test_who_is_accused_by_name_is_to_be_heard(text: str, is_unanswered: bool) -> None:
    assert ("AT307" in fired(text)) is is_unanswered


def test_what_could_not_be_checked_is_said_once() -> None:
    text = "Ann Lee said soldiers burned the village. Reuters could not independently verify the claim."
    assert [violation.rule for violation in check(text)] == ["AT306"]


def test_a_title_from_outside_the_text_is_a_headline_too() -> None:
    text = "The central bank raises rates next week, a person briefed on the plan said."
    assert "AT503" in fired(Article(text, title="Central bank raises rates next week"))
    assert "AT503" not in fired(Article(text, title="Central bank may raise rates next week"))


# --- policy


def test_selected_and_ignored() -> None:
    assert fired(REPORTEDLY) == {"AT302"}
    assert fired(REPORTEDLY, Policy(select=("AT1",))) == set()
    assert fired(REPORTEDLY, Policy(ignore=("AT3",))) == set()
    (violation,) = check(REPORTEDLY, policy=Policy(levels={"AT302": Level.ERROR}))
    assert violation.level is Level.ERROR


def test_limits_and_verbs_are_the_policys() -> None:
    text = (
        "The dam leaks, an aide to the mayor said. It leaks, Mayor Kim Lee insisted. “It holds,” said engineer Bo Dahl."
    )
    assert "AT501" not in fired(text)
    assert "AT501" in fired(text, Policy(anonymous_share=0.2))
    assert "AT502" in fired(text, Policy(mean_score=0.95))
    assert "AT301" in fired(text, Policy(loaded_cues=("insist",)))


def test_shares_and_means_are_of_the_same_statements() -> None:
    text = "The dam leaks, a source said. It reportedly sways. It reportedly shakes."
    assert not {"AT501", "AT502"} & set(fired(text))
    assert {"AT501", "AT502"} <= set(fired(text, Policy(min_statements=1)))


def test_what_the_own_outlet_has_came_through_nobody() -> None:
    text = "A mechanic, who spoke to Pacific Dispatch on condition of anonymity, said the pump failed."
    own = Policy(outlet="Pacific Dispatch")
    assert "AT201" in fired(text)
    assert "AT201" not in fired(text, own)
    assert "AT201" in fired(Article(text, outlet="The Herald"), own), "an article that tells its outlet is believed"


def test_rules_look_at_what_is_sure_enough() -> None:
    text = "The dam leaks, an aide said. It leaks, a source said. It is old, a person said. Some say it leaks.\n"
    article = Article(text)
    statements = statements_of(article)
    confidences = sorted(s.attribution.confidence for s in statements if s.attribution.confidence is not None)
    for confidence in (0.0, confidences[1], 1.0):
        found = check_statements(article, statements, Policy(min_confidence=confidence))
        sure = [s for s in statements if (s.attribution.confidence or 0) >= confidence]
        claims = {text_of(s.attribution.claim, text) for s in sure}
        assert {v.claim for v in found if v.rule < "AT5"} <= claims
        assert any(v.rule == "AT101" for v in found) == bool(sure)


def configured(folder: Path, text: str, name: str = "attribution.toml") -> Policy:
    (folder / name).write_text(text, encoding="utf-8")
    return load_policy(folder / name)


def test_a_configuration_is_found_upwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.attribution]\nignore = ['AT3']\nfail-on = 'error'\n")
    inner = tmp_path / "news" / "2024"
    inner.mkdir(parents=True)
    assert load_policy(start=inner).fail_on is Level.ERROR
    (inner / "attribution.toml").write_text("select = ['AT1', 'AT503']\n[per-path-ignores]\n'opinion/**' = ['AT1']\n")
    policy = load_policy(start=inner)
    monkeypatch.chdir(inner)
    assert policy.is_on("AT103", "news/a.txt")
    assert not policy.is_on("AT103", "opinion/x/a.txt")
    assert policy.is_on("AT503", "opinion/x/a.txt")
    assert not policy.is_on("AT501")


@pytest.mark.parametrize(
    ("glob", "path", "is_on"),
    [
        ("news/opinion/**", "opinion/a.txt", False),
        ("news/opinion/**", "../news/opinion/x/a.txt", False),
        ("./news/*.txt", "a.txt", False),
        ("opinion/**", "opinion/a.txt", True),
        ("**/opinion/*", "opinion/a.txt", False),
        ("a.*", "opinion/a.txt", False),
    ],
)
def test_globs_count_from_the_folder_of_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, glob: str, path: str, is_on: bool
) -> None:
    root = tmp_path / "de[s]k"
    (root / "news" / "opinion").mkdir(parents=True)
    policy = configured(root, f"[per-path-ignores]\n'{glob}' = ['AT1']\n")
    monkeypatch.chdir(root / "news")
    assert policy.is_on("AT103", path) is is_on
    assert policy.is_on("AT103", (root / "news" / path).as_posix()) is is_on


def test_a_model_lies_beside_the_configuration(tmp_path: Path) -> None:
    assert configured(tmp_path, "model = 'models/house'").model == str(tmp_path / "models" / "house")
    assert configured(tmp_path, "model = 'rules'").model == "rules"


def test_a_house_rubric_lies_beside_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text("[identity]\nunattributed = 0.5\n")
    assert configured(tmp_path, "rubric = 'house.toml'").rubric == tmp_path / "house.toml"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("slect = ['AT1']", "no key 'slect' (did you mean 'select'?); use select, ignore"),
        ("select = 'AT1'", "select should be a list of strings"),
        ("ignore = ['AT7']", "ignore names no rule: 'AT7'"),
        ("select = []", "select and ignore leave no rule to look for"),
        ("select = ['AT3']\nignore = ['AT30', 'AT3']", "select and ignore leave no rule to look for"),
        ("fail-on = 'high'", "fail-on should be note, warning, error, not 'high'"),
        ("anonymous-share = 30", "anonymous-share should be a number from 0 to 1, not 30"),
        ("min-confidence = 1.5", "min-confidence should be a number from 0 to 1"),
        ("min-statements = 0", "min-statements should be a whole number"),
        ("[levels]\nAT999 = 'error'", "levels names no rule: 'AT999'"),
        ("[levels]\nAT101 = 'fatal'", "levels.AT101 should be"),
        ("[per-path-ignores]\n'a/**' = 'AT1'", "per-path-ignores.a/** should be a list"),
        ("select = ", "cannot be read as a configuration"),
    ],
)
def test_a_wrong_configuration_is_one_clear_error(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DataFileError, match=re.escape(said)) as raised:
        configured(tmp_path, text)
    assert "attribution.toml" in str(raised.value)


def test_a_broken_project_above_counts_only_where_it_names_the_package(tmp_path: Path) -> None:
    inner = tmp_path / "news"
    inner.mkdir()
    project = tmp_path / "pyproject.toml"
    for broken in ("[project\nname = 1\n", "[project]\nname = 'caf\xe9'\n"):
        project.write_text(broken, encoding="latin-1")
        assert load_policy(start=inner) == Policy()
    project.write_text("[tool.attribution]\nselect = ['AT3'\nfail-on = 'note'\n")
    with pytest.raises(DataFileError, match=rf"{re.escape(str(project))} cannot .+line 3.+: mend it, or name another"):
        load_policy(start=inner)


# --- comments


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        (f"<!-- attribution: ignore AT302 -->\n{REPORTEDLY}", False),
        (f"<!-- attribution: ignore -->\n{REPORTEDLY}", False),
        (f"<!--attribution:ignore AT3-->\n\n{REPORTEDLY}", False),
        (f"{REPORTEDLY} <!-- attribution: ignore AT302 -->", False),
        (f"It rained.\n\n{REPORTEDLY}\n\n<!-- attribution: ignore-file AT302 -->", False),
        (f"<!-- attribution: ignore AT101 -->\n{REPORTEDLY}", True),
        (f"<!-- attribution: ignore AT302 -->\nIt rained.\n\n{REPORTEDLY}", True),
        (f"{REPORTEDLY}\n<!-- attribution: ignore AT302 -->", True),
    ],
)
def test_a_comment_lets_a_rule_pass_where_it_stands(text: str, is_found: bool) -> None:
    assert ("AT302" in fired(text)) is is_found
    assert ("AT901" in fired(text)) is is_found


@given(st.text(st.sampled_from("<!-> attribution:ignoreAT302\n\r ")))
def test_comments_are_blanked_and_nothing_moves(text: str) -> None:
    blanked = without_comments(text)
    assert len(blanked) == len(text)
    spans = [s.span for s in find_suppressions(text)]
    assert [s.span for s in find_suppressions(text, scope_of=read_markup(text).scope_of)] == spans
    assert all(
        a == b or any(start <= n < end for start, end in spans)
        for n, (a, b) in enumerate(zip(text, blanked, strict=True))
    )


@pytest.mark.parametrize("after", ["", "\n", "\n\n", " x"])
def test_many_comments_take_no_longer_than_a_few(after: str) -> None:
    start = time.process_time()
    assert len(find_suppressions(f"<!-- attribution: ignore -->{after}" * 30_000 + REPORTEDLY)) == 30_000
    assert time.process_time() - start < 10


@given(
    st.lists(
        st.tuples(st.integers(-1, 9), st.integers(0, 9), st.sampled_from([(), ("AT3",), ("AT302", "AT1"), ("AT101",)]))
    ),
    st.lists(st.tuples(st.sampled_from(["AT101", "AT301", "AT302"]), st.integers(-1, 9))),
)
def test_each_comment_lets_pass_what_it_names_where_it_holds(
    comments: list[tuple[int, int, tuple[str, ...]]], places: list[tuple[str, int]]
) -> None:
    suppressions = [
        Suppression(CharSpan(n, n + 1), CharSpan(start, start + length), ids)
        for n, (start, length, ids) in enumerate(comments)
    ]
    pairs = [
        (number, suppression)
        for number, (rule, offset) in enumerate(places)
        for suppression in suppressions
        if suppression.scope.start <= offset < suppression.scope.end and suppression.names(rule)
    ]
    assert let_pass(suppressions, places) == ({number for number, _ in pairs}, {s for _, s in pairs})


def test_many_comments_beside_many_places_take_no_longer() -> None:
    suppressions = find_suppressions("It rained. <!-- attribution: ignore -->\n" * 20_000)
    places = [("AT302", suppression.span.start) for suppression in suppressions]
    start = time.process_time()
    passed, used = let_pass(suppressions, places)
    assert len(passed) == len(used) == 20_000
    assert time.process_time() - start < 5


# --- files and baselines


def located(*paths: Path, policy: Policy | None = None) -> dict[str, list[tuple[str, int, int]]]:
    failures: dict[str, Exception] = {}
    found = check_files(
        paths, policy=policy or Policy(), on_error=lambda place, error: failures.update({place.path: error})
    )
    places = {Path(place.path).name: [(v.violation.rule, v.line, v.column) for v in listed] for place, listed in found}
    return {**places, **{Path(path).name: [("failed", 0, 0)] for path in failures}}


def test_places_in_texts_and_in_the_markup_of_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"It rained.\n\n{REPORTEDLY}")
    page = (
        "<html><head><title>Rain</title></head>\n<body><article>\n<p>It rained all day &amp; all night, the mayor "
        f"Ann Lee said on Monday.</p>\n<p>  {REPORTEDLY}</p>\n"
        "<!-- attribution: ignore AT302 -->\n<p>The driver reportedly fled to France.</p>\n</article></body></html>"
    )
    (tmp_path / "b.html").write_text(page)
    (tmp_path / "c.txt").write_bytes(b"\xff\xfe\x00")
    found = located(*files_in([tmp_path]))
    assert found["a.txt"] == [("AT302", 3, 13)]
    assert found["b.html"] == [("AT302", 4, 18)]
    assert found["c.txt"] == [("failed", 0, 0)]


def page_of(*blocks: str, head: str = "") -> str:
    return f"<html><head>{head}</head>\r\n<body><article>\r\n{chr(10).join(blocks)}\r\n</article></body></html>"


def test_a_place_in_a_page_is_where_its_reader_sees_it(tmp_path: Path) -> None:
    summary = f"<title>{REPORTEDLY}</title><meta name='description' content='{REPORTEDLY}'>"
    data = f'<script type="application/ld+json">{{"headline": "{REPORTEDLY}"}}</script>'
    words = "<p>🌊 The&nbsp;suspect <b>report</b>edly fled &amp; hid in Spain, and it rained there all day.</p>"
    (tmp_path / "a.html").write_text(
        page_of(f"<!-- {REPORTEDLY} -->", f"<p>{REPORTEDLY}</p>", words, head=summary + data)
    )
    assert located(tmp_path / "a.html")["a.html"] == [("AT302", 4, 16), ("AT302", 5, 26)]


@pytest.mark.parametrize(
    ("blocks", "lines"),
    [
        (["<!-- attribution: ignore AT302 -->", f"<p>{REPORTEDLY}</p>", "<p>The driver reportedly fled.</p>"], [5]),
        ([f"<p>{REPORTEDLY}</p> <!-- attribution: ignore AT302 -->", "<p>The driver reportedly fled.</p>"], [4]),
        (["<!-- attribution: ignore-file -->", f"<p>{REPORTEDLY}</p>", "<p>The driver reportedly fled.</p>"], []),
        (["<div>", "<!-- attribution: ignore -->", f"<p>{REPORTEDLY.replace('ly', '<i>ly</i>')}</p>", "</div>"], []),
        (["<div><!-- attribution: ignore AT302 --></div>", f"<p>{REPORTEDLY}</p>"], []),
        (["<p>It rained<!-- attribution: ignore AT302 --> all day.", f"{REPORTEDLY}</p>"], [3, 4]),
    ],
)
def test_a_comment_in_a_page_holds_for_the_paragraph_beside_or_after_it(
    tmp_path: Path, blocks: list[str], lines: list[int]
) -> None:
    (tmp_path / "a.html").write_text(page_of(*blocks, "<p>It rained all day in the valley.</p>"))
    assert [line for _, line, _ in located(tmp_path / "a.html")["a.html"]] == lines


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("<p>{0}{c}</p><p>{1}</p><p>{2}</p>", [1, 2]),
        ("<p>{0}</p><p>{c}{1}</p><p>{2}</p>", [0, 2]),
        ("<p>{0}</p>{c}<p>{1}</p><p>{2}</p>", [0, 2]),
        ("<p>{0}</p><p>{1}</p><div>{c}</div><p>{2}</p>", [0, 1]),
        ("<p>{0}</p><p>{1}</p><p>{2}</p>{c}", [0, 1]),
    ],
)
def test_a_comment_in_a_page_of_one_line_holds_for_one_paragraph(
    tmp_path: Path, comment: str, found: list[int]
) -> None:
    texts = [f"The {who} reportedly fled to Spain on Monday." for who in ("suspect", "driver", "banker")]
    body = comment.format(*texts, c="<!-- attribution: ignore AT302 -->")
    page = f"<html><body><article>{body}</article></body></html>"
    (tmp_path / "a.html").write_text(page)
    places = [("AT302", 1, page.index(texts[n]) + texts[n].index("reportedly") + 1) for n in found]
    policy = Policy(select=("AT302", "AT901"))
    assert located(tmp_path / "a.html", policy=policy)["a.html"] == places


def test_folders_are_searched_without_hidden_files_and_links(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "x/c.html", ".git/d.txt", "e.pdf", "x/d.text"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("It rained.")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    found = [file.relative_to(tmp_path).as_posix() for file in files_in([tmp_path])]
    assert found == ["a.txt", "b.md", "x/c.html", "x/d.text"]


def test_a_baseline_knows_what_was_there_though_lines_move(tmp_path: Path) -> None:
    story, baseline = tmp_path / "a.txt", tmp_path / "known.json"

    claimed = "Mayor Ann Lee claimed that the bridge was safe."

    def found() -> list:
        return list(check_files([story], policy=Policy(), on_error=lambda *_: None))

    story.write_text(claimed)
    baseline.write_bytes(
        render_baseline(made_known([(v.place, v.violation) for _, listed in found() for v in listed], tmp_path))
    )
    story.write_text(f"It rained.\n\n{claimed} Driver Tom Rey claimed that it snowed.")
    new, gone = without_known(found(), read_baseline(baseline), Policy())
    assert [v.violation.claim for _, listed in new for v in listed] == ["that it snowed"]
    assert gone == 0
    story.write_text("It rained.")
    assert without_known(found(), read_baseline(baseline), Policy()) == ([(Place(str(story)), ())], 1)
    assert without_known(found(), read_baseline(baseline), Policy(ignore=("AT301",)))[1] == 0


def test_a_fingerprint_tells_paths_and_rules_apart() -> None:
    (violation,) = check(REPORTEDLY)
    places = [Place("a"), Place("b"), Place("a", "1"), Place("a", "2")]
    assert len({fingerprint(place, violation) for place in places}) == len(places)
    assert fingerprint(Place("a", "1", (2, 3)), violation) == fingerprint(Place("a", "1", (4, 5)), violation)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"version": 9, "violations": []}',
        '{"version": 1}',
        '{"version": 2, "violations": [{"fingerprint": "a", "path": "a.txt", "rule": "AT302", "count": 1e999}]}',
    ],
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "known.json").write_text(text)
    with pytest.raises(DataFileError, match="--write-baseline"):
        read_baseline(tmp_path / "known.json")


def test_a_configuration_may_be_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "attribution.toml"
    path.write_text('select = ["at4"]\n')
    assert check(REPORTEDLY, policy=path) == check(REPORTEDLY, policy=str(path)) == ()
    assert [violation.rule for violation in check(REPORTEDLY)] == ["AT302"]
    path.write_text('slect = ["AT4"]\n')
    with pytest.raises(DataFileError, match=r"no key 'slect' \(did you mean 'select'\?\)"):
        check(REPORTEDLY, policy=path)


def test_a_new_statement_of_a_known_source_is_new(tmp_path: Path) -> None:
    path, known = tmp_path / "a.txt", tmp_path / "known.json"
    path.write_text("The bridge is unsafe, a source said.\n\nThe bank is broke, a source said.\n")
    policy = Policy(select=("AT101",))

    def found() -> list[tuple[Place, tuple[Located, ...]]]:
        return list(check_files([path], policy=policy, on_error=lambda *_: None))

    known.write_bytes(render_baseline(made_known([(one.place, one.violation) for one in found()[0][1]], tmp_path)))
    assert without_known(found(), read_baseline(known), policy) == ([(Place(str(path)), ())], 0)
    path.write_text(f"{path.read_text()}\nThe mayor took a bribe, a source said.\n")
    [(_, (one,))], gone = without_known(found(), read_baseline(known), policy)
    assert one.violation.message.endswith("; new of these: “The mayor took a bribe”")
    assert gone == 0
