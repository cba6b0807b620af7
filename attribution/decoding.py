"""What the network says of a window's words, to attributions: spans by role, and which belongs to which cue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from attribution.corpus import ROLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# Begin and inside, for each role (Ramshaw & Marcus 1995).
TAGS = ("O", *(f"{position}-{role}" for role in ROLES for position in "BI"))
# Four projections of each word: a piece of content seeks its cue, and a cue its source.
LINKS = ("content seeks cue", "cue is sought", "cue seeks source", "source is sought")
LINK_SIZE = 64

# Chosen by what two models say, each of the half of PolNeAR's articles for training that it did not learn from (798 in all):
# how much less words attract each other for the words between them (times the logarithm of one more than those), and for
# standing in different paragraphs; at how many words' distance "no source" counts; what is added to the logits of a cue,
# without which its content is lost; and how sure a piece of content has to be beside the surest one of its cue, unless it
# touches the cue ("The driver *reportedly* fled").
DISTANCE = 1.0
PARAGRAPH = 3.0
NO_SOURCE_DISTANCE = 3
CUE = 0.2
PIECE = 0.7

_IS_BEGIN = np.array([tag.startswith("B") for tag in TAGS])
_ROLE_OF = np.array([-1, *(n for n in range(len(ROLES)) for _ in "BI")])
_INSIDES = tuple(n for n, tag in enumerate(TAGS) if tag.startswith("I"))  # each after its begin
_IS_CUE = np.array([tag.endswith("-cue") for tag in TAGS])


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was chosen for a model on articles that it did not learn from.

    Args:
        weights: of the confidence: the intercept, then one a kind of :data:`EVIDENCE`, and one of a reranker's where there is one.
        threshold: the least confidence that an attribution is given out with.
    """

    weights: tuple[float, ...]
    threshold: float


@dataclass(frozen=True, slots=True)
class Extraction:
    """An attribution as the extractor finds it.

    Args:
        source, cue, content: indices of the document's tokens, in order; a source may be absent.
        evidence: how certain the model was of its parts, in the order of :data:`EVIDENCE`; and where a reranker has looked at
            it, how probable that took it to be.
        confidence: estimated probability that the content and its source are right, 0 to 1 (:func:`calibrated`).
        is_within: whether it was found in another one's content, read by itself.
    """

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    evidence: tuple[float, ...]
    confidence: float = 0.0
    is_within: bool = False


@dataclass(frozen=True, slots=True)
class Decoded:
    """An attribution by its words in a window, with what is known of how certain it is (:data:`EVIDENCE`)."""

    cue: range
    source: range | None
    content: tuple[range, ...]
    evidence: tuple[float, ...]


def decode(tags: Floats, links: Floats, paragraphs: Sequence[int]) -> list[Decoded]:
    """Read attributions off what the network says of a window's words.

    Args:
        tags: words by :data:`TAGS`, as logits.
        links: words by projections, of :data:`LINK_SIZE` each, in the order of :data:`LINKS`.
        paragraphs: words' paragraphs, numbered.

    Returns:
        one for each cue that has content, in the order of the cues.
    """
    scores: Floats = tags.astype(np.float64)
    scores[:, _IS_CUE] += CUE
    scores = log_softmax(scores)
    path = _best_path(scores)
    spans = _spans(path)
    sources, cues, contents = ([span for role, span in spans if role == n] for n in range(len(ROLES)))
    if not cues or not contents:
        return []
    sure = np.exp(scores[np.arange(len(path)), path])
    seek_cue, cue_key, seek_source, source_key = (
        links.astype(np.float64).reshape(len(links), len(LINKS), LINK_SIZE).swapaxes(0, 1)
    )
    pieces = _contents_by_cue(contents, cues, seek_cue, cue_key, paragraphs)
    found = []
    for cue in cues:
        if not pieces[cue]:
            continue
        kept = _kept(pieces[cue], cue, sure)
        source, chance = _source_of(cue, sources, seek_source, source_key, paragraphs)
        found.append(Decoded(cue, source, tuple(kept), _evidence(cue, source, kept, chance, sure)))
    return found


def _contents_by_cue(
    contents: Sequence[range], cues: Sequence[range], seek_cue: Floats, cue_key: Floats, paragraphs: Sequence[int]
) -> dict[range, dict[range, float]]:
    """Give each cue the pieces of content that it attracts most, with how probable that is."""
    found: dict[range, dict[range, float]] = {cue: {} for cue in cues}
    keys = cue_key[[cue.start for cue in cues]].T
    for content in contents:
        attraction = log_softmax(seek_cue[content.start : content.stop] @ keys / LINK_SIZE**0.5)
        chances = np.exp(log_softmax(attraction.mean(axis=0) - _distances(content, cues, paragraphs)))
        best = int(chances.argmax())
        found[cues[best]][content] = float(chances[best])
    return found


def _kept(pieces: Mapping[range, float], cue: range, sure: Floats) -> dict[range, float]:
    """Leave out the pieces that are far less sure than the surest one, but for those that touch the cue."""
    weights = {piece: link * float(sure[piece.start : piece.stop].mean()) for piece, link in pieces.items()}
    enough = PIECE * max(weights.values())
    return {piece: link for piece, link in pieces.items() if weights[piece] >= enough or not _gap(piece, cue)}


def _source_of(
    cue: range, sources: Sequence[range], seek_source: Floats, source_key: Floats, paragraphs: Sequence[int]
) -> tuple[range | None, float]:
    """Give the source that a cue attracts most, None where that is none of them, and how probable it is."""
    keys = source_key[[*(source.start for source in sources), cue.start]].T
    attraction = log_softmax(seek_source[cue.start] @ keys / LINK_SIZE**0.5)
    no_source = DISTANCE * np.log1p(NO_SOURCE_DISTANCE)
    chances = np.exp(log_softmax(attraction - np.array([*_distances(cue, sources, paragraphs), no_source])))
    best = int(chances.argmax())
    return sources[best] if best < len(sources) else None, float(chances[best])


def _evidence(
    cue: range, source: range | None, content: Mapping[range, float], chance: float, sure: Floats
) -> tuple[float, ...]:
    """Put together what is known of how certain an attribution is, in the order of :data:`EVIDENCE`."""
    edges = [at for piece in content for at in (piece.start, piece.stop - 1)]
    evidence = (
        sure[cue.start : cue.stop].mean(),
        sure[source.start : source.stop].mean() if source else 1.0,
        np.mean([float(sure[piece.start : piece.stop].mean()) for piece in content]),
        sure[edges].mean(),
        min(content.values()),
        chance,
        1 - 1 / (1 + sum(map(len, content))),
    )
    return tuple(map(float, evidence))


def _distances(one: range, others: Sequence[range], paragraphs: Sequence[int]) -> Floats:
    """Say how far spans are from one, as what is taken off their attraction."""
    gaps = np.array([_gap(one, other) for other in others], dtype=float)
    apart = np.array([paragraphs[one.start] != paragraphs[other.start] for other in others], dtype=float)
    distances: Floats = DISTANCE * np.log1p(gaps) + PARAGRAPH * apart
    return distances


def _gap(one: range, other: range) -> int:
    """Count the words between two spans."""
    return max(0, max(one.start, other.start) - min(one.stop, other.stop))


# What :func:`decode` knows of how certain an attribution is, from 0 to 1, from which its confidence is estimated.
# The last one's log-odds are the logarithm of the content's number of words.
EVIDENCE = ("cue", "source", "content", "content's edges", "content's link", "source's link", "content's length")


def confidence_of(evidence: Sequence[float], weights: Sequence[float]) -> float:
    """Estimate how probably an attribution is right: a logistic regression on the log-odds of :data:`EVIDENCE`.

    Args:
        weights: as in :class:`Calibration`.
    """
    odds = float(weights[0] + log_odds(evidence) @ np.asarray(weights[1:]))
    return probability_of(odds)


def probability_of(odds: float) -> float:
    """Give the probability that log-odds stand for."""
    return float(1 / (1 + np.exp(-odds)))


def calibrated(extractions: Iterable[Extraction], calibration: Calibration) -> Iterator[Extraction]:
    """Give attributions their confidence, without those that have too little."""
    for extraction in extractions:
        confidence = confidence_of(extraction.evidence, calibration.weights)
        if confidence >= calibration.threshold:
            yield replace(extraction, confidence=confidence)


def log_odds(evidence: Sequence[float] | NDArray[np.floating[Any]]) -> Floats:
    """Give the log-odds of probabilities, kept away from those of 0 and 1, which are infinite."""
    clipped = np.clip(evidence, 1e-4, 1 - 1e-4)
    odds: Floats = np.log(clipped / (1 - clipped))
    return odds


def log_softmax(scores: NDArray[np.floating[Any]]) -> Floats:
    """Give the logarithms of the shares that scores along the last axis stand for."""
    shares: Floats = np.subtract(scores, np.logaddexp.reduce(scores, axis=-1, keepdims=True))
    return shares


def _best_path(scores: Floats) -> NDArray[np.int64]:
    """Find the best sequence of tags that is well formed (Viterbi 1967): "inside" follows its role's begin or inside alone."""
    best = [0.0] + [-np.inf] * (len(TAGS) - 1)  # as after a word of no role
    came_from: list[list[int]] = []
    for says in scores.tolist():
        likeliest = max(best)
        origins = [best.index(likeliest)] * len(best)
        after = [likeliest + score for score in says]
        for inside in _INSIDES:
            origins[inside] = inside if best[inside] >= best[inside - 1] else inside - 1
            after[inside] = best[origins[inside]] + says[inside]
        best = after
        came_from.append(origins)
    path = [best.index(max(best))]
    for origins in reversed(came_from[1:]):
        path.append(origins[path[-1]])
    return np.array(path[::-1])


def _spans(path: NDArray[np.int64]) -> list[tuple[int, range]]:
    found: list[tuple[int, range]] = []
    for n, tag in enumerate(path.tolist()):
        role = int(_ROLE_OF[tag])
        if role < 0:
            continue
        if not _IS_BEGIN[tag] and found and found[-1][1].stop == n:
            found[-1] = role, range(found[-1][1].start, n + 1)
        else:
            found.append((role, range(n, n + 1)))
    return found
