"""Every weight has its reason; a newsroom's own file is checked, and what is wrong with it is named."""

import pickle
from pathlib import Path

import pytest
from spacy.language import Language

import attribution
from attribution.errors import DataFileError
from attribution.rubric import LEVELS, Level, load_rubric


def test_every_weight_has_a_reason_and_a_standard() -> None:
    for table, levels in load_rubric().levels.items():
        assert tuple(levels) == LEVELS[table]
        assert all(level.because and level.standard for level in levels.values())


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
        ("[weights]\nform = 101\n", "house.toml: weights.form should be a number from 0 to 100, not 101"),
        ("[weights]\n" + "".join(f"{name} = 0\n" for name in LEVELS["weights"]), "at least one of the weights should be above 0"),
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
    with pytest.raises(DataFileError, match=r"none\.toml cannot be read as a rubric"):
        load_rubric(tmp_path / "none.toml")
