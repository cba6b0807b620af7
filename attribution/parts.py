"""What an audit of a corpus has on disk: parts, each written whole, and what they belong to, so that it can go on after any stop.

Until it is done, a run keeps its parts in a folder beside its output, ``OUT.parquet.unfinished``. ``_run.json`` says what is
audited, and by what. Each part of the corpus has ``part-00000.parquet`` and, written after it, ``_part-00000.json``: a part
counts when both are there. Names that begin with an underscore are passed over by whatever reads folders of Parquet.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

from attribution.articles import Failure
from attribution.errors import RunError
from attribution.files import save

_RUN = "_run.json"


@dataclass(frozen=True, slots=True)
class Part:
    """What is known of a part that is on disk.

    Args:
        articles, statements, failures, empty: how many it has; failures and articles without a word are articles too.
        size: of its entries, in bytes as they lie on disk.
        digest: of which articles it has.
    """

    articles: int
    statements: int
    failures: int
    empty: int
    size: int
    digest: str


def places(output: Path) -> tuple[Path, Path, Path, Path]:
    """Give what a run writes, or removes: its output, the folder beside it, and what tells of failures and duplicates."""
    return (
        output,
        output.with_name(f"{output.name}.unfinished"),
        output.with_suffix(".failures.jsonl"),
        output.with_suffix(".duplicates.parquet"),
    )


class Parts:
    """The parts of a run.

    Args:
        output: where the run's result goes in the end.
        identity: what is audited, and by what; parts of another identity are never mixed with these.
        restart: whether to forget what is there.

    Raises:
        RunError: what is there belongs to a run of another identity, is broken, or is nothing that a run wrote.
    """

    def __init__(self, output: Path, identity: Mapping[str, Any], *, restart: bool = False) -> None:
        self.output, self.folder, self.failures_path, self.duplicates_path = places(output)
        # As it will be read again: tuples become lists.
        self._identity: dict[str, Any] = json.loads(json.dumps(identity))
        self.parts: list[Part] = []
        self.is_done = False
        if output.is_dir() and not (output / _RUN).is_file():
            raise RunError(f"{output} is a folder that no audit wrote: name another output")
        if restart:
            _remove(self.folder)
        elif self.folder.is_dir():
            self.parts = list(_read_parts(self.folder))
            if self.parts:
                self._check(self.folder)
        elif output.is_dir():
            self._check(output)
            self.parts = list(_read_parts(output))
            self.is_done = True

    def _check(self, folder: Path) -> None:
        there = _read(folder / _RUN)
        changed = [key for key in {**self._identity, **there} if there.get(key) != self._identity.get(key)]
        if changed:
            shown = "; ".join(f"{key} was {there.get(key)!r}, is {self._identity.get(key)!r}" for key in changed)
            raise RunError(
                f"{folder} was begun otherwise ({shown}): --restart (restart=True) begins anew, or name another output to keep it"
            )

    def begin(self) -> None:
        """Make the folder ready for the first part that is missing."""
        self.folder.mkdir(exist_ok=True)
        for name in {path.name for path in self.folder.iterdir()} - self._names():
            _remove(self.folder / name)
        if not self.parts:
            save(_json(self._identity), self.folder / _RUN)

    def add(
        self,
        part: Part,
        parquet: bytes,
        failures: Sequence[Failure],
        empty: Sequence[str],
        signatures: bytes | None = None,
    ) -> None:
        """Write the next part.

        Args:
            failures: the articles that could not be audited.
            empty: names of those without a word.
            signatures: what its articles are compared by, as Parquet; kept until the run is done.
        """
        number = len(self.parts)
        save(parquet, self.folder / _parquet(number))
        if signatures is not None:
            save(signatures, self.folder / _signatures(number))
        about = {"part": asdict(part), "failures": failures, "empty": empty}
        save(_json(about), self.folder / _about(number))
        self.parts.append(part)

    def failures(self) -> Iterator[Failure]:
        """Give the articles that could not be audited, in the corpus's order."""
        for about in self._abouts():
            yield from (Failure(*failure) for failure in about["failures"])

    def empty(self) -> Iterator[str]:
        """Give the names of the articles without a word, in the corpus's order."""
        for about in self._abouts():
            yield from about["empty"]

    def signatures(self) -> Iterator[Path]:
        """Give the files of signatures, in the corpus's order."""
        return (self.folder / _signatures(number) for number in range(len(self.parts)))

    def _abouts(self) -> Iterator[dict[str, Any]]:
        folder = self.output if self.is_done else self.folder
        return (_read(folder / _about(number)) for number in range(len(self.parts)))

    def finish(self) -> Path | None:
        """Put the parts in the output's place: one as a file, several as a folder; nothing where no article could be audited."""
        self._write_failures()
        if all(part.articles == part.failures for part in self.parts):
            _remove(self.folder)
            return None
        if len(self.parts) == 1:
            if self.output.is_dir():
                _remove(self.output)
            (self.folder / _parquet(0)).replace(self.output)
            _remove(self.folder)
        else:
            for path in self.signatures():
                _remove(path)
            _remove(self.output)
            self.folder.rename(self.output)
        return self.output

    def _write_failures(self) -> None:
        if not any(part.failures for part in self.parts):
            self.failures_path.unlink(missing_ok=True)
            return
        unfinished = self.folder / "_failures.jsonl"
        with unfinished.open("w", encoding="utf-8", errors="replace") as file:
            for failure in self.failures():
                line = {"id": failure.doc_id, "name": failure.name, "reason": failure.reason}
                file.write(f"{json.dumps(line, ensure_ascii=False)}\n")
        unfinished.replace(self.failures_path)

    def _names(self) -> set[str]:
        numbers = range(len(self.parts))
        names = {name(number) for number in numbers for name in (_parquet, _about, _signatures)}
        return names | ({_RUN} if self.parts else set())


def _read_parts(folder: Path) -> Iterator[Part]:
    if not (folder / _RUN).is_file():
        return
    for number in count():
        about = folder / _about(number)
        if not about.is_file() or not (folder / _parquet(number)).is_file():
            return
        yield Part(**_read(about)["part"])


def _read(path: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise RunError(
            f"{path} is broken ({error}): --restart (restart=True) begins anew, or name another output to keep what is there"
        ) from error
    return data


def _parquet(number: int) -> str:
    return f"part-{number:05}.parquet"


def _about(number: int) -> str:
    return f"_part-{number:05}.json"


def _signatures(number: int) -> str:
    return f"_part-{number:05}.signatures.parquet"


def _json(value: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(value, indent=1)}\n".encode()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
