"""Articles are hostile input: whatever one holds, the frame is valid, the offsets fit, and nothing beside it changes the rows.

``HYPOTHESIS_PROFILE=long python -m pytest tests/test_hostile_articles.py`` tries 2,000 texts, and 500 groups of texts.
"""

import os
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from attribution import audit_many, validate
from attribution.errors import InputError

ROOT = Path(__file__).parents[1]
ARTICLES = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "docs" / "notebooks" / "articles").glob("*.txt")])

_slow = {"deadline": None, "suppress_health_check": list(HealthCheck)}
_examples = {"long": 2000}.get(os.environ.get("HYPOTHESIS_PROFILE", ""), 25)
few = settings(max_examples=_examples, **_slow)  # type: ignore[arg-type]
fewer = settings(max_examples=max(8, _examples // 4), **_slow)  # type: ignore[arg-type]

Change = Callable[[str, int, int], str]
CHANGES: Sequence[Change] = (
    lambda text, at, end: text[:at] + text[end:],
    lambda text, at, end: text[:end] + text[at:],
    lambda text, at, end: text[:at] + text[at:end][::-1] + text[end:],
    lambda text, at, end: text[:at] + text[at:end].translate(FLIPPED) + text[end:],
    lambda text, at, end: text[:at] + re.sub(r"\s*\n\s*", "", text[at:end]) + text[end:],
    lambda text, at, end: text[:at] + re.sub(r"[ \n]+", "\n", text[at:end]) + text[end:],
    lambda text, at, end: text[:at] + text[at:end].upper() + text[end:],
    lambda text, at, end: text[:at] + re.sub(r"(?<=\w)\b", "\u200d😀", text[at:end]) + text[end:],
    lambda text, at, end: text[:at] + text[at:end].replace("\n", "\r\n").replace(" ", "\u00a0") + text[end:],
    lambda text, at, end: text[:at] + text[at:end].replace('"', "&quot;").replace("“", "&ldquo;") + text[end:],
    lambda text, at, end: text[:at] + "\n— Ann (@ann) May 1, 2024\npic.twitter.com/a1\n" + text[end:],
)
FLIPPED = str.maketrans("“”\"'‘’().,", "”“'\"’‘)(,.")
# What articles are made of, and what has broken readers of them.
BITS = st.sampled_from(
    [*"“”\"'‘’«»„()[]—-:;,.?!\n\r\t\0\ud800\u2028\u200b\u00a0\ufeff😀é", "\n\n", "``", "''", "&quot;", "&amp;", "\r\n", "he said ", "Mr. Lee ",
    "according to ", "Reuters ", "that ", "officials who asked not to be named because ", "denied the claim ", "@ann ", "pic.twitter.com/a ",
    "The mill will close. ", "It ", "they told ", "interview with CNN ", "the report ", "U.S. ", "(HTS) ", "one of the ", "’s "]
)  # fmt: skip
MADE = st.lists(BITS, max_size=60).map("".join)


@cache
def written(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A part of a real article, changed a few times at places of its own."""
    text = written(draw(st.sampled_from(ARTICLES)))
    start = draw(st.integers(0, max(0, len(text) - 700)))
    text = text[start : start + 700]
    for change in draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4)):
        at = draw(st.integers(0, len(text)))
        text = change(text, at, min(len(text), at + draw(st.integers(1, 200))))
    return text[:3000]


def audited(texts: dict[str, str]) -> pd.DataFrame:
    """Audit texts; one that is refused for its language is left out, and nothing else may be refused."""

    def failed(_: str, error: Exception) -> None:
        if not isinstance(error, InputError):
            raise error

    return audit_many(texts.items(), on_error=failed)


def rows_of(frame: pd.DataFrame, doc_id: str) -> pd.DataFrame:
    return frame[frame["doc_id"] == doc_id].reset_index(drop=True)


@few
@given(st.text(max_size=400) | MADE | mutated())
def test_any_text_gives_a_valid_frame_with_exact_offsets(text: str) -> None:
    validate(audited({"a": text}), {"a": text})


@fewer
@given(st.lists(mutated() | MADE, min_size=2, max_size=3), st.randoms(use_true_random=False))
def test_neither_order_nor_company_changes_an_articles_rows(texts: list[str], random: object) -> None:
    named = {str(n): text for n, text in enumerate(texts)}
    together = audited(named)
    shuffled = list(named.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = audited(dict(shuffled))
    for doc_id, text in named.items():
        alone = audited({doc_id: text})
        assert_frame_equal(rows_of(together, doc_id), alone)
        assert_frame_equal(rows_of(again, doc_id), alone)


@pytest.mark.parametrize(
    "text", ["", " \n", "\0", "\ud800", '"', '"It rained," he said. "', "“" * 1000, "(" * 1000, "a" * 20_000]
)
def test_known_breakers(text: str) -> None:
    validate(audited({"a": text}), {"a": text})


def test_what_is_no_text_does_not_stop_the_others() -> None:
    refused: list[str] = []
    texts = ["It rained, he said.", None, 7, b"It rained."]
    frame = audit_many(texts, on_error=lambda doc_id, error: refused.append(f"{doc_id} {error}"))  # type: ignore[arg-type]
    assert frame["doc_id"].unique().tolist() == ["0"]
    assert [message[0] for message in refused] == ["1", "2", "3"]
