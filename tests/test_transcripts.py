"""Turns of transcripts, and who speaks in them, through which programme."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import audit, validate
from attribution.transcripts import find_turns

TRANSCRIPT = """On this weekend’s broadcast of “Fox News Sunday,” Gov. Mike Moss said that the tax will fall.

"LEE: Will it fall in May?

"MOSS: It will. We voted on it.

"LEE: By how much?
"""


def test_turns_are_statements_of_their_speakers_through_the_programme() -> None:
    frame = validate(audit(TRANSCRIPT), {"": TRANSCRIPT})
    rows = frame[frame["attributed"]][["claim", "quotation", "entity", "source_type", "relay"]].values.tolist()
    assert rows == [
        ["that the tax will fall", "indirect", "Mike Moss", "named_person", "Fox News Sunday"],
        ["Will it fall in May?", "direct", "LEE", "named_person", "Fox News Sunday"],
        ["It will. We voted on it", "direct", "Mike Moss", "named_person", "Fox News Sunday"],
        ["By how much?", "direct", "LEE", "named_person", "Fox News Sunday"],
    ]


INTERVIEW = """A talk with Mayor Ann Lee, whom Faith Obi beat in May.

Q: Will it close?

I think it will. We voted on it.

My father said it would never close.

Q: What do you want?

A: A park.

Q. Are you sad?

Yes.

The mill was built in 1912.
"""


def test_answers_of_an_interview_are_the_interviewees_and_questions_the_authors() -> None:
    frame = validate(audit(INTERVIEW), {"": INTERVIEW})
    rows = frame[frame["attributed"] & (frame["quotation"] == "direct")][["claim", "source_type", "entity"]]
    assert rows.fillna("").values.tolist() == [
        ["Will it close?", "author", ""],
        ["I think it will. We voted on it", "named_person", "Ann Lee"],
        ["My father said it would never close", "named_person", "Ann Lee"],
        ["What do you want?", "author", ""],
        ["A park", "named_person", "Ann Lee"],
        ["Are you sad?", "author", ""],
        ["Yes", "named_person", "Ann Lee"],
    ]
    assert not frame[frame["claim"] == "The mill was built in 1912"]["attributed"].any()


def test_first_and_second_person_are_those_who_talk() -> None:
    text = INTERVIEW.replace("What do you want?", "You said that you want a park?")
    frame = audit(text)
    inner = frame[frame["attributed"] & (frame["quotation"] == "indirect")]
    assert dict(zip(inner["source"], inner["entity"], strict=True)).items() >= {"You": "Ann Lee"}.items()


@pytest.mark.parametrize(
    "text",
    [
        "Q: Will it close?\nIt will.\nQ: When?\nIn May.",
        "WASHINGTON: It rained.\nLONDON: It hailed.\nPARIS: It snowed.",  # datelines: none comes back
        "UPDATE: It rained.\nUPDATE: It hailed.\nUPDATE: It snowed.",
        "He said: It rained.\nShe said: It hailed.\nHe said: It snowed.",
        "LEE: It rained.\nLEE: It hailed.",
        "",
    ],
)
def test_other_lines_with_a_colon_are_no_transcript(text: str) -> None:
    assert find_turns(text) == ()


@given(
    st.lists(st.sampled_from(["LEE: ", "FOX (D): ", "A. B. LEE:\t", "“", '"', "It rained.", "\n", "\r\n", " ", "👇"]))
)
def test_turns_follow_each_other_and_hold_what_they_name(parts: list[str]) -> None:
    text = "".join(parts)
    last = 0
    for turn in find_turns(text):
        assert turn.speaker is not None
        assert last <= turn.speaker.start < turn.speaker.end < turn.words.start < turn.words.end <= len(text)
        assert text[turn.speaker.end] in ": "
        assert text[slice(*turn.words)].strip()
        last = turn.words.end


@given(st.lists(st.sampled_from(["Q: ", "Q. ", "A: ", "Q:", "It rained.", "\n", "\r\n", " ", "👇"]), max_size=40))
def test_turns_of_an_interview_follow_each_other_and_hold_words(parts: list[str]) -> None:
    text = "".join(parts)
    last = 0
    for turn in find_turns(text):
        start = turn.words.start if turn.speaker is None else turn.speaker.start
        assert last <= start <= turn.words.start < turn.words.end <= len(text)
        assert text[slice(*turn.words)].strip()
        last = turn.words.end
