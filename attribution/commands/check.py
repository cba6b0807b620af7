"""attribution check: a linter for sourcing; attribution rule: what its rules are."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Collection, Iterator, Sized
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.commands.corpora import progress_shown
from attribution.commands.options import Encoding, IdColumn, Outlet, OutputFile, TextColumn
from attribution.commands.terminal import fail, keep, put, refuse, say, write
from attribution.defaults import EXIT_FAILED, STDIN
from attribution.errors import AttributionError, DataFileError, InputError, no_article_in, reason_of
from attribution.linter.formats import FOR_SERVERS, Output, named, render_found
from attribution.linter.rules import Level, rules

if TYPE_CHECKING:
    from attribution.articles import Entry
    from attribution.linter.baseline import Baseline
    from attribution.linter.check import Found
    from attribution.linter.places import Place
    from attribution.linter.policy import Policy

EXIT_FOUND = 1
OUTPUTS = tuple(map(str, Output))


def check(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Text files, web pages, folders, 'patterns', tables (.jsonl, .csv, .tsv, .parquet), archives (.zip, .tar, "
            ".warc), plain or as .gz; - for standard input.",
        ),
    ],
    config: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="By default attribution.toml or pyproject.toml, here or in a folder above."),
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Only this rule, or those that begin so; may be repeated.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Not this rule, nor those that begin so; may be repeated.")
    ] = None,
    fail_on: Annotated[
        Level | None, typer.Option(help="The least level that makes the exit status 1; by default warning.")
    ] = None,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="|".join(OUTPUTS), help="text, or for a CI server.")
    ] = "text",
    output: OutputFile = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Of known violations: only what is new counts.")
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write what is found there as known, beside what it knows of other articles, and exit with 0.",
        ),
    ] = None,
    diff: Annotated[
        str | None, typer.Option(metavar="REV", help="Only files that changed since this git revision.")
    ] = None,
    outlet: Outlet = None,
    encoding: Encoding = None,
    text_column: TextColumn = None,
    id_column: IdColumn = None,
) -> None:
    """Check how statements are sourced, as a linter checks code.

    The exit status is 0 where nothing of the level of --fail-on or above is found, 1 where something is, and 2 where something
    could not be checked.
    """
    if format not in OUTPUTS:
        fail(f"there is no format {format!r}: use one of {', '.join(OUTPUTS)}")
    if write_baseline is not None:
        refuse(
            {"--output": output}, "a check for findings, and --write-baseline makes them known: leave one of them out"
        )
    from attribution.linter.baseline import read_baseline
    from attribution.linter.check import check_files, files_in, without_known
    from attribution.linter.policy import lost_globs
    from attribution.records import Columns

    failures: list[tuple[Place, str]] = []
    empty: list[Place] = []

    def failed(place: Place, error: Exception) -> None:
        failures.append((place, reason_of(error)))

    columns = Columns(text_column, id_column)
    try:
        policy = _policy(config, select, ignore, fail_on, outlet)
        for pattern in lost_globs(policy):
            say(f"per-path-ignores: nothing lies at {pattern}: mend the glob, or leave it out")
        known = read_baseline(baseline) if baseline is not None else None
        before = _before(write_baseline)
        own = {file.resolve() for file in (policy.outlets, baseline) if file is not None}
        files = files_in(paths, columns, on_error=failed, without=own)
        keep([*files, config, baseline], output)
        keep([*files, config], write_baseline, option="--write-baseline")
        if diff is not None:
            changed = _changed(diff)
            files = [file for file in files if str(file) == STDIN or file.resolve() in changed]
        with _progress(files, failures) as read:
            checked = check_files(
                files, columns=columns, policy=policy, on_error=failed, empty=empty.append, read=read, encoding=encoding
            )
            found = sorted(checked, key=lambda pair: pair[0].path)
        if files and not found and not failures:
            raise no_article_in(files)
    except AttributionError as error:
        fail(str(error))
    if write_baseline is not None:
        _write_baseline(write_baseline, found, before, policy, [place for place, _ in failures])
        found = []
    else:
        if known is not None:
            found, gone = without_known(found, known, policy)
            if gone:
                say(
                    f"{gone} of the violations in {baseline} no longer {'occurs' if gone == 1 else 'occur'}: write it anew by "
                    f"--write-baseline {baseline}"
                )
        _put_found(found, format, output, failures, policy.fail_on)
    _end(found, failures, empty, policy.fail_on)


def _end(found: Found, failures: list[tuple[Place, str]], empty: list[Place], fail_on: Level) -> None:
    """Name what could not be checked, and end the command by what was found."""
    for place in empty:
        say(named(place, "it holds no text") if place.article else f"{place.path} holds no text")
    for place, message in failures:
        say(message if place.path in message else named(place, message))
    if failures:
        raise typer.Exit(EXIT_FAILED)
    if any(located.violation.level.rank >= fail_on.rank for _, of in found for located in of):
        raise typer.Exit(EXIT_FOUND)


@contextmanager
def _progress(files: list[Path], failures: Sized) -> Iterator[Callable[[Entry], None]]:
    """Show how far some files are: what is given hears of each article that is read."""
    from attribution.articles import total_size
    from attribution.runs import Progress

    articles, size, total = 0, 0, total_size([str(file) for file in files])
    with progress_shown() as show:

        def read(entry: Entry) -> None:
            nonlocal articles, size
            show(Progress(articles, len(failures), size, total))
            articles, size = articles + 1, size + entry.size

        yield read


def rule(
    id: Annotated[
        str | None, typer.Argument(metavar="[RULE]", help="Its id, such as AT103; by default all are listed.")
    ] = None,
) -> None:
    """Show a rule of check: what it looks for, why, and texts that break and keep it."""
    if id is None:
        put("\n".join(f"{rule.id}  {rule.level:7}  {rule.summary}" for rule in rules().values()))
        return
    if id.upper() not in rules():
        fail(f"there is no rule {id!r}; attribution rule lists them")
    found = rules()[id.upper()]
    lines = [f"{found.id} {found.name} ({found.level})", "", f"{found.summary}.", f"{found.because} [{found.standard}]"]
    for title, examples in (("breaks it:", found.bad), ("keeps it:", found.good)):
        lines += ["", title, *(f"  {' ¶ '.join(filter(None, text.splitlines()))}" for text in examples)]
    put("\n".join(lines))


def _policy(
    config: Path | None,
    select: list[str] | None,
    ignore: list[str] | None,
    fail_on: Level | None,
    outlet: str | None,
) -> Policy:
    from dataclasses import replace

    from attribution.linter.policy import check_ids, check_selection, load_policy

    policy = load_policy(config)
    if select:
        policy = replace(policy, select=check_ids(select, "--select"))
    if ignore:
        policy = replace(policy, ignore=(*policy.ignore, *check_ids(ignore, "--ignore")))
    policy = check_selection(policy, "--select and --ignore, with the configuration,")
    if outlet is not None:
        policy = replace(policy, outlet=outlet)
    return replace(policy, fail_on=fail_on) if fail_on is not None else policy


def _changed(revision: str) -> set[Path]:
    """Ask git which files differ from a revision, or are new and not ignored."""
    listings = (
        ["diff", "--name-only", "--no-renames", "--diff-filter=d", "-z", "--end-of-options", revision, "--"],
        ["ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/"],
    )
    top = Path(_git(["rev-parse", "--show-toplevel"], revision).rstrip("\n"))
    return {(top / name).resolve() for command in listings for name in _git(command, revision).split("\0") if name}


def _repository() -> Path:
    """Give the top of the git repository that the working directory lies in; that itself where it lies in none."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)


def _git(arguments: list[str], revision: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=True)  # noqa: S603, S607
    except FileNotFoundError:
        raise InputError("--diff needs git, which is not installed") from None
    except subprocess.CalledProcessError as error:
        reason = os.fsdecode(error.stderr).strip().splitlines()
        raise InputError(f"--diff {revision}: git says: {reason[0] if reason else error}") from None
    return os.fsdecode(done.stdout)  # names of files need not be text


def _before(path: Path | None) -> Baseline | None:
    """Give what a baseline knows that is about to be written; None where there is none yet.

    Raises:
        DataFileError: another file is there, or what it knows cannot be kept.
    """
    from attribution.linter.baseline import read_baseline

    if path is None or not path.is_file():
        return None
    try:
        before = read_baseline(path)
    except DataFileError:
        raise DataFileError(
            f"{path} is there and is no baseline, so it is not written over: name another file by --write-baseline, or remove it"
        ) from None
    if not before.counts_from(path.parent):
        raise DataFileError(
            f"{path} is of an older form, whose paths count from the working directory: remove it, and write it from all articles"
        )
    return before


def _write_baseline(
    path: Path, found: Found, before: Baseline | None, policy: Policy, failed: Collection[Place]
) -> None:
    from attribution.lines import counted
    from attribution.linter.baseline import made_known, render_baseline
    from attribution.linter.check import left_known

    stay, gone = left_known(before, found, policy, failed=failed) if before is not None else ({}, {})
    violations = [(place, located.violation) for place, of_article in found for located in of_article]
    entries = stay | made_known(violations, path.parent)
    write(render_baseline(entries), path, option="--write-baseline")
    beside = f", {sum(known.count for known in stay.values()):,} of them from before" if stay else ""
    say(f"{path} knows {counted(sum(known.count for known in entries.values()), 'violation')}{beside}")
    for place in sorted({known.place for known in gone.values()}, key=lambda place: (place.path, place.article or "")):
        say(named(place, f"it is gone, and {path} forgets it"))


def _put_found(
    found: Found, format: str, output: Path | None, failures: list[tuple[Place, str]], fail_on: Level
) -> None:
    from importlib.metadata import version

    from attribution.linter.check import counted_from, place_from

    if format in FOR_SERVERS:
        top = _repository()
        found = counted_from(found, top)
        failures = [(place_from(place, top), reason) for place, reason in failures]
    text = render_found(found, Output(format), failures=failures, version=version("attribution-audit"), fail_on=fail_on)
    write(text.encode("utf-8", "replace"), output)
