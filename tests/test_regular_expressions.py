"""No pattern's cost explodes, whatever the text: each is tried, as it is used, on texts made to let it backtrack."""

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

import attribution
from attribution import anonymity, wordings
from attribution.posts import find_posts
from attribution.text import is_page

# A match at one place of 20,000 characters takes milliseconds where its cost is linear, and minutes or ages where it is not.
LENGTH = 20_000
SECONDS = 5.0
UNITS = [
    *"a1(@&.\"“'‘[_—A", " ", "\n", "\t\n ", "a ", "1 ", "a\n", "— ", "<!---->", "<!-- ", "-->", "http://", "pic.twitter.com/", "he said ", "anonymity ",
    "not to be named ", "citing ", "because ", "denied the ", "told a b c ", "the names ", "&quot;", " (@a", "— a (@a) ", "one of the ", ", who", "first ",
]  # fmt: skip
ENDS = ["", "\n!", " x"]


@contextmanager
def limited() -> Iterator[None]:
    """Fail, rather than wait, where a match takes much longer than it should; time of this process alone counts."""

    def stop(_: int, __: FrameType | None) -> None:
        raise AssertionError(f"more than {SECONDS} seconds")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _held(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        yield from (pattern for inner in value.values() for pattern in _held(inner))
    elif isinstance(value, tuple | list):
        yield from (pattern for inner in value for pattern in _held(inner))


def patterns() -> dict[str, re.Pattern[Any]]:
    """Every pattern that a module of the package holds, by its name."""
    found: dict[str, re.Pattern[Any]] = {}
    for module in pkgutil.walk_packages(attribution.__path__, "attribution."):
        if not {"__main__", "training"} & set(module.name.split(".")):
            for name, value in vars(importlib.import_module(module.name)).items():
                found |= {f"{module.name}.{name}.{n}": pattern for n, pattern in enumerate(_held(value))}
    for name, value in vars(anonymity).items():
        if name.isupper() and name.startswith("_"):  # made when they are first used
            templates = [value] if isinstance(value, str) else value
            found |= {f"anonymity.{name}.{n}": anonymity._compiled(template) for n, template in enumerate(templates)}
    return found | {f"wordings.{kind}": pattern for kind, pattern in wordings._patterns().items()}


PATTERNS = patterns()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer that stops a match")
@pytest.mark.parametrize("name", PATTERNS)
def test_a_match_at_one_place_costs_no_more_than_the_texts_length(name: str) -> None:
    pattern = PATTERNS[name]
    with limited():
        for unit in UNITS:
            for end in ENDS:
                text = unit * (LENGTH // len(unit)) + end
                subject = text.encode() if isinstance(pattern.pattern, bytes) else text
                pattern.match(subject)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer that stops a match")
@pytest.mark.parametrize("unit", UNITS)
def test_reading_posts_and_pages_off_such_texts_is_bounded(unit: str) -> None:
    text = unit * (LENGTH // len(unit))
    with limited():
        for made in (text, f"{text} x\n— Ann (@ann) May 1, 2024", f"— {text}\npic.twitter.com/a", f"{text}<html>"):
            find_posts(made)
            is_page(made)
