"""Statements as schema.org's Quotation and Claim, held against its vocabulary."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest
from pyld import jsonld

from attribution.exports import to_jsonld
from attribution.frame import to_frame
from attribution.model import Article, CharSpan, Quotation, SourceType
from tests.made_frames import own_voice, statement

SCHEMA = "https://schema.org/"
# What this export uses of schema.org 29: each type's parent, each property's domain and range.
PARENTS = {
    "NewsArticle": "Article",
    "SocialMediaPosting": "Article",
    "Article": "CreativeWork",
    "Quotation": "CreativeWork",
    "Claim": "CreativeWork",
    "NewsMediaOrganization": "Organization",
    "CreativeWork": "Thing",
    "Organization": "Thing",
    "Person": "Thing",
}
PROPERTIES: dict[str, tuple[str, set[str]]] = {
    "author": ("CreativeWork", {"Organization", "Person"}),
    "citation": ("CreativeWork", {"CreativeWork", "Text"}),
    "creditText": ("CreativeWork", {"Text"}),
    "datePublished": ("CreativeWork", {"Date", "Text"}),
    "description": ("Thing", {"Text"}),
    "disambiguatingDescription": ("Thing", {"Text"}),
    "hasPart": ("CreativeWork", {"CreativeWork"}),
    "headline": ("CreativeWork", {"Text"}),
    "identifier": ("Thing", {"Text"}),
    "isBasedOn": ("CreativeWork", {"CreativeWork"}),
    "isPartOf": ("CreativeWork", {"CreativeWork"}),
    "name": ("Thing", {"Text"}),
    "position": ("CreativeWork", {"Integer", "Text"}),
    "publisher": ("CreativeWork", {"Organization", "Person"}),
    "spokenByCharacter": ("Quotation", {"Organization", "Person"}),
    "text": ("CreativeWork", {"Text"}),
    "url": ("Thing", {"URL"}),
}
# A small stand-in for schema.org's own context, so that nothing is fetched.
CONTEXT = {"@context": {"@vocab": SCHEMA, "url": {"@type": "@id"}, "datePublished": {"@type": "Date"}}}

TEXT = "“It rained,” Ann Lee told Reuters. An aide said so </script><script>alert(1)</script>. Nobody knew."
ARTICLE = Article(
    TEXT, "a", title="Rain", byline="Zoë Núñez", outlet="The Gazette", date="2025-02-03", url="https://example.org/rain"
)


def spans(words: str) -> tuple[CharSpan, ...]:
    return (CharSpan(TEXT.index(words), TEXT.index(words) + len(words)),)


@pytest.fixture
def frame() -> pd.DataFrame:
    """A statement of every source type, quoted and not, nested and relayed."""
    quoted, plain = spans("“It rained,”"), spans("so </script><script>alert(1)</script>")
    statements = [
        statement(quoted, quotation=Quotation.DIRECT, source=spans("Ann Lee"), relay="Reuters", description="mayor"),
        statement(plain, source_type=SourceType.ANONYMOUS, entity="An aide", source=spans("An aide")),
        own_voice(spans("Nobody knew.")),
        statement(quoted, quotation=Quotation.POST, entity="Ann Lee"),
        statement(quoted, source_type=SourceType.ORGANIZATION, entity="the Kremlin", relay="Tass; Reuters", parent=0),
        statement(quoted, source_type=SourceType.COLLECTIVE, entity="critics", parent=2),
        statement(quoted, source_type=SourceType.UNATTRIBUTED, entity=None),
        statement(quoted, source_type=SourceType.AUTHOR, entity=None),
    ]
    statements += [
        statement(quoted, quotation=quotation, source_type=source_type, entity="the memo")
        for source_type in (SourceType.DOCUMENT, SourceType.SOCIAL_POST, SourceType.NEWS_OUTLET)
        for quotation in (Quotation.DIRECT, Quotation.POST, Quotation.MIXED)
    ]
    return to_frame([(ARTICLE, statements)])


def expanded(document: dict[str, Any]) -> list[dict[str, Any]]:
    """All nodes, put together by their ids, as a JSON-LD processor reads them."""

    def load(url: str, _: object) -> dict[str, Any]:
        assert url.rstrip("/") == "https://schema.org"
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXT}

    options = {"base": "https://example.org/audit", "documentLoader": load}
    nodes: list[dict[str, Any]] = jsonld.flatten(json.loads(json.dumps(document)), None, options)
    return nodes


def kinds(type_: str) -> set[str]:
    return {type_, *(kinds(PARENTS[type_]) if type_ in PARENTS else ())}


def test_types_and_properties_are_schema_orgs(frame: pd.DataFrame) -> None:
    nodes = {node["@id"]: node for node in expanded(to_jsonld(frame, ARTICLE))}
    used = set()
    for node in nodes.values():
        (type_,) = (name.removeprefix(SCHEMA) for name in node["@type"])
        assert type_ in PARENTS
        for key, values in node.items():
            if key.startswith("@"):
                continue
            name = key.removeprefix(SCHEMA)
            used.add(name)
            domain, ranges = PROPERTIES[name]
            assert domain in kinds(type_), f"{name} of a {type_}"
            for value in values:
                if "@value" in value:
                    kind = value.get("@type", "Integer" if isinstance(value["@value"], int) else "Text")
                    assert kind.removeprefix(SCHEMA) in ranges, f"{name}: {value}"
                elif name == "url":
                    assert value["@id"].startswith("https://")
                else:
                    # Whatever is referred to is there, and of a type that the property takes.
                    (target,) = nodes[value["@id"]]["@type"]
                    assert kinds(target.removeprefix(SCHEMA)) & ranges, f"{name}: {target}"
    assert used == set(PROPERTIES)


def test_each_statement_cites_as_its_type_does(frame: pd.DataFrame) -> None:
    document = to_jsonld(frame, ARTICLE)
    (article,) = document["@graph"]
    assert (article["headline"], article["author"]["name"]) == ("Rain", "Zoë Núñez")
    parts = {part["position"]: part for part in article["hasPart"]}
    assert 3 not in parts
    first = parts[1]
    assert (first["@type"], first["text"]) == ("Quotation", "“It rained,”")
    assert first["author"]["name"] == "Ann Lee"
    assert first["author"]["disambiguatingDescription"] == "mayor"
    assert first["spokenByCharacter"] == {"@id": first["author"]["@id"]} == parts[4]["author"]
    assert first["isBasedOn"] == {"@type": "CreativeWork", "creditText": "Reuters"}
    assert parts[2]["author"]["description"] == "An aide"
    assert "name" not in parts[2]["author"]
    assert parts[4]["isBasedOn"]["@type"] == "SocialMediaPosting"
    assert parts[5]["isPartOf"] == {"@id": first["@id"]}
    # The last relay is nearest to the article, the first nearest to the speaker.
    assert parts[5]["isBasedOn"]["creditText"] == "Reuters"
    assert parts[5]["isBasedOn"]["isBasedOn"]["creditText"] == "Tass"
    assert (parts[6]["creditText"], "author" in parts[6], "isPartOf" in parts[6]) == ("critics", False, False)
    assert not {"author", "citation", "creditText"} & set(parts[7])
    assert parts[8]["author"] == {"@id": article["author"]["@id"]}
    assert parts[9]["citation"]["name"] == "the memo"
    assert parts[9]["isBasedOn"] == {"@id": parts[9]["citation"]["@id"]}
    assert (parts[11]["@type"], "isBasedOn" in parts[11]) == ("Claim", False)


def test_without_articles_there_is_what_the_frame_knows(frame: pd.DataFrame) -> None:
    (article,) = to_jsonld(frame)["@graph"]
    assert article["@id"] == "a"
    assert "headline" not in article
    assert len(article["hasPart"]) == len(frame) - 1
    assert to_jsonld(to_frame([])) == {"@context": "https://schema.org", "@graph": []}
    assert expanded(to_jsonld(frame))
