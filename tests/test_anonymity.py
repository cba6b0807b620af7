"""Reasons for anonymity in a sentence, one for each way to give them."""

import pytest

from attribution.anonymity import find_reason, is_wish_for_anonymity, shorten_reason
from attribution.lexicon import alternations


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
        ("She asked to remain unnamed, citing a clause in her contract.", "a clause in her contract"),
        ("A clerk requested anonymity given the sensitivity of the talks.", "the sensitivity of the talks"),
        ("The clerks cannot be named under Spanish law.", "Spanish law"),
        ("The juror may not be named by order of the judge.", "by order of the judge"),
        (
            "They briefed us under rules that did not allow them to be named.",
            "rules that did not allow them to be named",
        ),
        ("We have withheld her name for her safety.", "her safety"),
        ("Their names have been changed to protect their families.", "to protect their families"),
        ("We are calling her Mei because she fears arrest.", "she fears arrest"),
        ("The clerk gave only her first name, fearing arrest.", "fearing arrest"),
        ("She asked that only her first name be used out of concern for her son.", "concern for her son"),
        ("The clerks spoke in confidence for fear of their boss.", "fear of their boss"),
        ("She would not be named “as my boss would know”.", "my boss would know"),
        ('She would not leave her name because she "has to work here".', 'she "has to work here"'),
        ("A clerk, who is bound by an oath of secrecy and so cannot be named, left.", "bound by an oath of secrecy"),
        ("A clerk sworn to secrecy.", "sworn to secrecy"),
        ("A clerk whose contract forbids any contact with the press.", "contract forbids any contact with the press"),
        ("Clerks are barred from speaking to the press.", "barred from speaking to the press"),
        ("She had no authority to comment.", "no authority to comment"),
        ("They weren’t allowed to talk to us.", "weren’t allowed to talk to us"),
        ("Neither wished to be seen criticising the boss.", "Neither wished to be seen criticising the boss"),
        ("Worried about her visa, the clerk asked not to be named.", "Worried about her visa"),
        ("A clerk asked not to be named as an inquiry was pending.", "an inquiry was pending"),
        ("Granted anonymity, she spoke to her mop.", None),
        ("She was surprised to be quoted as saying that it rained.", None),
        ("He was barred from speaking at the congress.", None),
        ("The clerk was bound by the agreement to sell the port.", None),
        ("Ann Lee called him Bob because he liked it.", None),
        ("She asked not to be named and said he left because it rained.", None),
        ("Reporters were not permitted to enter the camp.", None),
    ],
)
def test_why_somebody_is_not_named(sentence: str, reason: str | None) -> None:
    found = find_reason(sentence)
    assert (sentence[slice(*found.span)] if found else None) == reason


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("she fears arrest and did not want to be named", "she fears arrest"),
        ("she fears arrest, adds that it rained", "she fears arrest"),
        ("they had fled the war and sought work", "they had fled the war and sought work"),
        ("she fears her boss and wants to keep her job", "she fears her boss and wants to keep her job"),
    ],
)
def test_a_reason_ends_where_the_sentence_speaks_of_something_else(told: str, reason: str) -> None:
    sentence = f"She spoke on condition of anonymity because {told}."
    found = find_reason(sentence)
    assert (found and shorten_reason(sentence[slice(*found.span)])) == reason


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


def test_words_on_anonymity_are_in_small_letters_and_stand_for_capitals_too() -> None:
    """Most sentences are passed over by what is looked for in small letters alone."""
    assert [words for words in alternations("anonymity").values() if words != words.lower()] == []
    sentence = "AN ENGINEER, BOUND BY AN NDA, ASKED NOT TO BE NAMED."
    found = find_reason(sentence)
    assert found is not None
    assert sentence[slice(*found.span)] == "BOUND BY AN NDA"
