"""The words of a document by what they are."""

import pytest
from spacy.language import Language

from attribution.document import make_docs
from attribution.words import Words

TEXT = "The mills closed (late). The mayor, Ann Lee, says that the mill closes."


@pytest.fixture
def words(nlp: Language) -> Words:
    return Words(next(make_docs([TEXT], nlp)))


def test_words_are_found_by_text(words: Words) -> None:
    assert [token.i for token in words.by_text["The"]] == [token.i for token in words.tokens if token.text == "The"]
    assert "a" not in words.by_text


def test_found_words_stand_in_order_whatever_is_asked_of_them(words: Words) -> None:
    written = [token.text for token in words.written(lambda word: word.lower() in ("the", "lee", "mills"))]
    assert written == ["The", "mills", "The", "Lee", "the"]
    assert [token.text for token in words.with_lemma(frozenset({"close", "mill"}).__contains__)] == [
        "mills", "closed", "mill", "closes",
    ]  # fmt: skip


def test_each_text_is_asked_of_once(words: Words) -> None:
    asked: list[str] = []
    words.written(lambda word: asked.append(word) is not None)
    assert len(asked) == len(set(asked)) == len({token.text for token in words.tokens})


def test_names_by_the_tagger(words: Words) -> None:
    assert [token.text for token in words.proper] == ["Ann", "Lee"]


def test_an_empty_document_has_none(nlp: Language) -> None:
    words = Words(nlp(""))
    assert words.written(str.isalpha) == words.with_lemma(str.isalpha) == words.proper == []
