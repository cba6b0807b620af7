"""Documents to attributions: every statement of an article, with the words that say who states it.

Four readings are put together: what a trained model finds (:mod:`attribution.extraction`), cues with their claims from the
parse (:mod:`attribution.cues`), quoted passages from the marks (:mod:`attribution.quotations`), which the parse often tears
apart, and embedded posts (:mod:`attribution.posts`). Where the model has spoken, the parse only adds what the model was never
shown: statements inside statements. What remains of each sentence is the article's own voice.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from attribution.cues import (
    MIN_PRECISION,
    Candidate,
    commitments,
    cue_precisions,
    is_hearsay,
    subject_of,
    trusted_candidates,
)
from attribution.decoding import Extraction
from attribution.document import find_entities, find_paragraphs, is_link
from attribution.model import Attribution, CharSpan, Commitment, Post, Quotation
from attribution.quotations import OPENING_MARKS, find_quotations
from attribution.transcripts import find_turns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

# Within quotation marks people speak of themselves ("I think"): more is asked of a cue than MIN_PRECISION.
MIN_PRECISION_IN_QUOTATION = 0.5
# Beside a model, a cue that the model passed over must be surer than that: measured on articles that the model never saw.
MIN_PRECISION_BESIDE_MODEL = 0.6
# A lone word, or words torn apart, are seldom a statement, and a mere adverb seldom brings one: a model must be surer of them
# than of others.
MIN_CONFIDENCE_IN_DOUBT = 0.55
# The constructions that render what somebody said, not what somebody wants, judges or is expected to do.
SPEECH_FRAMES = frozenset({"clause", "impersonal", "parenthesis", "quotation", "according"})
# Words that a quoted passage without a cue in its sentence must have to count as speech, not as a term in scare quotes.
MIN_SPEECH_WORDS = 4
# Tokens looked at for a speaker's name or title, and between two halves of one quotation; they keep the cost linear.
MAX_PHRASE = 30
MAX_ASIDE = 100

_MARKS = "\"'“”‘’«»„‟‹›` "
_PHRASE_ENDS = frozenset({",", ".", "?", "!", ";", ":", "—"})
_DASHES = frozenset({"—", "–", "--", "―", "-"})
_LABELS = _DASHES | {":"}


def _commitment_of(lemma: str, frame: str) -> Commitment:
    """Grade a cue by its lemma; what no list holds, by what its frame mostly expresses."""
    if frame == "adverb":
        return Commitment.HEARSAY
    if frame == "infinitive" or frame.startswith("adj:"):
        return commitments().get(lemma, Commitment.ATTITUDE)
    return commitments().get(lemma, Commitment.JUDGING if frame.startswith("object") else Commitment.NEUTRAL)


# Where an article was written, at the begin of a paragraph: "PORT ELDER —", "DES MOINES, Iowa (AP) —". No annotator of PolNeAR
# took one into a statement.
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w.]{0,15}(?: [A-Z][\w.]{0,15}| \d{1,2}\b){0,2}){0,2}"
    r"(?: \([^()\n]{2,40}\))?\s?[—–-]{1,2}\s(?=[^\n]{0,40}[a-z])"
)

# Who asks not to be named states nothing by that.
_ASKED = re.compile(
    r"(?:(?:on\s+)?(?:the\s+)?conditions?\s+of\s+)?anonymity|(?:that\s+\w+\s+)?not\s+(?:to\s+)?be\s+(?:publicly\s+)?(?:named|identified|quoted)\b.*"
    r"|that\s+(?:his|her|their)\s+(?:full\s+|last\s+)?(?:names?|identit\w+)\s+(?:not\s+)?be\b.*"
    r"|to\s+(?:give|disclose|reveal|provide)\s+(?:his|her|their)\s+(?:full\s+|last\s+)?(?:names?|identit\w+)\b.*",
    re.I | re.S,
)
# "The officials, who were not authorized to discuss the plan"; the words between are few.
_MAY_NOT = re.compile(
    r"(?:\bnot|n[’']t)\s+(?:\w+\s+)?(?:authori[sz]ed|permitted|allowed|cleared)\s+to(?:\s+\w+ly)?"
    r"(?:\s+(?:discuss|speak|talk|comment)(?:\s+\w+ly)?(?:\s+(?:about|on|of))?)?\s*$",
    re.I,
)
MAX_PERMISSION = 9
# What ends a sentence or a part of it, and so begins no claim.
_ENDS = frozenset(".,;:!?")
_STOPS = frozenset(".!?")
MAX_TITLE_WORDS = 6
_BEFORE_TITLES = frozenset(
    "on of in the show program programme broadcast episode book film movie song series album documentary play called titled entitled".split()
)


@dataclass(slots=True)
class _Draft:
    """An attribution while its parts, as token indices, are being put together."""

    head: int
    lemma: str
    commitment: Commitment | None
    cue: set[int]
    claim: set[int]
    source: set[int]
    precision: float = 1.0
    frame: str = "quotation"
    post: Post | None = None
    is_extracted: bool = False
    parent: _Draft | None = field(default=None, repr=False)

    @property
    def is_speech(self) -> bool:
        return self.frame in SPEECH_FRAMES


def find_attributions(
    doc: Doc,
    posts: Sequence[Post] = (),
    *,
    text: str | None = None,
    extractions: Sequence[Extraction] | None = None,
) -> tuple[Attribution, ...]:
    """Find every statement of an article, attributed or in its own voice, in reading order.

    Args:
        doc: parsed by an English pipeline with tagger, parser, lemmatizer and NER.
        posts: the embedded posts in its text.
        text: the article's text as given, of which ``doc.text`` is the plain form; by default ``doc.text`` itself.
        extractions: what a model finds in it; None leaves all to the rules.

    Returns:
        one attribution a statement; spans are half-open character offsets into ``text``, and never cut an HTML entity in
        it. Every sentence is part of at least one of them; a dateline before it is not. A document without a word gives none.
    """
    layout = _Layout(doc, find_entities(doc.text if text is None else text), posts)
    candidates = trusted_candidates(doc)
    if extractions is None:
        found = [
            _cue_draft(trust, candidate)
            for trust, candidate in candidates.values()
            if _is_enough(layout, trust, candidate)
        ]
    else:
        found = _beside_model(layout, _extracted_drafts(layout, extractions, candidates), candidates)
    for draft in found:
        draft.claim -= layout.datelines
    found = [draft for draft in found if draft.claim and not _asks_for_anonymity(layout, draft.claim)]
    turns = _turn_drafts(layout)
    found = _within_turns(turns, _without_titles(layout, _add_quotations(layout, found)))
    drafts = _resolve_conflicts([*_post_drafts(layout), *turns, *found])
    drafts = _nest(layout.doc, drafts)
    return _finish(layout, [*drafts, *_own_voice(layout, drafts)])


class _Layout:
    """Where the words, quoted passages, paragraphs and posts of a document stand, by token index."""

    def __init__(self, doc: Doc, entities: Sequence[CharSpan], posts: Sequence[Post]) -> None:
        plain = doc.text  # which the document puts together anew each time that it is asked for
        paragraphs = find_paragraphs(plain)
        passages = find_quotations(plain, paragraphs)
        self.doc = doc
        self.entities = entities
        self.is_word = [any(map(str.isalnum, token.text)) and not is_link(token) for token in doc]
        self.paragraph_of = _numbered(doc, paragraphs)
        self.passages = [(passage, self.tokens(passage.span)) for passage in passages]
        self.passage_of: dict[int, int] = {i: n for n, (_, tokens) in enumerate(self.passages) for i in tokens}
        datelines = (_DATELINE.match(plain, *paragraph) for paragraph in paragraphs)
        self.datelines = {i for line in datelines if line for i in self.tokens(CharSpan(*line.span()))}
        self.posts = [(post, set(self.tokens(post.span))) for post in posts]
        self.in_post = set().union(*(tokens for _, tokens in self.posts))
        self.sentence_of = [n for n, sent in enumerate(doc.sents) for _ in sent]

    def tokens(self, span: CharSpan) -> range:
        found = self.doc.char_span(*span, alignment_mode="expand")
        return range(found.start, found.end) if found is not None else range(0)

    def words(self, tokens: Iterable[int]) -> set[int]:
        return {i for i in tokens if self.is_word[i]}

    def bounds(self, paragraph: int) -> tuple[int, int]:
        """Give a paragraph's first token and the one after its last."""
        return bisect_left(self.paragraph_of, paragraph), bisect_left(self.paragraph_of, paragraph + 1)

    def before(self, i: int) -> int:
        """Give the last token before ``i`` that is no white space; 0 where there is none."""
        return next((j for j in range(i - 1, 0, -1) if not self.doc[j].is_space), 0)

    def phrase(self, tokens: range, *, stop: Container[str] = ()) -> list[int]:
        """Give the tokens from the range's first on, up to a mark that ends a phrase or to a word of a class in ``stop``."""
        found: list[int] = []
        for i in tokens[:MAX_PHRASE]:
            token = self.doc[i]
            if i in self.passage_of or token.text in _PHRASE_ENDS or token.pos_ in stop:
                break
            found.append(i)
        return sorted(found)


def _numbered(doc: Doc, paragraphs: Sequence[CharSpan]) -> list[int]:
    numbers, n = [], -1
    for token in doc:
        while n + 1 < len(paragraphs) and token.idx >= paragraphs[n + 1].start:
            n += 1
        numbers.append(n)
    return numbers


def _is_enough(layout: _Layout, trust: float, candidate: Candidate) -> bool:
    return trust >= (MIN_PRECISION_IN_QUOTATION if candidate.head in layout.passage_of else MIN_PRECISION)


def _cue_draft(trust: float, c: Candidate) -> _Draft:
    commitment = _commitment_of(c.lemma, c.frame)
    return _Draft(c.head, c.lemma, commitment, set(c.cue), set(c.claim), set(c.source), trust, c.frame)


def _extracted_drafts(
    layout: _Layout, extractions: Iterable[Extraction], candidates: Mapping[int, tuple[float, Candidate]]
) -> list[_Draft]:
    """Give what a model finds the lemma and the construction that the parse sees in its cue."""
    drafts = []
    for extraction in extractions:
        cue = set(extraction.cue)
        claim = _extracted_claim(layout, extraction)
        is_label = all(layout.doc[i].text in _LABELS for i in cue)  # "Lee: It will rain"
        if not (is_label or layout.words(cue)) or not layout.words(claim):
            continue
        if _is_relay(layout, cue, claim) or _is_forbidden(layout, claim):
            continue
        is_doubtful = not _is_phrase(layout, claim) or (not extraction.source and _is_adverb(layout, cue))
        if extraction.confidence < MIN_CONFIDENCE_IN_DOUBT and is_doubtful:
            continue
        source = _whole_phrase(layout, extraction.source)
        known = [candidates[i] for i in extraction.cue if i in candidates]
        if known:
            trust, candidate = max(known, key=lambda pair: (pair[0], -pair[1].head))
            head, lemma, frame = candidate.head, candidate.lemma, candidate.frame
            if frame == "adverb" and cue == set(candidate.cue) and claim < set(candidate.claim):
                claim = set(candidate.claim)  # "reportedly" is said of its whole clause, of which the model sees a part
            subject = set(candidate.source)
            is_sure = trust >= MIN_PRECISION_BESIDE_MODEL and not claim & subject
            if subject and is_sure and all(layout.sentence_of[i] != layout.sentence_of[head] for i in source):
                # The model finds nobody, or somebody of another sentence, but the rules are sure of the cue's subject.
                source = subject - cue
        else:
            head = next((i for i in extraction.cue if layout.doc[i].head.i not in cue), extraction.cue[0])
            lemma = layout.doc[head].lemma_.lower()
            is_verb = layout.doc[head].pos_ in ("VERB", "AUX")
            frame = "quotation" if is_label else "according" if lemma == "accord" else "clause" if is_verb else "other"
        commitment = _commitment_of(lemma, frame)
        drafts.append(
            _Draft(head, lemma, commitment, cue, claim, source, extraction.confidence, frame, is_extracted=True)
        )
    return drafts


def _whole_phrase(layout: _Layout, source: Iterable[int]) -> set[int]:
    """Give a source without what begins another phrase at its end: "Reports this", of "Reports this week"; nor a "But" before it."""
    found = sorted(source)
    while found and layout.doc[found[0]].pos_ == "CCONJ":
        found.pop(0)
    if all(layout.doc[i].pos_ in ("ADV", "PUNCT", "SPACE") for i in found):
        return set()
    while len(found) > 1 and layout.doc[found[-1]].pos_ == "DET" and layout.doc[found[-1]].head.i not in found:
        found.pop()
    return set(found) if layout.words(found) else set()


def _extracted_claim(layout: _Layout, extraction: Extraction) -> set[int]:
    """Give the content that a model finds without what it took from other paragraphs, where nothing is quoted there.

    What is quoted in a paragraph before goes with who spoke before it, not with who speaks after it, unless a comma tells that
    the sentence goes on there.
    """
    here = layout.paragraph_of[extraction.cue[0]]
    end = layout.before(layout.bounds(here)[0])
    while end > 0 and layout.doc[end].is_quote:
        end = layout.before(end)
    first = here - 1 if layout.doc[end].text == "," else here
    claim = {
        i
        for i in extraction.content
        if layout.paragraph_of[i] == here or (layout.paragraph_of[i] >= first and i in layout.passage_of)
    }
    claim -= _torn_end(layout, claim)
    ends = {i for i in claim if layout.doc[i].text in _ENDS and i - 1 not in claim}
    return claim - ends


def _torn_end(layout: _Layout, claim: set[int]) -> set[int]:
    """Give what a claim holds of its last sentence, where that is the begin of it alone: "… the village. The claim"."""
    sentences = {layout.sentence_of[i] for i in claim}
    if len(sentences) < 2:
        return set()
    last = max(sentences)
    end = {i for i in claim if layout.sentence_of[i] == last}
    after = max(end) + 1
    goes_on = after < len(layout.doc) and layout.sentence_of[after] == last and layout.is_word[after]
    is_quoted = any(i in layout.passage_of for i in end)
    follows_stop = layout.doc[layout.before(min(end))].text in _STOPS
    return end if goes_on and follows_stop and not is_quoted else set()


def _asks_for_anonymity(layout: _Layout, claim: set[int]) -> bool:
    words = layout.words(claim)
    return bool(words) and bool(_ASKED.fullmatch(layout.doc[min(words) : max(words) + 1].text))


def _is_phrase(layout: _Layout, claim: set[int]) -> bool:
    """Say whether a claim is more than a lone word, or words torn apart, of which none is a verb or quoted."""
    words = layout.words(claim)
    is_whole = len(words) > 1 and len(words) == len(layout.words(range(min(words), max(words) + 1)))
    return is_whole or any(i in layout.passage_of or layout.doc[i].pos_ in ("VERB", "AUX") for i in words)


def _is_relay(layout: _Layout, cue: set[int], claim: set[int]) -> bool:
    """Say whether a model took for a statement whose name is given after "citing": who is cited in turn, not what for."""
    is_citing = any(layout.doc[i].lower_ == "citing" for i in cue)
    return is_citing and all(layout.doc[i].pos_ == "PROPN" for i in layout.words(claim))


def _is_forbidden(layout: _Layout, claim: set[int]) -> bool:
    """Say whether a claim is what somebody may not speak of: why he is not named, which states nothing."""
    first = min(claim)
    return bool(_MAY_NOT.search(layout.doc[max(0, first - MAX_PERMISSION) : first].text))


def _is_adverb(layout: _Layout, cue: set[int]) -> bool:
    return all(layout.doc[i].pos_ == "ADV" for i in layout.words(cue))


def _beside_model(
    layout: _Layout, extracted: Sequence[_Draft], candidates: Mapping[int, tuple[float, Candidate]]
) -> list[_Draft]:
    """Add, to what a model finds, what the rules find inside its claims, and what they are sure of elsewhere."""
    taken = {i for draft in extracted for i in draft.source | draft.cue}
    claimed = {i: draft for draft in extracted for i in draft.claim}
    drafts = list(extracted)
    for trust, candidate in candidates.values():
        if candidate.head in taken or not _is_enough(layout, trust, candidate):
            continue
        draft = _cue_draft(trust, candidate)
        said = draft.cue | draft.source
        outer = claimed.get(candidate.head)
        is_sure = trust >= MIN_PRECISION_BESIDE_MODEL or is_hearsay(layout.doc, candidate)
        if outer is not None:
            draft.claim &= outer.claim
        elif not is_sure or draft.claim & taken or said & (taken | claimed.keys()):
            continue
        elif relays := [claimed[i] for i in draft.claim if i in claimed]:
            # "It fell, Ann said, according to the Herald": what the Herald is cited for is that Ann said so.
            relay = relays[0]
            if relay.frame != "according" or not all(other is relay for other in relays):
                continue
            draft.claim &= relay.claim
            relay.claim |= said
            claimed.update(dict.fromkeys(said, relay))
        if draft.claim:
            drafts.append(draft)
    return drafts


class _Drafts:
    """The drafts so far, by the token of their cue's head and by the tokens of their claims."""

    def __init__(self, drafts: Iterable[_Draft]) -> None:
        self.by_head: dict[int, _Draft] = {}
        self.claimants: dict[int, list[_Draft]] = {}
        for draft in drafts:
            self.add(draft)

    def add(self, draft: _Draft) -> None:
        self.by_head[draft.head] = draft
        claim, draft.claim = draft.claim, set()
        self._claim(draft, claim)

    def extend(self, draft: _Draft, tokens: Iterable[int]) -> None:
        """Add a passage to a claim, without those of its words that a model has given to somebody."""
        given = {i for i in tokens if any(other.is_extracted for other in self.claimants.get(i, ()))}
        if not (draft.is_extracted and given & draft.claim):
            self._claim(draft, set(tokens) - given)

    def _claim(self, draft: _Draft, tokens: Iterable[int]) -> None:
        for i in set(tokens) - draft.cue - draft.source - draft.claim:
            draft.claim.add(i)
            self.claimants.setdefault(i, []).append(draft)


def _add_quotations(layout: _Layout, found: list[_Draft]) -> list[_Draft]:
    """Give each quoted passage to the cue that brings it; those without one go with a speech beside them.

    A speech that nothing near ascribes to anybody is a draft of its own, without cue and source.
    """
    drafts = _Drafts(found)
    owners: list[_Draft | None] = []
    spoken: int | None = None  # the last passage that is speech
    for n, (passage, tokens) in enumerate(layout.passages):
        owner = owners[-1] if passage.continues else None
        owner = owner or _bringer(layout, drafts, tokens, spoken, owners)
        if owner is not None:
            drafts.extend(owner, tokens)
            if owner.is_speech or len(layout.words(tokens)) >= MIN_SPEECH_WORDS:
                spoken = n
        owners.append(owner)
    for n in range(len(owners) - 1, -1, -1):
        passage, tokens = layout.passages[n]
        if owners[n] is None and n + 1 < len(owners) and layout.passages[n + 1][0].continues:
            owner = owners[n] = owners[n + 1]
            if owner is not None:
                drafts.extend(owner, tokens)
    for n, (passage, tokens) in enumerate(layout.passages):
        if owners[n] is None and passage.is_closed and _is_sentence(layout, tokens):
            owner = _speaker_near(layout, drafts, tokens)
            if owner is None:
                owner = _Draft(-1 - tokens.start, "", None, set(), set(), set())
                drafts.add(owner)
            drafts.extend(owner, tokens)
    for draft in drafts.by_head.values():
        if draft.cue and not draft.is_extracted and layout.words(draft.claim) & layout.passage_of.keys():
            _mend_source(layout, draft)
    return list(drafts.by_head.values())


def _bringer(
    layout: _Layout, drafts: _Drafts, tokens: range, spoken: int | None, owners: Sequence[_Draft | None]
) -> _Draft | None:
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
    if head is not None:
        owner = drafts.by_head.get(head.i) or _quotation_draft(layout, head)
    else:
        owner = _label_draft(layout, tokens)
    if owner is not None and owner.head not in drafts.by_head:
        drafts.add(owner)
    return owner


def _is_sentence(layout: _Layout, tokens: range) -> bool:
    """Say whether a passage is a sentence or more of its own: words enough, a capital first and a full stop last."""
    inner = layout.doc[tokens.start : tokens.stop].text.strip(_MARKS)
    is_whole = inner[:1].isupper() and inner[-1:] in (".", "?", "!", "…")
    return is_whole and len(layout.words(tokens)) >= MIN_SPEECH_WORDS and not _is_capitalized(layout, tokens)


def _is_capitalized(layout: _Layout, tokens: range) -> bool:
    """Say whether a passage is written as titles are, small words too: “Walking It to the Harbor.”."""
    words = [layout.doc[i] for i in tokens if layout.is_word[i] and layout.doc[i].is_alpha]
    inner = (word for word in words[1:] if not word.is_sent_start and word.text != "I")
    is_small_word = any(word.is_stop and word.text.istitle() for word in inner)
    return is_small_word and all(word.is_stop or word.text[0].isupper() for word in words)


def _speaker_near(layout: _Layout, drafts: _Drafts, tokens: range) -> _Draft | None:
    """Find who goes on speaking: the last to speak before in the paragraph, else the first after, else before it."""
    here = layout.paragraph_of[tokens.start]

    def speech(positions: range) -> _Draft | None:
        for i in positions:
            draft = drafts.by_head.get(i)
            if draft is not None and draft.is_speech and i not in layout.passage_of:
                return draft
        return None

    first, last = layout.bounds(here)
    owner = speech(range(tokens.start - 1, first - 1, -1)) or speech(range(tokens.stop, last))
    if owner is None and here > 0 and layout.words(range(first, last)) <= set(tokens):
        first, last = layout.bounds(here - 1)
        owner = speech(range(last - 1, first - 1, -1))
    return owner


def _overlapping(claimants: Mapping[int, Sequence[_Draft]], tokens: range, words: set[int]) -> _Draft | None:
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


def _cue_beside(layout: _Layout, tokens: range) -> Token | None:
    """Find the verb of speech that stands beside a passage: after it ("...," she said), or before it (She said: "...")."""
    doc = layout.doc
    here = layout.paragraph_of[tokens.start]
    closing = doc[tokens.start : tokens.stop].text.rstrip("\"'”’»›` ")[-1:]
    if closing not in (".", ";"):
        for i in range(tokens.stop, min(tokens.stop + 30, len(doc))):
            token = doc[i]
            if layout.paragraph_of[i] != here or i in layout.passage_of or token.text in (".", ";", "?", "!", ":"):
                break
            if _is_reporting(token):
                return token
    first = tokens.start - 1
    while first >= 0 and doc[first].is_space:
        first -= 1
    for i in range(first, max(first - 40, -1), -1):
        token = doc[i]
        if (
            i in layout.passage_of
            or (i != first and token.text in (".", "?", "!", ";"))
            or layout.paragraph_of[i] < here - 1
        ):
            break
        if layout.paragraph_of[i] != here and doc[first].text != ":":
            break
        if _is_reporting(token):
            return token
        if i == first and token.text in (".", "?", "!", ";"):
            break
    return None


def _is_reporting(token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX"):
        return False
    return cue_precisions().get((token.lemma_.lower(), "clause"), 0.0) >= MIN_PRECISION


def _quotation_draft(layout: _Layout, head: Token) -> _Draft:
    lemma = head.lemma_.lower()
    cue = {head.i, *(t.i for t in head.children if t.dep_ in ("aux", "auxpass", "neg", "prt"))}
    precision = cue_precisions()[lemma, "clause"]
    return _Draft(head.i, lemma, _commitment_of(lemma, "clause"), cue, set(), set(subject_of(head)) - cue, precision)


def _mend_source(layout: _Layout, draft: _Draft) -> None:
    """Read the speaker off the words beside the verb where the parse has none, or takes one out of the quotation.

    ``"...," said the mayor`` and ``"...," the mayor said``: the words between the closing mark and the verb, or the noun
    phrase after it.
    """
    quoted = layout.passage_of.keys()
    if draft.source and not draft.source & quoted:
        return
    if not draft.is_speech or draft.head in quoted or layout.doc[draft.head].pos_ not in ("VERB", "AUX"):
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


def _follows(layout: _Layout, earlier: int, draft: _Draft, tokens: range) -> bool:
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


def _label_draft(layout: _Layout, tokens: range) -> _Draft | None:
    """Read the block forms: ``Name: "..."``, ``And from the mayor:`` before a quotation, and ``"..." — Name, title``."""
    doc = layout.doc
    colon = layout.before(tokens.start)
    if doc[colon].text == ":":
        label = layout.phrase(range(colon - 1, -1, -1), stop=("PUNCT",))
        while label and doc[label[0]].pos_ in ("CCONJ", "ADP", "ADV", "SPACE"):
            label = label[1:]
        if any(doc[i].pos_ == "PROPN" for i in label):
            return _Draft(colon, ":", Commitment.NEUTRAL, {colon}, set(), set(label))
    dash = tokens.stop
    while dash < len(doc) and doc[dash].is_space:
        dash += 1
    if dash + 1 < len(doc) and doc[dash].text in _DASHES and doc[dash + 1].pos_ == "PROPN":
        here = layout.paragraph_of[dash]
        end = next(
            (i for i in range(dash, len(doc)) if layout.paragraph_of[i] != here or doc[i].text in ".?!"), len(doc)
        )
        return _Draft(dash, "—", Commitment.NEUTRAL, {dash}, set(), set(range(dash + 1, min(end, dash + MAX_PHRASE))))
    return None


def _post_drafts(layout: _Layout) -> list[_Draft]:
    drafts = []
    for n, (post, _) in enumerate(layout.posts):  # no cue: a number of its own stands for the head
        claim = {i for span in post.body for i in layout.tokens(span)}
        source = {i for span in post.signature for i in layout.tokens(span)}
        if claim:
            drafts.append(_Draft(-1 - n, "", None, set(), claim, source, frame="post", post=post))
    return drafts


def _without_titles(layout: _Layout, drafts: list[_Draft]) -> list[_Draft]:
    """Take out of claims the quoted names of programmes and works that stand apart from the rest: 'on "Face the Nation," she said'."""
    titles = [set(tokens) for _, tokens in layout.passages if _is_title(layout, tokens)]
    for draft in drafts:
        for title in titles:
            rest = draft.claim - title
            is_apart = not {min(title) - 1, max(title) + 1} & layout.words(rest)
            if title & draft.claim and is_apart and layout.words(rest):
                draft.claim = rest
    return drafts


def _is_title(layout: _Layout, tokens: range) -> bool:
    words = [layout.doc[i] for i in tokens if layout.is_word[i]]
    if not 1 <= len(words) <= MAX_TITLE_WORDS or tokens.start == 0:
        return False
    before = layout.doc[tokens.start - 1]
    is_named = before.lower_ in _BEFORE_TITLES or before.pos_ == "PROPN" or before.tag_ == "POS"
    return is_named and all(word.text[0].isupper() or word.is_stop for word in words) and words[0].text[0].isupper()


def _turn_drafts(layout: _Layout) -> list[_Draft]:
    """Give the turns of a transcript, each with the name before its colon for source."""
    drafts = []
    for turn in find_turns(layout.doc.text):
        claim = set(layout.tokens(turn.words))
        source = set(layout.tokens(turn.speaker)) if turn.speaker is not None else set()
        if layout.words(claim) and not claim & source and not claim & layout.in_post:
            head = min(source, default=-1 - min(claim))
            drafts.append(_Draft(head, "", None, set(), claim, source, frame="turn"))
    return drafts


def _within_turns(turns: Sequence[_Draft], drafts: Iterable[_Draft]) -> list[_Draft]:
    """Drop what reaches over the border of a turn, or says no more than that the turn is quoted."""
    turn_of = {i: n for n, turn in enumerate(turns) for i in turn.claim | turn.source}
    kept = []
    for draft in drafts:
        tokens = draft.claim | draft.cue | draft.source
        places = {turn_of.get(i) for i in tokens}
        is_inside = len(places) == 1 and bool(draft.cue)
        if places <= {None} or is_inside:
            kept.append(draft)
    return kept


def _resolve_conflicts(drafts: list[_Draft]) -> list[_Draft]:
    """Drop, of two cues that each claim the other, the less trusted; and what holds no word."""
    kept: dict[int, list[_Draft]] = {}  # by the token of the cue's head
    for draft in sorted(drafts, key=lambda d: (-d.precision, d.head)):
        inside = (other for i in draft.claim & kept.keys() for other in kept[i])
        if draft.claim and not any(draft.head in other.claim for other in inside):
            kept.setdefault(draft.head, []).append(draft)
    return [draft for same_head in kept.values() for draft in same_head]


def _nest(doc: Doc, drafts: list[_Draft]) -> list[_Draft]:
    """Give each draft the one inside whose claim it is made, without those that say nothing of their own there."""
    kept: list[_Draft] = []
    innermost: dict[int, _Draft] = {}  # by token: of the claims that hold it, the smallest so far
    for draft in sorted(drafts, key=lambda d: (-len(d.claim), d.head)):
        draft.parent = innermost.get(draft.head)
        if draft.parent is None or _is_second_voice(doc, draft):
            kept.append(draft)
            innermost.update(dict.fromkeys(draft.claim, draft))
    return kept


def _is_second_voice(doc: Doc, draft: _Draft) -> bool:
    """Say whether a cue inside a claim brings a second source: "Russia hopes to stay" in a claim is all the first one's.

    A denial or an accusation does; so does speech, unless it is the speaker's own mind ("he thinks").
    """
    if draft.source and all(doc[i].lower_ in ("i", "we", "my", "our") for i in draft.source):
        return False
    if draft.commitment in (Commitment.DENYING, Commitment.JUDGING):
        return bool(draft.source)
    if draft.commitment is Commitment.INFERRING and doc[draft.head].dep_ == "advcl":
        return False  # "they spoke again, suggesting that ...": what the first source makes of it
    if not draft.is_speech:
        return draft.commitment is Commitment.HEARSAY
    is_mind = draft.commitment in (Commitment.ATTITUDE, Commitment.KNOWING)
    return not is_mind or any(doc[i].pos_ in ("NOUN", "PROPN") for i in draft.source)


def _own_voice(layout: _Layout, drafts: Sequence[_Draft]) -> list[_Draft]:
    """Give what nobody is cited for: whole sentences, or the part of one around a statement inside it."""
    doc = layout.doc
    cited = {i for draft in drafts for part in (draft.claim, draft.cue, draft.source) for i in part} | layout.in_post
    heads = sorted(draft.head for draft in drafts)
    found = []
    for sent in doc.sents:
        words = layout.words(range(sent.start, sent.end)) - layout.datelines
        left = words - cited
        if not words or not left:
            continue
        if left != words:
            if sent.root.i in cited or not _is_clause(sent, left):
                continue
            cues = heads[bisect_left(heads, sent.start) : bisect_left(heads, sent.end)]
            left -= _cue_clauses([doc[i] for i in cues])
        if left:
            found.append(_Draft(min(left), "", None, set(), left, set(), frame="own voice"))
    return found


def _is_clause(sent: Span, left: set[int]) -> bool:
    return any(token.i in left and token.pos_ in ("VERB", "AUX") for token in sent)


def _cue_clauses(cues: Iterable[Token]) -> set[int]:
    """Give the clauses that are there to cite: "(…, who said that …)"."""
    return {t.i for cue in cues if cue.dep_ in ("relcl", "advcl", "acl", "parataxis", "prep") for t in cue.subtree}


def _finish(layout: _Layout, drafts: Sequence[_Draft]) -> tuple[Attribution, ...]:
    spans = {id(draft): _char_spans(layout, draft.claim) for draft in drafts}
    ordered = sorted((d for d in drafts if spans[id(d)]), key=lambda d: (spans[id(d)][0].start, -len(d.claim), d.head))
    number = {id(draft): n for n, draft in enumerate(ordered)}
    return tuple(
        Attribution(
            claim=draft.post.body if draft.post else spans[id(draft)],
            quotation=_quotation_of(layout, draft),
            cue=_char_spans(layout, draft.cue, is_exact=True),
            source=draft.post.signature if draft.post else _char_spans(layout, draft.source, is_exact=True),
            cue_lemma=draft.lemma or None,
            commitment=draft.commitment,
            is_negated=any(token.dep_ == "neg" for token in _verb_phrase(layout.doc, draft)),
            is_future=any(token.lower_ in _FUTURE for token in _verb_phrase(layout.doc, draft)),
            parent=number.get(id(draft.parent)) if draft.parent is not None else None,
            post=draft.post,
            confidence=draft.precision if draft.cue else None,
        )
        for draft in ordered
    )


def _verb_phrase(doc: Doc, draft: _Draft) -> set[Token]:
    """Give a cue's words, and what hangs on its head as part of the verb: "did not say", "will say"."""
    cue = {doc[i] for i in draft.cue}
    return cue | {
        token for head in cue if head.i == draft.head for token in head.children if token.dep_ in ("neg", "aux")
    }


def _quotation_of(layout: _Layout, draft: _Draft) -> Quotation:
    if draft.post is not None:
        return Quotation.POST
    if draft.frame == "own voice":
        return Quotation.NONE
    if draft.frame == "turn":
        return Quotation.DIRECT
    words = layout.words(draft.claim)
    enclosing = layout.passage_of.get(draft.head)  # a claim within a speech is quoted only by marks of its own
    quoted = {i for i in words if i in layout.passage_of and layout.passage_of[i] != enclosing}
    if not quoted:
        return Quotation.INDIRECT
    return Quotation.DIRECT if quoted == words else Quotation.MIXED


def _char_spans(layout: _Layout, tokens: set[int], *, is_exact: bool = False) -> tuple[CharSpan, ...]:
    """Turn tokens into runs of characters: punctuation between two words of a run belongs to it, at its ends it does not.

    Marks that open or close a quotation or parenthesis inside the run stay.
    """
    doc = layout.doc
    runs: list[list[int]] = []
    for i in sorted(layout.words(tokens) or (i for i in tokens if not doc[i].is_space)):
        if runs and all(not layout.is_word[j] and (not is_exact or j in tokens) for j in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    spans = []
    for run in runs:
        first, last = run[0], run[-1]
        while first - 1 in tokens and doc[first - 1].text in _OPENERS:
            first -= 1
        while last + 1 in tokens and doc[last + 1].text in _ENDERS:
            last += 1
        while last > run[-1] and doc[last].text in _LOOSE_ENDERS:
            last -= 1
        first, last = _with_marks(layout, first, last)
        spans.append(_with_entities(CharSpan(doc[first].idx, doc[last].idx + len(doc[last])), layout.entities))
    return tuple(spans)


def _with_marks(layout: _Layout, first: int, last: int) -> tuple[int, int]:
    """Widen a run by the one of a quotation's marks that was left outside, though the other is inside."""
    for edge in (first, last):
        if edge in layout.passage_of:
            passage, tokens = layout.passages[layout.passage_of[edge]]
            is_half_in = passage.is_closed and (first <= tokens.start or tokens.stop - 1 <= last)
            if is_half_in and not layout.words({*tokens} - {*range(first, last + 1)}):
                first, last = min(first, tokens.start), max(last, tokens.stop - 1)
    # Inside a quotation, quotations in turn are no passages of their own.
    if first > 0 and OPENING_MARKS.get(layout.doc[first - 1].text, "\n") in {
        t.text for t in layout.doc[first : last + 1]
    }:
        first -= 1
    return first, last


def _with_entities(span: CharSpan, entities: Sequence[CharSpan]) -> CharSpan:
    """Widen a span whose first or last mark is written as an HTML entity to the whole of that."""
    first = bisect_right(entities, span.start, key=lambda entity: entity.start) - 1
    last = bisect_left(entities, span.end, key=lambda entity: entity.start) - 1
    start = min(span.start, entities[first].start) if first >= 0 and span.start < entities[first].end else span.start
    return CharSpan(start, max(span.end, entities[last].end) if last >= 0 else span.end)


_FUTURE = frozenset({"will", "wo", "shall", "'ll", "’ll"})
_OPENERS = frozenset("\"'“‘«„‹`($€£¥#@[-") | {"``", "''"}
_ENDERS = frozenset("\"'”’»›)]%?!.,…") | {"''"}
_LOOSE_ENDERS = frozenset(".,")
