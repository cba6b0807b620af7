"""Frames of many articles to who cites whom, and to claims that many articles state and that all go back to one outlet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from attribution.claims import STEM, Claim, are_alike, claim_of
from attribution.cues import verbs_of
from attribution.facts import by_doc_id, dates_by_doc_id, told_in
from attribution.frame import check_columns, cited_in
from attribution.model import UNNAMED, Commitment, SourceType, relays_in
from attribution.outlets import Outlets, load_outlets
from attribution.rows import records, typed

if TYPE_CHECKING:
    import networkx

EDGE_DTYPES = {
    "citing": "string",
    "cited": "string",
    "kind": "string",
    "source_type": "string",
    "statements": "Int64",
    "articles": "Int64",
    "first_article": "string",
    "first_seen": "string",
}
ORIGIN_DTYPES = {
    "claim": "string",
    "origin": "string",
    "is_unnamed": "boolean",
    "articles": "Int64",
    "statements": "Int64",
    "doc_ids": "object",
}
# What is read of a statement that cites somebody.
_CITED = ("doc_id", "attributed", "source_type", "entity", "relay")
# Two words in a row that more claims than this have in common tell nothing, and would make the cost grow with its square.
MAX_CLAIMS_OF_A_PAIR = 40


@dataclass(slots=True)
class _Edge:
    source_type: str | None
    statements: int = 0
    articles: dict[str, None] = field(default_factory=dict)


def network(
    frame: pd.DataFrame,
    *,
    publishers: Mapping[str, str | None] | pd.Series[str] | None = None,
    dates: Mapping[str, str | date | None] | pd.Series[Any] | None = None,
    outlets: str | Path | Outlets | None = None,
) -> pd.DataFrame:
    """Give one row for each pair of which one cites the other, or passes on what the other said.

    Args:
        frame: of many articles, as :func:`attribution.audit_many` gives it.
        publishers: who published an article, by ``doc_id``, a mapping or a Series, where known; by default as the frame's column
            ``outlet`` says, if it has one. Else the article stands for itself.
        dates: when, likewise, as ISO 8601 or date values; by default as the column ``date`` says.
        outlets: as for :func:`audit`; an outlet's names are one.

    Returns:
        ``citing`` and ``cited``; ``kind``, ``cites`` for whoever an article cites, ``relays`` for each step of a way by which a
        statement reached an article: two aides, Reuters, the article; ``source_type`` of the cited, missing for who relays;
        ``statements`` and ``articles``, how many; ``first_article``, the earliest where dates are given and else the first in
        the frame; ``first_seen``, its date. In the order of first appearance. An outlet has the name of :func:`outlet_name`; other
        names are told apart as written: resolution goes no further than an article. The unnamed of two citing ones are never the
        same, so that who cites them stands with them.

    Raises:
        FrameError: the frame lacks columns, publishers or dates are not by ``doc_id``, or one is no date.
        DataFileError: the outlets cannot be used.

    >>> from attribution import audit_many
    >>> edges = network(audit_many([("a", "The mill will close, two aides told Reuters."), ("b", "It rained, Ann Lee said.")]))
    >>> for edge in edges[["citing", "cited", "kind"]].values.tolist():
    ...     print(edge)
    ['a', 'aides (a)', 'cites']
    ['a', 'Reuters', 'relays']
    ['Reuters', 'aides (a)', 'relays']
    ['b', 'Ann Lee', 'cites']
    """
    check_columns(frame, *_CITED)
    name_of = load_outlets(outlets).name_of
    publishers = told_in(frame, "outlet") if publishers is None else publishers
    dates = told_in(frame, "date") if dates is None else dates
    publisher_of = by_doc_id(publishers, frame, name="publishers")
    written, days = dates_by_doc_id(dates, frame)
    edges: dict[tuple[str, str, str], _Edge] = {}
    for doc_id, source_type, entity, relays in _cited(frame):
        publisher = publisher_of.get(doc_id)
        citing = name_of(publisher) if publisher else doc_id
        name = f"{entity} ({citing})" if source_type in UNNAMED else entity
        if source_type == SourceType.NEWS_OUTLET.value:
            name = name_of(entity)
        steps = [citing, *map(name_of, reversed(relays)), name]
        found: list[tuple[tuple[str, str, str], str | None]] = [((citing, name, "cites"), source_type)]
        if len(steps) > 2:
            types = [*(None for _ in steps[2:]), source_type]
            found += [((a, b, "relays"), kind) for (a, b), kind in zip(pairwise(steps), types, strict=True)]
        for key, kind in found:
            if key[0] != key[1]:
                edge = edges.setdefault(key, _Edge(kind))
                edge.statements += 1
                edge.articles[doc_id] = None
    rows = []
    for (citing, cited, kind), edge in edges.items():
        first = min(edge.articles, key=lambda doc_id: days.get(doc_id, pd.Timestamp.max))
        counts = (edge.statements, len(edge.articles))
        rows.append((citing, cited, kind, edge.source_type, *counts, first, written.get(first)))
    return typed((dict(zip(EDGE_DTYPES, row, strict=True)) for row in rows), EDGE_DTYPES)


def to_networkx(edges: pd.DataFrame) -> networkx.MultiDiGraph[str]:
    """Give a network as a graph of networkx: an edge a row, by its ``kind`` for key, with the other columns as attributes.

    Args:
        edges: as :func:`network` gives it.

    Raises:
        FrameError: it lacks columns.

    >>> from attribution import audit
    >>> graph = to_networkx(network(audit("It rained, Ann Lee told Reuters.")))
    >>> graph.has_edge("Reuters", "Ann Lee", "relays")
    True
    """
    import networkx

    check_columns(edges, "citing", "cited", "kind", "source_type")
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for row in records(edges):
        citing, cited, kind = (row.pop(name) for name in ("citing", "cited", "kind"))
        graph.add_edge(citing, cited, key=kind, **{str(name): value for name, value in row.items()})
        if row["source_type"] is not None:
            graph.nodes[cited]["source_type"] = row["source_type"]
    return graph


@dataclass(frozen=True, slots=True)
class _Stated:
    """A statement of a frame, and whom it goes back to: the outlet nearest to the speaker; None: to the article itself."""

    doc_id: str
    written: str
    claim: Claim
    origin: str | None
    is_unnamed: bool


def single_origins(
    frame: pd.DataFrame,
    *,
    publishers: Mapping[str, str | None] | pd.Series[str] | None = None,
    outlets: str | Path | Outlets | None = None,
    min_articles: int = 2,
) -> pd.DataFrame:
    """Give one row for each claim that several articles state, and that in all of them goes back to one outlet.

    So a claim that looks as if many had it: each article cites Bloomberg, which cites two people who are not named. A claim that any
    of the articles has at first hand is none.

    Args:
        frame: of many articles, as :func:`attribution.audit_many` gives it.
        publishers: as for :func:`network`; what an outlet reports at first hand goes back to itself.
        outlets: as for :func:`network`.
        min_articles: how many have to state it.

    Returns:
        ``claim``, as the first of them writes it; ``origin``, the outlet; ``is_unnamed``, whether the source behind it is named
        nowhere; ``articles`` and ``statements``, how many; ``doc_ids``, a list. Those that most articles state come first.
        Statements are the same by the rule of corroboration within an article (``docs/scoring.md``): when in doubt, they are not.

    Raises:
        FrameError: the frame lacks columns, or publishers are not by ``doc_id``.
        DataFileError: the outlets cannot be used.

    >>> from attribution import audit_many
    >>> frame = audit_many({
    ...     "a": "The Harwich cement mill will close in spring, two people told Bloomberg.",
    ...     "b": "The Harwich cement mill will close in spring, Bloomberg reported, citing sources.",
    ... }.items())
    >>> single_origins(frame)[["origin", "articles", "is_unnamed"]].values.tolist()
    [['Bloomberg', 2, True]]
    """
    check_columns(frame, *_CITED, "claim", "cue")
    known = load_outlets(outlets)
    publishers = told_in(frame, "outlet") if publishers is None else publishers
    stated = list(_stated(frame, by_doc_id(publishers, frame, name="publishers")))
    rows = []
    for group in _same([one.claim for one in stated]):
        members = [stated[n] for n in group]
        doc_ids = list(dict.fromkeys(one.doc_id for one in members))
        origins = {one.origin and known.key_of(one.origin) for one in members}
        if len(doc_ids) < min_articles or len(origins) != 1 or members[0].origin is None:
            continue
        is_unnamed = all(one.is_unnamed for one in members)
        rows.append(
            (members[0].written, known.name_of(members[0].origin), is_unnamed, len(doc_ids), len(members), doc_ids)
        )
    rows.sort(key=lambda row: -row[3])
    return typed((dict(zip(ORIGIN_DTYPES, row, strict=True)) for row in rows), ORIGIN_DTYPES)


def _cited(frame: pd.DataFrame) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    cited = cited_in(frame[frame["entity"].notna()])
    for row in records(cited[["doc_id", "source_type", "entity", "relay"]]):
        yield row["doc_id"], row["source_type"], row["entity"], relays_in(row["relay"])


def _stated(frame: pd.DataFrame, publishers: Mapping[str, str | None]) -> Iterator[_Stated]:
    cited = cited_in(frame[frame["entity"].notna()])
    denying = re.compile(rf"\b(?:{verbs_of(Commitment.DENYING)})\b", re.I)
    for row in records(cited[["doc_id", "claim", "source_type", "entity", "relay", "cue"]]):
        source_type, relays = row["source_type"], relays_in(row["relay"])
        claim = claim_of(row["claim"], is_denial=row["cue"] is not None and denying.search(row["cue"]) is not None)
        is_outlet = source_type == SourceType.NEWS_OUTLET.value
        # Not attribution.corroboration.origin_of: that tells sources of an article apart, this the outlets that had a claim first.
        origin = row["entity"] if is_outlet else relays[0] if relays else publishers.get(row["doc_id"])
        yield _Stated(row["doc_id"], row["claim"], claim, origin, is_outlet or source_type in UNNAMED)


def _same(claims: Sequence[Claim]) -> list[list[int]]:
    """Group the claims that tell the same; those in other words are compared only where two words in a row are the same."""
    import networkx

    by_words: defaultdict[Hashable, list[int]] = defaultdict(list)
    for n, claim in enumerate(claims):
        by_words[claim.words, claim.numbers, claim.is_negative].append(n)
    graph: networkx.Graph[int] = networkx.Graph()
    for alike in by_words.values():
        first, *others = alike
        graph.add_node(first)
        graph.add_edges_from((first, n) for n in others if are_alike(claims[first], claims[n]))
    firsts = [alike[0] for alike in by_words.values()]
    for a, b in _candidates((n, claims[n]) for n in firsts):
        if claims[a].is_negative == claims[b].is_negative and are_alike(claims[a], claims[b]):
            graph.add_edge(a, b)
    return sorted((sorted(group) for group in networkx.connected_components(graph)), key=lambda group: group[0])


def _candidates(claims: Iterable[tuple[int, Claim]]) -> set[tuple[int, int]]:
    by_pair: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for n, claim in claims:
        for pair in {(a[:STEM], b[:STEM]) for a, b in pairwise(claim.words)}:
            by_pair[pair].append(n)
    return {
        (a, b)
        for holders in by_pair.values()
        if len(holders) <= MAX_CLAIMS_OF_A_PAIR
        for k, a in enumerate(holders)
        for b in holders[k + 1 :]
    }
