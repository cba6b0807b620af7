"""The command line: which commands there are."""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer

from attribution.commands import audit, check, evaluate, explain, export, import_, report, rubric, train
from attribution.commands.terminal import open_closed, put, say, standard_output
from attribution.defaults import EXIT_FAILED, EXIT_STOPPED, EXIT_UNHEARD

# Of what is wrong with a command's options; Typer names only its kinds.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]

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
app.command()(export.export)
app.command("import")(import_.import_)
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
    open_closed()
    sys.exit(_status())


def _status() -> int:
    """Give the exit status of the command; whatever stops it is said in one sentence."""
    try:
        with standard_output():  # commands look after their own files and output; what is left is Typer's, the help
            return app(prog_name="attribution", standalone_mode=False) or 0
    except typer.Exit as ended:
        return ended.exit_code
    except typer.Abort:  # older releases of Typer say Ctrl-C so
        return EXIT_STOPPED
    except UsageError as error:
        return _usage(error)
    except OSError as error:
        say(f"{error.filename or 'the working directory'} cannot be read or written: {error.strerror or error}")
        return EXIT_FAILED
    except SystemExit as ended:  # Typer's, where its own output has no reader
        return EXIT_UNHEARD if isinstance(ended.__context__, BrokenPipeError) else EXIT_FAILED


def _usage(error: Exception) -> int:
    context, message = getattr(error, "ctx", None), error.format_message()  # type: ignore[attr-defined]
    if not message or type(error).__name__ == "NoArgsIsHelpError":  # the help, where nothing at all is given
        typer.echo(message, err=True, nl=bool(message))
        return EXIT_FAILED
    message = " ".join(message.replace("Value error, ", "").split()).rstrip(".")
    say(f"{message[0].lower()}{message[1:]}; see {context.command_path if context else 'attribution'} --help")
    return EXIT_FAILED


def _print_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        put(f"attribution {version('attribution-audit')}")
        raise typer.Exit


@app.callback()
def command(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Show who a news article cites for each statement, and how strongly each is sourced."""
