"""The people whom an article does not name: which mentions go together, what is said of them, and why they are not named."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain, dropwhile, takewhile
from operator import itemgetter
from typing import TYPE_CHECKING

from attribution.anonymity import reason_in, shorten_reason, tells_of_anonymity, tells_of_others_too
from attribution.bodies import initials
from attribution.discourse import Discourse, Group, is_focusing
from attribution.mentions import Person
from attribution.model import CharSpan, SourceType
from attribution.names import is_plural_of_capitals, name_given_after
from attribution.numerals import articles, few_words, number_words, read_number
from attribution.outlets import bare
from attribution.phrases import (
    ORDINALS,
    apposed_person,
    class_of_noun,
    is_account,
    is_and,
    is_bare,
    is_definite,
    is_document,
    is_one_in_order,
    is_partitive,
    is_people,
    phrase_of,
)
from attribution.syntax import objects_behind, owner_of
from attribution.vocabulary import noun_classes, nouns_as, nouns_with, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_COUNTING = frozenset({"det", "nummod", "poss"})
_SHARES = frozenset({"percent", "per", "%"})
_ROUND = frozenset({"10", "ten", "100", "hundred"})
_EACH = frozenset({"each", "every", "any", "no"})
_OF_ALL = frozenset({"many", "most"})
# Words beside "people" who hold the information: "people familiar with the talks".
_OF_KNOWLEDGE = frozenset(
    "attendance aware brief close condition direct familiar interview involve know knowledge room".split()
)
_BRIEFED = frozenset({"aware", "briefed", "familiar", "privy"})
_POINTING = frozenset({"this", "that", "these", "those", "same"})  # back at who was spoken of
_OF_THEM_ALL = frozenset({"both", "neither", "all", "none"})
_GONE_BACK = frozenset({"he", "she", "they"}) | _OF_THEM_ALL
_OF_OTHERS = frozenset({"him", "her", "them", "his", "their"})

_Placed = tuple[int, Group | Person]  # with the character at which they are mentioned


def read_groups(discourse: Discourse) -> None:
    """Find the unnamed people whom the article mentions, and tie the mentions of one group together."""
    for head in discourse.doc:
        group = _new_group(discourse, head)
        if group is not None:
            join_group(discourse, head, group)


def join_group(discourse: Discourse, head: Token, group: Group) -> None:
    """Tie a mention to the group that it goes back to, else let it be the first of a new one."""
    earlier = _earlier_group(discourse, head, group)
    if earlier is None:
        group.part_of = _counted_on_from(discourse, head, group)
        discourse.groups.append(group)
        earlier = group
    discourse.group_at[head.i] = earlier
    _enrich(discourse, earlier, head)


def _new_group(discourse: Discourse, head: Token) -> Group | None:
    """Give the group that a noun is the first word of, unless it stands for none, or for somebody who is named."""
    if _are_briefed_partisans(discourse, head):
        return Group(head.lower_, True, SourceType.ANONYMOUS, is_in_the_know=True)
    is_no_noun = head.pos_ != "NOUN" or head.i in discourse.mentions.worded or head.i in discourse.bodies.magazines
    if is_no_noun or is_account(head):
        return None
    source_type = _type_of_unnamed(discourse, head)
    if source_type is None or _is_no_mention(discourse, head):
        return None
    lemma, is_plural, is_qualified = head.lemma_.lower(), _is_plural(head), _is_qualified_insider(head)
    if lemma in ("people", "person") and not (is_qualified or is_few(head)):
        return Group(lemma, True, SourceType.COLLECTIVE) if is_plural or lemma == "people" else None
    return Group(lemma, is_plural, source_type, is_in_the_know=lemma == "source" or is_qualified)


def _is_plural(noun: Token) -> bool:
    return noun.tag_ == "NNS" or is_plural_of_capitals(noun.text)  # "MPs", taken for one


def _type_of_unnamed(discourse: Discourse, head: Token) -> SourceType | None:
    """Say whether a noun is of individuals without names or of a class of people; None where it is of neither."""
    lemma, noun_class = head.lemma_.lower(), class_of_noun(head)
    is_plural, is_anybody = _is_plural(head), lemma in nouns_with("anybody")
    if noun_class not in ("person", "class", "insider") and not is_anybody:
        return None
    is_each = any(child.lower_ in _EACH for child in head.lefts)
    if noun_class == "class" and not is_plural and not is_many(head) and not is_each:
        noun_class = "insider"  # one critic is a person who is not named
    if noun_class == "person" and is_plural and is_few(head) and not is_definite(head) and head.dep_ != "dobj":
        noun_class = "insider"  # "three engineers said"; not "gave it three stars"
    is_owned = _is_owned(discourse, head) and not _is_of_place(head)
    if is_anybody and is_plural and not is_definite(head) and not is_owned:
        noun_class = "class"
    if noun_class == "insider" and is_plural and any(child.lower_ in _OF_ALL for child in head.lefts):
        noun_class = "class"  # "many officials"
    if noun_class not in ("insider", "class"):
        return None
    are_individuals = (
        noun_class == "insider"
        or _is_qualified_insider(head)
        or (is_few(head) and not is_many(head))
        or (lemma in nouns_with("staff") and _is_owned(discourse, head))
    )
    return SourceType.ANONYMOUS if are_individuals else SourceType.COLLECTIVE


def _is_no_mention(discourse: Discourse, head: Token) -> bool:
    """Say whether a noun for people stands for no unnamed source: its phrase names somebody, asks how many, or is of another thing."""
    people, lemma = discourse.mentions.person_at, head.lemma_.lower()
    is_of_name = head.dep_ in ("compound", "nmod", "amod", "appos") and head.head.i in people
    is_given = name_given_after(head) in people  # "a man who asked to be called Sami"
    is_named = is_of_name or is_given or apposed_person(discourse.mentions, head) is not None
    is_asked = any(child.tag_ == "WRB" for token in head.lefts for child in (token, *token.lefts))  # "how many people"
    is_of_noun = lemma in ("source", "official") and head.dep_ in ("compound", "nmod")
    is_origin = lemma == "source" and any(child.lower_ == "of" for child in head.rights)  # "a source of income"
    is_reporter = lemma in nouns_with("reporting")  # "a CNN reporter"
    is_of_outlet = is_reporter and discourse.outlet_of(head) is not None
    return is_named or is_asked or is_of_noun or is_origin or is_of_outlet


def _are_briefed_partisans(discourse: Discourse, head: Token) -> bool:
    """Say whether a people or party stands for some of it who know: "three Democrats briefed on the calls", then "the Democrats"."""
    if head.ent_type_ != "NORP" or not head.lower_.endswith("s") or head.i + 1 == len(head.doc):
        return False
    are_known = is_definite(head) and any(g.lemma == head.lower_ and g.is_in_the_know for g in discourse.groups)
    return are_known or head.nbor().lower_ in _BRIEFED


def is_few(head: Token) -> bool:
    """Say whether a number tells that some people of a class are meant: "two senators"; not "six in 10 voters"."""
    return any(
        child.dep_ == "nummod"
        and child.lower_ in few_words()
        and not _is_share(child.subtree)
        and not any(t.lower_ in number_words() - few_words() for t in child.subtree)
        for child in head.lefts
    )


def _is_owned(discourse: Discourse, head: Token) -> bool:
    """Say whether people are somebody's: "Clinton strategists", "her strategists"."""
    return any(
        child.dep_ == "poss" or (child.dep_ in ("compound", "nmod") and child.i in discourse.mentions.person_at)
        for child in head.lefts
    )


def _is_of_place(head: Token) -> bool:
    """Say whether people are those of a place, not of somebody or of a body: "the lake's traders", "London's women"."""
    owner = owner_of(head)
    is_thing = owner is not None and owner.pos_ == "NOUN" and class_of_noun(owner) is None and not is_people(owner)
    return is_thing or (owner is not None and owner.ent_type_ in ("GPE", "LOC", "FAC"))


def is_many(head: Token) -> bool:
    """Say whether a noun in the singular is of many: "the public"."""
    return head.lemma_.lower() in nouns_with("many")


def _is_qualified_insider(head: Token) -> bool:
    """Say whether "people" are those who know: "people familiar with the talks", "people who heard the remarks"."""
    words = {t.lemma_.lower() for t in (*head.subtree, *phrase_of(head)) if t.i > head.i}
    if "not" in words:
        words.discard("involve")  # "scientists who were not involved in the study" hold nothing back
    clauses = [child for child in head.rights if child.dep_ == "relcl" and child.tag_ in ("VBD", "VBN")]
    told = verbs_with("speaking") | {"work"}  # "teachers who have spoken to the Herald"
    is_told = any(v.lemma_ in told or (v.tag_ == "VBD" and v.lemma_ in verbs_with("witnessing")) for v in clauses)
    return not _OF_KNOWLEDGE.isdisjoint(words) or is_told


def _earlier_group(discourse: Discourse, head: Token, group: Group) -> Group | None:
    """Find the group that a mention goes back to: "the sources", "one of the officials", "the anonymous sources"."""
    is_owned = owner_of(head) is not None
    if not is_definite(head) and not (is_part(head) and is_owned):  # "half of voters" are none of those before
        return None
    own = {
        t.lower_
        for t in phrase_of(head, without_clauses=True)
        if t.pos_ in ("PROPN", "ADJ") and t.lower_ not in ("anonymous", "unnamed", "same", "other")
    }
    is_person = group.lemma == "person" and not group.is_plural
    is_other = any(child.lower_ == "other" for child in head.lefts) and not group.is_plural
    # the last ones who know before the last ones: "two people died … one of the people" who spoke
    known = (g for g in reversed(discourse.groups) if g.is_in_the_know and g.is_introduced)
    others = (g for g in reversed(discourse.groups) if not (g.is_in_the_know and g.is_introduced))
    for earlier in chain(known, others):
        are_bare = {earlier.lemma, group.lemma} <= {"person", "people", "source"}
        same_word = earlier.lemma == group.lemma or (are_bare and earlier.is_in_the_know)
        if (is_person and not earlier.is_anonymous) or (is_other and not earlier.is_plural):
            continue
        if same_word and (earlier.is_plural or not group.is_plural) and all(_tells_of(word, earlier) for word in own):
            return earlier
    if is_person and not own:  # "an adviser … the person"
        unnamed = (g for g in reversed(discourse.groups) if g.is_anonymous and not g.is_plural)
        return next(unnamed, None)
    return None


def _counted_on_from(discourse: Discourse, head: Token, group: Group) -> Group | None:
    """Give the group that "a second official" is one of, cited or spoken of before: "Three officials said …"."""
    is_counted = any(child.lower_ in ORDINALS | {"another", "one"} for child in head.lefts)
    before = (g for g in reversed(discourse.groups) if g.lemma == group.lemma and g.is_plural)
    return next(before, None) if is_counted and not group.is_plural else None


def _tells_of(word: str, group: Group) -> bool:
    """Say whether a word beside a noun may be of a group: one of its description, or what words of that are in short ("RNC")."""
    entity = group.entity.lower()
    is_short = len(word) > 1 and word in initials(group.entity).lower()
    return word in entity or is_short or (word in ORDINALS and group.is_plural)


def is_part(head: Token) -> bool:
    """Say whether a noun or pronoun stands for those of whom some are meant: "one of them"."""
    of = head.head
    return of.lower_ == "of" and is_partitive(of.head)


def _enrich(discourse: Discourse, group: Group, head: Token) -> None:
    """Note what a mention tells of a group that was not told before, or in fewer words."""
    listener = listener_of_people(discourse, head)
    group.relays = group.relays or listener
    words = _words_told(discourse, head, has_listener=bool(listener))
    uncounted = _uncounted(words, head)
    fuller = discourse.full_text(discourse.doc[uncounted[0].i : words[-1].i + 1]) if uncounted else head.text
    is_one_of_many = bool(group.entity) and group.is_plural and head.tag_ == "NN"  # "the second official", of three
    if len(fuller) > len(group.entity) and not is_one_of_many:
        group.entity = fuller
        said = discourse.said_by.get(head.i, set())
        end = next((t.i for t in head.doc[head.i : head.sent.end] if t.i in said), head.sent.end)
        on_anonymity = _words_on_anonymity(head)
        told = (t for t in (*words, *_clause_after(head, end)) if t.i not in on_anonymity)
        group.description = _description_of(discourse, head, list(told))
    group.is_introduced = group.is_introduced or not (is_definite(head) or is_bare(head))
    if not is_part(head):
        group.number = group.number or _own_number(head)


def _words_told(discourse: Discourse, head: Token, *, has_listener: bool) -> list[Token]:
    """Give the words of a phrase that tell of whom it speaks, and nothing of what they said, to whom, or of who went before."""
    phrase = discourse.without_said(phrase_of(head), head)
    words = [t for t in phrase if not (has_listener and _tells_of_listener(t, head))]
    # a mark that ends the quotation before may be tied to the phrase, or a headline and its dash
    dash = max((t.i for t in words if t.i < head.i and t.is_punct and t.i > 0 and _is_apart(t)), default=-1)
    words = [t for t in words if t.i > dash]
    words = list(dropwhile(lambda t: is_focusing(t) or t.tag_ in ("WDT", "''", "CC", ":"), words))
    return list(dropwhile(lambda t: t.lower_ in _POINTING and t.i < head.i, words))


def _is_apart(mark: Token) -> bool:
    """Say whether a mark is a dash between a headline and its source: "Deal near - sources"."""
    return bool(mark.whitespace_) and bool(mark.nbor(-1).whitespace_)


def _clause_after(head: Token, stop: int) -> list[Token]:
    """Give what a comma parts from the noun that it tells of: "a third source, who sat in on the meetings"; up to a token.

    So with "one participant, a retired driver", and "a source, close to the club".
    """
    clause = next((child for child in head.rights if child.dep_ in ("relcl", "appos", "amod", "acl")), None)
    if clause is None or clause.lemma_ in verbs_with("speaking"):  # whom they speak to
        return []
    first = clause.left_edge
    is_told = first.tag_ in ("WP", "JJ", "VBG") or first.lower_ in articles()
    if not is_told or first.i == 0 or first.nbor(-1).text != ",":
        return []
    return [first.nbor(-1), *(t for t in head.doc[first.i : clause.right_edge.i + 1] if t.i < stop)]


def _tells_of_listener(token: Token, head: Token) -> bool:
    """Say whether a word belongs to "speaking with Bloomberg", "who told Reuters"."""
    clauses = _clauses_of_speaking(head)
    return any(t in clauses for t in (token, *token.ancestors))


def _clauses_of_speaking(head: Token) -> list[Token]:
    """Give the verbs of the clauses that tell to whom somebody spoke, though the parse tie "who" to another noun.

    So "spoke", of "a person briefed on the talks who spoke to Reuters".
    """
    clauses = [
        t
        for t in head.subtree
        if t.i > head.i and t.dep_ in ("acl", "relcl") and t.lemma_ in verbs_with("speaking")
        if t.head == head or any(child.lower_ == "who" and child.dep_ == "nsubj" for child in t.lefts)
    ]
    return [clause for clause in clauses if not any(clause.is_ancestor(other) for other in clauses)]


def _words_on_anonymity(head: Token) -> set[int]:
    """Give the words of "who asked not to be named", which tells nothing of who that is."""
    return {t.i for clause in head.children if _is_of_anonymity(clause) for t in clause.subtree}


def asks_not_to_be_named(head: Token) -> bool:
    """Say whether a clause tells that somebody is not to be named: "the landlord, who asked not to be named"."""
    return any(map(_is_of_anonymity, head.rights))


def _is_of_anonymity(clause: Token) -> bool:
    return clause.dep_ in ("acl", "relcl") and tells_of_anonymity(
        clause.doc[clause.left_edge.i : clause.right_edge.i + 1].text
    )


def _uncounted(words: list[Token], head: Token) -> list[Token]:
    """Give a phrase's words without those before them that tell how many: "senior aides" of "two dozen senior aides"."""
    number = _number_before(head)
    return list(dropwhile(lambda t: t in number or t.lower_ in articles() | {"the"}, words))


def _description_of(discourse: Discourse, head: Token, words: list[Token]) -> str | None:
    """Give who the unnamed are said to be; of a bare "sources", what qualifies them."""
    tied = ("amod", "compound", "nmod", "poss")
    number = _number_before(head)
    before = [t for t in words if t.i < head.i and t.dep_ in tied and t.pos_ != "DET" and t not in number]
    after = [t for t in words if t.i > head.i]
    if head.lemma_.lower() in nouns_with("bare") and not before:
        return (bare(discourse.doc[after[0].i : after[-1].i + 1].text) or None) if after else None
    if not before and not after:
        return None
    return discourse.doc[words[0].i : words[-1].i + 1].text.strip(" ,")


def number_of(head: Token) -> int | None:
    """Give how many are meant, where the text says it: "two officials", "an aide", "one of them", "two aides and a lawyer"."""
    first = head.head.head if is_part(head) else head
    number, last = _own_number(first), head
    for other in first.conjuncts:
        if other.i < last.i:
            break
        # what stands further behind may be tied to another word: "two aides to the mayor and a governor"
        between = head.doc[last.i + 1]
        if not is_people(other) or not (is_and(between) or between.text == ","):
            break
        if _is_counted_apart(other):
            more = _own_number(other)
            number = number + more if number is not None and more is not None and between.lower_ != "or" else None
        last = other
    return number


def _own_number(noun: Token) -> int | None:
    if is_one_in_order(noun):
        return 1
    if noun.head.lower_ == "of" and noun.head.head.tag_ == "NN" and noun.head.head.lower_ in number_words():
        return _own_number(noun.head.head)  # "a pair of officials"
    if noun.head.lower_ == "of" and is_definite(noun) and _tells_how_many(noun.head.head):
        return None  # "a number of the 14 workers", of whom nobody knows how many
    is_number = noun.pos_ == "NUM" or noun.lower_ in number_words() | articles()
    number = noun.doc[noun.left_edge.i : noun.i + 1] if is_number else _number_before(noun)
    if number or any(child.dep_ == "nummod" for child in noun.lefts):
        return read_number(t.text for t in takewhile(lambda t: t.lower_ not in ("of", "out"), number))  # "19 of 22"
    is_one = any(child.lower_ in articles() or child.lower_ in ORDINALS for child in noun.lefts)
    return 1 if noun.tag_ == "NN" and is_one and not is_many(noun) else None


def _tells_how_many(noun: Token) -> bool:
    """Say whether a noun tells how many of some people are meant, be it not as a number: "a handful of", "a group of"."""
    is_quantity = noun_classes().get(noun.lemma_.lower()) == "quantity"
    return is_quantity or noun.lower_ in nouns_with("gathering")


def _number_before(noun: Token) -> Span:
    """Give the words before a noun that tell how many, "at least two dozen"; none where they tell a share, or more than one number."""
    tied = [
        child
        for child in noun.lefts
        if child.dep_ == "nummod"
        or (child.dep_ == "compound" and child.lower_ in number_words())  # "a dozen officials"
    ]
    first = phrase_of(noun, without_clauses=True)[0]
    if first.dep_ == "nummod" and first.head.pos_ == "ADJ" and first.i < noun.i:  # "three current and former employees"
        tied = [first, *tied]
    number = noun.doc[tied[0].left_edge.i : tied[0].right_edge.i + 1] if len(tied) == 1 else noun.doc[noun.i : noun.i]
    return number[:0] if noun.lower_ in _SHARES or _is_share(number) else number


def _is_share(number: Iterable[Token]) -> bool:
    """Say whether words for a number tell a share: "six in 10", "nine of 10"; not "19 of 22"."""
    return any(t.lower_ == "in" or (t.lower_ == "of" and t.nbor().lower_ in _ROUND) for t in number)


def _is_counted_apart(noun: Token) -> bool:
    """Say whether a noun beside another has a number of its own: "and a lawyer", "and several lawyers"; not "two aides and lawyers"."""
    return any(child.dep_ in _COUNTING or is_partitive(child) or child.lower_ == "other" for child in noun.lefts)


def read_reasons(discourse: Discourse) -> None:
    """Find where the article says why somebody is not named, and give the reason to whom it speaks of."""
    mentioned: dict[int, Group | Person] = {
        i: person for person in discourse.mentions.people if person.is_changed for i in person.mentions
    }
    mentioned |= {i: group for i, group in discourse.group_at.items() if group.is_anonymous}
    unnamed = [(discourse.doc[i].idx, mentioned[i]) for i in sorted(mentioned)]
    cited = sorted(
        (
            (attribution.source[0].start, who)
            for n, attribution in enumerate(discourse.attributions)
            if attribution.source and attribution.parent is None and (who := _unnamed_at(discourse, n)) is not None
        ),
        key=itemgetter(0),
    )
    cues = sorted((a.cue[0].start, a.source[0].start) for a in discourse.attributions if a.cue and a.source)
    of_others = None
    for sent in discourse.doc.sents:
        stated = _reason_stated(sent, cues)
        if stated is None:
            continue
        reason, at, within = stated
        is_named = any(t.i in discourse.mentions.person_at and t.i not in mentioned for t in sent if t.idx < at)
        who = _spoken_of(sent, at, within, cited, unnamed, is_named=is_named)
        if who is not None and who.reason is None:
            who.reason = reason
        if of_others is None and tells_of_others_too(sent.text):
            of_others = reason
    for _, other in cited if of_others is not None else ():
        other.reason = other.reason or of_others
    _tell_those_counted(discourse.groups)


def _tell_those_counted(groups: Iterable[Group]) -> None:
    """Give why several are not named to each of whom one of no other kind is one: "a nurse", after "six nurses"."""
    reasons: dict[str, str | None] = {}
    for group in groups:
        if group.is_anonymous and group.entity.lower() == group.lemma:
            group.reason = group.reason or reasons.get(group.lemma)
        if group.is_plural and group.number:
            reasons[group.lemma] = group.reason


def _unnamed_at(discourse: Discourse, n: int) -> Group | Person | None:
    group = discourse.group_of.get(n)
    return group if group is not None and group.is_anonymous else discourse.changed_speaker(n)


def _spoken_of(
    sent: Span, at: int, within: CharSpan, cited: Sequence[_Placed], unnamed: Sequence[_Placed], *, is_named: bool
) -> Group | Person | None:
    """Give whom a sentence speaks of that tells, from a character on, why somebody is not named.

    Args:
        within: where the reason itself stands.
        is_named: whether the sentence names somebody before: "said Maria, who asked that her last name be withheld because …".
    """
    start, end = sent.start_char, sent.end_char
    # "None would be named, the clerks because they feared …": none of whoever was cited before
    is_of_all = sent[0].lower_ in _OF_THEM_ALL
    # in "she fears her employer", the employer is not whom it speaks of
    outside = [e for e in unnamed if not within.start <= e[0] < within.end and not (is_of_all and e[0] == start)]
    goes_back = sent[0].lower_ in _GONE_BACK or any(t.lower_ in _OF_OTHERS for t in sent if t.idx < within.start)
    before = [] if is_named else [cited, outside] if goes_back else [outside]
    reaches = (
        (cited, start, end),
        (outside, start, at if is_of_all else end),
        *((groups, 0, at) for groups in before),
    )
    near = (_nearest(groups, first, at, last) for groups, first, last in reaches)
    return next((one for one in near if one is not None), None)


def _nearest(groups: Sequence[_Placed], start: int, at: int, end: int) -> Group | Person | None:
    """Give the last group from ``start`` to ``at``, else the first one from there to ``end``; groups in order of place."""
    following = bisect_right(groups, at, key=itemgetter(0))
    if following and groups[following - 1][0] >= start:
        return groups[following - 1][1]
    return groups[following][1] if following < len(groups) and groups[following][0] < end else None


def _reason_stated(sent: Span, cues: list[tuple[int, int]]) -> tuple[str, int, CharSpan] | None:
    """Give the reason for anonymity that a sentence states, where it speaks of that, and where the reason stands."""
    found = reason_in(sent)
    if found is None:
        return None
    start, end = (sent.start_char + at for at in found.span)
    # "who feared for his job said …": no word of whom the reason is given for is part of it
    inside = cues[bisect_left(cues, (start,)) : bisect_left(cues, (end,))]
    end = next((cue for cue, source in inside if source < start), end)
    reason = shorten_reason(sent.text[slice(*found.span)][: end - start])
    return (reason, sent.start_char + found.start, CharSpan(start, end)) if reason else None


def listener_of_people(discourse: Discourse, head: Token) -> tuple[str, ...]:
    """Give the outlet that people are said to speak to: "the sources speaking with Bloomberg", "Two aides spoke to Reuters"."""
    for clause in _clauses_of_speaking(head):
        for token in clause.subtree:
            outlet = _outlet_at(discourse, token) or _quoting_document(discourse, token)
            if outlet is not None and token.head.dep_ in ("prep", "agent", "acl", "relcl", "dative", "pobj"):
                return (outlet,)
    verb = head.head
    if head.dep_ != "nsubj" or verb.lemma_ not in verbs_with("speaking"):
        return ()
    outlets = (_outlet_at(discourse, token) for token in objects_behind(verb, "to", "with"))
    return next(((outlet,) for outlet in outlets if outlet is not None), ())


def _outlet_at(discourse: Discourse, token: Token) -> str | None:
    if token.lower_ == "media" and len(phrase := phrase_of(token, without_clauses=True)) > 1:  # "quoted by local media"
        return bare(phrase.text)
    if token.pos_ != "PROPN" and not token.text[:1].isupper():
        return None
    return discourse.outlet_of(token)


def _quoting_document(discourse: Discourse, token: Token) -> str | None:
    """Give the document that quotes somebody, or the outlet that it is: "a clerk quoted in the affidavit", "cited by the paper"."""
    preposition = token.head
    if not (
        is_document(token) and preposition.lower_ in ("in", "by") and preposition.head.lemma_ in verbs_with("quoting")
    ):
        return None
    lemma = token.lemma_.lower()
    outlet = discourse.bodies.outlet_before(token.i, lemma) if lemma in nouns_as("kind:") else None
    return outlet or discourse.full_text(phrase_of(token, without_clauses=True))
