"""Documents to cue candidates: which word ties which claim to which source, read off spaCy's dependency parse.

A cue is known by its lemma and by the construction ("frame") that its claim stands in; ``data/cues.tsv`` lists the pairs.
Frames are named after spaCy's English dependency labels (ClearNLP): ``clause`` ("said that ..."), ``object`` ("denied the
charge"), ``infinitive`` ("vowed to fight"), ``prep:for`` ("called for a truce"), ``passive`` ("was accused of fraud"),
``impersonal`` ("it is believed that ..."), ``raising`` ("seems to win"), ``noun:that`` ("the claim that ..."), ``according`` and ``parenthesis`` (", he said,").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from attribution.document import is_link, outlets_of
from attribution.lexicon import read_table
from attribution.model import Commitment
from attribution.syntax import VERBS, objects_behind, subject_before
from attribution.vocabulary import PEOPLE, noun_classes, nouns_with, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLAUSE_HEADS = frozenset({"ROOT", "ccomp", "advcl", "relcl", "parataxis", "conj", "acl"})
# A participle or second verb shares the subject of the verb that it hangs on.
SHARED_SUBJECT = frozenset({"conj", "advcl", "xcomp", "pcomp", "prep", "ccomp", "dep"})
# How the parse ties a verb that stands within its claim: ", he said,".
_PARENTHETIC = frozenset({"parataxis", "advcl", "ccomp", "dep", "relcl", "acl"})

# Share of a cue's uses, in a given frame, that annotators called attributions (column "precision" of cues.tsv): below it, a
# cue brings more wrong rows than right ones.
MIN_PRECISION = 0.3
# What the lexicon knows too little of, and what it is trusted like: "as per the report", "according to the report".
_LIKE = {"per": "accord"}
# Both measured on the same annotations: the share of such uses that are attributions, against that of all uses.
NO_SOURCE_FACTOR = 0.3
INFINITIVE_FACTOR = 0.6


# Before whom somebody cites in turn: "Reuters said, citing two officials".
CITING = frozenset({"citing", "quoting"})
_SPEAKER_OR_ANYBODY = frozenset({"i", "we", "my", "our", "you"})
_NOBODY = frozenset({"few", "neither", "nobody", "none", "nothing"})
_NOT_ONE = frozenset(
    {("not", "a"), ("not", "an"), ("not", "one"), ("hardly", "any"), ("hardly", "anybody"), ("hardly", "anyone")}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may be a cue, in one of its constructions; all fields hold token indices."""

    head: int
    frame: str
    lemma: str
    cue: tuple[int, ...]
    claim: frozenset[int]
    source: tuple[int, ...]


@cache
def cue_precisions() -> dict[tuple[str, str], float]:
    """Load ``cues.tsv``: how often a lemma, in a frame, is a cue; lemma and frame are the key."""
    rows = read_table("cues", ("lemma", "frame", "precision", "seen"))
    return {(row["lemma"], row["frame"]): float(row["precision"]) for row in rows}


@cache
def _trusted_lemmas() -> frozenset[str]:
    """Give the lemmas that :func:`trusted_candidates` trusts enough in some construction."""
    trusted = {lemma for (lemma, _), precision in cue_precisions().items() if precision >= MIN_PRECISION}
    hearsay = (lemma for lemma, group in commitments().items() if group is Commitment.HEARSAY)
    return frozenset(
        trusted.union(
            hearsay,
            _LIKE,
            verbs_with("rumouring"),
            verbs_with("emerging"),
            verbs_with("estimating"),
            nouns_with("report"),
            ("hear",),
        )
    )


def trusted_heads(doc: Doc) -> set[int]:
    """Give the words that the lexicon may trust by :data:`MIN_PRECISION` or more, in the construction that they stand in."""
    trusted = _trusted_lemmas()
    return {token.i for token in doc if token.lemma_.lower() in trusted}


@cache
def commitments() -> dict[str, Commitment]:
    """Load ``commitments.tsv``: how far a lemma, as a cue, commits the source."""
    return {row["lemma"]: Commitment(row["group"]) for row in read_table("commitments", ("lemma", "group"))}


@cache
def verbs_of(commitment: Commitment) -> str:
    """Give a regular expression of the cues of a commitment as they are written, for texts without lemmas.

    >>> import re
    >>> re.fullmatch(verbs_of(Commitment.DENYING), "denied") is not None
    True
    """
    return "|".join(_inflected(lemma) for lemma, group in commitments().items() if group is commitment)


def _inflected(lemma: str) -> str:
    if lemma.endswith("y"):
        return rf"{lemma[:-1]}(?:ie[sd]|y(?:s|ed|ing)?)"
    if lemma.endswith("e"):
        return rf"{lemma[:-1]}(?:e[sdn]?|ing)"
    return rf"{lemma}(?:e?s|{lemma[-1]}?(?:ed|ing))?"


def tells(lemma: str) -> bool:
    """Say whether a lemma, as a cue, says what somebody stated or knows: "told", not "hopes"."""
    return commitments().get(lemma, Commitment.ATTITUDE) is not Commitment.ATTITUDE


def telling_sentences(doc: Doc, tokens: set[int]) -> set[int]:
    """Give, of these tokens, those of sentences in which there may be a statement: a verb that tells, and who does it."""
    telling: set[int] = set()
    for verb in (doc[i] for i in tokens if doc[i].pos_ == "VERB" and tells(doc[i].lemma_.lower())):
        source = subject_of(verb) if verb.i not in telling else []
        if source and tokens.issuperset(source) and not is_speaker(doc, source):
            telling.update(range(verb.sent.start, verb.sent.end))
    return tokens & telling


def is_speaker(doc: Doc, source: Iterable[int]) -> bool:
    """Say whether a source within a statement is who makes it, or anybody: "I", "you"."""
    return all(doc[i].lower_ in _SPEAKER_OR_ANYBODY for i in source)


def is_nobody(doc: Doc, source: Collection[int]) -> bool:
    """Say whether a source is nobody, so that its cue is denied: "no official", "not one aide", "neither Lee nor Roe"."""
    if not source:
        return False
    at = min(source)
    first, then = doc[at].lower_, doc[at + 1].lower_ if at + 1 < len(doc) else ""
    if first == "no":
        return not (doc[at].ent_type_ or then[:1].isdigit())  # "No Labels", "No 10"
    return first in _NOBODY or (first, then) in _NOT_ONE or doc[max(0, at - 1)].lower_ == "neither"


def find_candidates(words: Iterable[Token]) -> Iterator[Candidate]:
    """Give every construction in which one of these words could be a cue, known to the lexicon or not, in their order."""
    for head in words:
        found = (_candidate(head, *frame) for frame in _frames(head))
        yield from (candidate for candidate in found if candidate.claim)


def _candidate(head: Token, frame: str, claim: Iterable[int], cue: Sequence[int], source: Sequence[int]) -> Candidate:
    stated = frozenset(claim).difference(cue, source)
    return Candidate(head.i, frame, head.lemma_.lower(), tuple(sorted(cue)), stated, tuple(source))


def trusted_candidates(doc: Doc, heads: Iterable[int]) -> dict[int, tuple[float, Candidate]]:
    """Take, of each word's constructions, the one that the lexicon trusts most, with that trust; by the index of the word."""
    best: dict[int, tuple[float, Candidate]] = {}
    for head in (doc[i] for i in heads):
        for frame, claim, cue, source in _frames(head):
            trust = _trust(head, frame, source)
            if head.i in best and trust <= best[head.i][0]:
                continue  # what is claimed need not be read
            candidate = _candidate(head, frame, claim, cue, source)
            if candidate.claim:
                best[head.i] = trust, candidate
    return best


def _trust(head: Token, frame: str, source: Sequence[int]) -> float:
    """Say how far the lexicon trusts a cue in a construction."""
    lemma = head.lemma_.lower()
    key = _LIKE.get(lemma, lemma), "clause" if frame == "impersonal" else frame
    precision = cue_precisions().get(key, 0.0)
    if is_plain(head, frame, source):
        precision = max(precision, MIN_PRECISION)  # annotators marked few of them; what such a word says is plain
    return precision * _context_factor(head, frame, has_source=bool(source))


def is_plain(head: Token, frame: str, source: Sequence[int]) -> bool:
    """Say whether a construction tells plainly that something is stated, however seldom annotators marked it."""
    is_report = is_report_of_outlet(head, frame, source) or is_heard_in_court(head, frame, source)
    return is_report or is_hearsay(head, frame) or is_estimate(head, frame, source)


def is_estimate(head: Token, frame: str, source: Sequence[int]) -> bool:
    """Say whether somebody tells how much or when something is: "the survey put opposition at 72 per cent"."""
    if frame != "object+prep" or head.lemma_ not in verbs_with("estimating") or not source:
        return False
    return any(word.pos_ == "NUM" for noun in objects_behind(head, "at") for word in noun.subtree)


def is_hearsay(head: Token, frame: str) -> bool:
    """Say whether it is told that others state something, and not who.

    So an adverb of what its verb does ("allegedly fled", not "an allegedly stolen car"), and "it" with a verb that tells so
    ("it is understood that she fled", "she fled, it is understood").
    """
    if frame == "impersonal":
        return head.lemma_.lower() in verbs_with("rumouring") | verbs_with("emerging")
    if frame != "adverb" or commitments().get(head.lemma_.lower()) != Commitment.HEARSAY:
        return False
    return head.head.pos_ in VERBS and head.head.dep_ != "amod"


def is_report_of_outlet(head: Token, frame: str, source: Sequence[int]) -> bool:
    """Say whether a noun tells what an outlet reported, which it names: "followed a CNBC report that Tarn would close"."""
    is_report = frame == "noun:that" and head.lemma_.lower() in nouns_with("report")
    return is_report and bool(source) and head.doc[source[0] : source[-1] + 1].text in outlets_of(head.doc)


def is_heard_in_court(head: Token, frame: str, source: Sequence[int]) -> bool:
    """Say whether something is told as what was said before a court: "he was on the phone, an inquest heard"."""
    is_clause = frame in ("clause", "parenthesis")
    return is_clause and head.lemma_ == "hear" and any(head.doc[i].lemma_ in nouns_with("hears") for i in source)


def _context_factor(head: Token, frame: str, *, has_source: bool) -> float:
    """Trust less what nobody is cited for in the active voice, and what is yet to be said ("to say that ...")."""
    if head.pos_ not in VERBS or frame.startswith(("passive", "impersonal", "raising", "according")):
        return 1.0
    if not has_source:
        return NO_SOURCE_FACTOR
    return INFINITIVE_FACTOR if any(t.lower_ == "to" and t.dep_ == "aux" for t in head.children) else 1.0


_Frame = tuple[str, Iterable[int], list[int], list[int]]


def _frames(head: Token) -> Iterator[_Frame]:
    if head.lower_ == "according":
        for to in _children(head, "prep"):
            for pobj in _children(to, "pobj"):
                yield "according", _governed(head), [head.i, to.i], noun_phrase(pobj)
    elif head.lower_ == "per":
        yield from _per_frames(head)
    elif head.pos_ in VERBS:
        yield from _verb_frames(head)
    elif head.pos_ in ("NOUN", "PROPN"):
        yield from _noun_frames(head)
    elif head.pos_ == "ADJ":
        yield from _adjective_frames(head)
    elif head.pos_ == "ADV" and head.dep_ == "advmod":
        yield "adverb", _own_clause(head), [head.i], []


def _per_frames(head: Token) -> Iterator[_Frame]:
    """Read "as per the report" and ", per Nielsen" as "according to"; not "a dollar per head", nor ", per the agreement"."""
    outer = head.head if head.head.lower_ == "as" and head.head.i == head.i - 1 else head
    before = head.doc[outer.i - 1] if outer.i > head.sent.start else None
    if outer is not head or (before is not None and before.text == ","):
        for pobj in _children(head, "pobj"):
            is_people = noun_classes().get(pobj.lemma_.lower()) in PEOPLE and any(pobj.lefts)
            is_told = outer is not head or is_people or pobj.text[0].isupper()
            if is_told and pobj.pos_ in ("NOUN", "PROPN"):
                yield "according", _governed(outer), sorted({outer.i, head.i}), noun_phrase(pobj)


def _verb_frames(head: Token) -> Iterator[_Frame]:
    cue = _verb_group(head)
    by_dep: defaultdict[str, list[Token]] = defaultdict(list)
    for child in head.children:
        by_dep[child.dep_].append(child)
    passive, objects, clauses = by_dep["nsubjpass"], by_dep["dobj"], by_dep["ccomp"]
    source = _agent(head) if passive else subject_of(head)
    rights = [(t, t.dep_) for t in head.rights]
    complements = [t for t, dep in rights if dep in ("oprd", "xcomp")]
    prepositions = [t for t, dep in rights if dep == "prep"]
    is_impersonal = bool(clauses) and _is_of_it(head)  # "it is believed that ..."
    for clause in clauses:
        yield "impersonal" if is_impersonal else "clause", _words_under(clause), cue, [] if is_impersonal else source
    if passive and not is_impersonal:
        rest = [t for t, dep in rights if dep in ("xcomp", "ccomp", "oprd", "prep", "dobj")]
        frame = "passive+complement" if complements else "passive"
        yield frame, _words_under(*passive, *rest), cue, source
    elif not passive:
        for infinitive in by_dep["xcomp"]:
            yield _infinitive_frame(infinitive), _words_under(infinitive), cue, source
        subjects = by_dep["nsubj"]
        predicates = [t for t, dep in rights if dep in ("xcomp", "acomp", "oprd")]
        if subjects and predicates:
            yield "raising", _words_under(*subjects, *predicates), cue, []
    for dobj in objects:
        later, after = ([t for t in parts if t.i > dobj.i] for parts in (complements, prepositions))
        yield from ((frame, words, cue, source) for frame, words in _object_frames(dobj, later, after))
    for prep in prepositions:
        if objects and objects[0].i < prep.i:
            yield "object,prep:" + prep.lower_, _words_under(*prep.children), cue, source
        elif any(prep.children):
            yield "prep:" + prep.lower_, _words_under(*prep.children), [*cue, prep.i], source
    if not clauses and head.dep_ in _PARENTHETIC and by_dep["nsubj"] and not by_dep["mark"]:
        yield "parenthesis", _governed(head), cue, source
    if not clauses and head.dep_ == "parataxis" and _is_of_it(head):  # "the mill, it is understood, will close"
        yield "impersonal", _governed(head), cue, []


def _object_frames(
    dobj: Token, complements: Sequence[Token], prepositions: Sequence[Token]
) -> Iterator[tuple[str, Iterable[int]]]:
    """Give the constructions of a verb's object with what stands behind it, and their claims."""
    if complements:
        yield "object+complement", _words_under(dobj, *complements)
        return
    yield "object", _words_under(dobj)
    # the parser hangs "of hiding it" on the mayor as often as on "accused the mayor"
    if prepositions or any(_children(prep, "pcomp") for prep in _children(dobj, "prep")):
        yield "object+prep", _words_under(dobj, *prepositions)


def _is_of_it(verb: Token) -> bool:
    """Say whether a verb has nobody for its subject: "it is believed", "it emerged"."""
    subjects = _children(verb, "nsubj" if verb.lemma_ in verbs_with("emerging") else "nsubjpass")
    return bool(subjects) and subjects[0].lower_ == "it"


def _noun_frames(head: Token) -> Iterator[_Frame]:
    source = _holder_of(head)
    for child in head.rights:
        if child.dep_ in ("acl", "ccomp", "relcl"):
            frame = "that" if _children(child, "mark") else _infinitive_frame(child)
            yield (
                "noun:" + ("to" if frame == "infinitive" else frame if frame == "that" else child.dep_),
                _words_under(child),
                [head.i],
                source,
            )
        elif child.dep_ == "prep" and any(child.children):
            yield "noun:prep:" + child.lower_, _words_under(*child.children), [head.i, child.i], source


def _adjective_frames(head: Token) -> Iterator[_Frame]:
    source = subject_of(head.head) if head.dep_ in ("acomp", "oprd") else []
    cue = [*_verb_group(head.head), head.i] if head.dep_ == "acomp" else [head.i]
    for child in head.rights:
        if child.dep_ in ("ccomp", "xcomp"):
            yield "adj:" + child.dep_, _words_under(child), cue, source
        elif child.dep_ == "prep" and any(child.children):
            yield "adj:prep:" + child.lower_, _words_under(*child.children), [*cue, child.i], source


def subject_of(verb: Token) -> list[int]:
    """Find a verb's subject, its own or the one that it shares with a verb above it; empty where there is none."""
    token = verb
    for _ in range(5):
        for child in token.children:
            if child.dep_ == "nsubj" or (child.dep_ == "nsubjpass" and token is not verb):
                return noun_phrase(child)
        if _children(token, "agent"):
            return _agent(token)
        if token.dep_ in ("acl", "relcl"):
            return noun_phrase(token.head, without=token)
        if token.dep_ not in SHARED_SUBJECT or _children(token, "mark"):
            return []
        if token.dep_ == "xcomp":
            objects = [t for t in _children(token.head, "dobj") if t.i < token.i]
            if objects:
                return noun_phrase(objects[0], without=token)
        token = token.head
        if token.pos_ not in ("VERB", "AUX", "ADP", "SCONJ", "ADJ"):
            return []
    return []


def _agent(verb: Token) -> list[int]:
    return [i for by in _children(verb, "agent") for pobj in _children(by, "pobj") for i in noun_phrase(pobj)]


def _holder_of(noun: Token) -> list[int]:
    """Find whose claim, belief or report a noun's is: a possessive, a name before it, or "by", "from" or "among" after it."""
    for child in _children(noun, "poss"):
        return [i for i in _subtree(child) if noun.doc[i].tag_ != "POS"]
    for child in _children(noun, "compound"):
        if child.pos_ == "PROPN":
            return _subtree(child)
    for prep in _children(noun, "prep"):
        if prep.lower_ in ("by", "from", "among"):
            return [i for pobj in _children(prep, "pobj") for i in noun_phrase(pobj)]
    # "his vow to fight": of a light verb's object, the holder is the verb's subject ("he made a vow")
    if noun.dep_ == "dobj" and noun.head.lemma_ in verbs_with("light"):
        return subject_of(noun.head)
    return []


def noun_phrase(head: Token, without: Token | None = None) -> list[int]:
    drop = set(_subtree(without)) if without is not None else set()
    for child in head.children:
        if child.dep_ == "relcl":
            drop.update(_subtree(child))
    return [i for i in _subtree(head) if i not in drop and not is_link(head.doc[i])]


def _verb_group(head: Token) -> list[int]:
    return [
        head.i,
        *(
            t.i
            for t in head.children
            if t.dep_ in ("aux", "auxpass", "neg", "prt")
            or (t.dep_ == "advmod" and abs(t.i - head.i) == 1 and t.pos_ == "ADV")
        ),
    ]


def _infinitive_frame(verb: Token) -> str:
    return "infinitive" if any(t.lower_ == "to" for t in _children(verb, "aux")) else verb.dep_


def _clause_of(token: Token) -> Token:
    token = token.head
    while token.dep_ not in CLAUSE_HEADS and token.head is not token:
        token = token.head
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    return token


def _own_clause(adverb: Token) -> Iterator[int]:
    """Give the clause that an adverb stands in, without those beside it that have a subject of their own: "It rained, and Lee reportedly left"."""
    clause = adverb.head
    while clause.head is not clause and (
        clause.dep_ not in CLAUSE_HEADS or (clause.dep_ == "conj" and subject_before(clause) is None)
    ):
        clause = clause.head
    others = (t for t in clause.rights if t.dep_ == "conj" and t.i > adverb.i and subject_before(t) is not None)
    end = min((t.left_edge.i for t in others), default=clause.right_edge.i + 1)
    while end > adverb.i and (clause.doc[end - 1].dep_ == "cc" or clause.doc[end - 1].text == ","):
        end -= 1
    return (t.i for t in clause.subtree if t.i < end)


def _governed(parenthesis: Token) -> Iterator[int]:
    """Give the clause that a parenthesis ("..., he said, ...", "according to ...") hangs on, without the parenthesis."""
    own = set(_words_under(parenthesis))
    yield from (i for i in _words_under(_clause_of(parenthesis)) if i not in own)


def _children(token: Token, dep: str) -> list[Token]:
    return [child for child in token.children if child.dep_ == dep]


def _subtree(token: Token) -> list[int]:
    return sorted(_words_under(token))


def _words_under(*tokens: Token) -> Iterator[int]:
    """Give the words of some subtrees, read only when they are asked for: of most constructions they never are."""
    return (t.i for token in tokens for t in token.subtree)
