"""No-comments: who is said not to have spoken, and to what."""

import pytest
from spacy.language import Language

from attribution import audit
from attribution.document import make_docs
from attribution.refusals import find_refusals


@pytest.mark.parametrize(
    ("text", "source", "cue", "claim"),
    [
        ("Apple did not return a phone message on Monday.", "Apple", "did not return", "a phone message"),
        ("Apple didn't respond to a list of questions, it rained.", "Apple", "did n't respond to", "a list of questions"),
        ("Apple failed to answer emails.", "Apple", "failed to answer", "emails"),
        ("Apple turned down an interview request.", "Apple", "turned down", "an interview request"),
        ("Ann Lee could not be reached for comment.", "Ann Lee", "could not be reached", "for comment"),
        ("Ann Lee would not be drawn on a motive.", "Ann Lee", "would not be drawn", "on a motive"),
        ("Apple had no immediate comment on the plan.", "Apple", "had", "no immediate comment on the plan"),
        ("Apple would not comment on the plan.", "Apple", "would not", "comment on the plan"),
        ("The bank has yet to comment.", "The bank", "has yet", "to comment"),
        ("Ann Lee did not return the car.", None, "", ""),
        ("The pump did not respond to the valve.", None, "", ""),
        ("Apple returned a call.", None, "", ""),
        ("Apple commented on the plan.", None, "", ""),
        ("The village could not be reached for days.", None, "", ""),
    ],
)  # fmt: skip
def test_refusals(text: str, source: str | None, cue: str, claim: str, nlp: Language) -> None:
    (doc,) = make_docs([text], nlp)
    found = [
        tuple(" ".join(doc[i].text for i in sorted(part)) for part in (c.source, c.cue, c.claim))
        for c in find_refusals(doc)
    ]
    assert found == ([(source, cue, claim)] if source is not None else [])


@pytest.mark.parametrize("model", [None, "rules"])
def test_they_are_rows_and_grade_as_such(model: str | None) -> None:
    frame = audit("Apple did not return messages. It rained, Ann Lee said.", model=model).query("attributed")
    assert frame[["entity", "cue", "claim"]].to_numpy().tolist()[0] == ["Apple", "did not return", "messages"]
    assert frame["commitment"].is_monotonic_increasing
