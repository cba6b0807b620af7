"""A score taken apart names its factors, their reasons and the words in the article."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribution.analysis import audit, statements_of
from attribution.cli import app
from attribution.errors import InputError
from attribution.explanations import explain
from attribution.model import Article
from attribution.rubric import FACTORS

STORY = "A manager who attended the meeting claimed that the plant will close.\n\nIt opened in 1961."


def test_every_factor_is_explained_by_words_that_stand_there() -> None:
    statement = statements_of(Article(STORY))[0]
    text = explain(STORY, 1)
    for factor in FACTORS:
        assert re.search(rf"^{factor} {getattr(statement.score, factor):.2f} ", text, re.M)
    quoted = re.findall(r"^    (\d+)–(\d+): “(.*)”$", text, re.M)
    assert quoted
    for start, end, words in quoted:
        assert STORY[int(start) : int(end)].split() == words.split()


def test_a_statement_goes_by_its_number_in_the_frame() -> None:
    article = Article(STORY, "plant")
    frame = audit(article)
    for number, claim in zip(frame["statement"], frame["claim"], strict=True):
        assert explain(article, number).startswith(f"statement {number}: {claim}\n")
    for number in (0, -1, len(frame) + 1):
        with pytest.raises(InputError, match=rf"^plant has 2 statements: there is no number {number}$"):
            explain(article, number)
    with pytest.raises(InputError, match="not by 'the first'"):
        explain(STORY, "the first")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="^the article has 0 statements"):
        explain(" ", 1)


def test_an_explanation_is_by_the_rubric_given(tmp_path: Path) -> None:
    own = tmp_path / "house.toml"
    own.write_text("[commitment]\ndistancing = 0.9\n", encoding="utf-8")
    assert "distancing 0.90: " in explain(STORY, 1, rubric=own)
    assert explain(STORY, 1, rubric=own) != explain(STORY, 1)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_the_command_explains_one_statement(story: Path) -> None:
    done = CliRunner().invoke(app, ["explain", str(story), "--statement", "1"])
    assert done.exit_code == 0
    assert done.stdout.startswith("statement 1: that the plant will close\nsource: anonymous")
    assert "“claimed”" in done.stdout


def test_the_command_names_a_statement_that_is_not_there(story: Path) -> None:
    done = CliRunner().invoke(app, ["explain", str(story), "-s", "9"])
    assert done.exit_code == 2
    assert re.search(r"has \d+ statements: there is no number 9", done.stderr)


def test_a_saved_audit_lacks_what_is_explained(story: Path) -> None:
    for name in ("audit.parquet", "audit.csv", "audit.json", "audit.jsonl"):
        saved = str(story.with_name(name))
        assert CliRunner().invoke(app, ["explain", saved, "-s", "1"]).stderr.count("no such file") == 1
        CliRunner().invoke(app, ["audit", str(story), "-o", saved])
        done = CliRunner().invoke(app, ["explain", saved, "-s", "1"])
        assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
        assert "give the article itself; a saved audit has the reasons in a sentence each" in done.stderr


def test_an_article_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("The \x1b[31mplant will close, said Ann Lee, the mayor.", encoding="utf-8")
    done = CliRunner().invoke(app, ["explain", str(path), "-s", "1"])
    assert "\x1b" not in done.stdout + done.stderr


def test_a_house_rubric_can_be_shown_checked_and_used(tmp_path: Path, story: Path) -> None:
    own = tmp_path / "house.toml"
    own.write_text("[commitment]\ndistancing = 0.9\n", encoding="utf-8")
    runner = CliRunner()
    check = runner.invoke(app, ["rubric", "check", str(own)])
    assert check.exit_code == 0
    assert "commitment.distancing: 0.55 → 0.9" in check.stdout
    assert "distancing 0.9" in runner.invoke(app, ["rubric", "show", str(own)]).stdout
    before = runner.invoke(app, ["audit", str(story), "-f", "json"]).stdout
    after = runner.invoke(app, ["audit", str(story), "-f", "json", "--rubric", str(own)]).stdout
    assert before != after
    own.write_text("[commitment]\nclaims = 0.9\n", encoding="utf-8")
    wrong = runner.invoke(app, ["rubric", "check", str(own)])
    assert wrong.exit_code == 2
    assert "house.toml: commitment has no 'claims'; use evidence, admission" in wrong.stderr
