"""A tiny model, trained end to end; needs the extra ``train``."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

import torch
from typer.testing import CliRunner

from attribution import audit
from attribution.cli import app
from attribution.corpus import AnnotatedArticle, read_corpus
from attribution.decoding import TAGS
from attribution.errors import ModelError
from attribution.training import CHECKPOINT, SOFTENED_CHECKPOINT, Settings, train
from attribution.training.examples import examples
from attribution.training.network import load_network, tokenizer_of
from attribution.training.softening import softened
from attribution.windows import specials_of
from tests.made_encoders import save_encoder

NAMES = ("Ann", "Bob", "Carl", "Dora", "Emil", "Fay")
CLAIMS = ("the river rose", "the bank failed", "the mill burned", "the road closed")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder of two small layers that knows nothing yet."""
    folder = tmp_path_factory.mktemp("base")
    save_encoder(folder, " ".join([*NAMES, *CLAIMS, "said that . ,"]).split())
    return folder


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "gold.jsonl"
    lines = []
    for name in NAMES:
        for claim in CLAIMS:
            text = f"{name} said {claim}."
            spans = {
                "source": [[0, len(name)]],
                "cue": [[len(name) + 1, len(name) + 5]],
                "content": [[len(name) + 6, len(text) - 1]],
            }
            lines.append(json.dumps({"id": text, "text": text, "attributions": [spans]}))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


SETTINGS = Settings(epochs=40, batch_size=64, rate=3e-3, head_rate=3e-3, held_out=0.2, average=0.9)


@pytest.fixture(scope="module")
def model(base: Path, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    measures = train(read_corpus(corpus), folder, base=base, settings=SETTINGS)
    assert measures["pair"].f1 > 0.9
    return folder


def test_a_trained_model_reads_what_it_never_saw(model: Path) -> None:
    frame = audit("Fay said the road closed.\nBob said the mill failed.", model=model)
    assert frame[["claim", "cue", "source"]].values.tolist() == [
        ["the road closed", "said", "Fay"],
        ["the mill failed", "said", "Bob"],
    ]
    assert (frame["confidence"] > 0.5).all()


def test_a_label_that_an_annotator_forgot_is_half_restored_by_the_other_articles(
    base: Path, corpus: Path, tmp_path: Path
) -> None:
    marked = read_corpus(corpus)
    forgotten = replace(marked[0], attributions=())
    tokenizer = tokenizer_of(base)
    learned = list(examples([forgotten, *marked[1:]], tokenizer))
    settings = replace(SETTINGS, fold_epochs=40)
    soft = softened(learned, tmp_path, base, specials_of(tokenizer), settings, lambda done, total, note: None)
    said, cue = 1, TAGS.index("B-cue")
    assert learned[0].tags[said, cue] == 0
    assert 0.4 < soft[0].tags[said, cue] <= 0.5
    assert soft[2].tags[said, cue] > 0.9
    for hard, mixed in zip(learned, soft, strict=True):
        assert mixed.tags.sum(axis=1) == pytest.approx(hard.tags.sum(axis=1))


def test_the_same_seed_gives_the_same_model_and_a_broken_training_goes_on(
    base: Path, corpus: Path, tmp_path: Path
) -> None:
    articles = read_corpus(corpus)
    settings = Settings(epochs=2, batch_size=64, held_out=0.2)
    notes: list[str] = []

    class BrokenOff(Exception):
        pass

    def stop(done: int, total: int, note: str) -> None:
        if note.startswith("epoch 1"):
            raise BrokenOff

    whole = train(articles, tmp_path / "whole", base=base, settings=settings)
    with pytest.raises(BrokenOff):
        train(articles, tmp_path / "broken", base=base, settings=settings, progress=stop)
    again = train(
        articles,
        tmp_path / "broken",
        base=base,
        settings=settings,
        progress=lambda done, total, note: notes.append(note),
    )
    assert again == whole
    assert not any(note.startswith("epoch 1") for note in notes)
    weights = [torch.load(tmp_path / name / CHECKPOINT)["parts"][0] for name in ("whole", "broken")]
    assert all(torch.equal(weights[0][key], weights[1][key]) for key in weights[0])


def test_a_model_goes_on_learning_from_where_it_stands(model: Path, base: Path, corpus: Path, tmp_path: Path) -> None:
    once = Settings(epochs=1, folds=0, held_out=0.2, rate=1e-5, head_rate=1e-5)
    assert train(read_corpus(corpus), tmp_path / "anew", base=base, settings=once)["pair"].f1 == 0
    assert train(read_corpus(corpus), tmp_path / "on", base=model, settings=once)["pair"].f1 > 0.9


def test_a_model_takes_up_the_weights_that_were_written(model: Path) -> None:
    hard, soft = (torch.load(model / name)["parts"][1] for name in (CHECKPOINT, SOFTENED_CHECKPOINT))
    for name, weight in load_network(model).named_parameters():
        written = (hard[f"module.{name}"] + soft[f"module.{name}"]) / 2
        assert torch.allclose(weight, written, atol=0.02), name


def test_a_damaged_model_is_refused_as_a_start(model: Path, tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes((model / "model.onnx").read_bytes())
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot go on learning"):
        load_network(tmp_path)


def test_the_command_trains_and_evaluates(base: Path, corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    done = CliRunner().invoke(app, ["train", str(corpus), "-o", str(folder), "--base", str(base), "--epochs", "1"])
    assert done.exit_code == 0, done.output
    checkpoints = {CHECKPOINT, SOFTENED_CHECKPOINT, "fold-1.pt", "fold-2.pt"}
    assert {path.name for path in folder.iterdir()} == {"model.onnx", "tokenizer.json", "config.json"} | checkpoints
    done = CliRunner().invoke(app, ["evaluate", str(corpus), "--model", str(folder)])
    assert done.exit_code == 0, done.output
    assert "all: 24 articles, 24 attributions" in done.output


def test_articles_without_attributions_do_no_harm(base: Path, tmp_path: Path) -> None:
    articles = [AnnotatedArticle(str(n), "The river rose.", ()) for n in range(3)]
    measures = train(articles, tmp_path, base=base, settings=Settings(epochs=1, held_out=0.34))
    assert measures["pair"].f1 == 0
