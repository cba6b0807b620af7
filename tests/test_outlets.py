"""A newsroom's own outlets are known beside the package's."""

import pickle
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import attribution
from attribution import DataFileError, audit, audit_corpus, load_outlets, outlet_name
from attribution.cli import app
from attribution.lexicon import read_table
from attribution.linter.policy import Policy
from attribution.outlets import COLUMNS, KINDS

HEADER = "name\taliases\tkind\tcountry\tdomain\n"
STORY = "The mill will close, manager Greta Hahn told Riverlight."


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A table of one outlet."""
    path = tmp_path / "house.tsv"
    path.write_text(f"{HEADER}Riverlight Weekly\tRiverlight|RLW|riverpost\tnewspaper\tXX\triverlight.example\n")
    return path


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
    assert "" not in load_outlets()


def test_outlets_of_ones_own_are_known_by_each_of_their_names_where_they_are_given_and_nowhere_else(
    house: Path,
) -> None:
    outlets = load_outlets(house)
    assert load_outlets(outlets) is outlets
    assert pickle.loads(pickle.dumps(outlets)) == outlets != load_outlets()
    assert audit(STORY, outlets=house)["relay"].tolist() == ["Riverlight"]
    assert audit(STORY, outlets=outlets)["relay"].tolist() == ["Riverlight"]
    assert attribution.check(STORY, policy=Policy(outlets=house)) == ()
    assert audit(STORY)["relay"].isna().all()
    assert (
        outlet_name("the RLW", outlets=outlets)
        == outlet_name("riverlight.example", outlets=house)
        == "Riverlight Weekly"
    )
    assert outlet_name("the RLW") == "RLW"
    assert "riverpost" in outlets.small_names


def test_they_go_before_those_of_the_package(tmp_path: Path) -> None:
    house = tmp_path / "house.tsv"
    house.write_text(f"{HEADER}Bolton News\tBBC\tnewspaper\tXX\t\n")
    outlets = load_outlets(house)
    assert outlets.name_of("the BBC") == "Bolton News"
    assert "" not in outlets


def test_pipelines_and_documents_know_them(house: Path) -> None:
    doc = attribution.load(model="rules", outlets=house)(STORY)
    assert [statement.source.relay for statement in doc._.attributions] == ["Riverlight"]
    doc.to_bytes()
    (statement,) = attribution.analyze(doc, model="rules", outlets=house)
    assert statement.source.relay == "Riverlight"
    (statement,) = attribution.analyze(doc, model="rules")
    assert statement.source.relay is None


def test_pages_say_whose_they_are_by_their_domains(house: Path, tmp_path: Path) -> None:
    page = (
        "<html><head><link rel='canonical' href='https://www.riverlight.example/mill'></head><body><article>"
        "<p>The mill on the river will close in the spring, its manager said on Monday.</p></article></body></html>"
    )
    (tmp_path / "mill.html").write_text(page)
    assert attribution.read(page, outlets=house).outlet == "Riverlight Weekly"
    (article,) = attribution.read_many(tmp_path / "mill.html", outlets=house)
    assert article.outlet == "Riverlight Weekly"
    assert attribution.read(page).outlet != "Riverlight Weekly"


def test_who_cites_whom_knows_them_by_one_name(house: Path) -> None:
    frame = attribution.audit_many({"a": STORY}.items(), outlets=house)
    publishers = {"a": "The RLW"}
    assert set(attribution.network(frame, publishers=publishers, outlets=house)["citing"]) == {"Riverlight Weekly"}
    assert attribution.network(frame, publishers=publishers)["citing"].tolist()[0] == "RLW"
    edges = attribution.plot.network(frame, outlets=house).layer[0].data
    assert edges["through"].tolist() == ["Riverlight Weekly"]
    assert "Riverlight Weekly" in attribution.report(frame, outlets=house)
    assert "Riverlight Weekly" not in attribution.report(frame)


def test_the_commands_and_the_processes_of_a_run_know_them(house: Path, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    result = CliRunner().invoke(app, ["audit", str(tmp_path / "story.txt"), "--outlets", str(house), "-f", "csv"])
    assert ",Riverlight," in result.stdout
    audit_corpus(tmp_path / "story.txt", tmp_path / "out.parquet", outlets=house)
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
        load_outlets(path)
    result = CliRunner().invoke(app, ["audit", "-", "--outlets", str(path)], input="It rained.")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_missing_table_is_named_with_what_named_it(tmp_path: Path) -> None:
    said = (
        "cannot be read: No such file or directory; check the path that --outlets, outlets= or the configuration gives"
    )
    with pytest.raises(DataFileError, match=said):
        load_outlets(tmp_path / "none.tsv")


def test_every_outlet_of_the_package_has_a_kind_that_is_known() -> None:
    assert {outlet.kind for outlet in load_outlets().rows} <= set(KINDS)
    assert len({outlet.name for outlet in load_outlets().rows}) > 200
