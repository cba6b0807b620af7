"""What is stated, by which words it is tied to whom; every sentence is covered."""

import textwrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from attribution import audit
from attribution.attributions import find_attributions
from attribution.decoding import Extraction
from attribution.document import make_docs
from attribution.model import Attribution, CharSpan, Commitment, Post, Quotation, text_of

Row = tuple[str, str, str, str]
OWN_VOICE = ("none", "", "")


def read(text: str, nlp: Language, posts: tuple[Post, ...] = ()) -> tuple[Attribution, ...]:
    return find_attributions(next(make_docs([text], nlp)), posts, text=text)


def rows(text: str, nlp: Language) -> list[Row]:
    """Give quotation, source, cue and claim of each statement."""
    return [
        (str(a.quotation), text_of(a.source, text), text_of(a.cue, text), text_of(a.claim, text))
        for a in read(text, nlp)
    ]


DIRECT = [
    (
        "“It is over,” said Maria Lopez, the mayor. “We lost.” She left.",
        [("direct", "Maria Lopez, the mayor", "said", "“It is over,” … “We lost.”"), (*OWN_VOICE, "She left")],
    ),
    (
        '"We will win," the senator said Tuesday, "and we will not stop."',
        [("direct", "the senator", "said", '"We will win," … "and we will not stop."')],
    ),
    # an opening mark on each paragraph, the speaker at the end or at the start
    (
        "“The bridge is closed.\n“It will open in May.\n“Nobody was hurt,” Mr. Brown said.",
        [("direct", "Mr. Brown", "said", "“The bridge is closed.\n“It will open in May.\n“Nobody was hurt,”")],
    ),
    (
        "Mr. Brown said:\n\n“The bridge is closed.\n\n“It will open in May.”\n\nThe council met on Monday.",
        [
            ("direct", "Mr. Brown", "said", "“The bridge is closed.\n\n“It will open in May.”"),
            (*OWN_VOICE, "The council met on Monday"),
        ],
    ),
    # a whole paragraph of quotation goes with the speech before it
    (
        "“The bridge is closed,” Mr. Brown said.\n\n“It will open in May.”",
        [("direct", "Mr. Brown", "said", "“The bridge is closed,” … “It will open in May.”")],
    ),
    # marks of other kinds
    ("''We are here to stay,'' he said.", [("direct", "he", "said", "''We are here to stay,''")]),
    ("«We are here to stay», he said, «for good».", [("direct", "he", "said", "«We are here to stay» … «for good»")]),
    (
        "“He told me ‘I am done with this’ and left,” Ms. Kim recalled.",
        [
            ("direct", "Ms. Kim", "recalled", "“He told me ‘I am done with this’ and left,”"),
            ("indirect", "He", "told", "‘I am done with this’ and left"),
        ],
    ),
    # block forms
    (
        'Anna Smith: "We never agreed to that plan at all."',
        [("direct", "Anna Smith", ":", '"We never agreed to that plan at all."')],
    ),
    (
        'And from Chairwoman Ann Lee:\n\n"This is a fight for the future and we will win."',
        [("direct", "Chairwoman Ann Lee", ":", '"This is a fight for the future and we will win."')],
    ),
    (
        "“The best way out is always through, and no one helps.” — Robert Frost, poet",
        [("direct", "Robert Frost, poet", "—", "“The best way out is always through, and no one helps.”")],
    ),
    # two speakers in one paragraph
    (
        '"I love it!" she said. "I hate it," he said.',
        [("direct", "she", "said", '"I love it!"'), ("direct", "he", "said", '"I hate it,"')],
    ),
    # nobody near is cited for the quotation: it is a statement of somebody all the same
    (
        "“The roof came down on us without a sound.” The storm lasted for an hour.",
        [
            ("direct", "", "", "“The roof came down on us without a sound.”"),
            (*OWN_VOICE, "The storm lasted for an hour"),
        ],
    ),
    # an odd mark costs the quotation, not the attribution
    (
        '"Nobody told us anything, the neighbor said. The police came later.',
        [("indirect", "the neighbor", "said", "Nobody told us anything"), (*OWN_VOICE, "The police came later")],
    ),
]

INDIRECT = [
    (
        "The bank will close, according to a report by the city.",
        [("indirect", "a report by the city", "according to", "The bank will close")],
    ),
    ("She said the plan would fail.", [("indirect", "She", "said", "the plan would fail")]),
    (
        "She said the plan was “a total disaster” and would fail.",
        [("mixed", "She", "said", "the plan was “a total disaster” and would fail")],
    ),
    ("The mayor, she said, had lied.", [("indirect", "she", "said", "The mayor … had lied")]),
    (
        "Critics accused the mayor of hiding the report.",
        [("indirect", "Critics", "accused", "the mayor of hiding the report")],
    ),
    (
        "The company is reportedly planning to close two plants.",
        [("indirect", "", "reportedly", "The company is … planning to close two plants")],
    ),
    (
        "The driver allegedly fled.",
        [("indirect", "", "allegedly", "The driver … fled")],
    ),
    # where it was written is no part of what is stated
    (
        "PORT ELDER, Ohio (AP) — The bridge will close, the mayor said.",
        [("indirect", "the mayor", "said", "The bridge will close")],
    ),
    ("KYIV — The bridge is old.", [(*OWN_VOICE, "The bridge is old")]),
    # the adverb is of the thief, not of what is stated
    ("An allegedly stolen car was found.", [(*OWN_VOICE, "An allegedly stolen car was found")]),
    (
        "It is believed that the painting was stolen in 1944.",
        [("indirect", "", "is believed", "that the painting was stolen in 1944")],
    ),
    (
        "The store opened on Monday. It sells bread.",
        [(*OWN_VOICE, "The store opened on Monday"), (*OWN_VOICE, "It sells bread")],
    ),
    # emoji, carriage returns, spaces of all kinds, entities: offsets into the text as given
    (
        "😀 She said the\u00a0plan failed.\r\n\r\n&ldquo;Never again,&rdquo; he said.",
        [
            ("indirect", "She", "said", "the\u00a0plan failed"),
            ("direct", "he", "said", "&ldquo;Never again,&rdquo;"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), DIRECT + INDIRECT)
def test_rows(text: str, expected: list[Row], nlp: Language) -> None:
    assert rows(text, nlp) == expected


def test_a_statement_within_a_statement_names_its_parent(nlp: Language) -> None:
    text = "Officials said that Reuters had reported that the minister denied that he lied."
    found = read(text, nlp)
    assert [(text_of(a.source, text), a.parent) for a in found] == [
        ("Officials", None),
        ("Reuters", 0),
        ("the minister", 1),
    ]


def test_a_wish_inside_a_claim_is_the_first_speakers_claim(nlp: Language) -> None:
    assert len(rows("One official claims Russia hopes to keep the base.", nlp)) == 1


@pytest.mark.parametrize(
    ("text", "commitment", "is_negated", "is_future"),
    [
        ("Smith denied that he lied.", Commitment.DENYING, False, False),
        ("The court confirmed that he lied.", Commitment.EVIDENCE, False, False),
        ("Smith did not say that he lied.", Commitment.NEUTRAL, True, False),
        ("Smith will say that he lied.", Commitment.NEUTRAL, False, True),
        ("Smith claimed that he lied.", Commitment.DISTANCING, False, False),
    ],
)
def test_cues_are_graded(text: str, commitment: Commitment, is_negated: bool, is_future: bool, nlp: Language) -> None:
    found = read(text, nlp)[0]
    assert (found.commitment, found.is_negated, found.is_future) == (commitment, is_negated, is_future)


def test_an_embedded_post_is_one_statement_with_what_it_reports_inside(nlp: Language) -> None:
    text = "It rained.\nReports claimed the dam broke.\n— Ann (@ann) May 1, 2024\nIt stopped."
    body, signature = (CharSpan(text.index(s), text.index(s) + len(s)) for s in text.split("\n")[1:3])
    post = Post(CharSpan(body.start, signature.end), (body,), (signature,), "Ann", "@ann", "May 1, 2024")
    found = read(text, nlp, (post,))
    assert [(a.quotation, text_of(a.claim, text), a.parent) for a in found] == [
        (Quotation.NONE, "It rained", None),
        (Quotation.POST, "Reports claimed the dam broke.", None),
        (Quotation.INDIRECT, "the dam broke", 1),
        (Quotation.NONE, "It stopped", None),
    ]
    assert found[1].post == post
    assert found[1].source == (signature,)


def test_who_signed_a_post_is_cited_for_it_once(nlp: Language) -> None:
    text = "“It never happened.” — Ann Lee (@ann) May 1, 2024"
    (doc,) = make_docs([text], nlp)
    body, end = (0, 20), CharSpan(21, len(text))
    post = Post(CharSpan(0, len(text)), (CharSpan(*body),), (end,), "Ann Lee", "@ann", "May 1, 2024")
    (dash,) = (token.i for token in doc if token.text == "—")
    extraction = Extraction((dash + 1, dash + 2), (dash,), tuple(range(dash)), evidence=(), confidence=0.9)
    (found,) = find_attributions(doc, (post,), extractions=[extraction])
    assert found.quotation is Quotation.POST


@pytest.mark.parametrize("text", ["", " \n ", "...", "“”", "\x00", "https://t.co/abc"])
def test_what_holds_no_word_holds_no_statement(text: str, nlp: Language) -> None:
    assert rows(text, nlp) == []


FRAGMENTS = [
    "He said ", "“", "”", '"', "'", "the mayor ", "told Reuters ", "that ", "it rained", ". ", ", ", "\n", "\r\n\r\n", "😀 ",
    "\u00a0", "according to ", "Ann Lee: ", "— Bob", "? ", "&ldquo;", "&rdquo;", "reportedly ", "denied ", "we will not stop",
]  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_sentence_is_covered_and_every_span_is_exact(nlp: Language, text: str) -> None:
    doc = next(make_docs([text], nlp))
    found = find_attributions(doc, text=text)
    covered: set[int] = set()
    for n, attribution in enumerate(found):
        assert attribution.claim
        assert attribution.parent is None or attribution.parent != n
        for spans in (attribution.claim, attribution.cue, attribution.source):
            last = 0
            for start, end in spans:
                assert last <= start < end <= len(text)
                assert text[start:end].strip() == text[start:end]
                covered.update(range(start, end))
                last = end
    for sent in doc.sents:
        if any(character.isalnum() for character in sent.text):
            assert covered & set(range(sent.start_char, sent.end_char)), sent.text


def test_a_title_in_quotation_marks_is_no_statement(nlp: Language) -> None:
    text = "The band played an encore to perform “Walking It to the Streets.”\n\nIt was late."
    assert not any(a.is_attributed for a in read(text, nlp))


def test_lines_that_end_at_a_margin_move_no_span(nlp: Language) -> None:
    in_one_line = (
        "The mill in Harwich will close in spring, two people familiar with the plan told Reuters. They spoke on condition of "
        "anonymity because they feared reprisals.\n\n"
        "“We have no orders and no money to go on,” said its manager, Greta Hahn, and added that the last shift would end in "
        "May. Hahn said that the owners had known of it since the winter. „Nobody asked us“, she said.\n\n"
        "The town is old. It was built in the year of the great fire by people who came from the coast.\n"
    )
    wrapped = "\n\n".join(textwrap.fill(paragraph, 66) for paragraph in in_one_line.split("\n\n"))

    def spans(text: str) -> list[tuple[tuple[CharSpan, ...], ...]]:
        doc = next(make_docs([text], nlp))
        return [(a.claim, a.cue, a.source) for a in find_attributions(doc, text=text)]

    assert spans(wrapped) == spans(in_one_line)


@pytest.mark.parametrize(
    ("following", "entity"), [("Lee said that she was tired.", "Ann Lee"), ("The mill closed.", None)]
)
def test_a_quotation_of_several_paragraphs_without_a_cue_is_one(following: str, entity: str | None) -> None:
    quoted = '"The first time I saw it, I laughed. I was careful.\n\n"So I ran it again."'
    frame = audit(f"Ann Lee was an actuary for years.\n\n{quoted}\n\n{following}")
    (row,) = frame[frame["claim"].str.contains("ran it again")].to_dict("records")
    assert (row["claim"], row["attributed"], row["entity"] if entity else None) == (quoted, True, entity)


@pytest.mark.parametrize("claim", ["Shares rose 14%", "Turnout rose by 3% to 61%", "$5 was the price"])
def test_a_numbers_sign_is_part_of_the_claim(claim: str) -> None:
    assert audit(f"{claim}.")["claim"].tolist() == [claim]


def test_a_row_of_a_table_states_nothing_by_itself() -> None:
    table = "| Ticker | Security | Last |\n|---|---|---|\n| HD | THE HOME DEPOT INC. | 225.86 | \n| LOW | LOWE'S COMPANIES INC. | 113.40 |"
    text = f"The mill closed.\n{table}\nIts owner lost money."
    assert audit(text)["claim"].tolist() == ["The mill closed", "Its owner lost money"]
    cell = "The mayor closed the mill, which had stood in the middle of the city for more than a hundred years, in May."
    assert audit(f"| 2019 | {cell} |")["claim"].str.contains("closed the mill").any()


def test_a_dateline_is_no_part_of_a_source() -> None:
    (row,) = audit("PHOENIX - Ann Lee, who runs a shop, welcomed the plan.").query("attributed").itertuples()
    assert row.source == "Ann Lee, who runs a shop"


def test_who_wrote_an_article_states_nothing(nlp: Language) -> None:
    text = "Pool to close\nBy Dana Ortiz, Staff Writer\n\nThe pool is old."
    assert [row[-1] for row in rows(text, nlp)] == ["Pool to close", "The pool is old"]


def test_a_dateline_with_an_agency_is_no_part_of_a_claim() -> None:
    frame = audit("New Delhi, Mar 5 (PTI) The government will cut taxes, officials said.").query("attributed")
    assert frame["claim"].tolist() == ["The government will cut taxes"]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        # the subject that it shares with a statement
        ("Lee runs a shop in Leeds and says that prices are up.", ["Lee runs a shop in Leeds"]),
        ("The firm can mix widgets, and says it will.", ["The firm can mix widgets"]),
        (
            "Teachers surrounded the Statehouse on Tuesday and demanded higher pay in a protest that closed ten schools.",
            ["Teachers surrounded the Statehouse on Tuesday … in a protest that closed ten schools"],
        ),
        ("Many will deplore that decision and were rightly shocked.", ["Many … were rightly shocked"]),
        # the noun that brings one
        ("The talks ended, raising hopes that a deal was near.", ["The talks ended, raising hopes"]),
        # what ends it
        ("The index rose 0.48%.", ["The index rose 0.48%"]),
        ("Is it late?", ["Is it late?"]),
        # who comes to know something is not cited for it
        (
            "On hearing the news that he had won, Tom Hale cried.",
            ["On hearing the news that he had won, Tom Hale cried"],
        ),
        ("Tom Hale read that the plant would close.", ["Tom Hale read that the plant would close"]),
        ("The board got word that it would close.", ["The board got word that it would close"]),
        (
            "The crash convinced the board that the plant was unsafe.",
            ["The crash convinced the board that the plant was unsafe"],
        ),
        # titles, and what works are about
        ("Lee appeared on “Good Morning America.”", ["Lee appeared on “Good Morning America.”"]),
        ("His book is called “Out There.”", ["His book is called “Out There.”"]),
        ("Teachers played “We're Not Gonna Take It.” there.", ["Teachers played “We're Not Gonna Take It.” there"]),
        ("The novel is a sly tale about a widow.", ["The novel is a sly tale about a widow"]),
        ("The sign read “No Entry.”", []),
        ("The crowd chanted “Lock Him Up.”", []),
        ("Her book about the war says that it was lost.", []),
        # what the author adds
        ("Acme says the plant is safe — though inspectors found leaks.", ["though inspectors found leaks"]),
        ("Lee argues that crime has fallen – and the figures bear him out.", ["the figures bear him out"]),
        ("Lee said the town would pay — and that the state would help.", []),
        # what is told beside a statement
        ("Lee criticized the plan, while Roe was in Paris with his wife.", ["Roe was in Paris with his wife"]),
        ("Although Roe was born in 1889, Lee argued for years that it was he.", ["Roe was born in 1889"]),
        ("“We stay,” he said, before the camera panned to new men.", ["the camera panned to new men"]),
        ("Lee told aides to wait if Roe came.", []),
        # what only leads in who is cited
        ("The victim's mother testified, describing her daughter as “brave.”", []),
        ("This comes after police said the bridge was unsafe.", []),
        ("Lakeshore disputes that, saying the water is clean.", []),
        ("Lee responded to a letter and said it was late.", ["Lee responded to a letter"]),
        ("NEW DELHI: Lee said it was late.", []),
        ("NEW DELHI: Nearly 150 people were killed on Monday.", ["NEW DELHI: Nearly 150 people were killed on Monday"]),
        ("As if things weren't murky enough, CNN says that it will close.", []),
        # what stands before a paragraph
        ("(Reuters) — It rained.", ["It rained"]),
        ("Lee left.\n\n3. “Not a regular way”\n\nIt rained.", ["Lee left", "“Not a regular way”", "It rained"]),
        # what was done, and what the writer takes from it
        ("The plan was approved on Monday.", ["The plan was approved on Monday"]),
        ("Lee was named coach in May.", ["Lee was named coach in May"]),
        ("Two men were convicted of murder.", ["Two men were convicted of murder"]),
        ("Lee was accused of lying.", []),
        ("Lee was ordered to leave.", []),
        (
            "The mayor lost the vote, proving that the city wants change.",
            ["The mayor lost the vote, proving that the city wants change"],
        ),
        ("That is not what the law says.", ["That is not what the law says"]),
        # what is told of the noun that brings a statement
        ("Concerns over the budget delayed the vote.", ["Concerns over the budget delayed the vote"]),
        ("Lee's claim that it was late was wrong.", ["Lee's claim … was wrong"]),
        ("The bridge looks to be safe.", []),
        ("CNN has heard that the plant would close.", []),
        ("Prices can still get high, and as Lee noted, wages could still be cut.", ["Prices can still get high"]),
        ("The court heard that the plant would close.", []),
    ],
)
def test_what_nobody_is_cited_for_is_whole(text: str, own: list[str]) -> None:
    frame = audit(text)
    assert frame[~frame["attributed"]]["claim"].tolist() == own


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The minister has, however, said that taxes would rise.", "has, however, said"),
        ("Lee has, for now, ruled out a rise.", "has, for now, ruled out"),
        ("Lee has, in the past, denied that he took bribes.", "has, in the past, denied"),
        ("Lee said, however, that taxes would rise.", "said"),
    ],
)
def test_a_cue_holds_its_verb(text: str, cue: str) -> None:
    assert audit(text)["cue"].tolist() == [cue]


@pytest.mark.parametrize(
    ("text", "claim", "entity"),
    [
        ("Mayor Ann Lee was asked about the fire.\n\n“It was a bad night.”", "“It was a bad night.”", "Ann Lee"),
        (
            "The team lost. Coach Tom Hale said he was sad.\n\n“We were bad.\n\n“We must do better.”\n\nThe next game is on Friday.",
            "he was sad.\n\n“We were bad.\n\n“We must do better.”",
            "Tom Hale",
        ),
    ],
)
def test_a_quotation_in_paragraphs_of_its_own_goes_with_who_spoke_before(text: str, claim: str, entity: str) -> None:
    (row,) = audit(text).query("attributed").to_dict("records")
    assert (row["claim"], row["entity"]) == (claim, entity)


@pytest.mark.parametrize(
    ("text", "nested"),
    [
        ("He added that he viewed the delay as a mistake.", []),
        ("Lee said that even if negotiators decide to compromise, the law will stand.", []),
        ("Lee said he told Hale that it was late.", ["that it was late"]),
        ("Lee said a study shows that sleep helps.", ["that sleep helps"]),
        ("Kennedy said this case demonstrates that no one is above the law.", []),
        ("Lee said the firm will close once the judge orders the sale.", []),
        ("Alvarez said officers boarded the train and found a man bleeding.", []),
        ("Lee said nobody asked whether the bridge was safe.", []),
        ("Lee said the company knew that the brakes had failed.", []),
        ("Lee said the union blamed the owner.", ["the owner"]),
        ("Lee said Roe would ask for more time.", []),
        ("Lee said the mayor had ordered that the road be closed.", ["that the road be closed"]),
    ],
)
def test_what_a_speaker_feels_or_supposes_is_no_second_statement(text: str, nested: list[str]) -> None:
    frame = audit(text)
    assert frame[frame["parent"].notna()]["claim"].tolist() == nested


@pytest.mark.parametrize(
    ("refusal", "claim"),
    [
        ("would not say what it found", "what it found"),
        ("declined to say what it found", "to say what it found"),
        ("refused to explain why it took so long", "why it took so long"),
    ],
)
def test_what_a_speaker_would_not_say_is_no_part_of_what_was_said(refusal: str, claim: str) -> None:
    rows = audit(f"Lee said the review was over but {refusal}.").to_dict("records")
    assert [(row["claim"], row["entity"]) for row in rows] == [("the review was over", "Lee"), (claim, "Lee")]


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("Ann Lee Accused Of Fraud", None),
        ("Drivers urged to stay home", None),
        ("Ann Lee Told To Leave Her House", None),
        ("Ann Lee accused the mayor of fraud", "Ann Lee"),
        ("Ann Lee told staff to stay home", "Ann Lee"),
    ],
)
def test_who_is_accused_or_urged_in_a_headline_states_nothing(headline: str, source: str | None) -> None:
    found = audit(f"{headline}\n\nThe council met.").query("attributed")["source"].astype(object)
    assert found.where(found.notna(), None).tolist() == [source]


@pytest.mark.parametrize("headline", ["Residents Warned About Flood Risk", "Man Denied Bail In Murder Case"])
def test_who_is_warned_or_denied_something_in_a_headline_states_nothing(headline: str) -> None:
    assert audit(f"{headline}\n\nThe council met.").query("attributed")["source"].isna().all()


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("He would not resign, he said, and left the room.", "He would not resign"),
        ("John Roe said that he would sue and closed the door.", "that he would sue"),
        ("The mill will close, Lee said on Monday, and handed out the keys.", "The mill will close"),
        ("He said he would be arrested and charged.", "he would be arrested and charged"),
    ],
)
def test_what_a_speaker_does_next_is_no_part_of_what_was_said(text: str, claim: str) -> None:
    assert audit(text).query("attributed")["claim"].tolist() == [claim]
