"""Texts to the turns of transcripts in them: "WALLACE: Will she be there?", each a line or a paragraph of its own.

Interviews in print name nobody: "Q: Will she be there?", and what follows is the answer.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from attribution.model import CharSpan

# Turns that make a transcript, and turns of one speaker, without which lines that begin so are headings.
MIN_TURNS = 3
MIN_TURNS_OF_ONE = 2
_TURN = re.compile(
    r"^[ \t]*[\"“]?(?P<speaker>[A-Z](?:[A-Z.’'-]+|\.)(?:[ ](?:[A-Z](?:[A-Z.’'-]+|\.))){0,3})(?:[ ]\([^()\n]{1,40}\))?:"
    r"[ \t]+(?P<words>\S[^\r\n]*)",
    re.M,
)
_LINE = re.compile(r"^[ \t]*(?:(?P<label>Q|A|Question|Answer|QUESTION|ANSWER)[.:][ \t]+)?(?P<words>\S[^\r\n]*)", re.M)
_QUESTIONS = frozenset({"Q", "Question", "QUESTION"})
_ANSWERS = frozenset({"A", "Answer", "ANSWER"})
_NO_SPEAKER = frozenset(
    {"UPDATE", "NOTE", "EDITOR'S NOTE", "CORRECTION", "PHOTO", "PHOTOS", "VIDEO", "WATCH", "READ", "RELATED", "MORE"}
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next does.

    Args:
        speaker: half-open character offsets of the name, as written, or of the "Q" or "A" in its place; None before an answer
            that has no label.
        words: of what is said.
        role: in an interview, whether it is a "question" or an "answer"; None where speakers are named.
    """

    speaker: CharSpan | None
    words: CharSpan
    role: Literal["question", "answer"] | None = None


def find_turns(text: str) -> tuple[Turn, ...]:
    """Find the turns of a transcript; none in a text where no speaker comes back.

    >>> text = "LEE: Will it close?\\nFOX: It will.\\nLEE: When?"
    >>> [text[slice(*turn.words)] for turn in find_turns(text)]
    ['Will it close?', 'It will.', 'When?']
    """
    return _named_turns(text) or _questions_and_answers(text)


def role_of_label(label: str) -> Literal["question", "answer"] | None:
    """Give what a label stands before that names nobody: "Q", "A"."""
    return "question" if label in _QUESTIONS else "answer" if label in _ANSWERS else None


def _named_turns(text: str) -> tuple[Turn, ...]:
    found = [match for match in _TURN.finditer(text) if match["speaker"] not in _NO_SPEAKER]
    turns = Counter(match["speaker"] for match in found)
    if len(found) < MIN_TURNS or max(turns.values()) < MIN_TURNS_OF_ONE:
        return ()
    return tuple(Turn(CharSpan(*match.span("speaker")), CharSpan(*match.span("words"))) for match in found)


def _questions_and_answers(text: str) -> tuple[Turn, ...]:
    """Find the turns of an interview: each paragraph from the first question to the first one after the last question."""
    lines = list(_LINE.finditer(text))
    asked = [n for n, line in enumerate(lines) if line["label"] in _QUESTIONS]
    if len(asked) < MIN_TURNS:
        return ()
    turns = []
    for line in lines[asked[0] : asked[-1] + 2]:
        speaker = CharSpan(*line.span("label")) if line["label"] else None
        role: Literal["question", "answer"] = "question" if line["label"] in _QUESTIONS else "answer"
        turns.append(Turn(speaker, CharSpan(*line.span("words")), role))
    return tuple(turns)
