"""People, bodies and outlets by the fullest name that an article gives them."""

import pytest
from spacy.language import Language

from attribution.document import make_docs
from attribution.mentions import Mentions
from attribution.outlets import bare


def mentions(text: str, nlp: Language) -> Mentions:
    return Mentions(next(make_docs([text], nlp)))


def names(text: str, nlp: Language) -> dict[str, int]:
    """Give how often each person is named."""
    return {person.name: len(person.mentions) for person in mentions(text, nlp).people}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("the  White House's", "White House"), ("A CNN report,", "CNN report"), ("(Reuters)", "Reuters"), ("", "")],
)
def test_bare(name: str, expected: str) -> None:
    assert bare(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maria Lopez resigned. Ms. Lopez left. Lopez was ill.", {"Maria Lopez": 3}),
        ("President Ahmad al-Sharaa met the king. Sharaa left.", {"Ahmad al-Sharaa": 2}),
        ("Anna Berg met Peter Berg. Anna Berg won. Peter Berg lost.", {"Anna Berg": 2, "Peter Berg": 2}),
        ("Sen. Ted Cruz and Gov. Chris Christie met in Ohio.", {"Ted Cruz": 1, "Chris Christie": 1}),
        ("Former White House Chief of Staff Rahm Emanuel spoke on Friday.", {"Rahm Emanuel": 1}),
        ("Bloomberg reported that Reuters was sold.", {}),
    ],
)
def test_people_are_known_by_their_fullest_name(text: str, expected: dict[str, int], nlp: Language) -> None:
    assert names(text, nlp) == expected


def test_a_title_tells_two_of_one_surname_apart(nlp: Language) -> None:
    text = "Anna Berg spoke in Oslo. Peter Berg stayed home. Mr. Berg was ill. Ms. Berg won. Mr. Berg wept."
    assert names(text, nlp) == {"Anna Berg": 2, "Peter Berg": 3}


def test_the_later_fuller_name_counts(nlp: Language) -> None:
    assert names("Lopez resigned on Monday. Maria Lopez, 40, was mayor.", nlp) == {"Maria Lopez": 2}


def test_an_alias_in_parentheses_is_the_same_person(nlp: Language) -> None:
    found = mentions("Ahmad al-Sharaa (Jolani) met Vladimir Putin. Jolani left.", nlp)
    assert found.person_at[len(found.doc) - 3].name == "Ahmad al-Sharaa"


def test_a_namesake_whom_recognition_passes_over_is_another_person(nlp: Language) -> None:
    text = "Donald Trump spoke. Ivanka Trump laughed. Later, Ivanka Trump said it was new. Trump said he liked it."
    (doc,) = make_docs([text], nlp)
    doc.set_ents([doc.char_span(0, len("Donald Trump"), label="PERSON")])
    people = {person.name: [doc[i - 1].text for i in person.mentions] for person in Mentions(doc).people}
    assert people == {
        "Donald Trump": ["Donald", "."],
        "Ivanka Trump": ["Ivanka", "Ivanka"],
    }  # "Trump" is the one introduced first
