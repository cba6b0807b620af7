"""Mentions to the people without names whom they go back to: "he", "the relative", "the two", "one of them, a clerk" (anaphora).

What a mention's own words tell of the unnamed is :mod:`attribution.unnamed`'s; here it is who was cited before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from attribution.discourse import Discourse, Group
from attribution.kinds import Mention, class_of
from attribution.model import Quotation, Source, SourceType
from attribution.names import is_indefinite, is_numbered
from attribution.numerals import FEW, read_number
from attribution.phrases import apposed_person, is_definite, is_people, phrase_of, without_clause
from attribution.salience import FEMININE, HE_OR_SHE, MASCULINE, gender_of_noun, gender_of_pronoun
from attribution.syntax import sentence_before, subject_told_of
from attribution.unnamed import asks_not_to_be_named, is_many, is_part, join_group, listener_of_people, number_of
from attribution.vocabulary import QUANTITIES, nouns_with, roles_of_titles, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# Who of some people is meant, where they are not named again: "One said so, another denied it"; with their number.
_ONES = ("one", "another", "other", "first", "second", "third", "fourth", "fifth")
_MEMBERS = {**dict.fromkeys(_ONES, 1), "two": 2, "three": 3, "four": 4, "others": None}
_SOME = QUANTITIES | {"others"}
_MEMBER_REACH = 80  # tokens
_MEMBER_RUN = 5  # statements back to which "one" may go
_NOUN_RUN = 300  # statements back to which "the engineer" may go
_WRITTEN = frozenset({SourceType.DOCUMENT, SourceType.SOCIAL_POST})
_UNNAMED_RUN = 3  # sentences in which somebody without a name goes on


def of_group(discourse: Discourse, n: int, group: Group, number: int | None = None) -> Source:
    discourse.group_of[n] = group
    return Source(group.source_type, group.entity, number=number)


def _groups_before(discourse: Discourse, n: int, run: int) -> Iterator[Group]:
    """Give the groups that were cited up to ``run`` statements before one, the last first."""
    before = (k for k in range(n - 1, max(-1, n - 1 - run), -1) if discourse.is_of_same_speech(n, k))
    cited = map(discourse.group_of.get, before)
    return (group for group in cited if group is not None)


def _last_cited(discourse: Discourse, n: int) -> int | None:
    """Give the last statement before one that anybody is cited for."""
    cited = (k for k in discourse.outer_before(n) if discourse.attributions[k].is_attributed)
    return next((k for k in cited if discourse.found[k].source_type is not SourceType.UNATTRIBUTED), None)


def _unnamed_cited(discourse: Discourse, k: int | None) -> Group | None:
    """Give who is cited for a statement, if it is one person without a name: "A clerk said it was late"."""
    group = discourse.group_of.get(k) if k is not None else None
    if k is None or group is None or not group.is_anonymous:
        return None
    is_one = not group.is_plural or discourse.found[k].number == 1
    return group if is_one and not discourse.is_question(k) else None


def going_on(discourse: Discourse, mention: Mention) -> Source | None:
    """Give the one unnamed person who was cited shortly before: "A clerk said it was late. He added …".

    A spokesman who goes on speaks for the same body.
    """
    n, pronoun = mention.n, mention.head
    speaker = _unnamed_cited(discourse, discourse.attributions[n].parent)
    if speaker is not None and _is_of_speaker(discourse, n, pronoun, speaker):
        return of_group(discourse, n, speaker, 1)
    if speaker is not None and discourse.mentions.is_quoted(pronoun.i):  # "“She told me so,” a clerk said."
        return None
    before = _last_cited(discourse, n)
    unnamed = _unnamed_cited(discourse, before)
    spoken_of = _unnamed_subject(discourse, n, pronoun)
    if spoken_of is not None:
        return of_group(discourse, n, spoken_of, 1)
    is_one = before is not None and (unnamed is not None or _is_spokesman(discourse, before, pronoun))
    if before is None or not is_one or not _goes_on(discourse, before, pronoun):
        return None
    return of_group(discourse, n, unnamed, 1) if unnamed is not None else discourse.found[before]


def relative_of_unnamed(discourse: Discourse, mention: Mention, group: Group) -> Source | None:
    """Resolve whose husband "her husband" is, where one without a name has just spoken: "A nurse said it leaked. Her husband …".

    Not where she spoke of a woman: "A nurse said she was late. Her husband …".
    """
    n, head = mention.n, mention.head
    before = _last_cited(discourse, n)
    unnamed = _unnamed_cited(discourse, before)
    owner = next((t for t in head.lefts if t.dep_ == "poss" and t.lower_ in HE_OR_SHE), None)
    if before is None or unnamed is None or owner is None or not _goes_on(discourse, before, owner):
        return None
    genders = {gender_of_noun(unnamed.lemma), gender_of_pronoun(owner)} - {None}
    claim = discourse.claim_of(before)
    pronouns = MASCULINE if owner.lower_ in MASCULINE else FEMININE
    is_another = any(t.lower_ in pronouns or t.i in discourse.mentions.person_at for t in claim)
    if len(genders) > 1 or is_another:
        return None
    name = unnamed.entity if unnamed.entity.lower().endswith(unnamed.lemma) else unnamed.lemma
    group.entity = f"{name}'s {phrase_of(head, without_clauses=True).text.partition(' ')[2]}"
    return of_group(discourse, n, group, 1)


def _is_of_speaker(discourse: Discourse, n: int, pronoun: Token, speaker: Group) -> bool:
    """Say whether "she" is who speaks, without a name: "A nurse said she had told the doctors"."""
    parent = discourse.attributions[n].parent
    begin = discourse.claim_of(parent)[:2] if parent is not None else []
    is_gender = gender_of_noun(speaker.lemma) in (None, gender_of_pronoun(pronoun))
    # what is told of others seldom is
    is_past = any(t.lower_ == "had" for t in discourse.cue_of(n))
    return is_gender and is_past and pronoun in begin and not discourse.mentions.is_quoted(pronoun.i)


def _is_spokesman(discourse: Discourse, k: int, pronoun: Token) -> bool:
    """Say whether a statement is that of one without a name who speaks for a body and whom a pronoun fits."""
    head = discourse.mention_head(k)
    if head is None or head.tag_ != "NN" or class_of(discourse, head) != "press_office":
        return False
    is_of_body = discourse.found[k].source_type is SourceType.ORGANIZATION and not discourse.is_question(k)
    return is_of_body and gender_of_noun(head.lemma_.lower()) in (None, gender_of_pronoun(pronoun))


def _goes_on(discourse: Discourse, before: int, pronoun: Token) -> bool:
    """Say whether a pronoun stands for who was cited shortly before: near enough, and nobody else was spoken of since."""
    end = _end_of_sentence(discourse, before)
    sentences = sum(bool(token.is_sent_start) for token in discourse.doc[end : pronoun.i + 1])
    is_near = end <= pronoun.i and sentences <= (_UNNAMED_RUN if pronoun.dep_ == "nsubj" else 1)
    is_another = discourse.coreferent_person(pronoun) or _is_named_since(discourse, before, pronoun.i)
    return is_near and _is_spoken_of(discourse, before) and not is_another


def _unnamed_subject(discourse: Discourse, n: int, pronoun: Token) -> Group | None:
    """Give the unnamed person whom the sentence before a statement is about: "An envoy was blunter. “No,” he said."."""
    before = sentence_before(min((pronoun, *discourse.claim_of(n)[:1])))
    if before is None or pronoun.dep_ != "nsubj":
        return None
    # "Outside court, a cousin stood": the last one, for the parse may take "court" for a subject too
    subject = next((t for t in reversed([*before.root.lefts]) if t.dep_ == "nsubj"), None)
    subject = _only_one_told_of(discourse, before) or subject
    group = discourse.group_at.get(subject.i) if subject is not None else None
    is_named = subject is not None and apposed_person(discourse.mentions, subject) is not None
    if subject is None or is_named or (group is not None and not group.is_anonymous):
        return None
    genders = {gender_of_noun(subject.lemma_.lower()), gender_of_pronoun(pronoun)} - {None}
    is_quoted = discourse.attributions[n].quotation is Quotation.DIRECT and "\n" not in before[-1].text
    is_new = (is_quoted or subject.dep_ != "nsubj") and is_indefinite(subject) and is_people(subject)
    is_new &= class_of(discourse, subject) != "press_office"
    is_one = subject.tag_ == "NN" and len(genders) == 1 and (is_new or asks_not_to_be_named(subject))
    if not is_one or discourse.coreferent_person(pronoun):
        return None
    if group is None:
        join_group(discourse, subject, Group(subject.lemma_.lower(), False, SourceType.ANONYMOUS))
    return discourse.group_at[subject.i]


def _only_one_told_of(discourse: Discourse, sentence: Span) -> Token | None:
    """Give the one without a name, if nobody else is spoken of in a sentence: "The room fell silent for a man whose son had died"."""
    somebody = [
        t
        for t in sentence
        if t.i in discourse.mentions.person_at or t.lower_ in HE_OR_SHE or (t.tag_ == "NN" and is_people(t))
    ]
    one = somebody[0] if somebody else None
    if one is None or one.dep_ != "pobj":
        return None
    is_told = any(child.dep_ == "relcl" and child.left_edge.tag_ in ("WP", "WP$") for child in one.rights)
    return one if is_told and all(one == t or one.is_ancestor(t) for t in somebody) else None


def _end_of_sentence(discourse: Discourse, n: int) -> int:
    """Give the token where the sentence ends in which somebody is cited."""
    cited = discourse.attributions[n]
    return discourse.tokens(cited.source or cited.cue or cited.claim)[-1].sent.end


def _is_spoken_of(discourse: Discourse, n: int) -> bool:
    """Say whether a sentence is about whom it cites: not "he stood beside a governor who had endorsed him"."""
    span = discourse.mention_span(n)
    if span is None:
        return True
    is_relative = span.root.tag_ in ("WP", "WDT")
    return not is_relative and not (span.root.dep_ == "pobj" and span.root.head.lower_ in ("with", "beside", "for"))


def _is_named_since(discourse: Discourse, n: int, at: int) -> bool:
    """Say whether the article names somebody between the sentence of a statement and a token, not whom it quotes."""
    mentions = discourse.mentions
    return any(i in mentions.person_at and not mentions.is_quoted(i) for i in range(_end_of_sentence(discourse, n), at))


def one_meant(discourse: Discourse, mention: Mention) -> Group | None:
    """Give whom "the engineer" stands for who was cited without a name before: one called so, else who was cited last.

    So "the relative" goes back to "the pastor's cousin"; but a role that somebody named has is theirs.
    """
    n, head, noun_class = mention.n, mention.head, mention.noun_class
    lemma = head.lemma_.lower()
    is_noun = head.tag_ == "NN" or (head.tag_ == "NNP" and head.is_lower)  # "the rep", taken for a name
    is_one = is_noun and is_people(head) and is_definite(head) and len(phrase_of(head)) == 2
    if not is_one or is_many(head) or lemma in nouns_with("office") or noun_class == "press_office":
        return None
    before = _last_cited(discourse, n)
    last = _unnamed_cited(discourse, before)
    if lemma == "person":
        return last
    is_office = last is not None and _is_office_of(lemma, last)
    if before is not None and is_office and not _is_named_since(discourse, before, head.i):
        return last
    if any(lemma in person.roles for person in discourse.mentions.people):
        return None
    ones = (g for g in _groups_before(discourse, n, _NOUN_RUN) if g.is_anonymous)
    called_so = next((group for group in ones if group.lemma == lemma and not group.is_plural), None)
    if called_so is not None or before is None or noun_class == "person":
        return called_so
    return last if not _is_named_since(discourse, before, head.i) else None


def _is_office_of(lemma: str, group: Group) -> bool:
    """Say whether a noun tells the office that somebody without a name has: "the lawmaker", of "a senator"."""
    return lemma != group.lemma and any({lemma, group.lemma} <= {*roles} for roles in roles_of_titles().values())


def some_meant(discourse: Discourse, mention: Mention) -> Group | None:
    """Give the class that "some", "many" or "others" are of, of whom the sentence before tells: "Residents were divided. Some said …"."""
    n, head = mention.n, mention.head
    if head.lower_ not in _SOME or len(mention.span) > 1:
        return None
    before = discourse.attributions[n - 1].source if n > 0 else ()
    last = discourse.tokens(before)[:1]
    # "Some said it was late. Others denied it."
    is_of_those = bool(last) and last[0].lower_ in _SOME and n - 1 in discourse.group_of
    if is_of_those and last[0].sent.end >= head.sent.start - 1:
        return discourse.group_of[n - 1]
    if head.lower_ == "others":  # "Critics said it was bad. Others said it was good."
        return None
    subject = subject_told_of(sentence_before(head))
    group = discourse.group_at.get(subject.i) if subject is not None else None
    return group if group is not None and group.is_plural else None


def team_meant(discourse: Discourse, mention: Mention) -> Group | None:
    """Give the people who "the team" is, rather than the body that they are of: "Scientists at Leeds University … The team"."""
    head = mention.head
    if head.lower_ != "team" or not is_definite(head) or len(phrase_of(head)) > 2:
        return None
    at = (i for i in range(head.i - 1, max(-1, head.i - _MEMBER_REACH), -1) if i in discourse.group_at)
    groups = (discourse.group_at[i] for i in at)
    return next((g for g in groups if g.is_plural and g.lemma in nouns_with("scholar")), None)


def two_meant(discourse: Discourse, n: int) -> Group | None:
    """Give the two people without names who were cited shortly before: "Two sources said … The two added"."""
    cited = _groups_before(discourse, n, _MEMBER_RUN)
    return next((g for g in cited if g.number == 2 and g.is_anonymous), None)


def member_meant(discourse: Discourse, mention: Mention) -> Source | None:
    """Resolve "one", "another" or "the other", be it described, to one of the unnamed people spoken of shortly before.

    In "One user said so. Another denied it." another one is meant.
    """
    n, head, span = mention.n, mention.head, mention.span
    after = span[head.i + 1 - span.start :] if span.start <= head.i < span.end else None
    is_alone = all(t.lower_ in ("a", "the") for t in span if t.i < head.i)
    is_told = head.lower_ != "other" or any(child.lower_ == "the" for child in head.lefts)
    is_of_them = after is not None and after[:3].text.lower() in ("of the two", "of the three")
    is_ended = not after or after[0].text in (",", "(", "—", "–") or after[0].tag_ == "WP" or is_of_them
    whole_number = read_number([head.text]) if head.pos_ == "NUM" and is_part(head) else None
    if whole_number is not None:  # "two of the three"
        unnamed = (g for g in _groups_before(discourse, n, _MEMBER_RUN) if g.is_anonymous)
        spoken_of = (g for g in reversed(discourse.groups) if g.is_anonymous)
        whole = next((g for g in (*unnamed, *spoken_of) if g.number == whole_number), None)
        return of_member(discourse, mention, whole, number_of(head)) if whole is not None else None
    if head.lower_ not in _MEMBERS or not (is_alone and is_told and is_ended):
        return None
    near = range(head.i - 1, max(-1, head.i - 1 - _MEMBER_REACH), -1)
    cited = list(_groups_before(discourse, n, _MEMBER_RUN if head.lower_ != "others" else 0))
    last = cited[0] if cited else None
    told_of = _told_of_by_several(discourse, n, last)  # "Two officers said that soldiers fled. One wept."
    before = next((discourse.group_at[i] for i in near if i in discourse.group_at and i not in told_of), None)
    if head.lower_ == "another" and before is not None and not (before.is_plural or after) and last in (before, None):
        noun = next((word for word in before.entity.split() if word.lower() == before.lemma), before.lemma)  # "MP"
        other = Group(before.lemma, False, SourceType.ANONYMOUS, entity=f"another {noun}", number=1)
        return _introduced(discourse, n, other, head)
    groups = [group.part_of or group for group in (before, *cited) if group is not None]
    group = next((g for g in groups if g.is_plural and g.is_anonymous), None)
    number = _MEMBERS[head.lower_]
    if head.lower_ == "others" and group is not None:
        number = _number_of_others(discourse, n, group)
    if group is None and number is not None and (head.lower_ == "one" or not after):
        spoken_of = (
            discourse.group_at[i] for i in near if i in discourse.group_at and not discourse.mentions.is_quoted(i)
        )
        # "Residents complained. “I boil everything,” one said."
        group = next((g.part_of or g for g in chain(spoken_of, cited) if g.is_plural or g.part_of), None)
    return of_member(discourse, mention, group, number) if group is not None else None


def _number_of_others(discourse: Discourse, n: int, group: Group) -> int | None:
    """Give how many of some people are left after those who were cited one by one: "Three spoke. One said …, the others said …"."""
    number = group.number or 0
    for k in range(max(0, n - _MEMBER_RUN), n):
        cited, head = discourse.group_of.get(k), discourse.mention_head(k)
        is_of_them = cited is group or (cited is not None and cited.part_of is group)
        if is_of_them and head is not None and (head.lower_ in _MEMBERS or is_part(head)):
            number -= discourse.found[k].number or 0
    return number if number > 1 else None


def another_text(discourse: Discourse, mention: Mention) -> Source | None:
    """Resolve "another" to one more of what was cited right before, where that is written: "One report said so. Another denied it."."""
    told_apart = _after_comma(mention.span)[:1]  # "another, sent in May"
    is_alone = len(mention.span) == 1 or any(t.tag_ in ("VBN", "JJ", "IN") for t in told_apart)
    before = _last_cited(discourse, mention.n) if mention.head.lower_ == "another" and is_alone else None
    if before is None or not discourse.is_of_same_speech(mention.n, before):
        return None
    found, noun = discourse.found[before], discourse.mention_head(before)
    if found.source_type not in _WRITTEN or noun is None:
        return None
    if noun.lower_ == "another":  # "One tweet said … Another said … Another said"
        return found
    is_one = noun.tag_ == "NN" and not is_definite(noun)
    return Source(found.source_type, f"another {noun.lower_}") if is_one else None


def _told_of_by_several(discourse: Discourse, n: int, last: Group | None) -> set[int]:
    """Give the tokens of what several people without names were last cited for, of whom one may speak next."""
    whole = (last.part_of or last) if last is not None else None
    if whole is None or not whole.is_plural or not whole.is_anonymous:
        return set()
    theirs = (k for k in range(max(0, n - _MEMBER_RUN), n) if discourse.group_of.get(k) is last)
    return {t.i for k in theirs for t in discourse.claim_of(k)}


def of_one(discourse: Discourse, mention: Mention) -> Source:
    """Resolve "one" or "another", by what is said of this one alone: "Another, a retired clerk"."""
    described = _after_comma(mention.span)
    is_told = bool(described) and described[0].lower_ in ("a", "an")
    words = without_clause(described, described.root.i) if is_told else mention.span
    own = Group("person", False, SourceType.ANONYMOUS, entity=discourse.full_text(words), number=1)
    own.description = own.entity if described else None
    return _introduced(discourse, mention.n, own, mention.head)


def of_member(discourse: Discourse, mention: Mention, group: Group, number: int | None) -> Source:
    """Resolve one of some unnamed people, by what is said of this one alone: "one of them, a clerk at the court"."""
    n, span = mention.n, mention.span
    described = _after_comma(span)
    if group.source_type is SourceType.COLLECTIVE and number is not None and number <= FEW:
        # of a class, who are its view together, some by themselves are people without names: "one of the residents"
        group = replace(group, is_plural=number > 1, source_type=SourceType.ANONYMOUS, number=number, part_of=group)
        discourse.groups.append(group)
    if number is None and group.number is not None:  # "several of the six", of whom nobody knows how many
        group = replace(group, number=None, part_of=group)
    is_speaking = described[:1].text == "who" and any(t.lemma_ in verbs_with("speaking") for t in described[1:2])
    if is_speaking:
        return replace(of_group(discourse, n, group, number), relays=listener_of_people(discourse, span.root))
    if number != 1 or not described or described[0].lower_ not in ("a", "an", "who"):
        return of_group(discourse, n, group, number)
    is_clause = described[0].lower_ == "who"
    words = span if is_clause else without_clause(described, described.root.i)
    lemma = group.lemma if is_clause else described.root.lemma_.lower()
    own = Group(lemma, False, SourceType.ANONYMOUS, entity=discourse.full_text(words), number=1)
    own.description, own.relays, own.part_of = own.entity, group.relays, group
    return _introduced(discourse, n, own, described.root)


def _after_comma(span: Span) -> Span:
    """Give what is said of somebody behind a comma; nothing where there is none."""
    comma = next((t.i for t in span if t.text == ","), span.end)
    return span.doc[comma + 1 : span.end]


def of_numbered(discourse: Discourse, mention: Mention) -> Source | None:
    """Resolve who is named by a number or letter alone: "Witness 2", "Juror B"."""
    noun = mention.span[0]
    if not is_numbered(noun):
        return None
    name = discourse.doc[noun.i : noun.i + 2].text
    group = next((group for group in discourse.groups if group.entity == name), None)
    if group is None:
        group = Group(noun.lower_, False, SourceType.ANONYMOUS, is_introduced=True, entity=name, number=1)
        discourse.groups.append(group)
    return of_group(discourse, mention.n, group, 1)


def _introduced(discourse: Discourse, n: int, one: Group, head: Token) -> Source:
    """Resolve a mention to somebody of whom nothing was said before."""
    discourse.groups.append(one)
    discourse.group_at[head.i] = one
    return of_group(discourse, n, one, 1)
