"""Texts to documents: the offsets stay, whatever the text holds."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, get_current_ops

from attribution.document import (
    DEFAULT_PIPELINE,
    SENTENCE_LENGTH,
    WORD_LENGTH,
    check_pipeline,
    find_paragraphs,
    load_pipeline,
    make_docs,
    pieces,
    plain_text,
    tie_prefixes,
    tokenized,
)
from attribution.errors import PipelineError

COLUMN = "The bridge over the Tarn was closed\nto carts on Friday, the surveyor told\nthe council. It had shaken when the\nmill’s wagons went over it."
CUT = "\n".join(COLUMN.split("\n")[:3]) + "\nmill’s wagons went over it on Monday."
HEADLINES = "Bridge over the Tarn closed to carts\nSurveyor warns council of collapse\nMill owner to pay for the repairs\nWhy the old bridge shook on Friday\nCarts to go by the northern road"
LINES = "The bridge was closed to carts on Friday.\niPhones rang in the council’s hall at noon.\nNobody was hurt when the bridge shook.\nthe end of it came on Friday, he said."
WRAPPED = (
    "The committee met on Tuesday to go over the budget that the mayor\nhad sent to the council in the week before it rose. Nobody in it\n"
    "had read any of it, the chairman said when it was over."
)


@given(st.text() | st.text(alphabet="a &;#nbspquotldamp39\u00a0\u200b\r\n\ud800"))
def test_plain_text_keeps_every_offset(text: str) -> None:
    plain = plain_text(text)
    assert len(plain) == len(text)
    plain.encode()  # no lone surrogate is left


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a\u00a0b\u200bc\x00d", "a b c d"),
        ("&ldquo;Yes,&rdquo; he said", "      “Yes,”       he said"),
        ("Syria&#39;s", "Syria'    s"),
        ("R&amp;D &lt; &bogus;", "R&    D &lt; &bogus;"),
        ("\ud83d", "\ufffd"),
        # of Windows-1252, decoded as Latin-1
        ("\x93Yes,\x94 the mill\x92s owner said", "“Yes,” the mill's owner said"),
    ],
)
def test_plain_text(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\nTwo.", ["One.\n", "Two."]),
        ("One.\r\n\r\nTwo.\r\n", ["One.\r\n\r\n", "Two.\r\n"]),
        ("  One.\u2029Two.", ["One.\u2029", "Two."]),
        ("", []),
        (" \n\t\n", []),
        # wrapped at a page's width, blank lines between paragraphs
        (f"{WRAPPED}\n\n{WRAPPED}\n\nEnd.", [f"{WRAPPED}\n\n", f"{WRAPPED}\n\n", "End."]),
        # the same without blank lines, as of scans: a paragraph's last line is short, or its first indented
        (f"{COLUMN}\n{COLUMN}\nEnd.", [f"{COLUMN}\n", f"{COLUMN}\n", "End."]),
        (f"{COLUMN}\n\n7\n\n{COLUMN}", [f"{COLUMN}\n\n", "7\n\n", COLUMN]),
        (f"{CUT}\n  {CUT}", [f"{CUT}\n  ", CUT]),
        # headlines, and paragraphs that are lines
        (HEADLINES, HEADLINES.splitlines(keepends=True)),
        (LINES, LINES.splitlines(keepends=True)),
    ],
)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert [text[start:end] for start, end in find_paragraphs(text)] == paragraphs


@given(st.text(alphabet="ab. \n", max_size=300), st.integers(5, 50))
def test_pieces_make_the_text_again(text: str, length: int) -> None:
    cut = pieces(text, length=length)
    assert "".join(cut) == text
    assert all(cut) or not text


def test_pieces_end_with_paragraphs() -> None:
    text = "One one. Two.\n" * 100
    assert all(piece.endswith("\n") for piece in pieces(text, length=300))


def test_docs_have_the_length_of_their_texts(nlp: Language) -> None:
    texts = [
        "He said &quot;no&quot;.\r\n\r\nShe \ud83d\ude00 left\u00a0🙂.",
        "",
        "  \n",
        "A sentence. " * 10 + "\n" + "Another.",
    ]
    docs = list(make_docs(texts, nlp))
    assert [len(doc.text) for doc in docs] == [len(text) for text in texts]


def test_a_text_beyond_the_limit_is_read_in_pieces(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The mayor said he would go.\n" * 20
    whole = next(make_docs([text], nlp))
    monkeypatch.setattr(nlp, "max_length", 100)
    cut = next(make_docs([text], nlp))
    assert cut.text == whole.text
    assert [token.text for token in cut] == [token.text for token in whole]
    assert [sent.text for sent in cut.sents] == [sent.text for sent in whole.sents]


def test_no_sentence_runs_over_the_end_of_a_paragraph(nlp: Language) -> None:
    doc = next(make_docs(["Council votes on budget\nThe council voted on Monday"], nlp))
    assert [sent.text.strip() for sent in doc.sents] == ["Council votes on budget", "The council voted on Monday"]


def test_no_sentence_ends_with_a_title(nlp: Language) -> None:
    text = "Det. Sgt. Ann Lee met Supt. Bo Day. Capt. Roe of the U.S. saw it."
    doc = next(make_docs([text], nlp))
    assert doc.text == text
    assert [sent.text for sent in doc.sents] == ["Det. Sgt. Ann Lee met Supt. Bo Day.", "Capt. Roe of the U.S. saw it."]
    assert [token.text for token in doc[:4]] == ["Det.", "Sgt.", "Ann", "Lee"]


def test_no_sentence_ends_with_the_mark_of_a_name(nlp: Language) -> None:
    doc = next(make_docs(["They met on Jeopardy! in May. Stop! He left."], nlp))
    assert [sent.text for sent in doc.sents] == ["They met on Jeopardy! in May.", "Stop!", "He left."]


def test_a_sentence_ends_with_the_platform_x_and_with_no_initial(nlp: Language) -> None:
    text = "One user wrote on X. An aide saw it. Lee posted it to X. Ann X. Lee read it on X."
    doc = next(make_docs([text], nlp))
    assert doc.text == text
    ends = ["One user wrote on X.", "An aide saw it.", "Lee posted it to X.", "Ann X. Lee read it on X."]
    assert [sent.text for sent in doc.sents] == ends


def test_a_sentence_without_an_end_is_cut(nlp: Language) -> None:
    doc = next(
        make_docs(["Ann said " * SENTENCE_LENGTH + "it rained.\n" + "It rained, he said. " * SENTENCE_LENGTH], nlp)
    )
    lengths = [len(sent) for sent in doc.sents]
    assert lengths[:2] == [SENTENCE_LENGTH, SENTENCE_LENGTH]
    assert set(lengths[3:]) == {6}


def test_a_text_of_more_tokens_than_prose_is_read_in_parts(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attribution.document.PIECE_TOKENS", 20)
    texts = ['“"(’ ' * 30 + "\n\n" + "-." * 30, "The mayor said he would go. " * 9, "“"]
    seen: list[int] = []
    pipe = nlp.pipe

    def watched(docs: Iterable[Any], **options: Any) -> Iterator[Any]:
        for item in pipe(docs, **options):  # pairs, which it hands to itself as documents
            seen.extend([len(item)] if isinstance(item, Doc) else [])
            yield item

    monkeypatch.setattr(nlp, "pipe", watched)
    assert [doc.text for doc in make_docs(texts, nlp)] == texts
    assert 0 < max(seen) <= 20


@pytest.mark.parametrize(
    ("name", "message"),
    [("no_such_pipeline", "not installed.*pip install"), ("", "not installed")],
)
def test_a_missing_pipeline_is_named_with_the_remedy(name: str, message: str) -> None:
    with pytest.raises(PipelineError, match=message):
        load_pipeline(name)


def test_a_pipeline_must_be_english_and_whole() -> None:
    with pytest.raises(PipelineError, match="'de'.*English"):
        check_pipeline(spacy.blank("de"))
    with pytest.raises(PipelineError, match="lacks tagger, parser, ner, lemmatizer"):
        check_pipeline(spacy.blank("en"))


def test_faster_algebra_parses_the_same_and_is_used_by_this_pipeline_alone(nlp: Language) -> None:
    own = spacy.load(DEFAULT_PIPELINE)
    text = "Mayor Ann Lee said on Monday that the bridge, which two aides had called unsafe, will reopen in May."
    assert nlp(text).to_json() == own(text).to_json()
    assert type(own.get_pipe("ner").model.ops) is NumpyOps
    assert type(nlp.get_pipe("ner").model.ops) is not NumpyOps
    assert type(get_current_ops()) is NumpyOps


@pytest.mark.parametrize("run", ["“", "(", "a", "?a", "http://a.b/", "don't-"])
def test_no_word_is_tokenized_at_once_however_long(nlp: Language, run: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    tokenizer = nlp.tokenizer

    def counted(text: str) -> Doc:
        seen.append(max(map(len, text.split()), default=0))
        return tokenizer(text)

    text = f"He said {run * 3000}. She left."
    monkeypatch.setattr(nlp, "tokenizer", counted)
    assert tokenized(text, nlp).text == text
    assert max(seen) <= 2 * WORD_LENGTH


def _ends(heads: Sequence[int], i: int) -> bool:
    """Say whether the way from a token to its head, and on, comes to an end."""
    for _ in heads:
        i = heads[i]
    return heads[i] == i


@pytest.mark.parametrize("heads", [h for h in product(range(4), repeat=4) if all(_ends(h, i) for i in range(4))])
def test_tying_a_prefix_leaves_a_tree(heads: tuple[int, ...], nlp: Language) -> None:
    doc = Doc(
        nlp.vocab,
        ["vice", "-", "mayor", "left"],
        [False, False, True, False],
        pos=["NOUN", "PUNCT", "NOUN", "VERB"],
        heads=list(heads),
        deps=["dep"] * 4,
    )
    after = [token.head.i for token in tie_prefixes(doc)]
    assert all(_ends(after, i) for i in range(4))
