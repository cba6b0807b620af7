"""What annotators marked, softened by what a model says that has not seen the article.

Annotators disagree about one attribution in four, so that each article's labels hold what one of them thought that day. The
articles are parted into folds, a model learns from the others, and what it says of the fold is mixed into the labels
(cross-fitting, as in CrossWeigh, Wang et al. 2019; learning from a model's probabilities, as in Hinton et al. 2015). Articles
that nobody annotated have seen none of the models, so that what all of them say is their label (self-training, as in Xie et al.
2020).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from attribution.decoding import TAGS
from attribution.extraction import Reading, read
from attribution.training.examples import Example, first_pieces, with_pieces_of
from attribution.training.fitting import Progress, Settings, fit
from attribution.training.network import Network, outputs, tokenizer_of
from attribution.windows import specials_of


class Opinion:
    """What networks say of an article that nobody annotated.

    Args:
        example: the article, whose labels say nothing.
    """

    def __init__(self, example: Example) -> None:
        self.example = example
        self._networks = 0
        self._probabilities = np.zeros((len(example.doc), len(TAGS)), dtype=np.float32)
        self._cues: defaultdict[int, Counter[int]] = defaultdict(Counter)
        self._sources: defaultdict[int, Counter[int]] = defaultdict(Counter)

    def add(self, reading: Reading) -> None:
        """Hear another network."""
        self._networks += 1
        self._probabilities += reading.probabilities
        for found in reading.extractions:
            cue = found.cue[0]
            self._sources[cue][found.source[0] if found.source else cue] += 1
            for i in found.content:
                self._cues[i][cue] += 1

    def labelled(self) -> Example:
        """Give the article with the mean of the tags that the networks give, and the links that more than half of them give."""
        encoded = self.example.encoded
        tags = self._probabilities / max(1, self._networks)
        return replace(
            self.example,
            tags=tags[encoded.token_of] * encoded.is_first[:, None],
            cue_of=self._links(self._cues),
            source_of=self._links(self._sources),
        )

    def _links(self, votes: Mapping[int, Counter[int]]) -> np.ndarray:
        """Give, by piece, the one that it seeks (-1: none)."""
        encoded = self.example.encoded
        piece_of = first_pieces(encoded)
        links = np.full(len(encoded), -1)
        for token, targets in votes.items():
            target, count = targets.most_common(1)[0]
            if 2 * count > self._networks and token in piece_of:
                links[piece_of[token]] = piece_of[target]
        return links


def read_unseen(
    corpus: Sequence[Example],
    output: Path,
    base: Path,
    teachers: Sequence[Path],
    settings: Settings,
    progress: Progress,
    opinions: Sequence[Opinion] = (),
) -> list[list[Reading]]:
    """Read each article by networks that have not seen it: the teachers, or the base without any.

    Args:
        output, base, teachers: as :func:`attribution.training.train` takes them.
        opinions: of articles that nobody annotated; each network adds its own.

    Returns:
        by teacher, what it says of each article.
    """
    epochs, rate = (
        (settings.teacher_epochs, settings.teacher_rate) if teachers else (settings.fold_epochs, settings.rate)
    )
    settings = replace(settings, epochs=epochs, rate=rate, reach_weight=0.0)  # nobody exports these
    name = "teacher" if teachers else "base"
    return [
        unseen(corpus, output, encoder, settings, progress, f"{name}-{turn + 1}", turn, opinions)
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
    corpus: Sequence[Example],
    output: Path,
    base: Path,
    settings: Settings,
    progress: Progress,
    name: str,
    turn: int,
    opinions: Sequence[Opinion] = (),
) -> list[Reading]:
    """Say of each article what a network does that learned from the articles of the other folds.

    Args:
        output: where checkpoints are kept, to go on from.
        base: folder of the encoder that learns; its word pieces may be others than those of ``corpus``.
        name: what checkpoints and the progress are called by.
        turn: networks of another turn learn in another order.
        opinions: of articles that nobody annotated; the network of each fold adds its own.

    Returns:
        by article, what the network says of it.
    """
    tokenizer = tokenizer_of(base)
    specials = specials_of(tokenizer)

    def reading(network: Network, example: Example) -> Reading:
        return read(example.encoded, outputs(network, example.encoded, specials), len(example.doc))

    taught = list(with_pieces_of(corpus, tokenizer))
    unlabelled = list(with_pieces_of([opinion.example for opinion in opinions], tokenizer))
    said: dict[int, Reading] = {}
    folds = min(settings.folds, len(taught))
    for fold in range(folds):
        others = [example for n, example in enumerate(taught) if n % folds != fold]
        checkpoint, note = output / f"{name}-{fold + 1}.pt", f"{name} {fold + 1} of {folds}, "
        network = fit(others or taught, checkpoint, base, specials, settings, progress, name=note, turn=turn)
        for n in range(fold, len(taught), folds):
            said[n] = reading(network, taught[n])
        for n, (opinion, example) in enumerate(zip(opinions, unlabelled, strict=True), start=1):
            opinion.add(reading(network, example))
            progress(n, len(unlabelled), f"{note}articles without labels")
    return [said[n] for n in range(len(taught))]
