"""Statements that stand in quotation marks: each passage goes to the cue that brings it, or to a speech beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attribution.cues import MIN_PRECISION, cue_precisions, subject_of
from attribution.document import outlets_of
from attribution.drafts import Draft, Drafts, commitment_of
from attribution.layout import MAX_PHRASE, Layout
from attribution.marks import DASHES, SENTENCE_ENDS
from attribution.model import Commitment
from attribution.syntax import VERBS
from attribution.vocabulary import nouns_with

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Words that a quoted passage without a cue in its sentence must have to count as speech, not as a term in scare quotes.
MIN_SPEECH_WORDS = 4
# Tokens between two halves of one quotation; it keeps the cost linear.
MAX_ASIDE = 100
# Tokens behind a passage, and before it, among which its verb of speech is looked for.
MAX_BEHIND, MAX_BEFORE = 30, 40
_MARKS = "\"'“”‘’«»„‟‹›` "
# Over which no verb of speech is looked for, before a passage and behind it.
_STOPS = SENTENCE_ENDS | {";"}
_STOPS_BEHIND = _STOPS | {":"}
MAX_TITLE_WORDS = 6
# Stand before a title, as words for works do.
_TITLING = frozenset("on of in the called titled entitled".split())


def add_quotations(layout: Layout, found: list[Draft]) -> list[Draft]:
    """Give each quoted passage to the cue that brings it; those without one go with a speech beside them.

    A speech that nothing near ascribes to anybody is a draft of its own, without cue and source.
    """
    drafts = Drafts(found)
    owners = _brought(layout, drafts)
    for n in range(len(owners) - 2, -1, -1):  # the cue may stand beside a later paragraph of the quotation
        if owners[n] is None and layout.passages[n + 1][0].continues:
            owners[n] = _given(drafts, owners[n + 1], layout.passages[n][1])
    for n, (passage, tokens) in enumerate(layout.passages):
        if owners[n] is None:
            owner = owners[n - 1] if passage.continues else None
            owners[n] = _given(drafts, owner or _speech_beside(layout, drafts, n), tokens)
    for draft in drafts.by_head.values():
        if draft.cue and layout.words(draft.claim) & layout.passage_of.keys():
            # "“…,” rued a wheat grower", of whom the model finds no speaker
            is_behind = (
                not draft.source and layout.doc[draft.head].tag_ == "VBD" and draft.head - 1 in layout.passage_of
            )
            if is_behind or (draft.is_speech and not draft.is_extracted):
                _mend_source(layout, draft)
    return list(drafts.by_head.values())


def _brought(layout: Layout, drafts: Drafts) -> list[Draft | None]:
    """Give each passage to the cue that brings it, or that brings the one it goes on with; None stands for those without one."""
    owners: list[Draft | None] = []
    spoken: int | None = None  # the last passage that is speech
    for n, (passage, tokens) in enumerate(layout.passages):
        owner = owners[-1] if passage.continues else None
        owner = _given(drafts, owner or _bringer(layout, drafts, tokens, spoken, owners), tokens)
        if owner is not None and (owner.is_speech or len(layout.words(tokens)) >= MIN_SPEECH_WORDS):
            spoken = n
        owners.append(owner)
    return owners


def _given(drafts: Drafts, owner: Draft | None, tokens: range) -> Draft | None:
    """Give a passage to a draft, if there is one."""
    if owner is not None:
        drafts.extend(owner, tokens)
    return owner


def _speech_beside(layout: Layout, drafts: Drafts, n: int) -> Draft | None:
    """Find the speech that a quotation without a cue goes with, else let it be one of its own; None where it is no sentence."""
    tokens = layout.passages[n][1]
    last, last_tokens = layout.passages[_last_of(layout, n)]
    whole = range(tokens.start, last_tokens.stop)
    if not (last.is_closed or whole != tokens) or not _is_sentence(layout, whole):
        return None
    # an open mark may be that of a transcript's turn, which is nobody else's
    owner = _speaker_near(layout, drafts, whole) if last.is_closed else None
    if owner is None:
        owner = Draft(-1 - tokens.start)
        drafts.add(owner)
    return owner


def _last_of(layout: Layout, n: int) -> int:
    """Give the last of the passages that a quotation of several paragraphs begins with the one of that number."""
    while n + 1 < len(layout.passages) and layout.passages[n + 1][0].continues:
        n += 1
    return n


def _bringer(
    layout: Layout, drafts: Drafts, tokens: range, spoken: int | None, owners: Sequence[Draft | None]
) -> Draft | None:
    """Find whose claim holds a passage, goes on in it, or whose cue stands beside it."""
    words = layout.words(tokens)
    owner = _overlapping(drafts.claimants, tokens, words)
    if owner is not None:
        return owner
    goes_on = layout.doc[layout.before(tokens.start)].text == ","  # 'he said, "for good"'
    if not goes_on and not _is_speech(layout.doc, tokens, words):
        return None
    speaker = owners[spoken] if spoken is not None else None
    if spoken is not None and speaker is not None and _follows(layout, spoken, speaker, tokens):
        return speaker
    if not _is_speech(layout.doc, tokens, words):
        return None
    head = _cue_beside(layout, tokens)
    owner = _label_draft(layout, tokens) if head is None else drafts.by_head.get(head.i) or quotation_draft(head)
    if owner is not None and owner.head not in drafts.by_head:
        drafts.add(owner)
    return owner


def _is_sentence(layout: Layout, tokens: range) -> bool:
    """Say whether a passage is a sentence or more of its own: words enough, a capital first and a full stop last."""
    inner = layout.doc[tokens.start : tokens.stop].text.strip(_MARKS)
    is_whole = inner[:1].isupper() and inner[-1:] in (".", "?", "!", "…") and not _is_capitalized(layout, tokens)
    return is_whole and len(layout.words(tokens)) >= MIN_SPEECH_WORDS and not _stands_as_name(layout, tokens)


def _is_capitalized(layout: Layout, tokens: range) -> bool:
    """Say whether a passage is written as titles are, small words too: “Walking It to the Harbor.”."""
    words = [layout.doc[i] for i in tokens if layout.is_word[i] and layout.doc[i].is_alpha]
    inner = (word for word in words[1:] if not word.is_sent_start and word.text != "I")
    is_small_word = any(word.is_stop and word.text.istitle() for word in inner)
    return is_small_word and all(word.is_stop or word.text[0].isupper() for word in words)


def _speaker_near(layout: Layout, drafts: Drafts, tokens: range) -> Draft | None:
    """Find who goes on speaking: the last to speak before in the paragraph, else the first after, else before it."""
    here = layout.paragraph_of[tokens.start]

    def speech(positions: range) -> Draft | None:
        for i in positions:
            draft = drafts.by_head.get(i)
            if draft is not None and draft.is_speech and i not in layout.passage_of:
                return draft
        return None

    first, last = layout.bounds(here)[0], layout.bounds(layout.paragraph_of[tokens.stop - 1])[1]
    owner = speech(range(tokens.start - 1, first - 1, -1)) or speech(range(tokens.stop, last))
    if owner is None and here > 0 and layout.words(range(first, last)) <= set(tokens):
        first, last = layout.bounds(here - 1)
        owner = speech(range(last - 1, first - 1, -1))
    return owner


def _overlapping(claimants: Mapping[int, Sequence[Draft]], tokens: range, words: set[int]) -> Draft | None:
    """Find the cue outside a passage whose claim holds at least half of it: of several, the one that claims least besides."""
    held = Counter(draft.head for i in words for draft in claimants.get(i, ()))
    found = {
        d.head: d
        for i in words
        for d in claimants.get(i, ())
        if d.head not in tokens and 2 * held[d.head] >= len(words)
    }
    return min(found.values(), key=lambda d: (len(d.claim), d.head), default=None)


def _is_speech(doc: Doc, tokens: range, words: set[int]) -> bool:
    if len(words) >= MIN_SPEECH_WORDS:
        return True
    inner = doc[tokens.start : tokens.stop].text.strip(_MARKS)
    return len(inner) > 0 and inner[-1] in ",.?!—"


def _cue_beside(layout: Layout, tokens: range) -> Token | None:
    """Find the verb of speech that stands beside a passage: after it ("...," she said), or before it (She said: "...")."""
    return _cue_behind(layout, tokens) or _cue_before(layout, tokens)


def _cue_behind(layout: Layout, tokens: range) -> Token | None:
    doc, here = layout.doc, layout.paragraph_of[tokens.start]
    if doc[tokens.start : tokens.stop].text.rstrip(_MARKS)[-1:] in (".", ";"):
        return None
    for token in doc[tokens.stop : tokens.stop + MAX_BEHIND]:
        if layout.paragraph_of[token.i] != here or token.i in layout.passage_of or token.text in _STOPS_BEHIND:
            return None
        if is_reporting(token):
            return token
    return None


def _cue_before(layout: Layout, tokens: range) -> Token | None:
    doc, here = layout.doc, layout.paragraph_of[tokens.start]
    last = layout.before(tokens.start)
    reach = (here - 1, here) if doc[last].text == ":" else (here,)  # paragraphs
    for token in reversed(doc[max(0, last + 1 - MAX_BEFORE) : last + 1]):
        if token.i in layout.passage_of or token.text in _STOPS or layout.paragraph_of[token.i] not in reach:
            return None
        if is_reporting(token):
            return token
    return None


def is_reporting(token: Token) -> bool:
    """Say whether a word is a verb by which somebody says something."""
    if token.pos_ not in VERBS:
        return False
    return cue_precisions().get((token.lemma_.lower(), "clause"), 0.0) >= MIN_PRECISION


def quotation_draft(head: Token) -> Draft:
    """Give what a verb of speech brings, by the parse, without the words themselves."""
    lemma = head.lemma_.lower()
    cue = {head.i, *(t.i for t in head.children if t.dep_ in ("aux", "auxpass", "neg", "prt"))}
    precision = cue_precisions().get((lemma, "clause"), MIN_PRECISION)
    return Draft(head.i, lemma, commitment_of(lemma, "clause"), cue, set(), set(subject_of(head)) - cue, precision)


def _mend_source(layout: Layout, draft: Draft) -> None:
    """Read the speaker off the words beside the verb where the parse has none, or takes one out of the quotation.

    ``"...," said the mayor`` and ``"...," the mayor said``: the words between the closing mark and the verb, or the noun
    phrase after it.
    """
    quoted = layout.passage_of.keys()
    if draft.source and not draft.source & quoted:
        return
    if draft.head in quoted or layout.doc[draft.head].pos_ not in VERBS:
        return
    first = min(draft.cue)
    before = layout.phrase(range(first - 1, -1, -1))
    edge = first - len(before) - 1
    if edge in quoted or (edge > 0 and edge - 1 in quoted):
        for phrase in (before, layout.phrase(range(draft.head + 1, len(layout.doc)), stop=("VERB", "SCONJ"))):
            words = layout.words(phrase)
            if any(layout.doc[i].pos_ in ("NOUN", "PROPN", "PRON") for i in words):
                draft.source = words
                return
    draft.source -= quoted


def _follows(layout: Layout, earlier: int, draft: Draft, tokens: range) -> bool:
    """Say whether a passage goes on with an earlier one: the same paragraph, and between them only who says so."""
    before = layout.passages[earlier][1]
    between = range(before.stop, tokens.start)
    if layout.paragraph_of[before.start] != layout.paragraph_of[tokens.start] or len(between) > MAX_ASIDE:
        return False
    words = layout.words(between)
    said = draft.cue | draft.source
    sentences = {layout.sentence_of[i] for i in said if i in between}
    if not all(i in said or layout.sentence_of[i] in sentences for i in words):
        return False
    return not words or layout.doc[layout.before(tokens.start)].text.endswith((".", "?", "!", ":", ",", "…"))


def _label_draft(layout: Layout, tokens: range) -> Draft | None:
    """Read the block forms: ``Name: "..."``, ``And from the mayor:`` before a quotation, and ``"..." — Name, title``."""
    doc = layout.doc
    colon = layout.before(tokens.start)
    if doc[colon].text == ":":
        label = layout.phrase(range(colon - 1, -1, -1), stop=("PUNCT",))
        while label and doc[label[0]].pos_ in ("CCONJ", "ADP", "ADV", "SPACE"):
            label = label[1:]
        if any(doc[i].pos_ == "PROPN" for i in label):
            return Draft(colon, ":", Commitment.NEUTRAL, {colon}, source=set(label))
    dash = tokens.stop
    while dash < len(doc) and doc[dash].is_space:
        dash += 1
    if dash + 1 < len(doc) and doc[dash].text in DASHES and doc[dash + 1].pos_ == "PROPN":
        here = layout.paragraph_of[dash]
        end = next(
            (i for i in range(dash, len(doc)) if layout.paragraph_of[i] != here or doc[i].text in SENTENCE_ENDS),
            len(doc),
        )
        return Draft(dash, "—", Commitment.NEUTRAL, {dash}, source=set(range(dash + 1, min(end, dash + MAX_PHRASE))))
    return None


def without_titles(layout: Layout, drafts: list[Draft]) -> list[Draft]:
    """Take out of claims the quoted names of programmes and works that stand apart from the rest: 'on "Face the Nation," she said'.

    What only names them, or tells what they are about, states nothing.
    """
    drafts = [draft for draft in drafts if not (_is_named(layout, draft) or _is_topic(layout, draft))]
    titles = {n: set(tokens) for n, (_, tokens) in enumerate(layout.passages) if _is_title(layout, tokens)}
    for draft in drafts:
        within = {layout.passage_of[i] for i in draft.claim & layout.passage_of.keys()}
        for title in (titles[n] for n in sorted(within & titles.keys())):
            rest = draft.claim - title
            is_apart = not {min(title) - 1, max(title) + 1} & layout.words(rest)
            if is_apart and layout.words(rest):
                draft.claim = rest
    return drafts


def _is_title(layout: Layout, tokens: range) -> bool:
    words = [layout.doc[i] for i in tokens if layout.is_word[i]]
    if not 1 <= len(words) <= MAX_TITLE_WORDS or tokens.start == 0:
        return False
    before = layout.doc[tokens.start - 1]
    works = nouns_with("work") | nouns_with("show")  # "the podcast “Cold Start”"
    is_named = before.lower_ in _TITLING | works or before.pos_ == "PROPN" or before.tag_ == "POS"
    is_named |= layout.doc[tokens.start : tokens.stop].text.strip(' ,.“”"') in outlets_of(
        layout.doc
    )  # "with “60 Minutes,”"
    is_written_so = all(word.text[0].isupper() or word.is_stop or word.is_digit for word in words)
    return is_named and is_written_so and (words[0].text[0].isupper() or words[0].is_digit)


def _stands_as_name(layout: Layout, tokens: range) -> bool:
    """Say whether a passage is written as titles are, and stands as a name does: 'appeared on “Good Morning America.”'."""
    before = layout.doc[tokens.start - 1] if tokens.start > 0 else None
    words = layout.doc[tokens.start : tokens.stop].text.strip(_MARKS + ".,!?").split()
    if before is None or len(words) > MAX_TITLE_WORDS:
        return False
    is_work = before.lemma_.lower() in nouns_with("work") or before.pos_ in ("ADP", "VERB", "CCONJ")
    capitals = [word for word in words if word[0].isupper() and word != "I"]
    is_small = all(word in capitals or layout.doc.vocab[word].is_stop for word in words)
    return is_work and is_small and words[0] in capitals and words[-1] in capitals and len(capitals) > 1


def _is_named(layout: Layout, draft: Draft) -> bool:
    """Say whether a claim holds nothing but titles, and their bearer, by a cue that is not of speech: 'the book is called “Out There.”'."""
    cue = [layout.doc[i] for i in draft.cue]
    quoted = {layout.passage_of[i] for i in draft.claim & layout.passage_of.keys()}
    passages = [layout.passages[n][1] for n in quoted]
    is_called = not draft.source and any(token.dep_ == "auxpass" for token in cue)
    is_said = any(cue_precisions().get((t.lemma_.lower(), "clause"), 0.0) >= MIN_PRECISION for t in cue)  # "chants of"
    if not passages or (is_said and not is_called):
        return False
    subjects = {t.i for verb in cue for child in verb.lefts if child.dep_ == "nsubjpass" for t in child.subtree}
    rest = layout.words(draft.claim).difference(subjects, *passages)
    is_list = all(layout.doc[i].pos_ == "CCONJ" for i in rest)
    return is_list and all(_stands_as_name(layout, tokens) for tokens in passages)


def _is_topic(layout: Layout, draft: Draft) -> bool:
    """Say whether it is only told what a work is about: "her film about the strike", "the novel is a sly tale about a widow"."""
    works = nouns_with("work") | {"story"}
    first = min(draft.claim, default=0)
    cue = [layout.doc[i] for i in sorted(draft.cue)]
    is_of_work = any(token.lemma_.lower() in works for token in (*cue, *(layout.doc[i] for i in draft.source)))
    is_about = "about" in (layout.doc[first - 1].lower_, *(token.lower_ for token in cue))
    is_verbal = any(token.pos_ in VERBS and token.lemma_ != "be" for token in cue)
    tells = any(layout.doc[i].pos_ in VERBS for i in draft.claim)
    return bool(cue) and is_of_work and is_about and not (is_verbal or tells)
