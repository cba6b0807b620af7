"""Which words of a document stand for the same, as a coreference component in the user's pipeline says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

# Where components leave what they find: spacy-experimental in span groups of this name with a number, the others in
# extensions of the document.
_SPAN_GROUPS = "coref_clusters"
_CHAINS, _CLUSTERS = "coref_chains", "coref_clusters"


def coreferent_heads(doc: Doc) -> dict[int, tuple[int, ...]]:
    """Give, by the head of each mention in a chain, the heads of all mentions in it, in order.

    Args:
        doc: as a pipeline gives it with coreferee (``doc._.coref_chains``), fastcoref (``doc._.coref_clusters``, half-open
            character offsets) or spacy-experimental's resolver (``doc.spans["coref_clusters_1"]`` and so on) in it.

    Returns:
        indices of tokens; nothing where no such component has been at work.
    """
    chains = [*_of_coreferee(doc), *_of_fastcoref(doc), *_of_span_groups(doc)]
    return {head: heads for chain in chains for heads in [tuple(sorted(set(chain)))] for head in heads}


def _extension(doc: Doc, name: str) -> Iterable[Any]:
    return (getattr(doc._, name) or ()) if doc.has_extension(name) else ()


def _of_coreferee(doc: Doc) -> Iterator[list[int]]:
    for chain in _extension(doc, _CHAINS):
        # a mention of several tokens is "Ann and Bob": neither of them
        yield [mention.token_indexes[0] for mention in chain if len(mention.token_indexes) == 1]


def _of_fastcoref(doc: Doc) -> Iterator[list[int]]:
    for cluster in _extension(doc, _CLUSTERS):
        yield _heads(doc.char_span(start, end, alignment_mode="expand") for start, end in cluster)


def _of_span_groups(doc: Doc) -> Iterator[list[int]]:
    for name, group in doc.spans.items():
        if name.rpartition("_")[0] == _SPAN_GROUPS:
            yield _heads(group)


def _heads(spans: Iterable[Span | None]) -> list[int]:
    return [span.root.i for span in spans if span is not None and len(span)]
