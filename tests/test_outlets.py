"""A newsroom's own outlets are known beside the package's."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from attribution import DataFileError, add_outlets, audit, audit_corpus
from attribution import outlets as module
from attribution.cli import app
from attribution.lexicon import read_table
from attribution.outlets import COLUMNS, KINDS, outlet_key, outlets

HEADER = "name\taliases\tkind\tcountry\tdomain\n"
STORY = "The mill will close, manager Greta Hahn told Riverlight."


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Path]:
    """A table of one outlet; afterwards nothing is left of it."""
    path = tmp_path / "house.tsv"
    path.write_text(f"{HEADER}Riverlight Weekly\tRiverlight|RLW\tnewspaper\tXX\triverlight.example\n")
    yield path
    outlets.cache_clear()
    module._added.clear()


def test_each_outlet_of_the_package_has_a_kind_a_country_and_a_domain() -> None:
    wrong = [
        row["name"]
        for row in read_table("outlets", COLUMNS)
        if row["kind"] not in KINDS
        or len(row["country"]) != 2
        or not row["country"].isupper()
        or "." not in row["domain"]
    ]
    assert not wrong
    assert "" not in outlets()


def test_an_added_outlet_is_known_by_each_of_its_names(house: Path) -> None:
    assert audit(STORY)["relay"].isna().all()
    assert add_outlets(house) == 1
    assert audit(STORY)["relay"].tolist() == ["Riverlight"]
    assert outlet_key("the RLW") == outlet_key("Riverlight Weekly")


def test_the_commands_and_the_processes_of_a_run_know_it(house: Path, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    result = CliRunner().invoke(app, ["audit", str(tmp_path / "story.txt"), "--outlets", str(house), "-f", "csv"])
    assert ",Riverlight," in result.stdout
    audit_corpus(tmp_path / "story.txt", tmp_path / "out.parquet")
    assert pd.read_parquet(tmp_path / "out.parquet")["relay"].tolist() == ["Riverlight"]


def test_commands_and_runs_hear_whose_an_article_is(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("The bank will be sold, two aides told Bloomberg.")
    own = ("--outlet", "Bloomberg")
    for command in (["audit", "-f", "csv"], ["explain", "-s", "1"], ["report"]):
        given, known = (CliRunner().invoke(app, [*command, str(story), *more]).stdout for more in ((), own))
        relayed = {"audit": ",Bloomberg,", "explain": "relayed", "report": "via <bdi>Bloomberg"}[command[0]]
        assert relayed in given
        assert relayed not in known
    audit_corpus(story, tmp_path / "out.parquet", outlet="Bloomberg")
    assert pd.read_parquet(tmp_path / "out.parquet")["relay"].isna().all()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name\tkind\n", "should begin with the columns name, aliases, kind, country, domain"),
        (f"{HEADER}A\t\tblog\tXX\ta.example\n", "'A' has the kind 'blog'; use wire, newspaper"),
        (f"{HEADER}\t\twire\tXX\ta.example\n", "an outlet lacks a name"),
    ],
)
def test_a_wrong_table_is_one_clear_error(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "house.tsv"
    path.write_text(text)
    with pytest.raises(DataFileError, match=said):
        add_outlets(path)
    result = CliRunner().invoke(app, ["audit", "-", "--outlets", str(path)], input="It rained.")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_every_outlet_of_the_package_has_a_kind_that_is_known() -> None:
    assert {outlet.kind for outlet in outlets().values()} <= set(KINDS)
    assert len({outlet.name for outlet in outlets().values()}) > 200
