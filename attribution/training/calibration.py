"""A network's attributions of articles that it did not learn from, measured, and how certain each one is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from attribution.corpus import ROLES
from attribution.decoding import EVIDENCE, Calibration, Extraction, confidence_of, log_odds
from attribution.evaluation import Marked, Measure, hits, score
from attribution.extraction import read_window
from attribution.training.examples import Example
from attribution.training.network import Network, outputs
from attribution.windows import Specials, Window

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What is tried as ``outside`` and ``threshold`` of a :class:`attribution.decoding.Calibration`.
OUTSIDE = (-1.0, -0.5, -0.2, 0.0, 0.2, 0.5, 1.0)
THRESHOLDS = tuple(n / 20 for n in range(13))
ENOUGH = 0.99
# What holds before anything is chosen: confidence is the mean of the evidence but for the length, and all is given out.
PRIOR = Calibration(0.0, (0.0, *(1 / (len(EVIDENCE) - 1) for _ in EVIDENCE[1:]), 0.0), 0.0)


def predict(
    example: Example, said: Iterable[tuple[Window, np.ndarray, np.ndarray]], calibration: Calibration = PRIOR
) -> list[tuple[Marked, Extraction]]:
    """Give the attributions that a network's outputs hold for an article, as annotators mark them and as they were found."""
    found: list[tuple[Marked, Extraction]] = []
    for window, tags, links in said:
        for extraction in read_window(example.encoded, window, tags, links, calibration):
            spans = {role: _chars(example.doc, getattr(extraction, role)) for role in ROLES}
            found.append((spans, extraction))
    return found


def _chars(doc: Doc, tokens: Sequence[int]) -> list[tuple[int, int]]:
    return [(doc[i].idx, doc[i].idx + len(doc[i])) for i in tokens]


@dataclass(frozen=True, slots=True)
class Trial:
    """A calibration with what it comes to on the articles held out: F1 of pairs, and of contents that are exact."""

    calibration: Calibration
    pair: float
    content: float


def calibrate(network: Network, held_out: Sequence[Example], specials: Specials) -> Calibration:
    """Learn how certain an attribution is, and choose how much evidence one needs (:func:`choose`)."""
    by_outside: dict[float, list[list[tuple[Marked, Extraction]]]] = {outside: [] for outside in OUTSIDE}
    for example in held_out:
        said = list(outputs(network, example.encoded, specials))
        for outside, found in by_outside.items():
            found.append(predict(example, said, replace(PRIOR, outside=outside)))
    trials: list[Trial] = []
    for outside, found in by_outside.items():
        weights = _confidence_weights(held_out, found)
        for threshold in THRESHOLDS:
            kept = [[spans for spans, e in each if confidence_of(e.evidence, weights) >= threshold] for each in found]
            measures = score((e.text, e.marked, spans) for e, spans in zip(held_out, kept, strict=True))
            calibration = Calibration(outside, weights, threshold)
            trials.append(Trial(calibration, measures["pair"].f1, measures["exact content"].f1))
    return choose(trials)


def choose(trials: Sequence[Trial]) -> Calibration:
    """Choose among calibrations by their F1.

    Among what keeps :data:`ENOUGH` of the best F1 of pairs, within which little but chance decides, the ``outside`` counts with
    which the most contents are exact. Of that, the lowest threshold counts that keeps as much of its own best: whoever wants
    fewer rows drops those of little confidence, and nobody gets back what was left out.
    """
    best = max(trial.pair for trial in trials)
    exact = max((trial for trial in trials if trial.pair >= ENOUGH * best), key=lambda trial: trial.content)
    alike = [trial for trial in trials if trial.calibration.outside == exact.calibration.outside]
    enough = ENOUGH * max(trial.pair for trial in alike)
    return min((t.calibration for t in alike if t.pair >= enough), key=lambda calibration: calibration.threshold)


def _confidence_weights(
    held_out: Sequence[Example], found: Sequence[Sequence[tuple[Marked, Extraction]]]
) -> tuple[float, ...]:
    evidence: list[Sequence[float]] = []
    is_right: list[bool] = []
    for example, each in zip(held_out, found, strict=True):
        right = hits(example.text, example.marked, [spans for spans, _ in each])
        evidence.extend(extraction.evidence for _, extraction in each)
        is_right.extend(n in right for n in range(len(each)))
    if not evidence:
        return PRIOR.weights
    weights = _logistic(np.array(evidence), np.array(is_right, dtype=float), np.array(PRIOR.weights))
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
    network: Network, corpus: Sequence[Example], specials: Specials, calibration: Calibration = PRIOR
) -> dict[str, Measure]:
    """Measure what the network finds in articles against what is marked there."""
    found = ([spans for spans, _ in predict(e, outputs(network, e.encoded, specials), calibration)] for e in corpus)
    return score((e.text, e.marked, spans) for e, spans in zip(corpus, found, strict=True))
