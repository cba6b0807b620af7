"""Documents to attributions, as a trained model finds them: source, cue and content, by token.

The model is a small encoder as ONNX, run on the CPU; :mod:`attribution.training` makes it, and ``docs/model.md`` is its card.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from attribution.cues import telling_sentences
from attribution.decoding import EVIDENCE, TAGS, Calibration, Extraction, calibrated, decode, log_softmax
from attribution.errors import ModelError
from attribution.reranking import LABELS, NUMBERS, Reranker, numbered
from attribution.windows import INPUTS, Encoded, Window, batch, cut, encode, excerpts, specials_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from spacy.tokens import Doc

DEFAULT_MODEL = Path(__file__).parent / "models" / "en"
MODEL_FILES = ("model.onnx", "tokenizer.json", "config.json")
RERANKER = "reranker.onnx"


class Extractor:
    """A trained model, ready to read documents.

    Args:
        folder: as ``attribution train`` writes it: ``model.onnx``, ``tokenizer.json`` and ``config.json``; and, where the model
            has a reranker, ``reranker.onnx``.
        threads: to run it by; by default one for each core that the process may use.

    Raises:
        ModelError: a part is missing or cannot be read.
    """

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        from tokenizers import Tokenizer

        _check_files(folder, MODEL_FILES)
        try:
            config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            labels: list[str] | None = config.get("labels")
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._session = _session(folder / "model.onnx", threads)
            weights = tuple(map(float, config["confidence"]))
            self._calibration = Calibration(weights, float(config["threshold"]))
            if labels is not None:
                _check_files(folder, [RERANKER])
            self._reranker = None if labels is None else load_reranker(folder / RERANKER, labels, threads)
        except ModelError:
            raise
        except Exception as error:  # each of the three readers raises errors of its own
            raise ModelError(
                f"the model in {folder} cannot be loaded ({error}); write it anew by `attribution train`"
            ) from error
        tags = {each.name: each.shape for each in self._session.get_outputs()}.get("tags")
        if {each.name for each in self._session.get_inputs()} != set(INPUTS) or not tags or tags[-1] != len(TAGS):
            raise _of_another_version(folder / "model.onnx")
        expected = 1 + len(EVIDENCE) + (self._reranker is not None)
        if len(self._calibration.weights) != expected:
            raise ModelError(f"{folder / 'config.json'}: 'confidence' should hold {expected} weights")
        self._specials = specials_of(self._tokenizer)

    def extract(self, doc: Doc) -> tuple[Extraction, ...]:
        """Find a document's attributions, in reading order, and then those within their contents.

        Windows are read one by one: the network's numbers of eight bits are scaled by the largest of what it reads at once,
        so that what is found in an article would else depend on the articles beside it.
        """
        encoded = encode(doc, self._tokenizer)
        found = self._found(doc, encoded, cut(encoded))
        return (*found, *self._found_within(doc, encoded, found))

    def _found(self, doc: Doc, encoded: Encoded, windows: Iterable[Window]) -> tuple[Extraction, ...]:
        outputs = self._outputs(encoded, windows)
        return tuple(calibrated(find(doc, encoded, outputs, self._reranker), self._calibration))

    def _found_within(self, doc: Doc, encoded: Encoded, found: Sequence[Extraction]) -> Iterator[Extraction]:
        """Read the contents that hold a cue once more, by themselves: "the minister told aides to wait", of "Lee said …".

        A network that gives each word to one attribution at most finds the outermost.
        """
        own = {i for extraction in found for i in (*extraction.source, *extraction.cue)}
        told = (telling_sentences(doc, {i for i in outer.content if i not in own}) for outer in found)
        contents = [content for content in told if content]
        content_of = {i: content for content in contents for i in content}
        for inner in self._found(doc, *excerpts(encoded, contents)) if contents else ():
            content = content_of[inner.cue[0]]
            within = tuple(i for i in inner.content if i in content)
            if within and content.issuperset(inner.source):
                yield replace(inner, content=within, is_within=True)

    def _outputs(self, encoded: Encoded, windows: Iterable[Window]) -> Iterator[tuple[Window, Any, Any]]:
        for window in windows:
            made = batch([(encoded, window)], self._specials)
            tags, links = self._session.run(["tags", "links"], {name: getattr(made, name) for name in INPUTS})
            yield window, tags[0], links[0]


def _check_files(folder: Path, names: Iterable[str]) -> None:
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise ModelError(f"{folder} is no model folder: it lacks {', '.join(missing)}; `attribution train` writes one")


def _of_another_version(path: Path) -> ModelError:
    return ModelError(f"{path} reads something else; write it anew by `attribution train`")


def _session(path: Path, threads: int | None) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or _cores()
    # Windows differ in length: what the runtime keeps for each would only make the memory grow; no slower without.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(
        str(path),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # slower on one core than the steps that it stands for
    )


def load_reranker(path: Path, labels: Sequence[str], threads: int | None = None) -> Reranker:
    """Load a reranker's network, with the labels that it knows.

    Raises:
        ModelError: it was made for other numbers and labels than those that contents are described by.
    """
    session = _session(path, threads)
    if {each.name: each.shape[-1] for each in session.get_inputs()} != {"numbers": len(NUMBERS), "labels": len(LABELS)}:
        raise _of_another_version(path)

    def score(numbers: Any, kinds: Any) -> tuple[Any, Any]:
        scores, right = session.run(["scores", "right"], {"numbers": numbers, "labels": kinds})
        return scores, right

    return Reranker(numbered(labels), score)


def _cores() -> int:
    """Count the cores that this process may run on: the runtime by itself would start a thread for each of the machine's."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What a network says of a document.

    Args:
        probabilities: by token, how probable each of :data:`attribution.decoding.TAGS` is; nothing for what has no word pieces.
        extractions: in reading order, before anything is known of their confidence.
    """

    probabilities: NDArray[np.float32]
    extractions: tuple[Extraction, ...]


def read(encoded: Encoded, outputs: Iterable[tuple[Window, Any, Any]], length: int) -> Reading:
    """Decode what a network says of a document.

    Args:
        outputs: each window with its tags and links by piece, after that of the leading [CLS].
        length: of the document, in tokens.
    """
    probabilities = np.zeros((length, len(TAGS)), dtype=np.float32)
    found: list[Extraction] = []
    for window, tags, links in outputs:
        core = np.arange(window.core_start, window.core_stop)
        core = core[encoded.is_first[core]]
        says = tags[1 + core - window.start].astype(np.float64)
        probabilities[encoded.token_of[core]] = np.exp(log_softmax(says))
        found.extend(_read_window(encoded, window, tags, links))
    return Reading(probabilities, tuple(sorted(found, key=lambda extraction: extraction.cue)))


def find(
    doc: Doc, encoded: Encoded, outputs: Iterable[tuple[Window, Any, Any]], reranker: Reranker | None
) -> Sequence[Extraction]:
    """Decode what a network says of a document, and look at it again where there is a reranker; nothing is left out yet.

    Args:
        outputs: as for :func:`read`.
    """
    reading = read(encoded, outputs, len(doc))
    if reranker is None:
        return reading.extractions
    return reranker.rerank(doc, reading.extractions, reading.probabilities)


def _read_window(encoded: Encoded, window: Window, tags: Any, links: Any) -> Iterator[Extraction]:
    """Decode what the network says of a window, without what has its cue outside of the window's core."""
    here = np.flatnonzero(encoded.is_first[window.start : window.stop])
    token_of = encoded.token_of[window.start : window.stop][here]
    paragraphs = np.cumsum(encoded.token_of[window.start : window.stop] < 0)[here].tolist()
    for found in decode(tags[here + 1], links[here + 1], paragraphs):
        if window.core_start <= here[found.cue.start] + window.start < window.core_stop:
            yield Extraction(
                source=_tokens(token_of, [found.source] if found.source else []),
                cue=_tokens(token_of, [found.cue]),
                content=_tokens(token_of, found.content),
                evidence=found.evidence,
            )


def _tokens(token_of: Any, spans: Sequence[range]) -> tuple[int, ...]:
    """Give the tokens from each span's first to its last, those between that have no pieces too."""
    return tuple(i for span in spans for i in range(int(token_of[span.start]), int(token_of[span.stop - 1]) + 1))


@cache
def load_extractor(folder: Path = DEFAULT_MODEL, *, threads: int | None = None) -> Extractor:
    """Load a model once."""
    return Extractor(folder, threads=threads)
