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
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from attribution.cues import trusted_candidates
from attribution.decoding import EVIDENCE, TAGS, Extraction, log_odds, log_softmax, probability_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Floats = NDArray[np.floating[Any]]
    Flags = NDArray[np.bool_]
    Ints = NDArray[np.int64]
    Column = NDArray[Any] | float  # a number for each content, or one that they share

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

_CONTENT = [n for n, tag in enumerate(TAGS) if tag.endswith("-content")]
_CUE = [n for n, tag in enumerate(TAGS) if tag.endswith("-cue")]
_BEGIN = TAGS.index("B-content")


class OfRule(NamedTuple):
    """What the rules make of the extraction's cue, and of the content, by its words and those of the claim that they read."""

    rule_trust: Column
    rule_agrees: Column
    has_claim: Column
    claim_overlap: Column
    begins_as_claim: Column
    ends_as_claim: Column
    is_within_claim: Column
    holds_claim: Column


class OfChange(NamedTuple):
    """What the network says of the words by which the content differs from the one found: how much likelier they make it."""

    gain: Column
    least_gain: Column
    words_changed: Column


class OfGrammar(NamedTuple):
    """Words beside the content whose head is in it, before, after and between; and words of it whose head is not."""

    cut_off_before: Column
    cut_off_after: Column
    cut_off_between: Column
    loose: Column
    loose_under_cue: Column


class OfExtent(NamedTuple):
    """How large the content is: its words, its pieces, and the sentences that it reaches into after its first."""

    words: Column
    pieces: Column
    further_sentences: Column


class OfEdges(NamedTuple):
    """What the network says of the content's first and last words and of the tokens beside them, and which of these are taken."""

    odds_first: Column
    odds_before: Column
    odds_last: Column
    odds_after: Column
    begins_first: Column
    is_taken_before: Column
    is_taken_after: Column


class OfParts(NamedTuple):
    """Where the content stands to the cue; the tokens of source and cue, and what the network says of the cue's."""

    is_after_cue: Column
    tokens_to_cue: Column
    source_tokens: Column
    cue_tokens: Column
    least_cue_odds: Column
    most_cue_odds: Column


class _Places(NamedTuple):
    """Places of a content that are labelled by their tag and dependency: of its words, its change, and what stands beside it."""

    first: Ints
    last: Ints
    word_before: Ints
    word_after: Ints
    first_changed: Ints
    before: Ints
    after: Ints
    last_changed: Ints


# Those that are labelled by where their head stands, too.
_HEADED = _Places._fields[:5]


class _PartLabels(NamedTuple):
    """Labels of an extraction, which all of its contents share."""

    cue_head_tag: int
    cue_head_dep: int
    cue_first_tag: int
    cue_last_tag: int
    source_first_tag: int


# Names of the numbers and of the labels that say what a content is, in the order in which the network reads them.
NUMBERS = (
    *OfRule._fields,
    *OfChange._fields,
    *OfGrammar._fields,
    *OfExtent._fields,
    *OfEdges._fields,
    *OfParts._fields,
    *EVIDENCE,
)
LABELS = (
    "edit",
    *(f"{place}_{what}" for what in ("tag", "dep") for place in _Places._fields),
    *(f"{place}_head" for place in _HEADED),
    *_PartLabels._fields,
)


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
        rule = _Rule(doc, extraction)
        around = _Around(words, extraction, rule.claim, held)
        tried = _tried(around)
        yield Alternatives(
            [tuple((np.flatnonzero(content) + around.start).tolist()) for content in tried.contents],
            _numbers(words, extraction, rule, around, tried),
            _labels(words, extraction, around, tried, labels),
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
        texts, text_of = np.unique(doc.to_array("ORTH"), return_inverse=True)
        self.is_word = np.array([any(map(str.isalnum, doc.vocab.strings[text])) for text in texts.tolist()])[text_of]
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


class _Around:
    """The tokens around an extraction, as far as its content could reach; places count from the first of them."""

    def __init__(self, words: _Words, extraction: Extraction, claim: Sequence[int], held: Ints) -> None:
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
        self.claim = self._flags(claim) & self.is_free

    def _flags(self, tokens: Sequence[int]) -> Flags:
        flags = np.zeros(len(self.is_word), dtype=bool)
        places = np.array(tokens, dtype=np.int64) - self.start
        flags[places[(places >= 0) & (places < len(flags))]] = True
        return flags


class _Tried:
    """The contents that are tried, a row of flags each, and what each differs by from the one found, which is the first.

    With their words, the places of the first and last, and those changed.
    """

    def __init__(self, edits: Sequence[str], contents: Flags, is_word: Flags) -> None:
        self.edits, self.contents, self.held = edits, contents, contents & is_word
        self.first, self.last = _edges(self.held)
        self.changed = self.held ^ self.held[0]


def _edges(held: Flags) -> tuple[Ints, Ints]:
    """Give the first and the last place of each row's flags."""
    return held.argmax(axis=1), held.shape[1] - 1 - held[:, ::-1].argmax(axis=1)


# Places that a content could gain or lose, with how much likelier their words make that.
_Change = tuple[float, slice]
_ONWARD, _BACK = slice(None), slice(None, None, -1)


def _tried(around: _Around) -> _Tried:
    """Give the contents that are tried: the likeliest of each kind, those with the same words once."""
    kinds: tuple[tuple[str, bool, slice, Iterable[_Change]], ...] = (
        ("longer", True, _ONWARD, _longer(around, _ONWARD)),
        ("earlier", True, _BACK, _longer(around, _BACK)),
        ("shorter", False, _ONWARD, _shorter(around, _ONWARD)),
        ("later", False, _BACK, _shorter(around, _BACK)),
        ("filled", True, _ONWARD, _filled(around)),
        ("dropped", False, _ONWARD, _dropped(around)),
    )
    chosen = [
        (edit, is_held, order, places)
        for edit, is_held, order, changes in kinds
        for _, places in sorted(changes, key=lambda change: -change[0])[:TRIED]
    ]
    by_rule = dict(_by_rule(around))
    edits = ["found", *(edit for edit, *_ in chosen), *by_rule]
    contents = np.array([*[around.found] * (1 + len(chosen)), *by_rule.values()])
    for content, (_, is_held, order, places) in zip(contents[1:], chosen, strict=False):
        content[order][places] = is_held
    words = contents & around.is_word
    first_of: dict[bytes, int] = {}
    for n, row in enumerate(words):
        first_of.setdefault(row.tobytes(), n)
    kept = [n for n in first_of.values() if n == 0 or words[n].any()]
    return _Tried([edits[n] for n in kept], contents[kept], around.is_word)


def _longer(around: _Around, order: slice) -> Iterator[_Change]:
    """Let the content go on to where its sentence could pause."""
    is_word, odds = around.is_word[order].tolist(), around.odds[order].tolist()
    is_free, sentence = around.is_free[order].tolist(), around.sentence[order].tolist()
    last = int(np.flatnonzero(around.found[order])[-1])
    gain = 0.0
    for i in range(last + 1, len(odds)):
        if not is_free[i] or sentence[i] != sentence[last]:
            return
        gain += odds[i]
        if is_word[i] and (i + 1 == len(odds) or not is_word[i + 1] or odds[i] >= odds[i + 1]):
            yield gain, slice(last + 1, i + 1)


def _shorter(around: _Around, order: slice) -> Iterator[_Change]:
    """Let the content end where its sentence could pause."""
    places = np.flatnonzero(around.found[order] & around.is_word[order])
    says = around.odds[order][places]
    gains = (-np.cumsum(says[::-1])[::-1]).tolist()
    at, odds = places.tolist(), says.tolist()
    for n in range(max(1, len(at) - REACH), len(at)):
        if at[n] > at[n - 1] + 1 or odds[n] <= odds[n - 1]:
            yield gains[n], slice(at[n - 1] + 1, None)


def _filled(around: _Around) -> Iterator[_Change]:
    """Let the content hold what stands in one of its gaps."""
    for before, after in _gaps(around):
        if around.is_free[before + 1 : after].all():
            yield float(around.odds[before + 1 : after].sum()), slice(before, after)


def _dropped(around: _Around) -> Iterator[_Change]:
    """Let the content do without one of its pieces."""
    gaps, places = _gaps(around), np.flatnonzero(around.found)
    edges = [int(places[0]), *(i for gap in gaps for i in gap), int(places[-1])]
    for first, last in zip(edges[::2], edges[1::2], strict=True) if gaps else ():
        piece = slice(first, last + 1)
        yield -float(around.odds[piece][around.found[piece]].sum()), piece


def _gaps(around: _Around) -> list[tuple[int, int]]:
    """Give the words of the content next to each other between which stand words that are not of it."""
    places = np.flatnonzero(around.found & around.is_word).tolist()
    return [(a, b) for a, b in pairwise(places) if b > a + 1 and around.is_word[a + 1 : b].any()]


def _by_rule(around: _Around) -> Iterator[tuple[str, Flags]]:
    """Give what the rules read, as a whole or where the content found begins or ends otherwise, and both together."""
    claim, at = around.claim, around.at
    if claim.any():
        places = np.flatnonzero(around.found)
        yield "rule", claim
        yield "rule's end", claim & (at >= places[0])
        yield "rule's begin", claim & (at <= places[-1])
        yield "both", claim | around.found


def _numbers(words: _Words, extraction: Extraction, rule: _Rule, around: _Around, tried: _Tried) -> Floats:
    """Say of each content what can be counted and measured: a column for each of :data:`NUMBERS`."""
    columns = (
        *_of_rule(rule, around, tried),
        *_of_change(around, tried),
        *_of_grammar(around, tried),
        *_of_extent(around, tried),
        *_of_edges(around, tried),
        *_of_parts(words, extraction, around, tried),
        *extraction.evidence,
    )
    rows = np.empty((len(NUMBERS), len(tried.contents)), dtype=np.float32)
    for row, column in zip(rows, columns, strict=True):
        row[:] = column
    return np.ascontiguousarray(rows.T)


def _of_rule(rule: _Rule, around: _Around, tried: _Tried) -> OfRule:
    claim = around.claim & around.is_word
    has_claim = bool(claim.any())
    first, last = _edges(claim[None]) if has_claim else (-1, -1)
    both, either = tried.held & claim, tried.held | claim
    return OfRule(
        rule_trust=rule.trust,
        rule_agrees=rule.agrees,
        has_claim=has_claim,
        claim_overlap=both.sum(axis=1) / np.maximum(1, either.sum(axis=1)),
        begins_as_claim=tried.first == first,
        ends_as_claim=tried.last == last,
        is_within_claim=~(tried.held & ~claim).any(axis=1),
        holds_claim=~(claim & ~tried.held).any(axis=1),
    )


def _of_change(around: _Around, tried: _Tried) -> OfChange:
    gains = np.where(tried.changed, np.where(tried.held, around.odds, -around.odds), 0.0)
    return OfChange(gain=gains.sum(axis=1), least_gain=gains.min(axis=1), words_changed=tried.changed.sum(axis=1))


def _of_grammar(around: _Around, tried: _Tried) -> OfGrammar:
    first, last, sentence = tried.first[:, None], tried.last[:, None], around.sentence
    has_head = tried.contents[:, around.head] & around.is_near
    is_beside = (sentence == sentence[first]) | (sentence == sentence[last])
    cut_off = ~tried.held & around.is_word & has_head & ~around.own & is_beside
    before, after = cut_off & (around.at < first), cut_off & (around.at > last)
    loose = tried.held & ~has_head & ~(around.is_near & (around.head == around.at))
    return OfGrammar(
        cut_off_before=before.sum(axis=1),
        cut_off_after=after.sum(axis=1),
        cut_off_between=(cut_off & ~before & ~after).sum(axis=1),
        loose=loose.sum(axis=1),
        loose_under_cue=(loose & around.is_near & around.cue[around.head]).sum(axis=1),
    )


def _of_extent(around: _Around, tried: _Tried) -> OfExtent:
    begins = tried.held[:, 1:] & ~tried.contents[:, :-1]
    return OfExtent(
        words=tried.held.sum(axis=1),
        pieces=begins.sum(axis=1) + tried.held[:, 0],
        further_sentences=around.sentence[tried.last] - around.sentence[tried.first],
    )


def _of_edges(around: _Around, tried: _Tried) -> OfEdges:
    # One more place stands for what is before the first and after the last.
    odds, is_taken = np.append(around.odds, NOWHERE), np.append(~around.is_free, False)
    return OfEdges(
        odds_first=around.odds[tried.first],
        odds_before=odds[tried.first - 1],
        odds_last=around.odds[tried.last],
        odds_after=odds[tried.last + 1],
        begins_first=around.begins[tried.first],
        is_taken_before=is_taken[tried.first - 1],
        is_taken_after=is_taken[tried.last + 1],
    )


def _of_parts(words: _Words, extraction: Extraction, around: _Around, tried: _Tried) -> OfParts:
    first, last = (extraction.cue[n] - around.start for n in (0, -1))
    to_cue = np.where(
        last < tried.first, tried.first - last - 1, np.where(first > tried.last, first - tried.last - 1, 0)
    )
    odds = words.cue[list(extraction.cue)]
    return OfParts(
        is_after_cue=last < tried.first,
        tokens_to_cue=to_cue,
        source_tokens=len(extraction.source),
        cue_tokens=len(extraction.cue),
        least_cue_odds=odds.min(),
        most_cue_odds=odds.max(),
    )


def _labels(words: _Words, extraction: Extraction, around: _Around, tried: _Tried, labels: dict[str, int]) -> Ints:
    """Say of each content which words stand at its edges, and where their heads are: a column for each of :data:`LABELS`."""
    places = np.array(_places(around, tried))
    # One more place stands for what is before the first and after the last.
    tag, dep = np.append(around.tag, 0), np.append(around.dep, 0)
    columns = [
        np.array([[labels.get(edit, 0) for edit in tried.edits]]),
        tag[places],
        dep[places],
        _heads(places[: len(_HEADED)], around, tried, labels),
        np.array(_part_labels(words, extraction))[:, None].repeat(len(tried.contents), axis=1),
    ]
    return np.concatenate(columns).T.astype(np.int64)


def _places(around: _Around, tried: _Tried) -> _Places:
    first_changed, last_changed = (np.where(tried.changed.any(axis=1), i, -1) for i in _edges(tried.changed))
    nowhere = len(around.at)
    word_from = np.append(np.minimum.accumulate(np.where(around.is_word, around.at, nowhere)[::-1])[::-1], -1)
    word_upto = np.append(np.maximum.accumulate(np.where(around.is_word, around.at, -1)), -1)
    return _Places(
        first=tried.first,
        last=tried.last,
        word_before=word_upto[tried.first - 1],
        word_after=word_from[tried.last + 1],
        first_changed=first_changed,
        before=tried.first - 1,
        after=tried.last + 1,
        last_changed=last_changed,
    )


def _heads(places: Ints, around: _Around, tried: _Tried, labels: dict[str, int]) -> Ints:
    """Label each place by where its head stands, as one of :data:`HEADS`."""
    elsewhere, in_content, in_cue, nowhere = (labels.get(name, 0) for name in HEADS)
    head, is_near = np.append(around.head, 0)[places], np.append(around.is_near, False)[places]
    where = np.where(around.cue[head] & is_near, in_cue, elsewhere)
    where = np.where(tried.contents[np.arange(len(tried.contents)), head] & is_near, in_content, where)
    return np.where((places >= 0) & (places < len(around.at)), where, nowhere)


def _part_labels(words: _Words, extraction: Extraction) -> _PartLabels:
    cue, source = extraction.cue, extraction.source
    head = next((i for i in cue if words.head[i] not in cue), cue[0])
    return _PartLabels(
        cue_head_tag=words.tag[head],
        cue_head_dep=words.dep[head],
        cue_first_tag=words.tag[cue[0]],
        cue_last_tag=words.tag[cue[-1]],
        source_first_tag=words.tag[source[0]] if source else 0,
    )
