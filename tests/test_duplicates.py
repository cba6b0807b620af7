"""Articles that repeat another, word for word or nearly."""

import random

import pytest

import attribution

pytest.importorskip("datasketch", reason="needs the extra: pip install 'attribution-audit[dedup]'")
WORDS = [f"word{n}" for n in range(3000)]


def story(seed: int, number: int = 30) -> list[str]:
    """A story of sentences that no other story has."""
    chosen = random.Random(seed)
    return [" ".join(chosen.choices(WORDS, k=15)) for _ in range(number)]


def text(sentences: list[str]) -> str:
    return ". ".join(sentences) + "."


def test_reprints_are_found_and_others_are_not() -> None:
    wire = story(1)
    articles = {
        "wire": text(wire),
        "other": text(story(2)),
        "reprint": "By Ann Lee\n\n" + text(wire).upper(),
        "same": text(wire).replace(".", " !"),
        "shortened": text(wire[:25]),
        "half": text(wire[:12] + story(3, 18)),
        "empty": " … ",
        "empty too": "",
        "other again": text(story(2)),
        "short": "Rain.",
        "short too": "rain",
    }
    found = attribution.find_duplicates(articles.items()).set_index("doc_id")
    assert found["duplicate_of"].to_dict() == {
        "reprint": "wire",
        "same": "wire",
        "shortened": "wire",
        "other again": "other",
        "short too": "short",
    }
    assert found["similarity"].to_dict() == pytest.approx(
        {"reprint": 0.99, "same": 1, "shortened": 25 / 30, "other again": 1, "short too": 1}, abs=0.1
    )
    assert found.dtypes.astype(str).to_dict() == {"duplicate_of": "string", "similarity": "Float64"}


def test_no_duplicates_give_an_empty_frame() -> None:
    frame = attribution.find_duplicates([])
    assert frame.columns.tolist() == ["doc_id", "duplicate_of", "similarity"]
    assert frame.empty
