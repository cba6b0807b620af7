"""A tiny model, trained end to end; needs the extra ``train``."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from string import ascii_lowercase

import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from typer.testing import CliRunner

from attribution import audit
from attribution.cli import app
from attribution.corpus import AnnotatedArticle, read_corpus
from attribution.decoding import EVIDENCE, TAGS, Extraction
from attribution.errors import ModelError
from attribution.extraction import RERANKER, Extractor, Reading, load_reranker
from attribution.model import CharSpan
from attribution.training import CHECKPOINT, Settings, train
from attribution.training.calibration import choose, measure
from attribution.training.examples import Example, examples
from attribution.training.fitting import REACH, fit
from attribution.training.network import load_network, outputs, tokenizer_of, watched
from attribution.training.reranking import export_ranking, fit_ranking, reranker_of
from attribution.training.softening import Opinion, soften, unseen
from attribution.windows import cut, specials_of
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


@pytest.fixture(scope="module")
def speller(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder that reads letter by letter, and calls what stands at a window's head by another name."""
    folder = tmp_path_factory.mktemp("speller")
    save_encoder(folder, [f"{mark}{letter}" for mark in ("", "##") for letter in ascii_lowercase], roberta=True)
    return folder


@pytest.mark.parametrize("teacher", ["base", "speller"])
def test_a_label_that_an_annotator_forgot_is_half_restored_by_the_other_articles(
    teacher: str, base: Path, corpus: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    marked = read_corpus(corpus)
    forgotten = replace(marked[0], attributions=())
    tokenizer = tokenizer_of(base)
    learned = list(examples([forgotten, *marked[1:]], tokenizer))
    said = unseen(learned, tmp_path, request.getfixturevalue(teacher), SETTINGS, lambda done, total, note: None, "t", 0)
    soft = soften(learned, [said], SETTINGS.softness)
    second, cue = 1, TAGS.index("B-cue")
    assert learned[0].tags[second, cue] == 0
    assert 0.4 < soft[0].tags[second, cue] <= 0.5
    assert soft[2].tags[second, cue] > 0.9
    for hard, made_soft in zip(learned, soft, strict=True):
        assert made_soft.tags.sum(axis=1) == pytest.approx(hard.tags.sum(axis=1))


def test_an_article_that_nobody_annotated_gets_the_labels_that_networks_give(
    base: Path, corpus: Path, tmp_path: Path
) -> None:
    tokenizer = tokenizer_of(base)
    text = "Fay said the river rose."
    learned = list(examples([article for article in read_corpus(corpus) if article.text != text], tokenizer))
    opinion = Opinion(next(examples([AnnotatedArticle("new", text, ())], tokenizer)))
    for turn in range(2):
        unseen(learned, tmp_path, base, SETTINGS, lambda done, total, note: None, f"t{turn}", turn, [opinion])
    made = opinion.labelled()
    tags = [TAGS[n] for n in made.tags[:5].argmax(axis=1)]
    assert tags == ["B-source", "B-cue", "B-content", "I-content", "I-content"]
    assert made.tags.sum(axis=1) == pytest.approx(made.encoded.is_first.astype(float))
    assert made.cue_of.tolist() == [-1, -1, 1, 1, 1, -1, -1]
    assert made.source_of.tolist() == [-1, 0, -1, -1, -1, -1, -1]


def test_links_are_those_that_more_than_half_of_the_networks_give(base: Path) -> None:
    opinion = Opinion(
        next(examples([AnnotatedArticle("a", "Ann said Bob said the mill burned.", ())], tokenizer_of(base)))
    )
    probabilities = np.full((len(opinion.example.doc), len(TAGS)), 1 / len(TAGS), dtype=np.float32)
    for source, cue in ((0, 1), (2, 3), (2, 3)):
        found = Extraction((source,), (cue,), (4, 5, 6), (0.8,) * len(EVIDENCE))
        opinion.add(Reading(probabilities, (found,)))
    made = opinion.labelled()
    assert made.cue_of.tolist() == [-1, -1, -1, -1, 3, 3, 3, -1, -1]
    assert made.source_of.tolist() == [-1, -1, -1, 2, -1, -1, -1, -1, -1]


def test_a_reranker_learns_where_annotators_let_contents_begin(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokenizer = tokenizer_of(base)

    def article(name: str, claim: str) -> AnnotatedArticle:
        text = f"{name} said that {claim}."
        start = text.index(claim)
        marked = {
            "source": (CharSpan(0, len(name)),),
            "cue": (CharSpan(len(name) + 1, len(name) + 5),),
            "content": (CharSpan(start, start + len(claim)),),
        }
        return AnnotatedArticle(text, text, (marked,))

    def reading(example: Example) -> Reading:  # takes "that" for a part of the content, and is not sure of it
        probabilities = np.full((len(example.doc), len(TAGS)), 0.01, dtype=np.float32)
        probabilities[2, TAGS.index("B-content")] = 0.6
        probabilities[3:-1, TAGS.index("I-content")] = 0.9
        content = tuple(range(2, len(example.doc) - 1))
        return Reading(probabilities, (Extraction((0,), (1,), content, (0.8,) * len(EVIDENCE)),))

    learned = list(examples([article(name, claim) for name in NAMES[:-1] for claim in CLAIMS], tokenizer))
    assert fit_ranking(learned, [[reading(example) for example in learned]], seed=1) is None  # too few
    monkeypatch.setattr("attribution.training.reranking.ENOUGH", len(learned))
    monkeypatch.setattr("attribution.training.reranking.EPOCHS", 100)
    fitted = fit_ranking(learned, [[reading(example) for example in learned]], seed=1)
    assert fitted is not None
    export_ranking(fitted[0], tmp_path / RERANKER)
    (new,) = examples([article(NAMES[-1], "the town slept")], tokenizer)
    said = reading(new)
    for reranker in (reranker_of(*fitted), load_reranker(tmp_path / RERANKER, fitted[1])):
        (found,) = reranker.rerank(new.doc, said.extractions, said.probabilities)
        assert new.doc[found.content[0] : found.content[-1] + 1].text == "the town slept"
        assert found.evidence[-1] > 0.9


def test_a_model_with_a_reranker_is_trained_and_read(
    base: Path, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("attribution.training.reranking.ENOUGH", 10)
    measures = train(read_corpus(corpus), tmp_path, base=base, settings=replace(SETTINGS, networks=1))
    assert measures["pair"].f1 > 0.9
    assert (tmp_path / RERANKER).is_file()
    frame = audit("Fay said the road closed.", model=tmp_path)
    assert frame[["claim", "cue", "source"]].values.tolist() == [["the road closed", "said", "Fay"]]
    (tmp_path / RERANKER).unlink()
    with pytest.raises(ModelError, match=r"lacks reranker\.onnx"):
        Extractor(tmp_path)


def test_the_same_seed_gives_the_same_model_and_a_broken_training_goes_on(
    base: Path, corpus: Path, tmp_path: Path
) -> None:
    articles = read_corpus(corpus)
    settings = Settings(epochs=2, batch_size=64, held_out=0.2)
    notes: list[str] = []

    class BrokenOff(Exception):
        pass

    def stop(done: int, total: int, note: str) -> None:
        if note.startswith("network 1 of 2, epoch 1"):
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
    assert not any(note.startswith("network 1 of 2, epoch 1") for note in notes)
    one, other = (
        [torch.load(tmp_path / name / CHECKPOINT.format(n))["parts"][0] for n in (1, 2)] for name in ("whole", "broken")
    )
    for first, second in zip(one, other, strict=True):
        assert all(torch.equal(first[key], second[key]) for key in first)
    assert not all(torch.equal(one[0][key], one[1][key]) for key in one[0])


def test_what_another_base_has_learned_is_not_gone_on_with(
    base: Path, speller: Path, corpus: Path, tmp_path: Path
) -> None:
    articles, settings = read_corpus(corpus), Settings(epochs=1, batch_size=64, folds=0)
    train(articles, tmp_path / "one", base=speller, settings=settings)
    train(articles, tmp_path / "one", base=base, settings=settings)
    train(articles, tmp_path / "new", base=base, settings=settings)
    weights = [torch.load(tmp_path / name / CHECKPOINT.format(1))["parts"][0] for name in ("one", "new")]
    assert all(torch.equal(weights[0][key], weights[1][key]) for key in weights[1])


def test_numbers_far_out_which_cost_the_others_their_precision_are_drawn_in(
    base: Path, corpus: Path, tmp_path: Path
) -> None:
    far = tmp_path / "far"
    shutil.copytree(base, far)
    weights = load_file(far / "model.safetensors")
    weights["embeddings.LayerNorm.weight"][0] = 30.0
    save_file(weights, far / "model.safetensors", {"format": "pt"})
    tokenizer = tokenizer_of(far)
    specials, learned = specials_of(tokenizer), list(examples(read_corpus(corpus), tokenizer))

    def reach(name: str, reach_weight: float) -> float:
        settings = replace(SETTINGS, reach_weight=reach_weight)
        network = fit(learned, tmp_path / name, far, specials, settings, lambda done, total, note: None)
        assert measure(network, learned, specials)["pair"].f1 > 0.9
        with watched(network) as read:
            list(outputs(network, learned[0].encoded, specials))
        return max(float(tensor.abs().max()) for tensor in read)

    assert reach("free", 0.0) > 4 * REACH
    assert reach("drawn in", 3e-3) < 2 * REACH


def test_a_model_goes_on_learning_from_where_it_stands(model: Path, base: Path, corpus: Path, tmp_path: Path) -> None:
    once = Settings(epochs=1, folds=0, held_out=0.2, rate=1e-5, head_rate=1e-5)
    assert train(read_corpus(corpus), tmp_path / "anew", base=base, settings=once)["pair"].f1 == 0
    assert train(read_corpus(corpus), tmp_path / "on", base=model, settings=once)["pair"].f1 > 0.9


def test_a_model_takes_up_the_weights_that_were_written(model: Path) -> None:
    one, other = (torch.load(model / CHECKPOINT.format(n))["parts"][1] for n in (1, 2))
    for name, weight in load_network(model).named_parameters():
        written = (one[f"module.{name}"] + other[f"module.{name}"]) / 2
        assert torch.allclose(weight, written, atol=0.02), name


def test_what_is_written_says_what_the_network_says(model: Path, corpus: Path) -> None:
    tokenizer = tokenizer_of(model)
    network, written = load_network(model), Extractor(model)
    for each in examples(read_corpus(corpus), tokenizer):
        ((_, tags, links),) = outputs(network, each.encoded, specials_of(tokenizer))
        ((_, written_tags, written_links),) = written._outputs(each.encoded, cut(each.encoded))
        assert written_tags.argmax(axis=-1).tolist() == tags.argmax(axis=-1).tolist()
        # what is multiplied has eight bits there, so that no more than the size of the numbers is the same
        assert np.abs(written_tags - tags).mean() < 0.1 * np.abs(tags).mean()
        assert np.abs(written_links - links).mean() < 0.1 * np.abs(links).mean()


@pytest.mark.parametrize(
    ("confidences", "marked", "threshold"),
    [
        ([0.9] * 8 + [0.38] * 2, 10, 0.0),  # as good with the doubtful ones as without
        ([0.9] * 8 + [0.18] * 20, 10, 0.2),
        ([0.9] * 8 + [0.32] * 20, 10, 0.35),
        ([], 10, 0.0),
    ],
)
def test_the_threshold_leaves_out_what_costs_more_than_it_brings(
    confidences: list[float], marked: int, threshold: float
) -> None:
    assert choose(confidences, marked) == threshold


def test_a_damaged_model_is_refused_as_a_start(model: Path, tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes((model / "model.onnx").read_bytes())
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot go on learning"):
        load_network(tmp_path)


def test_the_command_trains_and_evaluates(base: Path, speller: Path, corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "one.txt").write_text("Ann said the river rose.", encoding="utf-8")
    (articles / "broken.txt").write_bytes(b"\xff\xfe\xff")
    options = [
        "--base",
        str(base),
        *("--teacher", str(speller)) * 2,
        "--unlabelled",
        str(articles),
        "--epochs",
        "1",
        "--networks",
        "1",
    ]
    done = CliRunner().invoke(app, ["train", str(corpus), "-o", str(folder), *options])
    assert done.exit_code == 0, done.output
    checkpoints = {CHECKPOINT.format(1), *(f"teacher-{turn}-{fold}.pt" for turn in (1, 2) for fold in (1, 2))}
    assert {path.name for path in folder.iterdir()} == {"model.onnx", "tokenizer.json", "config.json"} | checkpoints
    assert json.loads((folder / "config.json").read_text())["unlabelled"] == 1
    assert "broken.txt" in done.stderr
    assert f"{folder}: F1 on 5% of the articles" in done.stdout
    done = CliRunner().invoke(app, ["evaluate", str(corpus), "--model", str(folder)])
    assert done.exit_code == 0, done.output
    assert "all: 24 articles, 24 attributions" in done.output


def test_a_teacher_without_folds_is_refused(base: Path, corpus: Path, tmp_path: Path) -> None:
    options = ["-o", str(tmp_path / "model"), "--base", str(base), "--teacher", str(base), "--folds", "0"]
    done = CliRunner().invoke(app, ["train", str(corpus), *options])
    assert done.exit_code == 2
    assert "give two folds or more" in " ".join(done.stderr.split())


def test_articles_without_labels_need_folds_and_text(base: Path, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("It rained.", encoding="utf-8")
    (tmp_path / "blank.txt").write_text(" ", encoding="utf-8")
    command = ["train", str(corpus), "-o", str(tmp_path / "model"), "--base", str(base), "--unlabelled"]
    done = CliRunner().invoke(app, [*command, str(tmp_path / "story.txt"), "--folds", "0"])
    assert done.exit_code == 2
    assert "give two folds or more" in " ".join(done.stderr.split())
    done = CliRunner().invoke(app, [*command, str(tmp_path / "blank.txt")])
    assert done.exit_code == 2
    assert "there is no article in it" in " ".join(done.stderr.split())


def test_labels_that_another_teacher_softened_are_learned_anew(
    base: Path, speller: Path, corpus: Path, tmp_path: Path
) -> None:
    articles, settings = read_corpus(corpus), Settings(epochs=1, teacher_epochs=1, batch_size=64, networks=1)
    train(articles, tmp_path / "one", base=base, teachers=[base], settings=settings)
    train(articles, tmp_path / "one", base=base, teachers=[speller], settings=settings)
    train(articles, tmp_path / "new", base=base, teachers=[speller], settings=settings)
    weights = [torch.load(tmp_path / name / CHECKPOINT.format(1))["parts"][0] for name in ("one", "new")]
    assert all(torch.equal(weights[0][key], weights[1][key]) for key in weights[1])


@pytest.mark.parametrize("option", ["--base", "--teacher"])
def test_a_folder_without_an_encoder_is_refused_before_anything_is_learned(
    option: str, base: Path, corpus: Path, tmp_path: Path
) -> None:
    options = ["-o", str(tmp_path / "model"), "--base", str(base), option, str(tmp_path)]
    done = CliRunner().invoke(app, ["train", str(corpus), *options])
    assert done.exit_code == 2
    assert done.stderr.count("\n") <= 3
    assert "no encoder can be read there" in " ".join(done.stderr.split())
    (tmp_path / "tokenizer.json").write_bytes((base / "tokenizer.json").read_bytes())
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    done = CliRunner().invoke(app, ["train", str(corpus), *options])
    assert done.exit_code == 2, done.output
    assert "no encoder can be read there" in " ".join(done.stderr.split())
    assert not (tmp_path / "model").exists() or not list((tmp_path / "model").iterdir())


def test_articles_without_attributions_do_no_harm(base: Path, tmp_path: Path) -> None:
    articles = [AnnotatedArticle(str(n), "The river rose.", ()) for n in range(3)]
    measures = train(articles, tmp_path, base=base, settings=Settings(epochs=1, held_out=0.34))
    assert measures["pair"].f1 == 0


def test_what_is_not_measured_is_not_said_to_be_zero(base: Path, corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    options = ["--base", str(base), "--epochs", "1", "--networks", "1", "--folds", "0", "--held-out", "0"]
    done = CliRunner().invoke(app, ["train", str(corpus), "-o", str(folder), *options])
    assert done.exit_code == 0, done.output
    assert done.stdout == f"{folder}: not measured, as no article was held out; --held-out says how many are\n"
    assert json.loads((folder / "config.json").read_text())["held_out"] == {}


def test_a_folder_that_cannot_be_made_is_one_sentence(base: Path, corpus: Path) -> None:
    done = CliRunner().invoke(app, ["train", str(corpus), "-o", str(corpus), "--base", str(base)])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"attribution: {corpus} cannot be written: File exists; name another folder by --output\n"
