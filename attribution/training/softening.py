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

from attribution.extraction import Reading, read
from attribution.training.examples import Example, with_pieces_of
from attribution.training.fitting import Progress, Settings, fit
from attribution.training.network import outputs, tokenizer_of
from attribution.windows import specials_of


def read_unseen(
    corpus: Sequence[Example],
    output: Path,
    base: Path,
    teachers: Sequence[Path],
    settings: Settings,
    progress: Progress,
) -> list[list[Reading]]:
    """Read each article by networks that have not seen it: the teachers, or the base without any.

    Args:
        output, base, teachers: as :func:`attribution.training.train` takes them.

    Returns:
        by teacher, what it says of each article.
    """
    epochs, rate = (
        (settings.teacher_epochs, settings.teacher_rate) if teachers else (settings.fold_epochs, settings.rate)
    )
    settings = replace(settings, epochs=epochs, rate=rate, reach_weight=0.0)  # nobody exports these
    name = "teacher" if teachers else "base"
    return [
        unseen(corpus, output, encoder, settings, progress, f"{name}-{turn + 1}", turn)
        for turn, encoder in enumerate(teachers or [base])
    ]


def soften(corpus: Sequence[Example], readings: Sequence[Sequence[Reading]], softness: float) -> list[Example]:
    """Mix into each article's labels what models say that have not seen it.

    Args:
        readings: as :func:`read_unseen` gives them.
        softness: the share in the labels of what they say, in the mean; 0 to 1.
    """
    soft = []
    for example, *each in zip(corpus, *readings, strict=True):
        by_token = np.mean([reading.probabilities for reading in each], axis=0)
        counts = example.tags.sum(axis=1, keepdims=True)
        tags = (1 - softness) * example.tags + softness * by_token[example.encoded.token_of] * counts
        soft.append(replace(example, tags=tags))
    return soft


def unseen(
    corpus: Sequence[Example], output: Path, base: Path, settings: Settings, progress: Progress, name: str, turn: int
) -> list[Reading]:
    """Say of each article what a network does that learned from the articles of the other folds.

    Args:
        output: where checkpoints are kept, to go on from.
        base: folder of the encoder that learns; its word pieces may be others than those of ``corpus``.
        name: what checkpoints and the progress are called by.
        turn: networks of another turn learn in another order.

    Returns:
        by article, what the network says of it.
    """
    tokenizer = tokenizer_of(base)
    specials = specials_of(tokenizer)
    taught = list(with_pieces_of(corpus, tokenizer))
    said: dict[int, Reading] = {}
    folds = min(settings.folds, len(taught))
    for fold in range(folds):
        others = [example for n, example in enumerate(taught) if n % folds != fold]
        checkpoint, note = output / f"{name}-{fold + 1}.pt", f"{name} {fold + 1} of {folds}, "
        network = fit(others or taught, checkpoint, base, specials, settings, progress, name=note, turn=turn)
        for n in range(fold, len(taught), folds):
            example = taught[n]
            said[n] = read(example.encoded, outputs(network, example.encoded, specials), len(example.doc))
    return [said[n] for n in range(len(taught))]
