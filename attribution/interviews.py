"""Interviews in print: which question or answer stands at a place, and who answers."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from attribution.mentions import Mentions, Person
from attribution.model import Attribution
from attribution.transcripts import Turn, find_turns


class Interview:
    """The questions and answers of an article; none in a transcript that names its speakers."""

    def __init__(self, text: str, mentions: Mentions) -> None:
        self._mentions = mentions
        self._turns = tuple(turn for turn in find_turns(text) if turn.role is not None)
        self._labelled = {turn.speaker: turn for turn in self._turns if turn.speaker is not None}

    def turn_at(self, start: int) -> Turn | None:
        """Give the turn whose words a character stands in."""
        before = bisect_right(self._turns, start, key=lambda turn: turn.words.start)
        turn = self._turns[before - 1] if before else None
        return turn if turn is not None and start < turn.words.end else None

    def turn_stated(self, attribution: Attribution) -> Turn | None:
        """Give the turn that an attribution is: a whole one, or what stands after "Q" or "A"."""
        if not attribution.cue:
            return self.turn_at(attribution.claim[0].start)
        return self._labelled.get(attribution.source[0]) if attribution.source else None

    @cached_property
    def interviewee(self) -> Person | None:
        """Who answers: the one named most often in front of the interview, else by who asks."""
        asked = [turn.words for turn in self._turns if turn.role == "question"]
        start = min((turn.words.start for turn in self._turns), default=0)
        counts = dict[Person, tuple[int, int]]()
        for person in self._mentions.people:
            places = [self._mentions.doc[i].idx for i in person.mentions]
            in_front = sum(place < start for place in places)
            in_questions = sum(any(words.start <= place < words.end for words in asked) for place in places)
            counts[person] = (in_front, in_questions)
        named = {person: count for person, count in counts.items() if any(count) and " " in person.name}
        return max(named, key=lambda person: named[person], default=None)
