"""Compare with textacy's quotation extractor: what each finds in an article, and how that fits what annotators marked.

usage: python -m tests.benchmarks.compare_textacy ARTICLE.txt [ANNOTATED.jsonl]

Prints how many statements each finds in the article and, where annotated articles are given, F1 of pairs (see
``attribution.evaluation``): the same content, by half of its words or more, from the same source. textacy's ``direct_quotations`` raises on an odd
number of quotation marks; it is given whole articles, and then paragraph by paragraph, where fewer are lost.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from textacy.extract import direct_quotations

from attribution import audit, audit_many
from attribution.document import find_paragraphs, load_pipeline, plain_text
from attribution.evaluation import Marked, found_in, score
from tests.benchmarks.corpora import articles

Finder = Callable[[str], list[Marked]]


def textacy_finds(nlp: Language, text: str, *, by_paragraph: bool, lost: list[str] | None = None) -> list[Marked]:
    """Give textacy's quotations in a text; where it raises, ``lost`` gains the text, or the paragraph, that it gives up."""
    plain = plain_text(text)
    parts = [(start, plain[start:end]) for start, end in find_paragraphs(plain)] if by_paragraph else [(0, plain)]
    found: list[Marked] = []
    for start, part in parts:
        try:
            triples = list(direct_quotations(nlp(part)))
        except ValueError:
            if lost is not None:
                lost.append(part)
            continue
        for speaker, cue, content in triples:
            spans = {"source": _spans(speaker), "cue": _spans(cue), "content": _spans(content)}
            found.append({role: [(a + start, b + start) for a, b in held] for role, held in spans.items()})
    return found


def _spans(part: Doc | Span | Iterable[Any]) -> list[tuple[int, int]]:
    if isinstance(part, Span):
        return [(part.start_char, part.end_char)]
    return [(token.idx, token.idx + len(token)) for token in part]


def main(article: Path, annotated: Path | None = None) -> None:
    nlp = load_pipeline()
    text = article.read_text(encoding="utf-8")
    frame = audit(text)
    print(
        f"{article}: textacy finds {len(textacy_finds(nlp, text, by_paragraph=False))} statements with a source, ",
        end="",
    )
    print(
        f"attribution {int(frame['attributed'].sum())}, and {int((~frame['attributed']).sum())} in the article's own voice"
    )
    if annotated is None:
        return
    read = articles(annotated)
    frame = audit_many(((a["id"], a["text"]) for a in read), on_error="raise")
    found = found_in(frame)
    rules = found_in(audit_many(((a["id"], a["text"]) for a in read), model="rules", on_error="raise"))
    lost: list[str] = []
    whole = {a["id"]: textacy_finds(nlp, a["text"], by_paragraph=False, lost=lost) for a in read}
    apart = {a["id"]: textacy_finds(nlp, a["text"], by_paragraph=True) for a in read}
    print(f"{annotated}: textacy raises on {len(lost)} of {len(read)} articles")
    for name, side in (
        ("textacy", whole),
        ("textacy, by paragraph", apart),
        ("attribution, rules", rules),
        ("attribution", found),
    ):
        pair = score((a["text"], a["attributions"], side.get(a["id"], [])) for a in read)["pair"]
        print(f"{name:22}  P {pair.precision:.3f}  R {pair.recall:.3f}  F {pair.f1:.3f}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
