"""Texts to the turns of transcripts in them: "WALLACE: Will she be there?", each a line or a paragraph of its own."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from attribution.model import CharSpan

# Turns that make a transcript, and turns of one speaker, without which lines that begin so are headings.
MIN_TURNS = 3
MIN_TURNS_OF_ONE = 2
_TURN = re.compile(
    r"^[ \t]*[\"“]?(?P<speaker>[A-Z](?:[A-Z.’'-]+|\.)(?:[ ](?:[A-Z](?:[A-Z.’'-]+|\.))){0,3})(?:[ ]\([^()\n]{1,40}\))?:"
    r"[ \t]+(?P<words>\S[^\r\n]*)",
    re.M,
)
_NO_SPEAKER = frozenset(
    {"UPDATE", "NOTE", "EDITOR'S NOTE", "CORRECTION", "PHOTO", "PHOTOS", "VIDEO", "WATCH", "READ", "RELATED", "MORE"}
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next does.

    Args:
        speaker: half-open character offsets of the name, as written.
        words: of what is said.
    """

    speaker: CharSpan
    words: CharSpan


def find_turns(text: str) -> tuple[Turn, ...]:
    """Find the turns of a transcript; none in a text where no speaker comes back.

    >>> text = "LEE: Will it close?\\nFOX: It will.\\nLEE: When?"
    >>> [text[slice(*turn.words)] for turn in find_turns(text)]
    ['Will it close?', 'It will.', 'When?']
    """
    found = [match for match in _TURN.finditer(text) if match["speaker"] not in _NO_SPEAKER]
    turns = Counter(match["speaker"] for match in found)
    if len(found) < MIN_TURNS or max(turns.values()) < MIN_TURNS_OF_ONE:
        return ()
    return tuple(Turn(CharSpan(*match.span("speaker")), CharSpan(*match.span("words"))) for match in found)
