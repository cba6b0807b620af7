"""Extractions and the parse to the contents that each could have instead, with what is known of every one.

The extractor tags word by word and knows no grammar. What it finds is looked at again with the parse beside it: the content
could end a phrase earlier or later, or be what the rules of :mod:`attribution.cues` read. Each of these contents is described
by numbers and labels, from which a small network tells the best one, and how probably the attribution is right
(discriminative reranking: Collins & Koo 2005; Charniak & Johnson 2005). :mod:`attribution.training.reranking` makes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from attribution.cues import trusted_candidates
from attribution.decoding import EVIDENCE, TAGS, Extraction, log_odds, log_softmax, probability_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Floats = NDArray[np.floating[Any]]
    Flags = NDArray[np.bool_]
    Ints = NDArray[np.int64]

# How much larger than that of the content found the share of another one has to be for it to take its place. On articles that
# neither network had learned from, as many contents are exact with fewer changes.
MARGIN = 0.3
# Tokens that a content may grow or shrink by at an edge, and contents that are tried of each kind.
REACH = 60
TRIED = 5
# The log-odds of what stands beyond the tokens that are looked at.
NOWHERE = -9.0

# What a content differs from the one found by.
EDITS = (
    "found",
    "longer",
    "earlier",
    "shorter",
    "later",
    "filled",
    "dropped",
    "rule",
    "rule's end",
    "rule's begin",
    "both",
)
# What else a label can say: where the head of a word stands.
HEADS = ("head elsewhere", "head in content", "head in cue", "no word")

# How many numbers and labels say what a content is: the width of what the network reads.
NUMBERS, LABELS = 32 + len(EVIDENCE), 27

_CONTENT = [n for n, tag in enumerate(TAGS) if tag.endswith("-content")]
_CUE = [n for n, tag in enumerate(TAGS) if tag.endswith("-cue")]
_BEGIN = TAGS.index("B-content")


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The contents that an extraction could have, that found first.

    Args:
        contents: token indices of each.
        numbers: a row for each content.
        labels: likewise, indices into the labels known (0: none of them).
    """

    contents: list[tuple[int, ...]]
    numbers: Floats
    labels: Ints


# Scores of each content (to be compared within an extraction), and the log-odds that the attribution is right with it.
Scorer = Callable[["Floats", "Ints"], tuple["Floats", "Floats"]]


@dataclass(frozen=True, slots=True)
class Reranker:
    """A trained network with the labels that it knows.

    Args:
        labels: tags and dependencies of the parse, and :data:`EDITS` and :data:`HEADS`; each one's index, counted from 1.
        score: of all contents of an article at once.
    """

    labels: dict[str, int]
    score: Scorer

    def rerank(self, doc: Doc, extractions: Sequence[Extraction], probabilities: Floats) -> list[Extraction]:
        """Give each extraction the best of its contents, and to its evidence how probably it is right.

        Args:
            probabilities: by token, how probable each of :data:`attribution.decoding.TAGS` is.
        """
        found = list(alternatives(doc, extractions, probabilities, self.labels))
        if not found:
            return []
        scores, odds = self.score(
            np.concatenate([each.numbers for each in found]), np.concatenate([each.labels for each in found])
        )
        starts = np.cumsum([0, *(len(each.contents) for each in found)])
        reranked = []
        for extraction, each, start, stop in zip(extractions, found, starts, starts[1:], strict=False):
            shares = np.exp(log_softmax(scores[start:stop]))
            best = int(shares.argmax())
            best = best if shares[best] - shares[0] > MARGIN else 0
            evidence = (*extraction.evidence, probability_of(odds[start + best]))
            reranked.append(replace(extraction, content=each.contents[best], evidence=evidence))
        return reranked


def numbered(labels: Sequence[str]) -> dict[str, int]:
    """Give each label its index, counted from 1: 0 stands for what no label is known for."""
    return {label: n for n, label in enumerate(labels, start=1)}


def alternatives(
    doc: Doc, extractions: Sequence[Extraction], probabilities: Floats, labels: dict[str, int]
) -> Iterator[Alternatives]:
    """Describe the contents that each extraction could have.

    Args:
        probabilities: by token, how probable each of :data:`attribution.decoding.TAGS` is.
        labels: index of each label that is known.
    """
    words = _Words(doc, probabilities, labels)
    held = np.zeros(len(doc), dtype=np.int64)
    for extraction in extractions:
        held[[*{*extraction.source, *extraction.cue, *extraction.content}]] += 1
    for extraction in extractions:
        around = _Around(words, extraction, _Rule(doc, extraction), held)
        edits, contents = around.contents()
        tried = _Tried(contents, around.is_word)
        edit_labels = np.array([labels.get(edit, 0) for edit in edits])
        yield Alternatives(
            [tuple((np.flatnonzero(content) + around.start).tolist()) for content in contents],
            around.numbers(tried),
            np.column_stack([edit_labels, around.labels(tried, labels)]),
        )


class _Words:
    """A document's tokens, one place each in every array."""

    def __init__(self, doc: Doc, probabilities: Floats, labels: dict[str, int]) -> None:
        parsed = doc.to_array(["HEAD", "SENT_START", "TAG", "DEP"])
        heads, starts = parsed[:, :2].astype(np.int64).T
        names, tags_and_deps = np.unique(parsed[:, 2:], return_inverse=True)
        known = np.array([labels.get(doc.vocab.strings[name], 0) for name in names.tolist()])
        self.head = np.arange(len(doc)) + heads
        self.sentence = np.cumsum(starts == 1)
        self.tag, self.dep = known[tags_and_deps.reshape(-1, 2)].T
        self.is_word = np.array([any(map(str.isalnum, token.text)) for token in doc])
        self.odds = np.where(self.is_word, log_odds(probabilities[:, _CONTENT].sum(axis=1)), 0.0)
        self.begins = log_odds(probabilities[:, _BEGIN])
        self.cue = log_odds(probabilities[:, _CUE].sum(axis=1))


class _Rule:
    """What the rules read at an extraction's cue: how far they trust it, the claim, and how far its source is the same."""

    def __init__(self, doc: Doc, extraction: Extraction) -> None:
        known = trusted_candidates(doc, extraction.cue).values()
        self.trust, candidate = max(known, key=lambda pair: pair[0], default=(-1.0, None))
        source, subject = set(extraction.source), set(candidate.source if candidate else ())
        self.claim = tuple(candidate.claim) if candidate else ()
        self.agrees = len(source & subject) / len(source | subject) if source or subject else -1.0


class _Tried:
    """The contents that are tried, a row of flags each; with their words, the places of the first and last, and those changed."""

    def __init__(self, contents: Flags, is_word: Flags) -> None:
        self.contents, self.held = contents, contents & is_word
        self.first, self.last = _edges(self.held)
        self.changed = self.held ^ self.held[0]


def _edges(held: Flags) -> tuple[Ints, Ints]:
    """Give the first and the last place of each row's flags."""
    return held.argmax(axis=1), held.shape[1] - 1 - held[:, ::-1].argmax(axis=1)


class _Around:
    """The tokens around an extraction, as far as its content could reach; places count from the first of them."""

    def __init__(self, words: _Words, extraction: Extraction, rule: _Rule, held: Ints) -> None:
        self.extraction, self.rule = extraction, rule
        self.start = max(0, extraction.content[0] - REACH)
        here = slice(self.start, extraction.content[-1] + REACH + 1)
        self.is_word, self.odds, self.begins = words.is_word[here], words.odds[here], words.begins[here]
        self.sentence, self.tag, self.dep = words.sentence[here], words.tag[here], words.dep[here]
        self.at = np.arange(len(self.is_word))
        head = words.head[here] - self.start
        self.is_near = (head >= 0) & (head < len(head))
        self.head = np.where(self.is_near, head, 0)
        self.found, self.cue = self._flags(extraction.content), self._flags(extraction.cue)
        self.own = self.cue | self._flags(extraction.source)
        self.is_free = ~self.own & (~self.is_word | (held[here] <= self.found))
        self.claim = self._flags(rule.claim) & self.is_free
        self.cue_odds = words.cue[list(extraction.cue)]
        head_of_cue = next((i for i in extraction.cue if words.head[i] not in extraction.cue), extraction.cue[0])
        self.cue_labels = [
            words.tag[head_of_cue],
            words.dep[head_of_cue],
            *words.tag[[extraction.cue[0], extraction.cue[-1]]],
        ]
        self.source_label = words.tag[extraction.source[0]] if extraction.source else 0

    def _flags(self, tokens: Sequence[int]) -> Flags:
        flags = np.zeros(len(self.is_word), dtype=bool)
        places = np.array(tokens, dtype=np.int64) - self.start
        flags[places[(places >= 0) & (places < len(flags))]] = True
        return flags

    def contents(self) -> tuple[list[str], Flags]:
        """Give what is tried: what each content differs by from the one found, and a row of flags for each."""
        back = slice(None, None, -1)
        tried: dict[str, Iterable[tuple[float, Flags]]] = {
            "longer": self._longer(),
            "earlier": ((gain, content[back]) for gain, content in self._longer(back)),
            "shorter": self._shorter(),
            "later": ((gain, content[back]) for gain, content in self._shorter(back)),
            "filled": self._filled(),
            "dropped": self._dropped(),
        }
        edits, rows = ["found"], [self.found]
        for edit, contents in tried.items():
            best = sorted(contents, key=lambda pair: -pair[0])[:TRIED]
            edits += [edit] * len(best)
            rows += [content for _, content in best]
        if self.claim.any():
            places = np.flatnonzero(self.found)
            edits += ["rule", "rule's end", "rule's begin", "both"]
            rows += [
                self.claim,
                self.claim & (self.at >= places[0]),
                self.claim & (self.at <= places[-1]),
                self.claim | self.found,
            ]
        contents = np.array(rows)
        words = contents & self.is_word
        first_of: dict[bytes, int] = {}
        for n, row in enumerate(words):
            first_of.setdefault(row.tobytes(), n)
        kept = [n for n in first_of.values() if n == 0 or words[n].any()]
        return [edits[n] for n in kept], contents[kept]

    def _longer(self, order: slice = slice(None)) -> Iterator[tuple[float, Flags]]:
        """Let the content go on to where its sentence could pause; with how much likelier its words make that."""
        found, odds, is_word = self.found[order], self.odds[order], self.is_word[order]
        is_free, sentence = self.is_free[order], self.sentence[order]
        last = int(np.flatnonzero(found)[-1])
        gain = 0.0
        for i in range(last + 1, len(found)):
            if not is_free[i] or sentence[i] != sentence[last]:
                return
            gain += float(odds[i])
            if is_word[i] and (i + 1 == len(found) or not is_word[i + 1] or odds[i] >= odds[i + 1]):
                longer = found.copy()
                longer[last + 1 : i + 1] = True
                yield gain, longer

    def _shorter(self, order: slice = slice(None)) -> Iterator[tuple[float, Flags]]:
        """Let the content end where its sentence could pause."""
        found, odds = self.found[order], self.odds[order]
        places = np.flatnonzero(found & self.is_word[order])
        gains = -np.cumsum(odds[places][::-1])[::-1]
        for n in range(max(1, len(places) - REACH), len(places)):
            before, after = places[n - 1], places[n]
            if after > before + 1 or odds[after] <= odds[before]:
                shorter = found.copy()
                shorter[before + 1 :] = False
                yield float(gains[n]), shorter

    def _gaps(self) -> list[tuple[int, int]]:
        """Give the words of the content next to each other between which stand words that are not of it."""
        places = np.flatnonzero(self.found & self.is_word).tolist()
        return [(a, b) for a, b in pairwise(places) if b > a + 1 and self.is_word[a + 1 : b].any()]

    def _filled(self) -> Iterator[tuple[float, Flags]]:
        for before, after in self._gaps():
            if self.is_free[before + 1 : after].all():
                filled = self.found.copy()
                filled[before:after] = True
                yield float(self.odds[before + 1 : after].sum()), filled

    def _dropped(self) -> Iterator[tuple[float, Flags]]:
        gaps, places = self._gaps(), np.flatnonzero(self.found)
        edges = [int(places[0]), *(i for gap in gaps for i in gap), int(places[-1])]
        for first, last in zip(edges[::2], edges[1::2], strict=True) if gaps else ():
            piece = self.found & (self.at >= first) & (self.at <= last)
            yield -float(self.odds[piece].sum()), self.found & ~piece

    def numbers(self, tried: _Tried) -> Floats:
        """Say of each content what can be counted and measured."""
        contents, held, changed, first, last = tried.contents, tried.held, tried.changed, tried.first, tried.last
        gains = np.where(changed, np.where(held, self.odds, -self.odds), 0.0)
        # The grammar: words beside the content whose head is in it, and words of it whose head is not.
        has_head = contents[:, self.head] & self.is_near
        is_beside = (self.sentence == self.sentence[first][:, None]) | (self.sentence == self.sentence[last][:, None])
        cut_off = ~held & self.is_word & has_head & ~self.own & is_beside
        cut_before, cut_after = cut_off & (self.at < first[:, None]), cut_off & (self.at > last[:, None])
        loose = held & ~has_head & ~(self.is_near & (self.head == self.at))
        claim = self.claim & self.is_word
        claim_first, claim_last = _edges(claim[None]) if claim.any() else (-1, -1)
        cue_first, cue_last = (i - self.start for i in (self.extraction.cue[0], self.extraction.cue[-1]))
        to_cue = np.where(cue_last < first, first - cue_last - 1, np.where(cue_first > last, cue_first - last - 1, 0))
        # One more place stands for what is before the first and after the last.
        odds, is_taken = np.append(self.odds, NOWHERE), np.append(~self.is_free, False)
        columns = [
            self.rule.trust,
            self.rule.agrees,
            claim.any(),
            (held & claim).sum(axis=1) / np.maximum(1, (held | claim).sum(axis=1)),
            first == claim_first,
            last == claim_last,
            ~(held & ~claim).any(axis=1),
            ~(claim & ~held).any(axis=1),
            gains.sum(axis=1),
            gains.min(axis=1),
            changed.sum(axis=1),
            cut_before.sum(axis=1),
            cut_after.sum(axis=1),
            (cut_off & ~cut_before & ~cut_after).sum(axis=1),
            loose.sum(axis=1),
            (loose & self.is_near & self.cue[self.head]).sum(axis=1),
            held.sum(axis=1),
            (held[:, 1:] & ~contents[:, :-1]).sum(axis=1) + held[:, 0],
            self.sentence[last] - self.sentence[first],
            self.odds[first],
            odds[first - 1],
            self.odds[last],
            odds[last + 1],
            self.begins[first],
            is_taken[first - 1],
            is_taken[last + 1],
            cue_last < first,
            to_cue,
            len(self.extraction.source),
            len(self.extraction.cue),
            self.cue_odds.min(),
            self.cue_odds.max(),
            *self.extraction.evidence,
        ]
        rows = np.empty((NUMBERS, len(contents)), dtype=np.float32)
        for row, column in zip(rows, columns, strict=True):
            row[:] = column
        return np.ascontiguousarray(rows.T)

    def labels(self, tried: _Tried, labels: dict[str, int]) -> Ints:
        """Say of each content which words stand at its edges, and where their heads are."""
        contents, changed, first, last = tried.contents, tried.changed, tried.first, tried.last
        changed_first, changed_last = (np.where(changed.any(axis=1), i, -1) for i in _edges(changed))
        word_from = np.append(np.minimum.accumulate(np.where(self.is_word, self.at, len(self.at))[::-1])[::-1], -1)
        word_upto = np.append(np.maximum.accumulate(np.where(self.is_word, self.at, -1)), -1)
        before, after = word_upto[first - 1], word_from[last + 1]
        headed = np.array([first, last, before, after, changed_first])
        places = np.concatenate([headed, [first - 1, last + 1, changed_last]])
        # One more place stands for what is before the first and after the last.
        tag, dep = np.append(self.tag, 0), np.append(self.dep, 0)
        elsewhere, in_content, in_cue, nowhere = (labels.get(name, 0) for name in HEADS)
        head, is_near = np.append(self.head, 0)[headed], np.append(self.is_near, False)[headed]
        where = np.where(self.cue[head] & is_near, in_cue, elsewhere)
        where = np.where(contents[np.arange(len(contents)), head] & is_near, in_content, where)
        where = np.where((headed >= 0) & (headed < len(self.at)), where, nowhere)
        same = np.array([*self.cue_labels, self.source_label])[:, None].repeat(len(contents), axis=1)
        return np.concatenate([tag[places], dep[places], where, same]).T.astype(np.int64)
