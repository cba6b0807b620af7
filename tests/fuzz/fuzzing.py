"""Run a coverage-guided fuzzer (atheris, which drives libFuzzer) over one function; needs the extra ``fuzz``.

What it starts from and what it finds is kept under ``build/fuzz/NAME/``: ``seeds``, the ``corpus`` of inputs that reached something
new, from which the next run goes on, and ``crash-…``, ``timeout-…`` or ``oom-…``, the input that broke the function.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
# A text of some kilobytes takes milliseconds; what takes this many seconds is a find.
SECONDS = 10
MEGABYTES = 2048


def watched_imports() -> AbstractContextManager[Any]:
    """Watch the coverage of the package, and of what reads pages for it, where they are imported meanwhile."""
    import atheris

    context: AbstractContextManager[Any] = atheris.instrument_imports(
        include=["attribution", "trafilatura", "htmldate", "courlan", "justext"]
    )
    return context


def fuzz(name: str, target: Callable[[bytes], None], seeds: Iterable[bytes], words: Iterable[str]) -> None:
    """Give ``target`` inputs until it raises or libFuzzer's arguments, those of the command, end it.

    Args:
        seeds: inputs to begin with.
        words: what mutations put in, because chance would hardly find it.
    """
    import atheris

    folder = ROOT / "build" / "fuzz" / name
    for part in ("seeds", "corpus"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for n, seed in enumerate(seeds):
        (folder / "seeds" / str(n)).write_bytes(seed)
    dictionary = folder / "words.dict"
    dictionary.write_text("".join(f'"{_escaped(word)}"\n' for word in words), encoding="ascii")
    options = [
        f"-dict={dictionary}",
        f"-artifact_prefix={folder}/",
        f"-timeout={SECONDS}",
        f"-rss_limit_mb={MEGABYTES}",
    ]
    given = sys.argv[1:]
    is_named = any(not argument.startswith("-") for argument in given)  # an input to try again
    inputs = [] if is_named else [str(folder / "corpus"), str(folder / "seeds")]
    atheris.Setup([sys.argv[0], *options, *given, *inputs], target)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    """Write a word as libFuzzer's dictionaries have it."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8"))
