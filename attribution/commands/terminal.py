"""What commands say: data to standard output, talk to standard error, nothing that a terminal would obey."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn, TypeVar

import typer

from attribution.defaults import EXIT_FAILED, EXIT_UNHEARD

# What writing to a stream that is open fails by; other errors without a file's name are of something else.
_OF_WRITING = {errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EINVAL}

T = TypeVar("T")


def put(lines: str) -> None:
    """Print lines, each without anything that a terminal would obey."""
    from attribution.lines import harmless

    with standard_output():
        for line in lines.split("\n"):
            typer.echo(" ".join(map(harmless, line.split(" "))))  # blanks are kept: columns stand below each other


def say(message: str) -> None:
    """Tell the user something that is not the data asked for."""
    from attribution.lines import harmless

    with contextlib.suppress(OSError):  # talk that cannot be heard is no failure
        typer.echo(f"attribution: {harmless(message)}", err=True)


def say_of(name: str, message: str) -> None:
    """Tell the user what became of something, by its name."""
    say(message if name in message else f"{name}: {message}")


def fail(message: str) -> NoReturn:
    """Say what is wrong, and stop."""
    say(message)
    raise typer.Exit(EXIT_FAILED)


def cannot_write(output: object, error: OSError, *, kind: str = "file", option: str = "--output") -> NoReturn:
    """Say what the system says of an output, and stop.

    Args:
        kind: what another is to be named of.
        option: that names it.
    """
    fail(f"{output} cannot be written: {error.strerror or error}; name another {kind} by {option}")


def refuse(options: Mapping[str, object], others: str) -> None:
    """Stop where an option is given that has no use as things are.

    Args:
        options: by name, each with what is given of it.
        others: what they go with instead.
    """
    given = [name for name, value in options.items() if value not in (None, False)]
    if len(given) == 1:
        fail(f"{given[0]} goes with {others}")
    if given:
        fail(f"{', '.join(given[:-1])} and {given[-1]} go with {others}")


def write(data: bytes, output: Path | None, *, option: str = "--output") -> None:
    """Write data to a file whole or not at all; to standard output where none is named.

    Args:
        option: that names the file.
    """
    from attribution.files import save

    if output is None:
        with standard_output():
            sys.stdout.buffer.write(data)
        return
    try:
        save(data, output)
    except OSError as error:
        cannot_write(output, error, option=option)


def has_colours() -> bool:
    """Say whether the user wants colours, and the terminal has them."""
    return "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


@contextlib.contextmanager
def standard_output() -> Iterator[None]:
    """Write to standard output; where that cannot be, say so and stop, without a word where its reader has enough.

    Raises:
        typer.Exit: it could not be written.
        OSError: it is something else that could not be read or written.
    """
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        if error.filename is not None or error.errno not in _OF_WRITING:
            raise
        with contextlib.suppress(OSError):  # else Python tries to write the rest when it ends, and complains
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise typer.Exit(EXIT_UNHEARD) from None
        fail(f"standard output cannot be written: {error.strerror or error}; send it elsewhere")


def open_closed() -> None:
    """Open standard streams that are closed: else the next file that is opened is taken for one of them.

    What is written to standard output then fails, as on any that cannot be written.
    """
    for name, flags in (("stdin", os.O_RDONLY), ("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8"))


def keep(
    inputs: Iterable[str | Path | None], output: Path | None, *, option: str = "--output", is_file: bool = True
) -> None:
    """Stop before the work is done where an output is one of the inputs, which writing it would destroy, or has no place.

    Args:
        option: that names the output.
        is_file: rather than what may be a folder, and is made with those above it.
    """
    from attribution.files import same_file

    if output is None or is_device(output):  # which is not replaced by what is written to it
        return
    if same_file(output, [path for path in inputs if path is not None]):
        fail(f"{output} is read, and is not written over: name another file by {option}")
    if is_file and output.is_dir():
        fail(f"{output} cannot be written, as it is a folder: name a file in it by {option}")
    if is_file and not output.parent.is_dir():
        fail(
            f"{output} cannot be written, as there is no folder {output.parent}: make it, or name another file by {option}"
        )


def is_device(output: Path) -> bool:
    return output.exists() and not output.is_file() and not output.is_dir()


def with_progress(items: Iterator[T], number: int) -> Iterable[T]:
    """Show a bar while several articles are read, where somebody is watching."""
    if number < 2 or not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, description="articles", total=number, console=Console(stderr=True), transient=True)
