"""docs/taxonomy.md has a section for each type, and says of its examples what comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from attribution import Article, audit, read
from attribution.model import SourceType

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "taxonomy.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| ([^|]+) \| “(.+)” \| `(\w+)`(?:, ([^|]+?))?(?:, via ([^|]+?))? \|$", re.M)
SECTIONS = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", TEXT, re.S | re.M))
EXAMPLES = [(label, *row) for label, section in SECTIONS.items() for row in ROW.findall(section)]


@pytest.fixture(scope="module")
def seed() -> pd.DataFrame:
    (path,) = (ROOT / "seeds").glob("*.txt")
    return audit(read(path))


def test_every_type_has_a_section_with_an_example() -> None:
    assert set(SECTIONS) == set(SourceType)
    assert {label for label, *_ in EXAMPLES} == set(SourceType)


@pytest.mark.parametrize(
    ("section", "place", "sentence", "label", "entity", "relay"), EXAMPLES, ids=[row[2][:30] for row in EXAMPLES]
)
def test_examples_come_out_so(
    section: str, place: str, sentence: str, label: str, entity: str, relay: str, seed: pd.DataFrame
) -> None:
    assert label == section
    if place == "the example article":
        rows = seed[seed["claim"].str.contains(sentence, regex=False)]
    else:
        assert len(sentence.split()) <= 25  # a short quotation
        rows = audit(Article(sentence, outlet=place.partition(",")[0]))
    rows = rows[rows["attributed"]] if rows["attributed"].any() else rows
    row = rows.iloc[0]
    found = [row["source_type"], *("" if pd.isna(value) else value for value in (row["entity"], row["relay"]))]
    assert found == [label, entity, relay]
