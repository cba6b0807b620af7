"""Documents to attributions, as a trained model finds them: source, cue and content, by token.

The model is a small encoder as ONNX, run on the CPU; :mod:`attribution.training` makes it, and ``docs/model.md`` is its card.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from attribution.decoding import EVIDENCE, Calibration, Extraction, confidence_of, decode
from attribution.errors import ModelError
from attribution.windows import Encoded, Window, batch, cut, encode, specials_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

DEFAULT_MODEL = Path(__file__).parent / "models" / "en"
MODEL_FILES = ("model.onnx", "tokenizer.json", "config.json")


class Extractor:
    """A trained model, ready to read documents.

    Args:
        folder: as ``attribution train`` writes it: ``model.onnx``, ``tokenizer.json`` and ``config.json``.
        threads: to run it by; by default one for each core that the process may use.

    Raises:
        ModelError: a part is missing or cannot be read.
    """

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        missing = [name for name in MODEL_FILES if not (folder / name).is_file()]
        if missing:
            raise ModelError(
                f"{folder} is no model folder: it lacks {', '.join(missing)}; `attribution train` writes one"
            )
        try:
            config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads or _cores()
            # Windows differ in length: what the runtime keeps for each would only make the memory grow; no slower without.
            options.enable_cpu_mem_arena = False
            options.enable_mem_pattern = False
            self._session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=["SkipLayerNormFusion"],  # slower on one core than the steps that it stands for
            )
            weights = tuple(map(float, config["confidence"]))
            self._calibration = Calibration(float(config["outside"]), weights, float(config["threshold"]))
        except Exception as error:  # each of the three readers raises errors of its own
            raise ModelError(
                f"the model in {folder} cannot be loaded ({error}); write it anew by `attribution train`"
            ) from error
        if len(self._calibration.weights) != 1 + len(EVIDENCE):
            raise ModelError(f"{folder / 'config.json'}: 'confidence' should hold {1 + len(EVIDENCE)} weights")
        self._specials = specials_of(self._tokenizer)

    def extract(self, doc: Doc) -> tuple[Extraction, ...]:
        """Find a document's attributions, in reading order.

        Windows are read one by one: the network's numbers of eight bits are scaled by the largest of what it reads at once,
        so that what is found in an article would else depend on the articles beside it.
        """
        encoded = encode(doc, self._tokenizer)
        found: list[Extraction] = []
        for window in cut(encoded):
            made = batch([(encoded, window)], self._specials)
            inputs = {"pieces": made.pieces, "case": made.case, "quoted": made.quoted, "mask": made.mask}
            tags, links = self._session.run(["tags", "links"], inputs)
            found.extend(read_window(encoded, window, tags[0], links[0], self._calibration))
        return tuple(sorted(found, key=lambda extraction: extraction.cue))


def _cores() -> int:
    """Count the cores that this process may run on: the runtime by itself would start a thread for each of the machine's."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_window(
    encoded: Encoded, window: Window, tags: Any, links: Any, calibration: Calibration
) -> Iterator[Extraction]:
    """Decode what the network says of a window, row by row its pieces.

    What is not certain enough is left out, and what has its cue outside of the window's core.
    """
    here = np.flatnonzero(encoded.is_first[window.start : window.stop])
    token_of = encoded.token_of[window.start : window.stop][here]
    paragraphs = np.cumsum(encoded.token_of[window.start : window.stop] < 0)[here].tolist()
    for found in decode(tags[here + 1], links[here + 1], paragraphs, outside=calibration.outside):
        confidence = confidence_of(found.evidence, calibration.weights)
        is_here = window.core_start <= here[found.cue.start] + window.start < window.core_stop
        if is_here and confidence >= calibration.threshold:
            yield Extraction(
                source=_tokens(token_of, [found.source] if found.source else []),
                cue=_tokens(token_of, [found.cue]),
                content=_tokens(token_of, found.content),
                evidence=found.evidence,
                confidence=confidence,
            )


def _tokens(token_of: Any, spans: Sequence[range]) -> tuple[int, ...]:
    """Give the tokens from each span's first to its last, those between that have no pieces too."""
    return tuple(i for span in spans for i in range(int(token_of[span.start]), int(token_of[span.stop - 1]) + 1))


@cache
def load_extractor(folder: Path = DEFAULT_MODEL, *, threads: int | None = None) -> Extractor:
    """Load a model once."""
    return Extractor(folder, threads=threads)
