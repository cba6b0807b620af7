"""Reasons for anonymity in a sentence, one for each way to give them."""

import pytest

from attribution.anonymity import find_reason, is_wish_for_anonymity, shorten_reason


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("It rained, she said, citing fear of retaliation for requesting anonymity.", "fear of retaliation"),
        ("He spoke, citing fear of his boss in declining to be named.", "fear of his boss"),
        ("Because the talks are private, the officials asked not to be named.", "the talks are private"),
        ("Owing to the risk of arrest, the nurse wished to remain anonymous.", "the risk of arrest"),
        ("She spoke on condition of anonymity because the talks are private.", "the talks are private"),
        ("She asked not to be named, a clerk says, because she fears arrest.", "she fears arrest"),
        ("It rained, said a clerk who feared arrest and sought anonymity.", "feared arrest"),
        ("A nurse, fearing reprisals, asked not to be named.", "fearing reprisals"),
        ("A nurse, fearing reprisals, did not want to be named.", "fearing reprisals"),
        ("The clerks were unauthorised to discuss the plan.", "unauthorised to discuss the plan"),
        ("Neither was cleared to speak to the press.", "Neither was cleared to speak to the press"),
        ("She asked not to be named and said he left because it rained.", None),
        ("Reporters were not permitted to enter the camp.", None),
    ],
)
def test_why_somebody_is_not_named(sentence: str, reason: str | None) -> None:
    found = find_reason(sentence)
    assert (sentence[slice(*found.span)] if found else None) == reason


@pytest.mark.parametrize(
    ("reason", "shortened"),
    [
        ("she fears arrest and did not want to be named", "she fears arrest"),
        ("she fears arrest, adds that it rained", "she fears arrest"),
        ("they had fled the war and sought work", "they had fled the war and sought work"),
        ("she fears her boss and wants to keep her job", "she fears her boss and wants to keep her job"),
    ],
)
def test_a_reason_ends_where_the_sentence_speaks_of_something_else(reason: str, shortened: str) -> None:
    assert shorten_reason(reason) == shortened


@pytest.mark.parametrize(
    "words",
    ["us not to give her name", "not to be named", "not to identify her owing to the risk", "to print his full name"],
)
def test_who_asks_not_to_be_named_states_nothing_by_it(words: str) -> None:
    assert is_wish_for_anonymity(words)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("A teacher, worried about losing her job, asked not to be identified.", "worried about losing her job"),
        ("A worker, who feared retaliation, requested anonymity.", "feared retaliation"),
        ("Two clerks, afraid of losing their jobs, spoke on condition of anonymity.", "afraid of losing their jobs"),
        ("Ann Lee, worried about the rain, asked the crowd to go home.", None),
    ],
)
def test_a_fear_between_commas_is_a_reason(sentence: str, reason: str | None) -> None:
    found = find_reason(sentence)
    assert (found and sentence[slice(*found.span)]) == reason
