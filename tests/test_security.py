"""What no article, archive or model may do: reach the network, or have anything run that came with it."""

import ast
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import typer

import attribution
from attribution.cli import app
from tests.made_encoders import save_encoder

PACKAGE = Path(attribution.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))
# Modules whose loaders run what they load.
RUNNING_MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "yaml"}
RUNNING_NAMES = {"eval", "exec", "compile", "__import__"}

# Python imports this before anything else; what opens a socket ends the process, so that nothing can catch and hide it.
NO_NETWORK = """
import os, sys

def refuse(event, arguments):
    if event == "socket.bind" and arguments[1] == ("::1", 0):
        return  # urllib3, which spaCy imports, asks so whether the machine knows IPv6; nothing is sent
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "socket.sendto", "urllib.Request"):
        sys.stderr.write(f"NETWORK {event} {arguments}\\n")
        sys.stderr.flush()
        os._exit(99)

sys.addaudithook(refuse)
"""
STORY = "The mill will close, two aides told Reuters.\nSee https://example.org/a?b=1 and pic.twitter.com/a1b2\n— Ann (@ann) May 1, 2024\n"
PAGE_WITH_LINKS = """<!doctype html><html><head><title>Mill</title><link rel=stylesheet href="http://127.0.0.1:9/a.css">
<!DOCTYPE html SYSTEM "http://127.0.0.1:9/a.dtd"><script src="http://127.0.0.1:9/a.js"></script></head><body><article><h1>Mill</h1>
<p>The mill will close in May, the mayor, Ann Lee, told the council on Monday. Nobody in the town had expected it so soon.</p>
<p>"We were never asked," a worker said. The owners did not answer questions.</p><img src="http://127.0.0.1:9/a.png">
<iframe src="http://127.0.0.1:9/"></iframe></article></body></html>"""

COMMANDS = [
    ["audit", "story.txt", "page.html"],
    ["audit", "story.txt", "page.html", "--output", "audit.parquet"],
    ["explain", "page.html", "--statement", "1"],
    ["check", "story.txt", "page.html"],
    ["rule", "AT101"],
    ["report", "page.html", "--output", "report.html"],
    ["export", "story.txt", "--to", "jsonld"],
    ["evaluate", "gold.jsonl"],
    ["import", "annotated", "--output", "imported.jsonl"],
    ["rubric", "show"],
    ["rubric", "check", "rubric.toml"],
    ["audit", "https://example.org/story.html"],
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(NO_NETWORK)
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "page.html").write_text(PAGE_WITH_LINKS)
    (tmp_path / "gold.jsonl").write_text(
        '{"id": "a", "text": "It rained, he said.", "attributions": [{"source": [[11, 13]], "cue": [[14, 18]], "content": [[0, 9]]}]}\n'
    )
    (tmp_path / "annotated").mkdir()
    (tmp_path / "annotated" / "a.txt").write_text("It rained, he said.")
    (tmp_path / "annotated" / "a.ann").write_text("T1\tContent 0 9\tIt rained\n")
    (tmp_path / "rubric.toml").write_text("[identity]\nauthor = 1\n")
    return tmp_path


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(folder / "hook"), str(PACKAGE.parent)])
    environment = {**os.environ, "PYTHONPATH": path}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_watch_on_the_network_can_fail(folder: Path) -> None:
    code = "import socket\ntry: socket.create_connection(('127.0.0.1', 9), 1)\nexcept OSError: pass"
    assert run(["-c", code], folder).returncode == 99


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_command_opens_a_connection(folder: Path, arguments: list[str]) -> None:
    done = run(["-m", "attribution", *arguments], folder)
    assert "NETWORK" not in done.stderr
    assert done.returncode in (0, 1) or arguments[1].startswith("https:"), done.stderr


def test_training_opens_no_connection(folder: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    (folder / "base").mkdir()
    save_encoder(folder / "base", "it rained he said . ,".split())
    arguments = ["train", "gold.jsonl", "--base", "base", "--output", "model", "--epochs", "1", "--held-out", "0"]
    done = run(["-m", "attribution", *arguments], folder)
    assert "NETWORK" not in done.stderr
    assert done.returncode == 0, done.stderr
    assert (folder / "model" / "model.onnx").exists()


def test_every_command_is_watched() -> None:
    """A command that is added has to be watched too."""
    root = typer.main.get_command(app)
    names = {
        name if not hasattr(command, "commands") else f"{name} {inner}"
        for name, command in root.commands.items()  # type: ignore[attr-defined]
        for inner in getattr(command, "commands", [name])
    }
    watched = {" ".join(arguments[:2]) for arguments in COMMANDS} | {arguments[0] for arguments in COMMANDS}
    assert names - watched == {"train"}, "test_training_opens_no_connection watches train"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_is_loaded_that_could_run(path: Path) -> None:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] in RUNNING_MODULES}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in RUNNING_MODULES:
            found.add(node.module)
        elif isinstance(node, ast.Call):
            call = ast.unparse(node.func)
            is_weights = any(
                keyword.arg == "weights_only" and ast.unparse(keyword.value) == "True" for keyword in node.keywords
            )
            if (
                call in RUNNING_NAMES
                or call.split(".")[-1] in ("read_pickle", "to_pickle")
                or (call == "torch.load" and not is_weights)
            ):
                found.add(call)
    assert found == set()


def test_a_model_is_read_from_its_four_files_alone(tmp_path: Path) -> None:
    """Whatever else lies in a model's folder, as strangers' folders may have it, is not looked at."""
    from attribution.extraction import DEFAULT_MODEL, MODEL_FILES, RERANKER

    model = tmp_path / "model"
    model.mkdir()
    for name in (*MODEL_FILES, RERANKER):
        (model / name).write_bytes((DEFAULT_MODEL / name).read_bytes())
    trap = textwrap.dedent("raise SystemExit('it ran')")
    for name in ("model.py", "__init__.py", "config.py"):
        (model / name).write_text(trap)
    (model / "pytorch_model.bin").write_bytes(b"cos\nsystem\n(S'touch ran'\ntR.")
    frame = attribution.audit("It rained, he said.", model=model)
    assert frame["attributed"].any()
    assert not Path("ran").exists()


@pytest.mark.parametrize("broken", ["model.onnx", "tokenizer.json", "config.json", "reranker.onnx"])
def test_a_broken_model_is_one_error(tmp_path: Path, broken: str) -> None:
    from attribution.extraction import DEFAULT_MODEL, MODEL_FILES, RERANKER

    for name in (*MODEL_FILES, RERANKER):
        (tmp_path / name).write_bytes(
            b"\x80\x04cos\nsystem\n." if name == broken else (DEFAULT_MODEL / name).read_bytes()
        )
    with pytest.raises(attribution.ModelError, match="cannot be loaded"):
        attribution.audit("It rained, he said.", model=tmp_path)
