"""What annotators marked, softened by what a model says that has not seen the article.

Annotators disagree about one attribution in four, so that each article's labels hold what one of them thought that day. The
articles are parted into folds, a model learns from the others, and what it says of the fold is mixed into the labels
(cross-fitting, as in CrossWeigh, Wang et al. 2019; learning from a model's probabilities, as in Hinton et al. 2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from attribution.training.examples import Example
from attribution.training.fitting import Progress, Settings, fit
from attribution.training.network import Network, outputs
from attribution.windows import Specials

CHECKPOINT = "fold-{}.pt"


def softened(
    corpus: Sequence[Example],
    output: Path,
    base: Path,
    specials: Specials,
    settings: Settings,
    progress: Progress,
) -> list[Example]:
    """Mix into each article's labels what a model says that learned from the articles of the other folds."""
    mixed = list(corpus)
    for fold in range(settings.folds):
        others = [example for n, example in enumerate(corpus) if n % settings.folds != fold]
        unseen = range(fold, len(corpus), settings.folds)
        if not others or not unseen:
            continue
        learning = replace(settings, epochs=settings.fold_epochs)
        checkpoint, name = output / CHECKPOINT.format(fold + 1), f"fold {fold + 1} of {settings.folds}, "
        network = fit(others, checkpoint, base, specials, learning, progress, name=name)
        for n in unseen:
            tags = corpus[n].tags
            says = _probabilities(network, corpus[n], specials) * tags.sum(axis=1, keepdims=True)
            mixed[n] = replace(corpus[n], tags=(1 - settings.softness) * tags + settings.softness * says)
    return mixed


def _probabilities(network: Network, example: Example, specials: Specials) -> np.ndarray:
    """Give, piece by piece, how probable the network takes each tag to be."""
    probable = np.zeros_like(example.tags)
    for window, tags, _ in outputs(network, example.encoded, specials):
        inside = slice(1 + window.core_start - window.start, 1 + window.core_stop - window.start)
        probable[window.core_start : window.core_stop] = torch.from_numpy(tags[inside]).softmax(dim=-1).numpy()
    return probable
