"""Which words could tie a claim to a source, by the construction that they stand in."""

import pytest
from spacy.language import Language

from attribution.cues import find_candidates


@pytest.mark.parametrize(
    ("text", "lemma", "frame", "source", "claim"),
    [
        ("She said that it rained.", "say", "clause", "She", "that it rained"),
        ("It is believed that he fled.", "believe", "impersonal", "", "that he fled"),
        ("It has emerged that he fled.", "emerge", "impersonal", "", "that he fled"),
        ("The mill, it is understood, will close.", "understand", "impersonal", "", "The mill will close"),
        ("It believed that he fled.", "believe", "clause", "It", "that he fled"),
        ("The court rejected the appeal.", "reject", "object", "The court", "the appeal"),
        ("The party vowed to fight.", "vow", "infinitive", "The party", "to fight"),
        ("The mayor called for a truce.", "call", "prep:for", "The mayor", "a truce"),
        ("She accused him of fraud.", "accuse", "object+prep", "She", "him of fraud"),
        ("The plan was rejected by the court.", "reject", "passive", "the court", "The plan"),
        ("It rained, according to the police.", "accord", "according", "the police", "It rained ,"),
        ("As per the report, it rained.", "per", "according", "the report", ", it rained"),
        ("It rained last year, per Nielsen.", "per", "according", "Nielsen", "It rained last year ,"),
        ("It will rain, the office said.", "say", "clause", "the office", "It will rain"),
        ("The claim that he lied is old.", "claim", "noun:that", "", "that he lied"),
        ("His promise to resign came late.", "promise", "noun:to", "His", "to resign"),
        ("Voters were confident that she would win.", "confident", "adj:ccomp", "Voters", "that she would win"),
        ("He reportedly left.", "reportedly", "adverb", "", "He left"),
        ("The mayor, who said it rained, left.", "say", "clause", "who", "it rained ,"),
        # a second verb and a participle share the subject of the first
        ("She resigned and said that she was ill.", "say", "clause", "She", "that she was ill"),
        ("She left the room, saying that she was ill.", "say", "clause", "She", "that she was ill"),
    ],
)
def test_candidates(text: str, lemma: str, frame: str, source: str, claim: str, nlp: Language) -> None:
    doc = nlp(text)

    def words(tokens: frozenset[int] | tuple[int, ...]) -> str:
        return " ".join(doc[i].text for i in sorted(tokens) if doc[i].text != ".")

    found = [(c.lemma, c.frame, words(c.source), words(c.claim)) for c in find_candidates(doc)]
    assert (lemma, frame, source, claim) in found


@pytest.mark.parametrize(
    "text",
    [
        "It pays a dollar per head.",
        "He was late, as per usual.",
        "He is not, per se, a thief.",
        "It fell ten per cent.",
    ],
)
def test_per_is_no_cue_where_nobody_is_named(text: str, nlp: Language) -> None:
    assert not [c for c in find_candidates(nlp(text)) if c.lemma == "per"]


def test_no_words_no_candidates(nlp: Language) -> None:
    assert list(find_candidates(nlp(""))) == []
