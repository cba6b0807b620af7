"""The command line: which commands there are."""

from __future__ import annotations

import logging
from typing import Annotated

import typer

from attribution.commands import audit, check, evaluate, explain, report, rubric, train

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(audit.audit)
app.command()(explain.explain)
app.command()(check.check)
app.command()(check.rule)
app.command()(report.report)
app.command()(evaluate.evaluate)
app.command()(train.train)

rubric_app = typer.Typer(no_args_is_help=True, help="Show or check the weights of the score.")
rubric_app.command()(rubric.show)
rubric_app.command()(rubric.check)
app.add_typer(rubric_app, name="rubric")


def main() -> None:
    """Run the command."""
    # Libraries log what they recover from; without any handler Python prints that between the command's own lines.
    logging.getLogger().addHandler(logging.NullHandler())
    app(prog_name="attribution")


def _print_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        typer.echo(f"attribution {version('attribution-audit')}")
        raise typer.Exit


@app.callback()
def command(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Show who a news article cites for each statement, and how strongly each is sourced."""
