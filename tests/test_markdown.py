"""Files of site generators: what stands in them besides an article's text."""

import json
import time
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

import attribution
from attribution import Article
from attribution.cli import app
from attribution.markdown import bare

BODY = 'The mayor said the mill will close.\n\n{{< youtube id="x" >}}\n\nThe suspect reportedly fled {% include map.html %} to Spain.\n'
YAML = """---
# For the desk: Minister Ann Day said no.
layout: post
title: 'Minister says the mill''s "dead"' # as agreed
author:
  - Ann Lee
  - name: Bo Day
    email: bo@example.org
date: 2025-02-03T10:00:00+01:00
canonical_url: "https://example.org/mill"
tags: [mill, "Port Elder, north"]
description: >-
  The minister said it is dead,
  and critics say so too.
---
"""
TOML = """+++
title = 'Minister says the mill’s "dead"'
authors = ["Ann Lee", "Bo Day"]
date = 2025-02-03T10:00:00+01:00
url = "https://example.org/mill"
description = "The minister said it is dead."
[params]
author = "Nobody"
+++
"""


def run(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return done.exit_code, done.stdout, done.stderr


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def is_as_long(text: str, given: str) -> bool:
    """Say whether a text has blanks at most where the one given has something else, and all of its line breaks."""
    return len(text) == len(given) and all(
        one == other or (one == " " and other not in "\r\n") for one, other in zip(text, given, strict=True)
    )


@pytest.mark.parametrize("front", [YAML, TOML, crlf(YAML), crlf(TOML)], ids=["yaml", "toml", "yaml crlf", "toml crlf"])
@pytest.mark.parametrize("name", ["mill.md", "mill.markdown", "MILL.MD", "mill.txt", "mill"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "mark"])
def test_front_matter_tells_of_the_article_and_is_no_text(tmp_path: Path, front: str, name: str, mark: str) -> None:
    path = tmp_path / name
    given = f"{front}It rained."
    path.write_bytes(f"{mark}{given}".encode())
    article = attribution.read(path)
    assert article.title is not None
    assert article.title.replace("’", "'") == 'Minister says the mill\'s "dead"'
    assert article.byline == "Ann Lee, Bo Day"
    assert article.date == "2025-02-03T10:00:00+01:00"
    assert article.url == "https://example.org/mill"
    assert article.text.strip() == "It rained."
    assert is_as_long(article.text, given)
    assert attribution.read(path.read_bytes(), doc_id=article.doc_id) == article
    assert list(attribution.read_many(path)) == [article]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("---\n---\nIt rained.", "It rained."),
        ("---\n\n---\nIt rained.", "It rained."),
        ("--- \t\ntitle: Rain\n--- \nIt rained.", "It rained."),
        ("---\ntitle: Rain\n...\nIt rained.", "It rained."),
        ("---\r\ntitle: Rain\r\n---\r\n", ""),
        ("---\ntitle: Rain\n---", ""),
        ("+++\n+++\nIt rained.", "It rained."),
        # what cannot be read
        ("---\ntitle: [\n{{ broken }}\n---\nIt rained.", "It rained."),
        ("+++\ntitle = \n+++\nIt rained.", "It rained."),
        # no front matter
        ("---\ntitle: Rain\nIt rained.", "---\ntitle: Rain\nIt rained."),
        ("---\ntitle: Rain\n----\nIt rained.", "---\ntitle: Rain\n----\nIt rained."),
        ("---\ntitle: Rain\n+++\nIt rained.", "---\ntitle: Rain\n+++\nIt rained."),
        ("It rained.\n\n---\n\ntitle: Rain\n\n---\n", "It rained.\n\n---\n\ntitle: Rain\n\n---"),
        ("\n---\ntitle: Rain\n---\nIt rained.", "---\ntitle: Rain\n---\nIt rained."),
        ("---\n\nIt rained.\n\n---\n\nIt hailed.", "---\n\nIt rained.\n\n---\n\nIt hailed."),
        # a line between sections, below the block
        ("---\ntitle: Rain\n---\nIt rained.\n\n---\n\nIt hailed.", "It rained.\n\n---\n\nIt hailed."),
    ],
)
def test_what_is_front_matter(text: str, left: str) -> None:
    article = bare(Article(text), ".md")
    assert article.text.strip() == left
    assert is_as_long(article.text, text)


@pytest.mark.parametrize(
    "text",
    [
        "---\n---\nIt rained.",
        "---\nThe mayor said no.\n---\nIt rained.",
        "---\nNote: the mayor said no.\n---\nIt rained.",
        "---\nTitle: Rain\nThe mayor said no.\n---\nIt rained.",
        "+++\nThe mayor said no.\n+++\nIt rained.",
        "It rained {{< youtube x >}} in {% include here.html %}.",
    ],
)
def test_a_plain_text_is_kept_unless_it_surely_begins_so(text: str) -> None:
    assert bare(Article(text), ".txt") == Article(text)
    assert bare(Article(text), "") == Article(text)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Rain", "Rain"),
        ("title: Rain # at last", "Rain"),
        ("title: '#rain: it''s here'", "#rain: it's here"),
        (r'title: "He said \"no\" \u2013 twice"', 'He said "no" – twice'),
        (r'title: "Rain\x21"', r"Rain\x21"),
        ('"title": Rain', "Rain"),
        ("Title: Rain", "Rain"),
        ("title: >\n  Rain\n  and hail", "Rain and hail"),
        ("title: Rain\n  and hail", "Rain and hail"),
        ("title: |-\n  Rain", "Rain"),
        ("title: 2025", "2025"),
        ("title:", None),
        ("title: ''", None),
        ("title: null", None),
        ("title: ~", None),
        ("title: &a Rain", None),
        ("title: *a", None),
        ("title: !!python/object/apply:os.system [id]", None),
        ("title: {{ site.title }}", None),
        ("subtitle: Rain", None),
        ("title: Rain\n\tnot YAML: at all", "Rain not YAML: at all"),
    ],
)
def test_the_title_as_people_write_it(line: str, title: str | None) -> None:
    assert bare(Article(f"---\n{line}\n---\n"), ".md").title == title


@pytest.mark.parametrize(
    ("lines", "byline"),
    [
        ("author: Ann Lee", "Ann Lee"),
        ("byline: Ann Lee\nauthor: desk", "Ann Lee"),
        ("byline:\nauthor: Ann Lee", "Ann Lee"),
        ("authors: [Ann Lee, 'Bo Day']", "Ann Lee, Bo Day"),
        ("authors: [\n  Ann Lee,\n  Bo Day\n]", None),
        ("authors: [\n  Ann Lee,\n  Bo Day\n  ]", "Ann Lee, Bo Day"),
        ("authors:\n- Ann Lee\n- 'Bo Day'", "Ann Lee, Bo Day"),
        ("authors:\n  - url: /ann\n    name: Ann Lee\n  - Bo Day", "Ann Lee, Bo Day"),
        ("author:\n  name: Ann Lee\n  email: ann@example.org", "Ann Lee"),
    ],
)
def test_authors_as_people_write_them(lines: str, byline: str | None) -> None:
    assert bare(Article(f"---\n{lines}\n---\n"), ".md").byline == byline


@pytest.mark.parametrize(
    "tag",
    [
        "{{< youtube id >}}",
        "{{% notice info %}}",
        '{{< figure\n  src="a.jpg" >}}',
        "{{</ quote >}}",
        "{% include map.html %}",
        "{%- if page.draft -%}",
        "{{< chart data='{\"a\": {}}' >}}",
    ],
)
def test_tags_of_templates_are_no_text(tag: str) -> None:
    text = f"It rained {tag} in Leeds.\n\n{tag}\n\nIt hailed."
    article = bare(Article(text), ".md")
    assert article.text.split() == "It rained in Leeds. It hailed.".split()
    assert is_as_long(article.text, text)


@pytest.mark.parametrize(
    "text", ["It rained {{< in Leeds.\n\nIt hailed >}} there.", "{{ page.title }}", "{% a", "a %}", "import A from 'a'"]
)
def test_what_is_no_tag_is_text(text: str) -> None:
    assert bare(Article(text), ".md").text == text


@pytest.mark.parametrize("front", [YAML, crlf(YAML), TOML])
def test_an_audit_finds_in_a_file_what_it_finds_in_its_body(tmp_path: Path, front: str) -> None:
    body = "The mayor, Ann Lee, said the mill will close. “It is over,” she said.\n\nCritics say it is not.\n"
    path = tmp_path / "mill.md"
    path.write_bytes(f"{front}{body}".encode())
    found, alone = attribution.audit(attribution.read(path)), attribution.audit(body)
    columns = ["claim", "cue", "source", "entity", "source_type", "score"]
    assert found[columns].equals(alone[columns])
    assert len(found) == 3
    given = path.read_bytes().decode()
    for claim, spans in found[["claim", "claim_spans"]].values.tolist():
        assert " … ".join(given[start:end] for start, end in spans) == claim


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a site's articles, in which the command is run."""
    (tmp_path / "mill.md").write_text(f"{YAML}{BODY}", encoding="utf-8")
    (tmp_path / "windows.md").write_bytes(b"\xef\xbb\xbf" + crlf(f"{TOML}{BODY}").encode())
    (tmp_path / "only.md").write_text(YAML, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_findings_point_into_the_file_as_it_is(site: Path) -> None:
    status, out, said = run("check", ".")
    assert status == 1
    assert [line.partition(" ")[0] for line in out.splitlines()[:-1]] == ["mill.md:20:13:", "windows.md:14:13:"]
    assert said.splitlines() == ["attribution: only.md holds no text"]
    for name, line in (("mill.md", 20), ("windows.md", 14)):
        at = (site / name).read_bytes().decode("utf-8-sig").splitlines()[line - 1]
        assert at[12:].startswith("reportedly")
    data = json.loads(run("check", ".", "--format", "sarif")[1])
    regions = [found["locations"][0]["physicalLocation"]["region"] for found in data["runs"][0]["results"]]
    assert [(region["startLine"], region["startColumn"]) for region in regions] == [(20, 13), (14, 13)]
    assert "line=20,endLine=20,col=13" in run("check", "mill.md", "--format", "github")[1]


def test_a_comment_and_a_baseline_let_pass_below_front_matter(site: Path) -> None:
    run("check", ".", "--write-baseline", "known.json")
    (site / "mill.md").write_text(f"{YAML}\n\n{BODY}", encoding="utf-8")
    assert run("check", ".", "--baseline", "known.json")[0] == 0
    ignored = BODY.replace("The suspect", "<!-- attribution: ignore AT302 -->\nThe suspect")
    (site / "mill.md").write_text(f"{YAML}{ignored}", encoding="utf-8")
    assert run("check", "mill.md")[0] == 0


def test_the_title_is_the_headline_that_rules_look_at(tmp_path: Path) -> None:
    path = tmp_path / "mill.md"
    body = "The mill in Leeds will close, sources said.\n\nIt opened in 1961."
    path.write_text(f"---\ntitle: Mill in Leeds will close\n---\n{body}", encoding="utf-8")
    assert "AT503" in run("check", path, "--format", "json")[1]
    path.write_text(f"---\ntitle: A long day\n---\n{body}", encoding="utf-8")
    assert "AT503" not in run("check", path, "--format", "json")[1]


def test_files_in_archives_and_standard_input_are_read_alike(site: Path) -> None:
    with zipfile.ZipFile(site / "news.zip", "w") as archive:
        archive.write("mill.md")
    (packed,) = attribution.read_many("news.zip")
    article = attribution.read("mill.md")
    assert (packed.text, packed.title, packed.byline) == (article.text, article.title, article.byline)
    told = CliRunner().invoke(app, ["audit", "-", "--format", "json"], input=f"{YAML}The mayor said no.")
    assert [row["claim"] for row in json.loads(told.stdout)] == ["no"]


def test_an_audit_writes_what_front_matter_tells(site: Path) -> None:
    run("audit", "mill.md", "--output", "a.csv", "--write-about", "about.csv")
    assert "Minister says the mill" in (site / "about.csv").read_text(encoding="utf-8")


def test_a_text_in_memory_is_what_it_is() -> None:
    text = "---\ntitle: Minister Ann Day said the mill is dead.\n---\nIt rained."
    spans = [span for spans in attribution.audit(text)["claim_spans"] for span in spans]
    assert "the mill is dead" in " ".join(text[start:end] for start, end in spans)


@pytest.mark.parametrize(
    "text",
    [
        "---\n" + "a: b\n" * 200_000,
        "---\n" + "a: [" * 200_000 + "\n---\n",
        "+++\na = " + "[" * 15_000 + "\n+++\n",
        "+++\n" + "a." * 9_000 + "a = 1\n+++\n",
        "---\na:\n" + "- name:\n" * 2_000 + "---\n",
        "---\na: [" + "\\\"" * 9_000 + "\n---\n",
        "---\na: " + "' '" * 6_000 + "\n---\n",
        "---\n" + "---  \t" * 200_000,
        "{{<" * 300_000,
        "{% " + "\n " * 300_000,
        "{{< " + "a" * 900_000,
    ],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    assert len(bare(Article(text), ".md").text) == len(text)
    assert time.process_time() - start < 2
