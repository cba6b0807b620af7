"""Coreference components of a user's own pipeline, stood in for by what they leave in a document."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from attribution import Article
from attribution.attributions import find_attributions
from attribution.coreference import coreferent_heads
from attribution.document import make_docs
from attribution.resolution import resolve_sources

# By nearness "he" and "they" would be others.
TEXT = (
    "Peter Olsen met Tom Rey at the harbor. Tom Rey was late. He said it rained. Two officials came. Five lawyers came. "
    "They said it snowed. The World Bank left. The Coast Guard stayed. It said the sea was calm."
)
CHAINS = [("Olsen", "He"), ("officials", "They"), ("Bank", "It")]
EXPECTED = ["Peter Olsen", "officials", "World Bank"]
Leave = Callable[[Doc, list[list[int]]], None]


@pytest.fixture
def extensions() -> Iterator[None]:
    for name in ("coref_chains", "coref_clusters"):
        Doc.set_extension(name, default=None)
    yield
    for name in ("coref_chains", "coref_clusters"):
        Doc.remove_extension(name)


def as_coreferee(doc: Doc, chains: list[list[int]]) -> None:
    mentions = [[SimpleNamespace(token_indexes=[i]) for i in chain] for chain in chains]
    both = SimpleNamespace(token_indexes=[1, 4])  # "Olsen and Rey": neither of them
    doc._.coref_chains = [[both, *mentions[0]], *mentions[1:]]


def as_fastcoref(doc: Doc, chains: list[list[int]]) -> None:
    doc._.coref_clusters = [[(doc[i].idx, doc[i].idx + len(doc[i])) for i in chain] for chain in chains]


def as_span_groups(doc: Doc, chains: list[list[int]]) -> None:
    for n, chain in enumerate(chains, 1):
        doc.spans[f"coref_clusters_{n}"] = [doc[i : i + 1] for i in chain]


def parsed(nlp: Language) -> tuple[Doc, list[list[int]]]:
    (doc,) = make_docs([TEXT], nlp)
    return doc, [[next(t.i for t in doc if t.text == word) for word in chain] for chain in CHAINS]


def entities(doc: Doc) -> list[str | None]:
    return [s.entity for s in resolve_sources(doc, [a for a in find_attributions(doc) if a.cue], Article(TEXT))]


def test_without_such_a_component_there_are_no_chains(nlp: Language) -> None:
    doc, _ = parsed(nlp)
    assert coreferent_heads(doc) == {}
    assert entities(doc) != EXPECTED


@pytest.mark.usefixtures("extensions")
@pytest.mark.parametrize("leave", [as_coreferee, as_fastcoref, as_span_groups])
def test_what_a_component_says_is_used(leave: Leave, nlp: Language) -> None:
    doc, chains = parsed(nlp)
    leave(doc, chains)
    assert coreferent_heads(doc) == {i: tuple(chain) for chain in chains for i in chain}
    assert entities(doc) == EXPECTED


@pytest.mark.usefixtures("extensions")
def test_a_component_that_found_nothing_changes_nothing(nlp: Language) -> None:
    doc, _ = parsed(nlp)
    before = entities(doc)
    doc._.coref_chains = []
    assert entities(doc) == before
