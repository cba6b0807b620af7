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


@pytest.mark.parametrize(
    "text",
    [
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
        assert last <= turn.speaker.start < turn.speaker.end < turn.words.start < turn.words.end <= len(text)
        assert text[turn.speaker.end] in ": "
        assert text[slice(*turn.words)].strip()
        last = turn.words.end
