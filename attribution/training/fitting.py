"""Examples to a fitted network: the steps of its training, which can be broken off and taken up."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from attribution.decoding import LINK_SIZE
from attribution.training.calibration import measure
from attribution.training.examples import Example, groups, with_targets
from attribution.training.network import Network, device, load_network, watched
from attribution.windows import Batch, Specials

Progress = Callable[[int, int, str], None]
# Files of an encoder or of a model that hold its weights.
WEIGHTS = (".safetensors", ".bin", ".onnx")
# How far from zero what a network multiplies by its weights may lie. In an exported model it has eight bits, spread over the widest
# of a window, so that a few numbers far out cost all the others their precision. Encoders have such numbers: at [CLS], where
# attention rests that has nothing to look for (Bondarenko et al. 2023).
REACH = 4.0


def has_bfloat16() -> bool:
    """Say whether what a network learns on has instructions for numbers of 16 bits; without, these are slower than those of 32."""
    if device().type == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    capabilities = torch.cpu.get_capabilities()
    return any(capabilities.get(name, False) for name in ("amx_bf16", "avx512_bf16", "bf16"))


@dataclass(frozen=True, slots=True)
class Settings:
    """What a training is made by; a checkpoint made by others, or from another base, is not resumed.

    Args:
        epochs: times that every article is read.
        seed: of all that is drawn by chance.
        share: of the articles to learn from, 0 to 1; for learning curves.
        held_out: share of the articles that are kept to measure by, and to learn from how certain the extractor may be.
        batch_size: word pieces of a batch, with padding.
        networks: how many learn, each in another order; the model has the mean of their weights.
        folds: parts that the articles are cut into to soften their labels; below two, labels are learned as they are.
        softness: the share in the labels of what is said of them by networks that have not seen the article, 0 to 1.
        fold_epochs, teacher_epochs: times that the network of a fold reads its articles, without and with a teacher.
        rate, teacher_rate, head_rate: learning rates of the encoder, of a teacher's, and of what stands on it; warm_up: share of
            the steps to reach them.
        reach_weight: how much numbers beyond :data:`REACH` are held against a network, by the square of their excess.
        average: how much of the mean of the weights so far each step keeps (Polyak & Juditsky 1992).
        bfloat16: whether the encoder multiplies numbers of 16 bits; by default where the processor can (:func:`has_bfloat16`).
    """

    epochs: int = 8
    seed: int = 1
    share: float = 1.0
    held_out: float = 0.05
    batch_size: int = 2048
    networks: int = 2
    folds: int = 2
    softness: float = 0.5
    fold_epochs: int = 6
    teacher_epochs: int = 5
    teacher_rate: float = 5e-5
    rate: float = 1.2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    link_weight: float = 0.4
    reach_weight: float = 3e-4
    average: float = 0.997
    bfloat16: bool = field(default_factory=has_bfloat16)


def fit(
    corpus: Sequence[Example],
    checkpoint: Path,
    base: Path,
    specials: Specials,
    settings: Settings,
    progress: Progress,
    held_out: Sequence[Example] = (),
    name: str = "",
    turn: int = 0,
    labels: str = "",
) -> Network:
    """Fine-tune the network of ``base``; give the mean of its weights, and measure it on ``held_out`` after each epoch.

    Args:
        checkpoint: where each epoch is kept, to go on from.
        name: stands before whatever is said of the progress.
        turn: networks of another turn begin alike, and learn in another order.
        labels: what the labels were softened by; a checkpoint of others is not gone on with.
    """
    torch.manual_seed(settings.seed)
    network = load_network(base).to(device())
    drawn = (settings.seed + turn) * 1000
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
        groups(corpus, settings.batch_size, random.Random(drawn + epoch))  # noqa: S311
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
    made_by = {"settings": asdict(settings), "turn": turn, "labels": labels, "base": fingerprint(base)}
    begun = _resume(checkpoint, made_by, network, average, optimizer, schedule)
    done, note = sum(map(len, plans[:begun])), name
    for epoch in range(begun, settings.epochs):
        network.train()
        torch.manual_seed(drawn + epoch)
        for group in plans[epoch]:
            made, *targets = with_targets(group, specials)
            loss = _loss(network, made, targets, settings)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update_parameters(network)
            done += 1
            if done % 16 == 1:  # a GPU that is asked for a number has to end its work first
                note = f"{name}loss {loss.item():.3f}"
            progress(done, steps, note)
        _save(checkpoint, made_by, epoch + 1, network, average, optimizer, schedule)
        measures = measure(average.module, held_out, specials) if held_out else {}
        figures = ", ".join(f"{kind} {m.f1:.3f}" for kind, m in measures.items())
        progress(done, steps, f"{name}epoch {epoch + 1}" + (f": {figures}" if figures else ""))
    fitted: Network = average.module
    return fitted


def _loss(network: Network, made: Batch, targets: Sequence[np.ndarray], settings: Settings) -> Tensor:
    pieces, case, quoted, mask = network.tensors(made.pieces, made.case, made.quoted, made.mask)
    with watched(network) as read:
        with torch.autocast(mask.device.type, torch.bfloat16, enabled=settings.bfloat16):
            hidden = network.encode(pieces, case, quoted, mask)
        tags, links = network.read(hidden.float())
    wanted, cue_of, source_of = network.tensors(*targets)
    loss = -(wanted * functional.log_softmax(tags, dim=-1)).sum() / wanted.sum()
    seek_cue, cue, seek_source, source = links.split(LINK_SIZE, dim=-1)
    for seeking, found, target in ((seek_cue, cue, cue_of), (seek_source, source, source_of)):
        attraction = seeking @ found.transpose(1, 2) / LINK_SIZE**0.5
        attraction = attraction.masked_fill(mask[:, None, :] == 0, -1e9)
        total = functional.cross_entropy(attraction.flatten(0, 1), target.flatten(), ignore_index=-100, reduction="sum")
        loss = loss + settings.link_weight * total / (target >= 0).sum().clamp(min=1)
    if settings.reach_weight:
        farthest = torch.cat([torch.maximum(tensor.amax(-1), -tensor.amin(-1)).flatten() for tensor in read])
        loss = loss + settings.reach_weight * functional.relu(farthest - REACH).square().sum() / len(mask)
    return loss


def fingerprint(base: Path) -> str:
    """Tell a folder's weights from others."""
    digest = hashlib.sha256()
    for path in sorted(path for path in base.iterdir() if path.suffix in WEIGHTS):
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _save(path: Path, made_by: dict[str, Any], epoch: int, *parts: Any) -> None:
    state = {"made_by": made_by, "epoch": epoch, "parts": [part.state_dict() for part in parts]}
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def _resume(path: Path, made_by: dict[str, Any], *parts: Any) -> int:
    """Take up the checkpoint, where there is one made in the same way; give the number of epochs done."""
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True, map_location=device())
    if state.get("made_by") != made_by:
        return 0
    for part, saved in zip(parts, state["parts"], strict=True):
        part.load_state_dict(saved)
    return int(state["epoch"])
