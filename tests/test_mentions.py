"""People, bodies and outlets by the fullest name that an article gives them."""

import re

import pytest
from spacy.language import Language
from spacy.util import filter_spans

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
        ("It rained.\n\nAARON OBI: It is late.\n\nPeople laughed.\n\nOBI: It is.", {"AARON OBI": 2}),
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


def test_a_description_holds_no_body_that_the_parse_ties_to_a_name(nlp: Language) -> None:
    text = "Quoting a survey of the Northern Water Commission, river activist Petra Lind said the lake was full."
    assert [person.description for person in mentions(text, nlp).people] == ["river activist"]


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


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [
        # full names that recognition takes for something else, or takes no notice of
        ("Nefzi, a professor, left. Adel Nefzi said he met Nefzi.", {"Nefzi": "GPE"}, {"Adel Nefzi": 3}),
        (
            "Their leader, Marine Le Pen, won. Le Pen laughed.",
            {"Marine Le Pen": "PERSON", "Le Pen": "FAC"},
            {"Marine Le Pen": 2},
        ),
        ("ROME - Mario Lind spoke. Lind left.", {"ROME - Mario Lind": "ORG", "Lind": "ORG"}, {"Mario Lind": 2}),
        ("DANIEL OBI, the mayor, left. Obi laughed.", {"DANIEL OBI": "ORG", "Obi": "ORG"}, {"DANIEL OBI": 2}),
        ("Obi compared himself to a fox.", {"Obi": "ORG"}, {"Obi": 1}),
        ("The minister, Petra May, left. Later, May said it was late.", {"Petra May": "PERSON"}, {"Petra May": 2}),
        # and what is nobody's
        ("Lee hit Obi in Oslo.", {"Lee hit Obi": "PERSON"}, {}),
        ("It was late. Aides said so.", {"Aides": "PERSON"}, {}),
        ("It made a noise. Noise is like a fingerprint.", {"Noise": "PERSON"}, {}),
        ("The actress met Lind. He was in New York (AP), the actress said.", {"New York": "GPE"}, {}),
    ],
)
def test_what_stands_beside_a_name_outweighs_recognition(
    text: str, entities: dict[str, str], expected: dict[str, int], nlp: Language
) -> None:
    (doc,) = make_docs([text], nlp)
    spans = [
        doc.char_span(found.start(), found.end(), label=label)
        for name, label in entities.items()
        for found in re.finditer(re.escape(name), text)
    ]
    doc.set_ents(filter_spans([span for span in spans if span is not None]))
    assert {person.name: len(person.mentions) for person in Mentions(doc).people} == expected
