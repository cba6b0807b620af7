"""What networks found in articles that they had not seen, to a reranker (:mod:`attribution.reranking`).

It learns from mistakes like those that the model will make, which the networks of the folds have made
(:mod:`attribution.training.softening`): which content is the one that annotators marked, and whether the attribution is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from attribution.corpus import ROLES
from attribution.evaluation import agree, find_words, words_of
from attribution.extraction import Reading
from attribution.reranking import EDITS, HEADS, Alternatives, Reranker, alternatives, numbered
from attribution.training.examples import Example
from attribution.training.fitting import Progress
from attribution.training.network import write_onnx

# Attributions that a reranker needs to learn from; with fewer, it would change more for the worse than for the better.
ENOUGH = 500
EPOCHS = 8
BATCH_SIZE = 256
RATE = 2e-3
# Numbers of a label's embedding, and of each hidden layer.
LABEL_SIZE = 6
SIZE = 192
# How far from their mean numbers count, in standard deviations.
FARTHEST = 4.0
# How much of the content marked has to be found, as an intersection over a union, for the two to be of one attribution.
ALIKE = 0.25


@dataclass(frozen=True, slots=True)
class Judged:
    """The contents that an attribution could have: which one annotators marked, and with which the attribution is right."""

    found: Alternatives
    is_exact: np.ndarray
    is_right: np.ndarray


def judge(example: Example, reading: Reading, labels: dict[str, int]) -> Iterator[Judged]:
    """Compare the contents that attributions could have with those that annotators marked."""
    words = find_words(example.text)
    of_token = [words_of(words, [(token.idx, token.idx + len(token))]) for token in example.doc]

    def held(tokens: Sequence[int]) -> frozenset[int]:
        return frozenset().union(*(of_token[i] for i in tokens))

    gold = [{role: words_of(words, marked.get(role, ())) for role in ROLES} for marked in example.marked]
    free = [marked for marked in gold if marked["content"]]
    found = alternatives(example.doc, reading.extractions, reading.probabilities, labels)
    for extraction, each in zip(reading.extractions, found, strict=True):
        contents = [held(content) for content in each.contents]
        meant = max(free, key=lambda marked: _overlap(marked["content"], contents[0]), default=None)
        if meant is None or _overlap(meant["content"], contents[0]) < ALIKE:
            none = np.zeros(len(contents), dtype=bool)
            yield Judged(each, none, none)
            continue
        overlaps = np.array([_overlap(meant["content"], content) for content in contents])
        if overlaps[0] >= 0.5:
            free.remove(meant)
        yield Judged(each, overlaps == 1, (overlaps >= 0.5) & agree(meant["source"], held(extraction.source)))


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, len(one | other))


class Ranking(nn.Module):
    """The network of a reranker: labels by embeddings, numbers as they are, and two layers; two outputs for each content."""

    def __init__(self, numbers: Tensor, slots: int, labels: int) -> None:
        super().__init__()
        self.register_buffer("mean", numbers.mean(dim=0))
        self.register_buffer("spread", numbers.std(dim=0, correction=0) + 1e-3)
        self.register_buffer("offset", torch.arange(slots) * (labels + 1))
        self.embedding = nn.Embedding(slots * (labels + 1), LABEL_SIZE)
        nn.init.normal_(self.embedding.weight, std=0.1)
        self.layers = nn.Sequential(
            nn.Dropout(0.1),
            nn.Linear(slots * LABEL_SIZE + 2 * numbers.shape[1], SIZE),
            nn.ReLU(),
            nn.Dropout(0.2),
            nn.Linear(SIZE, SIZE),
            nn.ReLU(),
            nn.Dropout(0.2),
            nn.Linear(SIZE, 2),
        )

    def forward(self, numbers: Tensor, labels: Tensor) -> tuple[Tensor, Tensor]:
        scaled = ((numbers - self.mean) / self.spread).clamp(-FARTHEST, FARTHEST)
        embedded = self.embedding(labels + self.offset).flatten(1)
        scores = self.layers(torch.cat([embedded, scaled, torch.tanh(numbers / 3)], dim=1))
        return scores[:, 0], scores[:, 1]


def fit_ranking(
    corpus: Sequence[Example],
    readings: Sequence[Sequence[Reading]],
    *,
    seed: int,
    progress: Progress = lambda done, total, note: None,
) -> tuple[Ranking, list[str]] | None:
    """Learn from what networks say of articles that they have not seen.

    Args:
        readings: by network, what it says of each article.
        progress: is called after each article that is looked at and each step, as by :func:`attribution.training.train`.

    Returns:
        the network and the labels that it knows; nothing where there is too little to learn from.
    """
    known = {label for example in corpus for token in example.doc for label in (token.tag_, token.dep_)}
    labels = [*EDITS, *HEADS, *sorted(known - {""})]
    index = numbered(labels)
    judged: list[Judged] = []
    pairs = [pair for said in readings for pair in zip(corpus, said, strict=True)]
    for n, (example, reading) in enumerate(pairs, start=1):
        judged.extend(judge(example, reading, index))
        progress(n, len(pairs), "what else each content could be")
    if len(judged) < ENOUGH:
        return None
    numbers = torch.from_numpy(np.concatenate([each.found.numbers for each in judged]))
    kinds = torch.from_numpy(np.concatenate([each.found.labels for each in judged]))
    is_exact = torch.from_numpy(np.concatenate([each.is_exact for each in judged]))
    is_right = torch.from_numpy(np.concatenate([each.is_right for each in judged])).float()
    counts = torch.tensor([len(each.is_exact) for each in judged])
    starts = counts.cumsum(0) - counts
    torch.manual_seed(seed)
    network = Ranking(numbers, kinds.shape[1], len(labels))
    optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=0.01)
    steps = EPOCHS * -(-len(judged) // BATCH_SIZE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    done = 0
    for epoch in range(EPOCHS):
        for batch in torch.randperm(len(judged)).split(BATCH_SIZE):
            rows = torch.cat([torch.arange(int(starts[n]), int(starts[n] + counts[n])) for n in batch])
            owner = torch.repeat_interleave(torch.arange(len(batch)), counts[batch])
            scores, odds = network(numbers[rows], kinds[rows])
            shares = _log_shares(scores, owner, len(batch))
            best = shares == _top(shares.detach(), owner, len(batch))
            loss = -shares[is_exact[rows]].sum() / len(batch)
            loss = loss + functional.binary_cross_entropy_with_logits(odds[best], is_right[rows][best])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            done += 1
            progress(done, steps, "reranker")
        progress(done, steps, f"reranker, epoch {epoch + 1}")
    return network.eval(), labels


def _log_shares(scores: Tensor, owner: Tensor, count: int) -> Tensor:
    """Give the logarithm of each content's share among those of its attribution."""
    shifted = scores - _top(scores.detach(), owner, count)
    total = torch.zeros(count).index_add(0, owner, shifted.exp())
    return shifted - total.log()[owner]


def _top(values: Tensor, owner: Tensor, count: int) -> Tensor:
    """Give, for each content, the largest value among those of its attribution."""
    return torch.full((count,), -torch.inf).scatter_reduce(0, owner, values, "amax")[owner]


def reranker_of(network: Ranking, labels: Sequence[str]) -> Reranker:
    """Give a reranker that the network makes."""

    def score(numbers: np.ndarray, kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        with torch.inference_mode():
            scores, right = network(torch.from_numpy(numbers), torch.from_numpy(kinds))
        return scores.numpy(), right.numpy()

    return Reranker(numbered(labels), score)


def export_ranking(network: Ranking, path: Path) -> None:
    """Write the network as ONNX."""
    numbers = torch.zeros((3, len(network.mean)))
    kinds = torch.zeros((3, len(network.offset)), dtype=torch.int64)
    write_onnx(network, path, {"numbers": numbers, "labels": kinds}, ("scores", "right"), axes=1)
