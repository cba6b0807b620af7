"""Names of files that are not UTF-8, at the terminal: they stop no other, and what is written is UTF-8."""

import json
import os
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import attribution
from attribution import Article
from attribution.cli import app
from attribution.surrogates import encodable, writable

TEXT = "It rained, the mayor said. Two officials told Reuters that the bridge will close."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    frame = pd.DataFrame({"text": [TEXT]})
    frame.to_parquet(tmp_path / "rows.parquet")
    rows = (tmp_path / "rows.parquet").read_bytes()
    contents = {b"caf\xe8.txt": TEXT.encode(), b"caf\xe9.txt": TEXT.encode(), b"plain.txt": TEXT.encode()}
    try:
        for name, content in {**contents, b"br\xe9k.txt": b"\xff", b"rows\xe9.parquet": rows}.items():
            Path(folder, os.fsdecode(name)).write_bytes(content)
    except OSError:
        pytest.skip("this system has no such names")
    return folder


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [*map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout_bytes.decode(), result.stderr_bytes.decode()


def test_names_stay_apart_and_texts_as_long() -> None:
    names = ["caf\udce9", "caf\udce8", "café", "caf\ud83d", "caf\ufffd"]
    assert len({writable(name).encode() for name in names}) == len(names)
    assert [len(encodable(name)) for name in names] == [len(name) for name in names]


def test_audit(news: Path, tmp_path: Path) -> None:
    code, out, said = run("audit", news, "--model", "rules", "--format", "jsonl")
    assert code == 2
    ids = {json.loads(line)["doc_id"] for line in out.splitlines()}
    assert ids == {r"caf\xe8.txt", r"caf\xe9.txt", "plain.txt", r"rows\xe9.parquet#1"}
    assert r"news/br\xe9k.txt is not utf-8" in said
    saved = Path(tmp_path, os.fsdecode(b"out\xe9.parquet"))
    assert run("audit", news, "--model", "rules", "-o", saved)[0] == 2
    assert set(attribution.read_frame(saved)["doc_id"]) == ids
    failures = Path(tmp_path, os.fsdecode(b"out\xe9.failures.jsonl")).read_text(encoding="utf-8")
    assert json.loads(failures)["name"] == rf"{news}/br\xe9k.txt"


def test_report(news: Path) -> None:
    code, page, _ = run("report", news / os.fsdecode(b"caf\xe9.txt"), "--model", "rules")
    assert code == 0
    assert "It rained" in page
    assert r"caf\xe9" in page
    article = Article(TEXT, "caf\udce9")
    assert "It rained" in attribution.report(attribution.audit(article, model="rules"), article)


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit"])
def test_check(news: Path, form: str) -> None:
    code, out, said = run("check", news, "--format", form)
    assert code == 2
    assert r"br\xe9k.txt" in said
    name = {"sarif": "caf%5Cxe9.txt", "json": r"caf\\xe9.txt"}.get(form, r"caf\xe9.txt")
    assert name in out
    assert name.replace("e9", "e8") in out


def test_a_baseline_knows_them(news: Path, tmp_path: Path) -> None:
    assert "knows 6 violations" in run("check", news, "--write-baseline", tmp_path / "known.json")[2]
    assert "nothing found" in run("check", news, "--baseline", tmp_path / "known.json")[1]


@pytest.mark.parametrize("target", ["jsonld", "web-annotation", "docbin", "standoff"])
def test_export(news: Path, tmp_path: Path, target: str) -> None:
    code, _, said = run("export", news, "--to", target, "--model", "rules", "-o", tmp_path / "out")
    assert (code, len(said.splitlines())) == (2, 1)
    if target == "standoff":
        names = {path.name for path in (tmp_path / "out").glob("*.ann")}
        assert names == {"caf%5Cxe8.txt.ann", "caf%5Cxe9.txt.ann", "plain.txt.ann", "rows%5Cxe9.parquet%231.ann"}


def test_import(news: Path, tmp_path: Path) -> None:
    (news / os.fsdecode(b"caf\xe9.ann")).write_text("T1\tContent 0 9\tIt rained\n")
    code, _, said = run("import", news, "-o", tmp_path / "out.jsonl")
    assert (code, said) == (0, "")
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["id"] == r"caf\xe9"


def test_an_article_is_found_by_its_name(news: Path, tmp_path: Path) -> None:
    run("audit", news, "--model", "rules", "-o", tmp_path / "out.parquet")
    _, out, said = run("export", tmp_path / "out.parquet", news / os.fsdecode(b"caf\xe9.txt"), "--to", "jsonld")
    assert r"caf\\xe9.txt" in out
    assert r"caf\xe9.txt" not in said
