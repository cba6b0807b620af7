"""Which organizations and outlets a document names, and what an acronym or a short form stands for."""

import pytest
from spacy.language import Language

from attribution.bodies import Bodies
from attribution.document import make_docs
from attribution.mentions import Mentions


def bodies(text: str, nlp: Language) -> Bodies:
    doc = next(make_docs([text], nlp))
    mentions = Mentions(doc)
    return Bodies(mentions.words, mentions.person_at)


def test_an_acronym_stands_for_what_its_letters_spell(nlp: Language) -> None:
    found = bodies("Hayat Tahrir al-Sham (HTS) and the World Food Programme (WFP) met (OK).", nlp)
    assert (found.body_of("HTS"), found.body_of("WFP"), found.body_of("OK")) == (
        "Hayat Tahrir al-Sham",
        "World Food Programme",
        "OK",
    )


@pytest.mark.parametrize(
    ("text", "phrase", "outlet"),
    [
        ("Bloomberg reported it.", "Bloomberg", "Bloomberg"),
        ("A CNN report said so.", "A CNN report", "CNN"),
        ("The Washington Post reported it. The Post was first.", "The Post", "Washington Post"),
        ("The New York Post reported it. The Post was first.", "The Post", "New York Post"),
        ("The Times reported it.", "The Times", "Times"),
        ("The Nation of Islam reported it.", "The Nation of Islam", None),
        ("The bank reported it.", "The bank", None),
    ],
)
def test_outlets(text: str, phrase: str, outlet: str | None, nlp: Language) -> None:
    found = bodies(text, nlp)
    start = text.rindex(phrase)
    span = found.doc.char_span(start, start + len(phrase))
    assert span is not None
    assert found.outlet_of(span) == outlet


def test_an_acronym_may_stand_for_words_tied_by_a_hyphen(nlp: Language) -> None:
    found = bodies("Hewlett-Packard makes printers. HP said so.", nlp)
    assert found.body_of("HP") == "Hewlett-Packard"
