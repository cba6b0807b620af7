"""Annotated articles to an extractor of one's own: fine-tunes a small encoder, and writes it as a model folder.

One encoder reads a window of text; one layer on it tags each word as part of a source, a cue or a content, another has each
word of content seek its cue, and each cue its source (attention as in Dozat & Manning 2017). Needs the extra ``train``.

Annotators forget and differ: labels are softened first by what networks say that have not seen the article
(:mod:`attribution.training.softening`). Then several networks that begin alike learn from them, each in another order; the
model has the mean of their weights (Wortsman et al. 2022).
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from attribution.corpus import AnnotatedArticle
from attribution.errors import ModelError
from attribution.evaluation import Measure
from attribution.extraction import RERANKER
from attribution.training.calibration import calibrate, measure
from attribution.training.examples import examples
from attribution.training.fitting import Progress, Settings, fingerprint, fit
from attribution.training.network import default_base, export, load_network, mean, tokenizer_of
from attribution.training.reranking import export_ranking, fit_ranking, reranker_of
from attribution.training.softening import Opinion, read_unseen, soften
from attribution.windows import specials_of

__all__ = ["CHECKPOINT", "Settings", "default_base", "train"]

CHECKPOINT = "network-{}.pt"


def train(
    corpus: Sequence[AnnotatedArticle],
    output: Path,
    *,
    base: Path,
    teachers: Sequence[Path] = (),
    unlabelled: Sequence[str] = (),
    settings: Settings | None = None,
    progress: Progress = lambda done, total, note: None,
) -> dict[str, Measure]:
    """Fine-tune an encoder on annotated articles, and write it to a folder as ``attribution.load(model=...)`` takes it.

    A training that was broken off goes on after its last whole epoch.

    Args:
        corpus: articles as :func:`attribution.corpus.read_corpus` gives them.
        output: the folder; it is made where it does not exist.
        base: folder of the encoder to start from, or of a model that goes on learning.
        teachers: folders of encoders that soften the labels in the place of ``base``; larger ones know better. One that is named
            twice learns twice, in another order.
        unlabelled: texts of articles that nobody annotated; what the teachers say of them, or the base without any, is learned.
        progress: is called after each step with the number of steps done, of all steps, and what is to be said of it.

    Returns:
        the measures on the articles held out; empty where none was.

    Raises:
        ModelError: ``base`` or one of the ``teachers`` cannot be read, or there are no folds for them or for what is unlabelled.
    """
    settings = settings or Settings()
    if teachers and settings.folds < 2:
        raise ModelError("a teacher is asked of articles that it has not learned from: give two folds or more")
    if unlabelled and settings.folds < 2:
        raise ModelError("articles without labels have those that networks of the folds give: give two folds or more")
    # Whatever is wrong with the encoders should be known before hours of training.
    for encoder in dict.fromkeys([base, *teachers]):
        specials_of(tokenizer_of(encoder))
        load_network(encoder)
    tokenizer = tokenizer_of(base)
    specials = specials_of(tokenizer)
    order = list(range(len(corpus)))
    random.Random(settings.seed).shuffle(order)  # noqa: S311 - for a repeatable draw, not for secrets
    number = round(len(order) * settings.held_out)
    held_out = list(examples([corpus[n] for n in order[:number]], tokenizer))
    kept = order[number : number + max(1, round((len(order) - number) * settings.share))]
    learned = list(examples([corpus[n] for n in kept], tokenizer))
    without = [AnnotatedArticle(str(n), text, ()) for n, text in enumerate(unlabelled)]
    opinions = [Opinion(example) for example in examples(without, tokenizer)]
    output.mkdir(parents=True, exist_ok=True)
    labels, ranking = "", None
    if settings.folds > 1:
        labels = " ".join([*map(fingerprint, teachers or [base]), *([_digest(unlabelled)] if unlabelled else [])])
        readings = read_unseen(learned, output, base, teachers, settings, progress, opinions)
        learned = soften(learned, readings, settings.softness)
        ranking = fit_ranking(learned, readings, seed=settings.seed, progress=progress)
    taught = [*learned, *(opinion.labelled() for opinion in opinions)]
    networks = []
    for turn in range(settings.networks):
        checkpoint, note = output / CHECKPOINT.format(turn + 1), f"network {turn + 1} of {settings.networks}, "
        networks.append(fit(taught, checkpoint, base, specials, settings, progress, held_out, note, turn, labels))
    network = mean(networks)
    reranker = reranker_of(*ranking) if ranking else None
    calibration = calibrate(network, held_out, specials, reranker)
    measures = measure(network, held_out, specials, calibration, reranker) if held_out else {}
    config: dict[str, Any] = {
        "confidence": calibration.weights,
        "threshold": calibration.threshold,
        "settings": asdict(settings),
        "articles": len(learned),
        "unlabelled": len(unlabelled),
        "held_out": {name: round(m.f1, 3) for name, m in measures.items()},
    }
    if ranking:
        config["labels"] = ranking[1]
        export_ranking(ranking[0], output / RERANKER)
    export(network, tokenizer, output, config)
    return measures


def _digest(texts: Sequence[str]) -> str:
    """Tell texts from others."""
    return hashlib.sha256(json.dumps(list(texts)).encode()).hexdigest()
