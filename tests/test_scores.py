"""A score rises with each factor, its weakest link decides, and it orders kinds of sourcing as editors do."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import audit
from attribution.model import Attribution, CharSpan, Commitment, Quotation, Score, Source, SourceType, Strength
from attribution.rubric import FACTORS, load_rubric
from attribution.scores import combine, score_statements
from attribution.wordings import find

FIGURE = st.floats(0, 1)
FIGURES = st.fixed_dictionaries(dict.fromkeys(FACTORS, FIGURE))
WEIGHTS = st.fixed_dictionaries(dict.fromkeys(FACTORS, st.floats(0.1, 10)))


@given(FIGURES, WEIGHTS, st.sampled_from(FACTORS), FIGURE)
def test_a_score_falls_with_no_factor_that_rises(
    factors: dict[str, float], weights: dict[str, float], factor: str, other: float
) -> None:
    low, high = sorted((factors[factor], other))
    assert combine({**factors, factor: low}, weights) <= combine({**factors, factor: high}, weights) + 1e-12


@given(st.fixed_dictionaries(dict.fromkeys(FACTORS, st.floats(0.01, 1))), WEIGHTS)
def test_a_score_lies_between_its_factors_and_nearer_to_the_weakest(
    factors: dict[str, float], weights: dict[str, float]
) -> None:
    score = combine(factors, weights)
    mean = sum(weights[name] * value for name, value in factors.items()) / sum(weights.values())
    assert min(factors.values()) - 1e-9 <= score <= mean + 1e-9


@given(FIGURE, st.floats(0.5, 1))
def test_nothing_makes_up_for_a_factor_near_nothing(strong: float, even: float) -> None:
    weights = load_rubric()["weights"]
    even_factors = dict.fromkeys(FACTORS, even)
    for factor in ("identity", "proximity", "commitment"):
        assert combine({**dict.fromkeys(FACTORS, max(strong, even)), factor: 0.05}, weights) < combine(
            even_factors, weights
        )


TEXT = "The mill will close, she said."
CLAIM, SAID, SHE = (CharSpan(0, 19),), (CharSpan(25, 29),), (CharSpan(21, 24),)


def score(who: Source, **changes: object) -> Score:
    values = {
        "claim": CLAIM,
        "quotation": Quotation.INDIRECT,
        "cue": SAID,
        "source": SHE,
        "commitment": Commitment.NEUTRAL,
        **changes,
    }
    return score_statements(TEXT, [Attribution(**values)], [who])[0].score  # type: ignore[arg-type]


NAMED = Source(SourceType.NAMED_PERSON, "Ann Lee", description="mayor")


def unnamed(entity: str, **details: object) -> Source:
    return Source(SourceType.ANONYMOUS, entity, **details)  # type: ignore[arg-type]


LADDERS = {
    # Newell et al. 2017; Reuters Handbook of Journalism; NPR Ethics Handbook
    "who": [
        NAMED,
        Source(SourceType.NAMED_PERSON, "Ann Lee", description="mayor", relays=("Reuters",)),
        unnamed("Treasury officials", description="Treasury officials", anonymity_reason="fear", number=2),
        unnamed("Treasury official", description="Treasury official", anonymity_reason="fear", number=1),
        unnamed("Treasury official", description="Treasury official", number=1),
        unnamed("official"),
        Source(SourceType.COLLECTIVE, "critics"),
        unnamed("source"),
        Source(SourceType.UNATTRIBUTED),
    ],
    "through whom": [
        NAMED,
        Source(SourceType.NAMED_PERSON, "Ann Lee", description="mayor", relays=("Reuters",)),
        Source(SourceType.NAMED_PERSON, "Ann Lee", description="mayor", relays=("Reuters", "CNN")),
    ],
    "of which kind": [
        NAMED,
        Source(SourceType.ORGANIZATION, "the ministry"),
        Source(SourceType.NEWS_OUTLET, "Reuters"),
        Source(SourceType.SOCIAL_POST, "@city"),
        Source(SourceType.COLLECTIVE, "critics"),
    ],
    "which paper": [Source(SourceType.DOCUMENT, "court filing of May 3"), Source(SourceType.DOCUMENT, "reports")],
}


@pytest.mark.parametrize("name", LADDERS)
def test_each_rung_is_weaker_than_the_one_above(name: str) -> None:
    scores = [score(source).score for source in LADDERS[name]]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


@pytest.mark.parametrize(
    "ladder",
    [
        # Ross & Pavlick 2019: how far readers take the complement for true
        [Commitment.EVIDENCE, Commitment.NEUTRAL, Commitment.ASSERTING, Commitment.DISTANCING, Commitment.ATTITUDE],
        [Commitment.ADMISSION, Commitment.NEUTRAL, Commitment.INFERRING, Commitment.HEARSAY],
    ],
)
def test_cues_commit_as_readers_take_them(ladder: list[Commitment]) -> None:
    scores = [score(NAMED, commitment=commitment).score for commitment in ladder]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_quoted_words_count_more_than_a_paraphrase() -> None:
    ladder = [score(NAMED, quotation=form).score for form in (Quotation.DIRECT, Quotation.MIXED, Quotation.INDIRECT)]
    assert ladder == sorted(ladder, reverse=True)


def test_what_is_negated_or_yet_to_be_said_counts_less() -> None:
    assert score(NAMED, is_negated=True).score < score(NAMED).score
    assert score(NAMED, is_future=True).score < score(NAMED).score


def test_nobody_cited_is_unsourced_and_a_name_at_first_hand_strong() -> None:
    assert score(Source(SourceType.UNATTRIBUTED)).strength is Strength.UNSOURCED
    assert score(Source(SourceType.AUTHOR), quotation=Quotation.NONE, cue=(), source=()).strength is Strength.UNSOURCED
    assert score(NAMED).strength is Strength.STRONG
    assert score(unnamed("source")).strength is Strength.WEAK


def explained(text: str) -> str:
    return str(audit(text).loc[0, "explanation"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two sources familiar with the matter told Bloomberg that the bank will close.", "relayed by Bloomberg"),
        ("A nurse said the ward may close.", "hedged (“may”)"),
        ("An aide who was in the room said the mayor wept.", "says how it knows (“in the room”)"),
        ("A guard, who spoke on condition of anonymity for fear of reprisals, said it was a riot.", "reason given (“fear of reprisals”)"),
        ("The rebels said they took the town. The claim could not be independently verified.", "not verified (“could not be independently verified”)"),
        ("The bank is rumored to be broke.", "rumored"),
        ("The company was founded in 1921.", "plain background"),
        ("Paul Nkosi, a priest, claimed the guards shot first.", "distancing cue (“claimed”)"),
    ],
)  # fmt: skip
def test_the_explanation_names_what_decided_in_the_articles_words(text: str, words: str) -> None:
    assert words in explained(text)


def test_background_is_not_punished_like_a_rumor() -> None:
    background, plain, guess, rumor = (
        float(audit(text).loc[0, "score"])
        for text in (
            "The bank was founded in 1921.",
            "The bank closed three branches.",
            "The bank will probably collapse.",
            "The bank is reportedly broke.",
        )
    )
    assert background > plain > guess > rumor


@pytest.mark.parametrize("text", ["", " ", "\n", "🌧", "?", "He said.", "“”", "said said said"])
def test_odd_texts_are_scored_or_empty(text: str) -> None:
    frame: pd.DataFrame = audit(text)
    assert frame["score"].between(0, 1).all()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It may close, she said.", ["may"]),
        ("It closed in May.", []),
        ("It closed on 7 May.", []),
        ("The deadline was 31 May.", []),
        ("Jurors could hear the tape.", []),
        ("Theresa May said so.", []),
        ("May it close?", ["May"]),
        ("Mill May Close Soon", ["May"]),
        ("MILL MAY CLOSE", ["MAY"]),
    ],
)
def test_a_name_is_no_hedge(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find("hedge", text, [CharSpan(0, len(text))])] == found


def row(text: str, claim: str) -> pd.Series:
    """Give the innermost statement whose claim holds some words."""
    frame = audit(text)
    holding = frame[frame["claim"].str.contains(claim, regex=False)]
    return holding.loc[holding["claim"].str.len().idxmin()]


@pytest.mark.parametrize(
    ("text", "claim", "said"),
    [
        ("“Did the minister lie?” asked deputy Ola Berg.", "minister", "a question"),
        ("A leaked memo says the fund is empty.", "fund", "whose maker is not said"),
        ("The senator is expected to resign on Monday.", "resign", "a plan or an outlook"),
        ("The drug was sold, the BBC reported, citing Reuters, which quoted two doctors.", "drug", "at second hand"),
        ("The deal is done, a senior official not involved in the talks said.", "deal", "was not there"),
    ],
)
def test_the_explanation_names_what_weakens_a_statement(text: str, claim: str, said: str) -> None:
    assert said in row(text, claim)["explanation"].lower()


@pytest.mark.parametrize(
    ("who", "is_witness"),
    [
        ("Ravi Menon, who took the samples,", True),
        ("An aide who was at the meeting", True),
        ("A driver who was on the bus", True),
        ("Samira Aziz, who was selling bread,", True),
        ("Ravi Menon, who was in office,", False),
        ("Ravi Menon, who was not at the meeting,", False),
    ],
)
def test_who_was_there_is_a_witness(who: str, is_witness: bool) -> None:
    assert (float(row(f"{who} said the water was toxic.", "toxic")["proximity"]) == 1.0) is is_witness


def test_a_share_of_people_is_a_class() -> None:
    assert row("About 45 percent of those polled said prices were high.", "prices")["identity"] == 0.26
    assert row("Two of those polled said prices were high.", "prices")["identity"] > 0.26


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("“The cellar flooded twice,” Rosa Diaz, the landlady, told me.", "cellar"),
        ("Rosa Diaz, the landlady, said she could not swim.", "swim"),
    ],
)
def test_words_that_look_like_a_weakness_and_are_none(text: str, claim: str) -> None:
    explanation = row(text, claim)["explanation"]
    assert "heard" not in explanation
    assert "hedged" not in explanation


def test_plain_accounts_of_courts_and_calendars_are_no_accusations() -> None:
    plain = row("Rain fell. The council met.", "council")["identity"]
    assert row("Lee was convicted of fraud in 2010.", "fraud")["identity"] == plain
    assert row("The council will meet on Tuesday.", "council")["identity"] == plain
    assert row("The council will raze the church.", "council")["identity"] < plain
    assert row("The mayor committed fraud.", "fraud")["identity"] < plain


@pytest.mark.parametrize(
    "asked",
    [
        "who asked that his name be withheld because he fears arrest",
        "who declined to give his name, saying he fears arrest",
        "who requested anonymity, fearing arrest",
    ],
)
def test_a_reason_for_anonymity_counts_however_it_is_put(asked: str) -> None:
    with_reason = row(f"“They beat us,” said a detainee {asked}.", "beat")
    assert "arrest" in with_reason["anonymity_reason"]
    assert with_reason["score"] > row("“They beat us,” said a detainee.", "beat")["score"]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee reportedly told friends that the mill was ill run.",
        "Reportedly, Ann Lee told friends that the mill was ill run.",
        "Ann Lee allegedly threatened to burn the mill.",
        "Ann Lee supposedly promised to sell the mill.",
    ],
)
def test_a_rumor_of_what_somebody_said_is_no_word_of_that_person(text: str) -> None:
    rumored = row(text, "mill")
    assert rumored["strength"] == "weak"
    assert "hearsay cue" in rumored["explanation"]


def test_what_is_understood_is_hearsay_whoever_it_is_of() -> None:
    assert "hearsay cue" in row("Lee is understood to have left the mill.", "mill")["explanation"]


@pytest.mark.parametrize(
    ("text", "claim", "access"),
    [
        ("“I heard gunshots and ran,” said Dan Roe, a baker.", "gunshots", "says how it knows"),
        ("Dan Roe, who had heard screams from his office, said four men ran.", "four men", "says how it knows"),
        ("Dan Roe said he was told that the mill would close.", "mill", "passes on what it heard"),
        ("Dan Roe said he had heard from a colleague that the mill would close.", "mill", "passes on what it heard"),
        ("Dan Roe, who did not see the fire but had heard about it from a colleague, said it was big.", "big", "passes on"),
        ("Dan Roe, who was not at the meeting, said the deal was near.", "deal", "was not there"),
        ("Dan Roe said he saw two men run.", "two men", "says how it knows"),
    ],
)  # fmt: skip
def test_how_a_source_knows(text: str, claim: str, access: str) -> None:
    assert access in row(text, claim)["explanation"]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("“We were told to keep quiet,” Dan Roe said.", "quiet"),
        ("Dan Roe said he had not heard from his son since May.", "son"),
        ("Dan Roe, an analyst, said he saw no reason to sell.", "sell"),
        ("“I saw this coming,” Dan Roe said.", "coming"),
        ("Dan Roe said more were willing to come on board.", "willing"),
        ("In a memo seen by the Tribune, Dan Roe wrote that the plant would close.", "plant"),
    ],
)
def test_what_tells_nothing_of_how_a_source_knows(text: str, claim: str) -> None:
    explanation = row(text, claim)["explanation"]
    assert "knows" not in explanation
    assert "heard" not in explanation


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The club lost £3m, according to its latest accounts.", "Document: "),
        ("The accounts of the meeting said that rates would fall.", "Document: "),
        ("Eyewitness accounts suggest that the police fired first.", "Document that nobody can find"),
        ("An account with 2,000 followers claimed that the town burned.", "post of an unknown account"),
        ("Accounts on Telegram said that the town burned.", "post of an unknown account"),
    ],
)
def test_accounts_are_books_tales_or_users(text: str, named: str) -> None:
    assert named in explained(text)


@pytest.mark.parametrize(("told", "bare"), [("An unnamed official", "An official"), ("An unidentified man", "A man")])
def test_that_somebody_is_not_named_describes_nobody(told: str, bare: str) -> None:
    first, second = (audit(f"{who} said the bridge is unsafe.").score.item() for who in (told, bare))
    assert first == second
    assert audit("An unnamed senior official said the bridge is unsafe.").score.item() > second


@pytest.mark.parametrize("who", ["second source", "separate source", "third person", "second insider"])
def test_a_number_in_a_row_describes_nobody(who: str) -> None:
    bare = row("A source said the bank will be sold.", "bank")["identity"]
    assert row(f"A {who} said the bank will be sold.", "bank")["identity"] == bare


@pytest.mark.parametrize("text", ["Avery later corrected her statement.", "The report lays out a plan."])
def test_a_cue_that_no_list_holds_is_neutral(text: str) -> None:
    assert " cue" not in explained(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mill will close soon, two aides told Bloomberg. Reuters, citing Bloomberg, said the mill will close soon.",
        "The mill will close soon, two aides told Bloomberg. Bloomberg reported that the mill will close soon.",
        "The Echo said the mill will close soon, citing two aides. The BBC, citing the Echo, said the mill will close soon.",
    ],
)
def test_who_passes_a_statement_on_scores_no_higher_than_whom_it_goes_back_to(text: str) -> None:
    frame = audit(text)
    scores = frame.loc[frame["claim"].str.contains("close soon"), "score"].tolist()
    assert len(scores) == 2
    assert scores[1] <= scores[0]


def test_a_no_comment_is_a_refusal_and_not_negated_besides() -> None:
    commitments = {
        float(row(text, claim)["commitment"])
        for text, claim in (
            ("Acme declined to comment on the talks.", "comment"),
            ("Bob Cole did not respond to a request for comment.", "comment"),
            ("Bob Cole could not be reached for comment.", "comment"),
        )
    }
    assert commitments == {load_rubric()["commitment"]["refusing"]}


def test_who_could_not_check_is_not_punished_for_saying_so() -> None:
    text = "Ann Lee said soldiers burned the village. Reuters could not independently verify the claim."
    assert "not verified" in row(text, "soldiers")["explanation"]
    disclaimer = row(text, "the claim")
    assert row("Police could not confirm her account.", "account")["commitment"] == disclaimer["commitment"] == 0.9
    assert "not verified" not in disclaimer["explanation"]
    assert "negated" not in disclaimer["explanation"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mill will close in May, three engineers at the ministry said.", "3 in number"),
        ("Ann Lee and Bob Cole said the ward will close.", "nobody else states it"),
        ("Lee was convicted of fraud in the spring.", "a court has spoken (“was convicted”)"),
        ("The council met on Sunday.", "a time is told (“on Sunday”)"),
        ("The bank kept its rate at 2% at the meeting.", "nobody is cited."),
    ],
)
def test_the_explanation_says_what_the_text_says(text: str, words: str) -> None:
    assert words in explained(text)


@pytest.mark.parametrize(
    ("text", "is_verdict"),
    [
        ("An aide called the mayor a snake.", True),
        ("“He is finished,” an aide said.", True),
        ("The plan is madness, an aide said.", True),
        ("Critics said the government closed a disaster fund.", False),
        ("Officials said the disaster had killed forty people.", False),
        ("Officials said a monster storm had hit the town.", False),
    ],
)
def test_a_verdict_by_nobody_named(text: str, is_verdict: bool) -> None:
    assert ("a verdict by nobody named" in explained(text)) == is_verdict


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The fire began at noon, Ann Lee, 34, said.", "Named person: "),
        ("The fire began at noon, Mr. Lee said.", "Named person: "),
        ("The fire began at noon, Dr. Lee said.", "Named person with position: "),
        ("The fire began at noon, said Ann Lee, a 34-year-old baker.", "Named person with position: "),
        ("Hospital records show that the ward closed.", "Document: "),
        ("Unconfirmed reports said that the ward closed.", "Document that nobody can find"),
        ("Il Sole 24 Ore, without citing sources, said the bank would close.", "News outlet: “Il Sole 24 Ore”; paraphrased"),
        ("Il Sole 24 Ore, citing sources, said the bank would close.", "which cites nobody by name"),
    ],
)  # fmt: skip
def test_the_kind_of_source_is_what_the_text_tells(text: str, named: str) -> None:
    assert named in explained(text)


@pytest.mark.parametrize(
    "mentions",
    [
        ("Two residents", "Ten residents", "Eleven residents", "Forty-two residents", "Dozens of residents"),
        ("Facebook users", "Bluesky users", "LinkedIn users", "X users"),
    ],
)
def test_numbers_and_platforms_of_the_tables_weigh_alike(mentions: tuple[str, ...]) -> None:
    assert len({audit(f"{mention} said it rained.", model="rules")["score"][0] for mention in mentions}) == 1
