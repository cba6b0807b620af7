"""attribution train: annotated articles to a model of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from attribution.commands.terminal import cannot_write, fail, put, say
from attribution.errors import AttributionError, no_article_in


def train(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="Annotated articles, one JSON object a line.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the model is written.")],
    base: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="What to start from: an encoder, by default all-MiniLM-L6-v2, of the extra; or a model that goes on "
            "learning, such as the package's own, by the word: package.",
        ),
    ] = None,
    teacher: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FOLDER",
            help="A larger encoder that softens the labels instead of the base: it knows better, and costs nothing once the "
            "model is made. May be given several times, the same one too.",
        ),
    ] = None,
    unlabelled: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CORPUS",
            help="Articles that nobody annotated, in any form that audit reads: what the teachers say of them is learned "
            "too. May be given several times.",
        ),
    ] = None,
    epochs: Annotated[int, typer.Option(min=1, help="Times that every article is read.")] = 8,
    seed: Annotated[int, typer.Option(help="Of all that is drawn by chance.")] = 1,
    share: Annotated[float, typer.Option(min=0.0, max=1.0, help="Of the articles to learn from.")] = 1.0,
    held_out: Annotated[
        float, typer.Option(min=0.0, max=0.9, help="Share of the articles to measure and calibrate by.")
    ] = 0.05,
    folds: Annotated[
        int,
        typer.Option(
            min=0, help="Parts whose labels a model of the other parts softens; 0: labels are learned as they are."
        ),
    ] = 2,
    softness: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="How much of the labels is what the other models say.")
    ] = 0.5,
    networks: Annotated[int, typer.Option(min=1, help="How many learn; the model has the mean of their weights.")] = 2,
) -> None:
    """Train an extractor on articles that you annotated; audit --model FOLDER then reads by it.

    Needs the extra: pip install 'attribution-audit[train]'. Broken off, it goes on after its last whole epoch when it is
    started again with the same options.
    """
    from attribution.articles import read_many
    from attribution.corpus import read_corpus
    from attribution.extraction import DEFAULT_MODEL

    try:
        articles = read_corpus(corpus)
        # what cannot be read is named, and the others are learned
        found = read_many(unlabelled or (), on_error=lambda _, error: say(str(error)))
        texts = [article.text for article in found if article.text.strip()]
        if unlabelled and not texts:
            raise no_article_in(unlabelled)
        from transformers.utils import logging

        from attribution.training import Settings, default_base
        from attribution.training import train as trained

        logging.set_verbosity_error()  # it would report that an encoder's pooling, of which nothing is made, is not loaded
        logging.disable_progress_bar()
        base = DEFAULT_MODEL if base == Path("package") else base or default_base()
        settings = Settings(
            epochs=epochs,
            seed=seed,
            share=share,
            held_out=held_out,
            networks=networks,
            folds=folds,
            softness=softness,
        )
        with _steps() as progress:
            measures = trained(
                articles,
                output,
                base=base,
                teachers=teacher or (),
                unlabelled=texts,
                settings=settings,
                progress=progress,
            )
    except AttributionError as error:
        fail(str(error))
    except OSError as error:
        cannot_write(error.filename or output, error, kind="folder")
    except ImportError as error:
        fail(
            f"{error.name or error} is not installed: pip install 'attribution-audit[train]' brings what training needs"
        )
    if not measures:
        put(f"{output}: not measured, as no article was held out; --held-out says how many are")
        return
    put(f"{output}: F1 on {held_out:.0%} of the articles, which it did not learn from")
    for name, measure in measures.items():
        put(f"  {name:15} {measure.f1:.3f}")


@contextmanager
def _steps() -> Iterator[Callable[[int, int, str], None]]:
    """Show how far a training is, on standard error: a bar where somebody is watching, else a line an epoch."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def progress(done: int, total: int, note: str) -> None:
            bar.update(task, completed=done, total=total, description=note)
            if "epoch" in note:
                console.print(note, highlight=False)

        yield progress
