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

from attribution.decoding import TAGS
from attribution.training.examples import Example, with_pieces_of
from attribution.training.fitting import Progress, Settings, fit
from attribution.training.network import Network, outputs, tokenizer_of
from attribution.windows import Specials, specials_of


def soften(
    corpus: Sequence[Example],
    output: Path,
    base: Path,
    teachers: Sequence[Path],
    settings: Settings,
    progress: Progress,
) -> list[Example]:
    """Mix into each article's labels what networks say that have not seen it: the teachers', or the base's without any.

    Args:
        output, base, teachers: as :func:`attribution.training.train` takes them.
    """
    epochs, rate = (
        (settings.teacher_epochs, settings.teacher_rate) if teachers else (settings.fold_epochs, settings.rate)
    )
    settings = replace(settings, epochs=epochs, rate=rate, reach_weight=0.0)  # nobody exports these
    name = "teacher" if teachers else "base"
    said = [
        unseen(corpus, output, encoder, settings, progress, f"{name}-{turn + 1}", turn)
        for turn, encoder in enumerate(teachers or [base])
    ]
    return mixed(corpus, said, settings.softness)


def mixed(corpus: Sequence[Example], said: Sequence[Sequence[np.ndarray]], softness: float) -> list[Example]:
    """Mix into each article's labels what models say that have not seen it.

    Args:
        said: by model, what :func:`unseen` gives.
        softness: the share in the labels of what they say, in the mean; 0 to 1.
    """
    soft = []
    for example, *each in zip(corpus, *said, strict=True):
        by_token = np.mean(each, axis=0)
        counts = example.tags.sum(axis=1, keepdims=True)
        tags = (1 - softness) * example.tags + softness * by_token[example.encoded.token_of] * counts
        soft.append(replace(example, tags=tags))
    return soft


def unseen(
    corpus: Sequence[Example], output: Path, base: Path, settings: Settings, progress: Progress, name: str, turn: int
) -> list[np.ndarray]:
    """Say of each article what a network does that learned from the articles of the other folds.

    Args:
        output: where checkpoints are kept, to go on from.
        base: folder of the encoder that learns; its word pieces may be others than those of ``corpus``.
        name: what checkpoints and the progress are called by.
        turn: networks of another turn learn in another order.

    Returns:
        by article, token by token, how probable each of :data:`attribution.decoding.TAGS` is.
    """
    tokenizer = tokenizer_of(base)
    specials = specials_of(tokenizer)
    taught = list(with_pieces_of(corpus, tokenizer))
    said: dict[int, np.ndarray] = {}
    folds = min(settings.folds, len(taught))
    for fold in range(folds):
        others = [example for n, example in enumerate(taught) if n % folds != fold]
        checkpoint, note = output / f"{name}-{fold + 1}.pt", f"{name} {fold + 1} of {folds}, "
        network = fit(others or taught, checkpoint, base, specials, settings, progress, name=note, turn=turn)
        for n in range(fold, len(taught), folds):
            said[n] = _probabilities(network, taught[n], specials)
    return [said[n] for n in range(len(taught))]


def _probabilities(network: Network, example: Example, specials: Specials) -> np.ndarray:
    """Give, token by token, how probable the network takes each tag to be."""
    by_token = np.zeros((len(example.doc), len(TAGS)), dtype=np.float32)
    for window, tags, _ in outputs(network, example.encoded, specials):
        core = np.arange(window.core_start, window.core_stop)
        core = core[example.encoded.is_first[core]]
        says = torch.from_numpy(tags[1 + core - window.start]).softmax(dim=-1)
        by_token[example.encoded.token_of[core]] = says.numpy()
    return by_token
