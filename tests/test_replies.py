"""Which statements are denied, taken back or borne out by what does not say them again."""

import pytest

from attribution.corroboration import corroborate
from attribution.model import Attribution, CharSpan, Commitment, Quotation, Source, SourceType

ANN, DUNN, BOB = (Source(SourceType.NAMED_PERSON, name) for name in ("Ann Lee", "Joe Dunn", "Bob Fox"))
CLERK = Source(SourceType.ANONYMOUS, "clerk")
Made = tuple[Source, str, str, str]
KINDS = {"denied": Commitment.DENYING, "rejected": Commitment.DENYING, "accused": Commitment.JUDGING}


def disputed_and_supported(*made: Made) -> tuple[dict[int, int], dict[int, int]]:
    """Put statements into a line: who is cited, the cue, its lemma and the claim; tell which are disputed, and which supported."""
    text, attributions = "", []
    for _, cue, lemma, claim in made:
        said, stated = (
            CharSpan(len(text), len(text) + len(cue)),
            CharSpan(len(text) + len(cue) + 1, len(text) + len(cue) + 1 + len(claim)),
        )
        text += f"{cue} {claim}. "
        kind = KINDS.get(cue, Commitment.NEUTRAL)
        attributions.append(Attribution((stated,), Quotation.INDIRECT, (said,), cue_lemma=lemma, commitment=kind))
    found = corroborate(text, attributions, [source for source, *_ in made])
    return (
        {n: company.disputing[0] for n, company in enumerate(found) if company.disputing},
        {n: company.supporting[0] for n, company in enumerate(found) if company.supporting},
    )


ACCUSED = (CLERK, "said", "say", "Joe Dunn took cash from a builder")
SINCE = (BOB, "said", "say", "27 members had signed a motion")


@pytest.mark.parametrize(
    ("cue", "claim", "is_denied"),
    [
        ("denied", "taking cash", True),
        ("denied", "having taken cash from a builder", True),
        ("denied", "taking any money", True),
        ("denied", "any wrongdoing", True),
        ("said", "he did not take cash", True),
        ("said", "“I never took cash”", True),
        ("said", "“That is a lie”", True),
        ("said", "that was not true", True),
        ("denied", "taking drugs", False),
        ("said", "he did not plan to run", False),
        ("said", "“This is a good day”", False),
    ],
)
def test_the_accused_denies_in_other_words(cue: str, claim: str, is_denied: bool) -> None:
    disputed, _ = disputed_and_supported(ACCUSED, (DUNN, cue, cue, claim))
    assert disputed == ({0: 1} if is_denied else {})


@pytest.mark.parametrize(
    "accused",
    [ACCUSED, (CLERK, "accused", "accuse", "Joe Dunn of theft"), (CLERK, "accused", "accuse", "the mayor of theft")],
)
def test_the_denial_is_of_the_accusation_and_not_of_what_stands_next_to_it(accused: Made) -> None:
    assert disputed_and_supported(accused, SINCE, (DUNN, "rejected", "reject", "the claims"))[0] == {0: 2}
    assert disputed_and_supported(accused, SINCE, (DUNN, "denied", "deny", "wrongdoing"))[0].get(1) is None


@pytest.mark.parametrize(
    ("cue", "lemma", "claim", "is_taken_back"),
    [
        ("corrected", "correct", "her statement", True),
        ("retracted", "retract", "the claim", True),
        ("walked back", "walk", "her earlier account", True),
        ("corrected", "correct", "the record", False),
        ("withdrew", "withdraw", "her candidacy", False),
        ("said", "say", "the boy had no gun", True),
    ],
)
def test_what_its_source_takes_back_is_disputed(cue: str, lemma: str, claim: str, is_taken_back: bool) -> None:
    disputed, _ = disputed_and_supported((ANN, "said", "say", "the boy had a gun"), (ANN, cue, lemma, claim))
    assert disputed == ({0: 1} if is_taken_back else {})


@pytest.mark.parametrize(
    ("cue", "lemma", "claim", "is_borne_out"),
    [
        ("confirmed", "confirm", "her account", True),
        ("corroborated", "corroborate", "Lee's account", True),
        ("back", "back", "the claim", True),
        ("said", "say", "the same", True),
        ("confirmed", "confirm", "Smith's account", False),
        ("backs", "back", "the claim that taxes are high", False),
        ("supports", "support", "the bill", False),
    ],
)
def test_what_another_confirms_is_supported(cue: str, lemma: str, claim: str, is_borne_out: bool) -> None:
    _, supported = disputed_and_supported((ANN, "said", "say", "the firm kept a list"), (BOB, cue, lemma, claim))
    assert supported == ({0: 1, 1: 0} if is_borne_out else {})
