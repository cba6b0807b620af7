"""Every weight has its reason; a newsroom's own file is checked, and what is wrong with it is named."""

import pickle
from pathlib import Path

import pytest
from spacy.language import Language

import attribution
from attribution.errors import DataFileError
from attribution.model import Commitment, Quotation
from attribution.rubric import FACTORS, Level, load_rubric


def test_every_weight_has_a_reason_and_a_standard() -> None:
    for levels in load_rubric().levels.values():
        assert all(level.because and level.standard for level in levels.values())


def test_the_package_s_rubric_has_a_level_for_whatever_is_found() -> None:
    rubric = load_rubric()
    assert tuple(rubric.levels) == ("weights", *FACTORS, "strength", "admiralty")
    assert tuple(rubric["weights"]) == FACTORS
    assert {*Commitment, "none"} < set(rubric["commitment"])
    assert {*Quotation} == set(rubric["form"])
    assert all(level.says for level in rubric.levels["identity"].values() if level.op == "set")
    assert {level.op for levels in rubric.levels.values() for level in levels.values()} == {"set", "add", "times"}


def test_a_copy_of_the_package_s_file_is_a_rubric(tmp_path: Path) -> None:
    text = (Path(attribution.__file__).parent / "data" / "rubric.toml").read_text(encoding="utf-8")
    assert load_rubric(own(tmp_path, text)) == load_rubric()


def test_what_a_level_does_and_says_stays_where_only_its_figure_is_given(tmp_path: Path) -> None:
    level = load_rubric(own(tmp_path, "[proximity]\nrelayed = 0.5\n")).levels["proximity"]["relayed"]
    assert (level.op, level.says, level.applied_to(0.8)) == ("times", "which cites its source", 0.4)


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "house.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_only_what_differs_has_to_be_written(tmp_path: Path) -> None:
    rubric = load_rubric(
        own(tmp_path, '[identity]\nauthor = { value = 1, because = "we were there" }\n[form]\npost = 0.2\n')
    )
    assert (rubric["identity"]["author"], rubric["form"]["post"]) == (1.0, 0.2)
    assert rubric.levels["identity"]["author"].because == "we were there"
    assert rubric["proximity"] == load_rubric()["proximity"]
    assert rubric.version == f"{load_rubric().version}, changed"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[identities]\nauthor = 1\n", "house.toml: there is no table 'identities' (did you mean 'identity'?); use weights, identity"),
        ("[identity]\nnobody = 1\n", "house.toml: identity has no 'nobody'; use named_person, named_person_bare"),
        ("[identity]\nauthor = 1.5\n", "house.toml: identity.author should be a number from 0 to 1, not 1.5"),
        ("[identity]\nauthor = nan\n", "house.toml: identity.author should be a number from 0 to 1, not nan"),
        ("[identity]\nauthor = true\n", "house.toml: identity.author should be a number from 0 to 1, not True"),
        ('[identity]\nauthor = "high"\n', "house.toml: identity.author should be a number from 0 to 1, not 'high'"),
        ("[identity]\nauthor = { worth = 1 }\n", "house.toml: identity.author has no 'worth'; use value, because, standard"),
        ("[identity]\nauthor = { value = 1, because = 2 }\n", "house.toml: identity.author: because and standard should be texts"),
        ('[identity]\nauthor = { value = 1, op = "add" }\n', "house.toml: identity.author: op stays as in the package's rubric, 'set'; leave it out"),
        ('[form]\npost = { value = 1, says = "x" }\n', "house.toml: form.post: says stays as in the package's rubric, 'embedded'; leave it out"),
        ("[weights]\nform = 101\n", "house.toml: weights.form should be a number from 0 to 100, not 101"),
        ("[weights]\n" + "".join(f"{name} = 0\n" for name in FACTORS), "at least one of the weights should be above 0"),
        ("[strength]\nstrong = 0.1\n", "house.toml: strength should fall from strong to moderate"),
        ("identity = 3\n", "house.toml: 'identity' should be a table of figures, not 3"),
        ("[identity\n", "house.toml cannot be read as a rubric"),
    ],
)  # fmt: skip
def test_a_wrong_rubric_is_refused_with_file_key_and_what_is_allowed(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataFileError) as error:
        load_rubric(own(tmp_path, text))
    assert message in str(error.value)


def test_a_loaded_rubric_is_the_same_elsewhere_and_stays_as_it_is(tmp_path: Path) -> None:
    rubric = load_rubric(own(tmp_path, "[form]\npost = 0.2\n"))
    assert load_rubric(rubric) is rubric
    sent = pickle.loads(pickle.dumps(rubric))
    assert (sent, hash(sent)) == (rubric, hash(rubric))
    assert sent != load_rubric()
    with pytest.raises(TypeError):
        sent.levels["form"]["post"] = Level(1.0)


def test_every_function_takes_a_rubric_by_path_and_loaded(tmp_path: Path, nlp: Language) -> None:
    path = own(
        tmp_path, "[weights]\nidentity = 0\nproximity = 0\ncommitment = 0\ncorroboration = 0\n[form]\nindirect = 0.2\n"
    )
    story = tmp_path / "story.txt"
    story.write_text("It rained, Ann Lee said.")
    for n, rubric in enumerate((path, str(path), load_rubric(path))):
        output = tmp_path / f"{n}.parquet"
        attribution.audit_corpus(story, output, model="rules", rubric=rubric)
        assert attribution.read_frame(output)["score"].tolist() == [0.2]
        assert attribution.audit(story.read_text(), model="rules", rubric=rubric)["score"].tolist() == [0.2]
        assert [s.score.score for s in attribution.analyze(nlp(story.read_text()), model="rules", rubric=rubric)] == [
            0.2
        ]
        assert attribution.admiralty(attribution.read_frame(output), rubric=rubric).tolist()


def test_a_missing_rubric_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"rubric .*none\.toml cannot be read: No such file.*--rubric, rubric="):
        load_rubric(tmp_path / "none.toml")
