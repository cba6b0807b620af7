"""Statements as schema.org's Quotation and Claim, in JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attribution.exports.pairing import Articles, Row, iri_of, pair
from attribution.model import Article, Quotation, SourceType, relays_in

if TYPE_CHECKING:
    import pandas as pd

Node = dict[str, Any]

# How schema.org calls those who can be the author of something; nobody in particular cannot be.
_AUTHORS = {
    SourceType.NAMED_PERSON: "Person",
    SourceType.ANONYMOUS: "Person",
    SourceType.ORGANIZATION: "Organization",
    SourceType.NEWS_OUTLET: "NewsMediaOrganization",
}
_WORKS = {SourceType.DOCUMENT: "CreativeWork", SourceType.SOCIAL_POST: "SocialMediaPosting"}
_QUOTED = {Quotation.DIRECT, Quotation.POST}


def to_jsonld(frame: pd.DataFrame, articles: Articles | None = None) -> Node:
    """Give the statements that somebody is cited for as parts of schema.org NewsArticles, in JSON-LD 1.1.

    What stands in the source's own words is a Quotation, what is paraphrased a Claim. Scores are left out: schema.org rates
    claims by whether they are true (ClaimReview), of which this library knows nothing.

    Args:
        frame: as :func:`attribution.audit` gives it.
        articles: what it was made from, for headline, byline, outlet, date and address; not needed.

    Returns:
        a JSON object with ``@context`` and ``@graph``, a NewsArticle each; it does not hold the articles' texts.

    Raises:
        FrameError: the frame does not fit its columns, or the articles.

    Follows schema.org 29 (https://schema.org/Quotation, https://schema.org/Claim); ``docs/exports.md`` has the mapping.

    >>> from attribution import audit
    >>> (article,) = to_jsonld(audit("“It rained,” Ann Lee said."))["@graph"]
    >>> article["hasPart"][0]["@type"], article["hasPart"][0]["author"]["name"]
    ('Quotation', 'Ann Lee')
    """
    graph = [_news_article(article, rows) for article, rows in pair(frame, articles)]
    return {"@context": "https://schema.org", "@graph": graph}


def _news_article(article: Article, rows: list[Row]) -> Node:
    iri = iri_of(article)
    author = {"@type": "Person", "@id": f"{iri}#author", "name": article.byline} if article.byline else None
    outlet = {"@type": "NewsMediaOrganization", "name": article.outlet} if article.outlet else None
    node: Node = {
        "@type": "NewsArticle",
        "@id": iri or None,
        "identifier": article.doc_id or None,
        "headline": article.title,
        "author": author,
        "publisher": outlet,
        "datePublished": article.date,
        "url": iri if article.url and iri.startswith("http") else None,
    }
    cited = [row for row in rows if row["attributed"]]
    known = {row["statement"] for row in cited}
    seen: dict[tuple[str, str | None], str] = {}
    node["hasPart"] = [_statement(row, iri, article, known, seen) for row in cited]
    return _filled(node)


def _statement(row: Row, iri: str, article: Article, known: set[int], seen: dict[tuple[str, str | None], str]) -> Node:
    is_quoted = row["quotation"] in _QUOTED
    source_type = SourceType(row["source_type"])
    node: Node = {
        "@type": "Quotation" if is_quoted else "Claim",
        "@id": f"{iri}#statement-{row['statement']}",
        "position": row["statement"],
        "text": row["claim"],
    }
    if row["parent"] in known:
        node["isPartOf"] = {"@id": f"{iri}#statement-{row['parent']}"}
    bases = [_relay(row["relay"])] if row["relay"] else []
    if source_type in _AUTHORS:
        node["author"] = _once(_author(row, source_type), row, iri, seen)
        if is_quoted:
            node["spokenByCharacter"] = {"@id": node["author"]["@id"]}
    elif source_type in _WORKS:
        node["citation"] = _once(_work(row, source_type), row, iri, seen)
        if is_quoted:
            bases.append({"@id": node["citation"]["@id"]})
    elif source_type is SourceType.COLLECTIVE:
        node["creditText"] = row["entity"]
    elif source_type is SourceType.AUTHOR and article.byline:
        node["author"] = {"@id": f"{iri}#author"}
    if row["quotation"] == Quotation.POST and source_type is not SourceType.SOCIAL_POST:
        bases.append({"@type": "SocialMediaPosting", "creditText": row["entity"]})
    node["isBasedOn"] = bases[0] if len(bases) == 1 else bases
    return _filled(node)


def _author(row: Row, source_type: SourceType) -> Node:
    """Give who is cited; the unnamed are described, so that nobody takes a description for a name."""
    name = "description" if source_type is SourceType.ANONYMOUS else "name"
    return {
        "@type": _AUTHORS[source_type],
        name: row["entity"],
        "disambiguatingDescription": row["description"] if row["description"] != row["entity"] else None,
    }


def _work(row: Row, source_type: SourceType) -> Node:
    name = "creditText" if source_type is SourceType.SOCIAL_POST else "name"
    return {"@type": _WORKS[source_type], name: row["entity"]}


def _once(node: Node, row: Row, iri: str, seen: dict[tuple[str, str | None], str]) -> Node:
    """Say all of a source where it is first cited, and refer to that afterwards."""
    key = (str(row["source_type"]), row["entity"])
    if row["entity"] is not None and key in seen:
        return {"@id": seen[key]}
    held = {"@type": node["@type"], "@id": f"{iri}#source-of-{row['statement']}", **node}
    seen[key] = held["@id"]
    return _filled(held)


def _relay(relay: str) -> Node:
    """Give the reports that a statement came through: the one nearest to the speaker is the innermost."""
    node: Node = {}
    for credit in relays_in(relay):
        node = {"@type": "CreativeWork", "creditText": credit, **({"isBasedOn": node} if node else {})}
    return node


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value is not None and value != []}
