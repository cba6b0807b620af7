"""attribution evaluate: what is found, measured against what annotators marked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attribution.commands.options import Model, Pipeline
from attribution.commands.terminal import fail, put, with_progress
from attribution.errors import AttributionError


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Annotated articles, one JSON object a line.")],
    pipeline: Pipeline = None,
    model: Model = None,
    by_publisher: Annotated[bool, typer.Option(help="Also for each publisher that has articles in the file.")] = False,
) -> None:
    """Audit annotated articles from their raw text, and measure how far that agrees with the annotators.

    Exact: all of a role's words are the same. Token: words that carry the role. Pair: half of a content's words or more, from
    the same source. Punctuation and case do not count.
    """
    from attribution.corpus import read_corpus
    from attribution.evaluation import found_in, score
    from attribution.lines import counted

    try:
        corpus = read_corpus(gold)
        import attribution

        articles = [attribution.Article(article.text, article.doc_id) for article in corpus]
        frame = attribution.audit_many(
            with_progress(iter(articles), len(articles)), nlp=pipeline, model=model, on_error="raise"
        )
    except AttributionError as error:
        fail(str(error))
    found = found_in(frame)
    groups = {"all": corpus}
    if by_publisher:
        for article in sorted(corpus, key=lambda a: a.publisher or ""):
            groups.setdefault(article.publisher or "unknown", []).append(article)
    for name, group in groups.items():
        measures = score((a.text, a.attributions, found.get(a.doc_id, [])) for a in group)
        attributions = sum(len(article.attributions) for article in group)
        put(f"{name}: {counted(len(group), 'article')}, {counted(attributions, 'attribution')}")
        for measure, m in measures.items():
            put(f"  {measure:15} P {m.precision:.3f}  R {m.recall:.3f}  F {m.f1:.3f}")
