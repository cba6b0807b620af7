"""Which statements are the same, which the opposite, and which go back to one origin."""

import pytest

from attribution.corroboration import Company, corroborate
from attribution.model import Attribution, CharSpan, Commitment, Quotation, Source, SourceType

ANN = Source(SourceType.NAMED_PERSON, "Ann Lee")
BOB = Source(SourceType.NAMED_PERSON, "Bob Fox")
CRITICS = Source(SourceType.COLLECTIVE, "critics")
Made = tuple[str, Source] | tuple[str, Source, Commitment]


def companies(*made: Made) -> tuple[Company, ...]:
    """Put statements into one text, a line each, and give their companies."""
    text, attributions, sources = "", [], []
    for words, source, *commitment in made:
        span = CharSpan(len(text), len(text) + len(words))
        text += f"{words}\n"
        attributions.append(
            Attribution((span,), Quotation.INDIRECT, commitment=(commitment or [Commitment.NEUTRAL])[0])
        )
        sources.append(source)
    return corroborate(text, attributions, sources)


CLOSING = "the old mill will close in May"


@pytest.mark.parametrize(
    "other",
    [
        CLOSING,
        "that the old mill closes in May",
        "“The old mill will close in May,”",
    ],
)
def test_another_source_of_the_same_supports(other: str) -> None:
    first, second = companies((CLOSING, ANN), (other, BOB))
    assert (first.supporting, second.supporting) == ((1,), (0,))
    assert not first.disputing


@pytest.mark.parametrize(
    "other",
    [
        "the old mill will open in May",
        "the old mill will close in June 2024",
        "two old mills will close in May",
        "the old mill, sold to the county last year, will open in May",
        "the old library will close in May",
        "it will close",
        "the mayor will speak to the workers at the old mill in May before it will close",
    ],
)
def test_what_is_near_is_not_the_same(other: str) -> None:
    first, _ = companies((CLOSING, ANN), (other, BOB))
    assert (first.supporting, first.disputing, first.repeating) == ((), (), ())


def test_a_name_alone_is_nothing_stated() -> None:
    backed, praised = companies(("the Clean Air Act", ANN), ("the Clean Air Act", BOB))
    assert not backed.supporting
    assert not praised.disputing


def test_numbers_have_to_agree() -> None:
    first, _ = companies(("the fire killed 12 workers", ANN), ("the fire killed 14 workers", BOB))
    assert first == Company()


@pytest.mark.parametrize(
    "opposite",
    [
        ("the old mill will not close in May", BOB),
        (CLOSING, BOB, Commitment.DENYING),
        ("the old mill will never close in May", BOB),
    ],
)
def test_a_denial_disputes_and_does_not_support(opposite: Made) -> None:
    first, second = companies((CLOSING, ANN), opposite)
    assert (first.supporting, first.disputing) == ((), (1,))
    assert second.disputing == (0,)


def test_to_deny_the_opposite_is_to_state_the_same() -> None:
    first, _ = companies((CLOSING, ANN), ("the old mill will not close in May", BOB, Commitment.DENYING))
    assert (first.supporting, first.disputing) == ((1,), ())


@pytest.mark.parametrize(
    "words",
    [
        "The city denied the allegation",
        "Fox rejected all of these claims",
        "Fox denied claims that the mill paid",
        "Fox disputed Ann Lee’s account",
        "Fox rejected her version of events",
        "Fox debunked the claim",
    ],
)
def test_the_claim_before_is_what_is_denied(words: str) -> None:
    first, _ = companies(("the mayor took money from the mill", ANN), (words, BOB))
    assert first.disputing == (1,)


@pytest.mark.parametrize(
    "words",
    [
        "The city denied a permit",
        "The report said nothing",
        "Fox denied accusations of brutality",
        "He rejected the offer",
        "He rejected the latest version of the bill",
        "He denied that car a permit",
        "He said that it rained",
    ],
)
def test_not_every_denial_is_of_a_claim(words: str) -> None:
    first, _ = companies(("the mayor took money from the mill", ANN), (words, BOB))
    assert first.disputing == ()


def test_a_source_that_says_it_twice_is_one() -> None:
    first, second, third = companies((CLOSING, ANN), (CLOSING, ANN), (CLOSING, BOB))
    assert first.supporting == second.supporting == (2,)
    assert third.supporting == (0,)


def test_a_relay_is_no_second_source() -> None:
    outlet = Source(SourceType.NEWS_OUTLET, "Reuters")
    unnamed = Source(SourceType.ANONYMOUS, "officials", relays=("Reuters",))
    first, second = companies((CLOSING, unnamed), (CLOSING, outlet))
    assert first.supporting == second.supporting == ()
    assert (first.repeating, second.repeating) == ((1,), (0,))


def test_two_unnamed_sources_of_one_outlet_are_one_origin() -> None:
    one, other = (Source(SourceType.ANONYMOUS, name, relays=("Reuters",)) for name in ("officials", "an aide"))
    first, _ = companies((CLOSING, one), (CLOSING, other))
    assert (first.supporting, first.repeating) == ((), (1,))


def test_who_speaks_for_somebody_is_no_second_source() -> None:
    campaign = Source(SourceType.ORGANIZATION, "the Lee campaign")
    first, _ = companies((CLOSING, ANN), (CLOSING, campaign))
    assert first.supporting == ()


def test_an_outlet_that_cites_the_source_is_no_second_one() -> None:
    first, _ = companies((CLOSING, ANN), (f"{CLOSING}, citing Lee", Source(SourceType.NEWS_OUTLET, "CNN")))
    assert first.supporting == ()


def test_hearsay_refusals_and_the_own_voice_support_nothing() -> None:
    for other in (
        (CLOSING, Source(SourceType.UNATTRIBUTED), Commitment.HEARSAY),
        (CLOSING, Source(SourceType.AUTHOR)),
        (CLOSING, BOB, Commitment.REFUSING),
    ):
        assert companies((CLOSING, ANN), other)[0].supporting == ()


def test_short_claims_about_somebody_unnamed_are_not_compared() -> None:
    assert companies(("he won the election", ANN), ("he won the election", BOB))[0] == Company()
    assert companies(("the dam was cracked", ANN), ("the dam was cracked", CRITICS))[0].supporting == (1,)


@pytest.mark.parametrize(
    ("more", "supports"),
    [
        (f"{CLOSING} after the workers voted", True),
        (f"{CLOSING} if prices fall", False),
        ("the old mill will close in June 2024", False),
        ("the old mill will not close in May after the workers voted", False),
    ],
)
def test_what_tells_more_supports_what_tells_less(more: str, supports: bool) -> None:
    less, other = companies((CLOSING, ANN), (more, BOB))
    assert (bool(less.supporting), bool(other.supporting)) == (supports, False)


def test_a_headline_is_no_source() -> None:
    body = companies(("Old mill will close in May\n", CRITICS), (CLOSING, ANN), (CLOSING, BOB))
    assert [company.supporting for company in body] == [(), (2,), (1,)]


def test_many_statements_of_one_word_cost_little() -> None:
    made = [(f"the mill number{n} will close soon", Source(SourceType.NAMED_PERSON, f"Person{n}")) for n in range(400)]
    assert all(company == Company() for company in companies(*made))


def test_who_did_it_to_whom_decides() -> None:
    sued, reverse = "the lender Acme sued the bank Brown over loans", "the bank Brown sued the lender Acme over loans"
    assert not companies((sued, ANN), (reverse, BOB))[0].supporting
    assert companies((f"on Monday {sued}", ANN), (f"{sued} on Monday", BOB))[0].supporting == (1,)


@pytest.mark.parametrize(
    ("denial", "is_denied"),
    [
        ("that he took cash", True),
        ("that he took bribes", False),
        ("that he took 5,000 in cash", False),
    ],
)
def test_a_denial_may_have_a_pronoun_for_the_name(denial: str, is_denied: bool) -> None:
    accused, denied = companies(("the chief took cash", ANN), (denial, BOB, Commitment.DENYING))
    assert bool(accused.disputing) is is_denied
    assert not denied.disputing


@pytest.mark.parametrize(
    "denial",
    [
        "Fox called the accusation false",
        "Fox said the claim was completely untrue",
        "Fox says that is a lie",
        "Fox denies this",
        "Fox disputes that.",
    ],
)
def test_who_calls_it_false_denies_it(denial: str) -> None:
    accused, _ = companies(("the chief took cash", ANN), (denial, BOB))
    assert accused.disputing == (1,)


def test_an_allegation_is_denied_and_not_what_was_said_since() -> None:
    text = "Ann alleged that pipes leaked. Aides said bills were due. Bob denied the allegations."
    alleged, said, denied = (
        Attribution((_at(text, claim),), Quotation.INDIRECT, (_at(text, cue),))
        for claim, cue in (("that pipes leaked", "alleged"), ("bills were due", "said"), ("the allegations", "denied"))
    )
    first, second, _ = corroborate(text, (alleged, said, denied), (ANN, CRITICS, BOB))
    assert (first.disputing, second.disputing) == ((2,), ())


def test_who_has_no_name_is_borne_out_too() -> None:
    text = "He said that pipes leaked. Bob corroborated the account."
    said, corroborated = (
        Attribution((_at(text, claim),), Quotation.INDIRECT, (_at(text, cue),), cue_lemma=lemma)
        for claim, cue, lemma in (("that pipes leaked", "said", "say"), ("the account", "corroborated", "corroborate"))
    )
    first, _ = corroborate(text, (said, corroborated), (Source(SourceType.ANONYMOUS, relays=("Axios",)), BOB))
    assert first.supporting == (1,)


def _at(text: str, words: str) -> CharSpan:
    return CharSpan(text.index(words), text.index(words) + len(words))
