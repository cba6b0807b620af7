"""Annotated articles to an extractor of one's own: fine-tunes a small encoder, and writes it as a model folder.

One encoder reads a window of text; one layer on it tags each word as part of a source, a cue or a content, another has each
word of content seek its cue, and each cue its source (attention as in Dozat & Manning 2017). Needs the extra ``train``.

Two networks that begin alike learn, one from the labels as they are, the other from labels that are softened
(:mod:`attribution.training.softening`); the model has the mean of their weights (Wortsman et al. 2022).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from attribution.corpus import AnnotatedArticle
from attribution.evaluation import Measure
from attribution.training.calibration import calibrate, measure
from attribution.training.examples import examples
from attribution.training.fitting import Progress, Settings, fit
from attribution.training.network import default_base, export, load_network, mean, tokenizer_of
from attribution.training.softening import softened, unseen
from attribution.windows import specials_of

__all__ = ["CHECKPOINT", "Settings", "default_base", "train"]

CHECKPOINT = "checkpoint.pt"
SOFTENED_CHECKPOINT = "softened.pt"


def train(
    corpus: Sequence[AnnotatedArticle],
    output: Path,
    *,
    base: Path,
    teacher: Path | None = None,
    settings: Settings | None = None,
    progress: Progress = lambda done, total, note: None,
) -> dict[str, Measure]:
    """Fine-tune an encoder on annotated articles, and write it to a folder as ``attribution.load(model=...)`` takes it.

    A training that was broken off goes on after its last whole epoch.

    Args:
        corpus: articles as :func:`attribution.corpus.read_corpus` gives them.
        output: the folder; it is made where it does not exist.
        base: folder of the encoder to start from, or of a model that goes on learning.
        teacher: folder of an encoder that softens the labels together with ``base``; a larger one knows better.
        progress: is called after each step with the number of steps done, of all steps, and what is to be said of it.

    Returns:
        the measures on the articles held out.

    Raises:
        ModelError: ``base`` or ``teacher`` cannot be read.
    """
    settings = settings or Settings()
    if teacher:
        # Its turn comes late: whatever is wrong with it should be known before.
        specials_of(tokenizer_of(teacher))
        load_network(teacher)
    tokenizer = tokenizer_of(base)
    specials = specials_of(tokenizer)
    order = list(range(len(corpus)))
    random.Random(settings.seed).shuffle(order)  # noqa: S311 - for a repeatable draw, not for secrets
    number = round(len(order) * settings.held_out)
    held_out = list(examples([corpus[n] for n in order[:number]], tokenizer))
    kept = order[number : number + max(1, round((len(order) - number) * settings.share))]
    learned = list(examples([corpus[n] for n in kept], tokenizer))
    output.mkdir(parents=True, exist_ok=True)
    network = fit(learned, output / CHECKPOINT, base, specials, settings, progress, held_out)
    if settings.folds > 1:
        taught = replace(settings, epochs=settings.fold_epochs)
        said = [unseen(learned, output, base, taught, progress)]
        if teacher:
            taught = replace(settings, epochs=settings.teacher_epochs, rate=settings.teacher_rate)
            said.append(unseen(learned, output, teacher, taught, progress, "teacher"))
        soft = softened(learned, said, settings.softness)
        other = fit(soft, output / SOFTENED_CHECKPOINT, base, specials, settings, progress, held_out, "softened, ")
        network = mean([network, other])
    calibration = calibrate(network, held_out, specials)
    measures = measure(network, held_out, specials, calibration)
    config = {
        "outside": calibration.outside,
        "confidence": calibration.weights,
        "threshold": calibration.threshold,
        "settings": asdict(settings),
        "articles": len(learned),
        "held_out": {name: round(m.f1, 3) for name, m in measures.items()},
    }
    export(network, tokenizer, output, config)
    return measures
