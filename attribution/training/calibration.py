"""A network's attributions of articles that it did not learn from, measured, and how certain each one is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from attribution.corpus import ROLES
from attribution.decoding import EVIDENCE, Calibration, Extraction, calibrated, confidence_of, log_odds
from attribution.evaluation import Marked, Measure, hits, score
from attribution.extraction import find
from attribution.reranking import Reranker
from attribution.training.examples import Example
from attribution.training.network import Network, outputs
from attribution.windows import Specials

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What is tried as the threshold of a :class:`attribution.decoding.Calibration`.
THRESHOLDS = tuple(n / 20 for n in range(13))
ENOUGH = 0.99
# What holds before anything is chosen: confidence is the mean of the evidence but for the length, and all is given out.
PRIOR = Calibration((0.0, *(1 / (len(EVIDENCE) - 1) for _ in EVIDENCE[1:]), 0.0), 0.0)
# Likewise where a reranker has weighed the evidence already: what it says.
PRIOR_RERANKED = (0.0, *(0.0 for _ in EVIDENCE), 1.0)


def predict(
    network: Network, example: Example, specials: Specials, reranker: Reranker | None = None
) -> Sequence[Extraction]:
    """Give what the network finds in an article, before anything is known of its confidence."""
    return find(example.doc, example.encoded, outputs(network, example.encoded, specials), reranker)


def _spans(example: Example, extractions: Iterable[Extraction]) -> list[Marked]:
    """Give attributions as annotators mark them."""
    return [{role: _chars(example.doc, getattr(found, role)) for role in ROLES} for found in extractions]


def _chars(doc: Doc, tokens: Sequence[int]) -> list[tuple[int, int]]:
    return [(doc[i].idx, doc[i].idx + len(doc[i])) for i in tokens]


def calibrate(
    network: Network, held_out: Sequence[Example], specials: Specials, reranker: Reranker | None = None
) -> Calibration:
    """Learn how certain an attribution is, and choose how much evidence one needs (:func:`choose`)."""
    found = [predict(network, example, specials, reranker) for example in held_out]
    weights = _confidence_weights(held_out, found, PRIOR.weights if reranker is None else PRIOR_RERANKED)
    confidences = [confidence_of(extraction.evidence, weights) for each in found for extraction in each]
    marked = sum(1 for example in held_out for attribution in example.marked if attribution.get("content"))
    return Calibration(weights, choose(confidences, marked))


def choose(confidences: Sequence[float], marked: int) -> float:
    """Choose among thresholds: the lowest that keeps :data:`ENOUGH` of the best F1 to be expected.

    Whoever wants fewer rows drops those of little confidence, and nobody gets back what was left out. F1 is reckoned from the
    confidences, which are probabilities of being right: counted by what is right, that of a few articles goes up and down by
    chance (Lipton, Elkan & Naryanaswamy 2014).

    Args:
        confidences: of all that was found.
        marked: the number of attributions that annotators marked.
    """
    expected = {}
    for threshold in THRESHOLDS:
        kept = [confidence for confidence in confidences if confidence >= threshold]
        expected[threshold] = 2 * sum(kept) / max(1, len(kept) + marked)
    enough = ENOUGH * max(expected.values())
    return min(threshold for threshold, f1 in expected.items() if f1 >= enough)


def _confidence_weights(
    held_out: Sequence[Example], found: Sequence[Sequence[Extraction]], prior: tuple[float, ...]
) -> tuple[float, ...]:
    evidence: list[Sequence[float]] = []
    is_right: list[bool] = []
    for example, each in zip(held_out, found, strict=True):
        right = hits(example.text, example.marked, _spans(example, each))
        evidence.extend(extraction.evidence for extraction in each)
        is_right.extend(n in right for n in range(len(each)))
    if not evidence:
        return prior
    weights = _logistic(np.array(evidence), np.array(is_right, dtype=float), np.array(prior))
    return tuple(round(float(weight), 4) for weight in weights)


def _logistic(evidence: np.ndarray, is_right: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Fit a logistic regression on log-odds, drawn towards ``prior`` where there is little to learn from."""
    inputs = np.column_stack([np.ones(len(evidence)), log_odds(evidence)])

    def cost(weights: np.ndarray) -> float:
        odds = inputs @ weights
        return float((np.logaddexp(0, odds) - is_right * odds).sum() + ((weights - prior) ** 2).sum() / 2)

    weights = prior.copy()
    for _ in range(25):  # Newton's method, with steps halved where they would lead too far; it converges in fewer
        expected = 1 / (1 + np.exp(-inputs @ weights))
        gradient = inputs.T @ (expected - is_right) + (weights - prior)
        curvature = (inputs * (expected * (1 - expected))[:, None]).T @ inputs + np.eye(len(weights))
        step = np.linalg.solve(curvature, gradient)
        while cost(weights - step) > cost(weights) and np.abs(step).max() > 1e-9:
            step = step / 2
        weights = weights - step
    return weights


def measure(
    network: Network,
    corpus: Sequence[Example],
    specials: Specials,
    calibration: Calibration = PRIOR,
    reranker: Reranker | None = None,
) -> dict[str, Measure]:
    """Measure what the network finds in articles against what is marked there."""
    found = (predict(network, e, specials, reranker) for e in corpus)
    return score(
        (e.text, e.marked, _spans(e, calibrated(each, calibration))) for e, each in zip(corpus, found, strict=True)
    )
