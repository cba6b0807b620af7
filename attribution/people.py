"""Mentions of people to those whom the article names: by their names, by what they are, and several of them together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from attribution.descriptions import is_harmed, is_said_of_another, is_word_for
from attribution.discourse import Discourse
from attribution.exclusions import not_meant
from attribution.kinds import PEOPLE_OR_UNKNOWN, Mention
from attribution.mentions import Mentions, Person
from attribution.model import Source, SourceType
from attribution.names import is_role, name_given_after
from attribution.outlets import bare
from attribution.phrases import (
    apposed_person,
    called,
    comma_after,
    is_and,
    is_another,
    is_bare,
    is_definite,
    is_document,
    is_one_of_a_people,
    is_people,
    listed,
    name_around,
    people_listed,
    person_after_comma,
    person_at_edge,
    person_of_office,
    said_of,
    without_clause,
)
from attribution.roles import party_of, qualifiers
from attribution.salience import HE_OR_SHE, gender_of_noun
from attribution.syntax import owner_of, sentence_before, subject_told_of
from attribution.unnamed import asks_not_to_be_named, is_many, is_part, number_of
from attribution.vocabulary import PARTIES, PEOPLE, known_bodies, nameless_nouns, noun_classes, nouns_as, nouns_with

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

REACH = 300  # tokens, or statements, back to which a mention of several may go
_SPOKEN_RUN = 40  # statements back to which somebody may have spoken of who speaks now
_PAIR_REACH = 60  # tokens back to which "the latter" may go
# How well a description fits people; set by reading whom descriptions meant in 336 articles of the train split.
CALLED_SO, _OTHER_OFFICE = 2.0, 0.5
_TOLD_OF = 2.0  # of whom alone the sentence before tells
_TIMES = 0.25  # exponent of how often somebody is named


def person_named(discourse: Discourse, mention: Mention) -> Person | None:
    """Give whom a phrase names."""
    mentions, head, span, noun_class = discourse.mentions, mention.head, mention.span, mention.noun_class
    # "the email, from Commissioner Ann Lee", "a complaint by one, Ann Lee"
    is_written = noun_class in ("document", "post")
    person = mentions.person_at.get(head.i)
    if person is None and not is_written:
        person = (
            apposed_person(mentions, head)
            or person_after_comma(mentions, head, span)
            or person_of_office(mentions, head, span)
            or (mentions.person_of(_called(head)) if is_people(head) else None)  # "a man named Obi"
            or (mentions.person_at.get(name_given_after(head)) if is_people(head) else None)
            or _beside_others(mentions, head)
            or apposed_person(mentions, span.root)  # "one of his advisers, Ann Lee"
            or (mentions.person_at.get(said_of(head).i) if is_people(head) else None)  # "Lee, [the former secretary]"
        )
    if person is None and all(t.ent_type_ == "PERSON" for t in span):  # "Al-Awlaki"
        person = mentions.person_at.get(span.end - 1)
    if person is None and not is_written and (head.i not in discourse.group_at or head.tag_ == "NN"):
        person = person_at_edge(mentions, span)
    if person is not None or noun_class is not None:
        return person
    is_alone = len(span) == 1 and head.text.istitle() and head.text not in discourse.outlets  # "Lee Files Suit"
    is_written_as_name = head.pos_ == "PROPN" or (head.pos_ == "NOUN" and head.text.istitle())
    if is_alone or (is_written_as_name and head.ent_type_ in ("", "PERSON")):
        person = mentions.person_named(head.doc[head.i : head.i + 1])
    name = name_around(head)
    return person or (mentions.person_by_name(name) if is_written_as_name and " " in name else None)


def _beside_others(mentions: Mentions, head: Token) -> Person | None:
    """Give who is named with others, whom the parse takes for the head: "Lee and GOP leaders"; not "Lee and Obi supporters"."""
    first = next((child for child in head.lefts if child.dep_ == "nmod" and child.i in mentions.person_at), None)
    if first is None or head.tag_ != "NNS" or head.lemma_ not in nouns_with("ruling") or not is_and(first.nbor()):
        return None
    is_another = any(i in mentions.person_at for i in range(first.i + 1, head.i))
    return None if is_another else mentions.person_at[first.i]


def _called(head: Token) -> list[int]:
    """Give the tokens of the name that one is said to be called by: "a man named Obi", "his aide, a Dubliner named Obi"."""
    beside = (child for child in head.rights if child.dep_ == "appos")
    return [token.i for noun in (head, *beside) for token in called(noun) or ()]


def family_of(discourse: Discourse, mention: Mention) -> Source | None:
    """Give those named whom "the Obis" stands for: all of that last name."""
    head = mention.head
    is_plural = head.text.istitle() and head.lower_.endswith("s") and head.tag_ in ("NNPS", "NNP", "NNS")
    if not is_plural or [child.lower_ for child in head.lefts] not in ([], ["the"]):
        return None
    names = [p.name for p in discourse.mentions.people_of(head.lower_.removesuffix("s"))]
    return Source(SourceType.NAMED_PERSON, listed(names)) if len(names) > 1 else None


def listed_after(discourse: Discourse, mention: Mention) -> Source | None:
    """Give those whose names follow what they are: "two of the senators, Ann Lee and Bob Obi"."""
    head, span = mention.head, mention.span
    comma = comma_after(head, span)
    if head.tag_ not in ("NNS", "NNPS") or comma + 1 >= span.end or not head.doc[comma + 1].text[0].isupper():
        return None
    people, is_all = people_listed(discourse.mentions, head.doc[comma + 1 : span.end])
    return Source(SourceType.NAMED_PERSON, listed([p.name for p in people])) if is_all and len(people) > 1 else None


def named_by_role(discourse: Discourse, mention: Mention) -> Source | None:
    """Give those named together whom "both parents" or "the researchers" stands for: the last ones who are called so."""
    head = mention.head
    is_many = head.tag_ == "NNS" or any(child.lower_ == "neither" for child in head.lefts)
    is_told = any(child.lower_ in ("the", "both", "these", "neither") for child in head.lefts)
    lemma = head.lemma_.lower()
    if not (is_many and is_told and is_people(head)):
        return None
    for i in range(head.i - 1, max(-1, head.i - REACH), -1):
        person = discourse.mentions.person_at.get(i)
        if person is not None and (lemma in person.roles or _is_by_writers(discourse.doc[i], lemma)):
            together = named_together(discourse, discourse.doc[i])
            if together is not None:
                return together
    return None


def _is_by_writers(first: Token, lemma: str) -> bool:
    """Say whether names tell who wrote something: "a study by Ann Lee and Bob Obi", of "the authors"."""
    is_writer = lemma in nouns_with("writer") or lemma in nouns_with("scholar")
    return is_writer and first.head.lower_ == "by" and is_document(first.head.head)


def named_member(discourse: Discourse, mention: Mention) -> Person | None:
    """Give who is named as one of some people: "one of them, Ann Lee"."""
    head, span = mention.head, mention.span
    comma = comma_after(head, span)
    if comma + 1 >= span.end or not is_part(head) or number_of(head) != 1:
        return None
    last = next((t.i for t in head.doc[comma + 1 : span.end] if t.pos_ != "PROPN"), span.end) - 1
    return discourse.mentions.person_at.get(last)


def latter(discourse: Discourse, mention: Mention) -> Person | None:
    """Give whom "the latter" stands for, or "the former": of the last two named, the one who was named last or first."""
    span = mention.span
    words = span.text.lower()
    if words not in ("the latter", "the former"):
        return None
    people = discourse.mentions.person_at
    named = [people[i] for i in range(span.start - 1, max(-1, span.start - _PAIR_REACH), -1) if i in people]
    last = dict.fromkeys(named)
    return list(last)[words == "the former"] if len(last) > 1 else None


def _may_be_described(discourse: Discourse, mention: Mention) -> bool:
    """Say whether a noun is of one, who may be named elsewhere: none who was spoken of as somebody without a name."""
    head, group = mention.head, discourse.group_at.get(mention.head.i)
    is_person = head.tag_ == "JJ" and mention.noun_class == "person"
    is_one = head.tag_ in ("NN", "NNP") or is_one_of_a_people(head) or is_person
    is_class = group is not None and group.is_plural and group.source_type is SourceType.COLLECTIVE
    return is_one and (group is None or not group.is_introduced or is_class) and not asks_not_to_be_named(head)


def called_by_letters(discourse: Discourse, mention: Mention) -> Person | None:
    """Give who holds an office that letters stand for: "the PM", "the PS" of "the PS, Ann Lee", "the DCP" of a deputy commissioner."""
    head, mentions = mention.head, discourse.mentions
    if not head.is_upper or any(child.dep_ == "compound" for child in head.lefts):
        return None
    lemma = head.lemma_.lower()
    if lemma in nouns_as("short:"):
        person = mentions.person_for_role(head.i, lemma, words=qualifiers(head))
        return None if person is None or is_said_of_another(head, person) else person
    if not is_definite(head):
        return None
    words = [word.lower() for word in (discourse.bodies.spelled_out(head.text) or "").split()]
    # "the Chief Justice of India (CJI), Ann Lee"
    holders = (mentions.person_for_role(head.i, word, words=words) for word in words)
    names = ((discourse.doc[i], p) for p in mentions.people if lemma in p.roles for i in p.mentions)
    beside = (p for t, p in names if t.dep_ == "appos" and t.head.text == head.text and is_definite(t.head))
    return next(filter(None, holders), None) or next(beside, None) or _titled_by_letters(discourse, head)


def _titled_by_letters(discourse: Discourse, head: Token) -> Person | None:
    """Give the one whose title letters begin: "the DCP", of "Deputy Commissioner of Police Ann Lee"."""
    letters = head.text
    if (
        len(letters) < 2 or head.ent_type_ == "GPE" or letters.lower() in known_bodies()
    ):  # "the US", beside an under secretary
        return None
    for person in discourse.mentions.people:
        last = person.mentions[0]
        words = takewhile(lambda t: t.is_title or t.lower_ == "of", reversed(discourse.doc[:last]))
        capitals = "".join(t.text[0] for t in words if t.is_title)[::-1]
        if last < head.i and capitals[: len(capitals) + 1 - len(person.name.split())].endswith(letters):
            return person
    return None


def person_described(discourse: Discourse, mention: Mention) -> Person | None:
    """Give whom "the senator" stands for: who is called so, else who was spoken of, for one must have been named."""
    n, head, noun_class = mention.n, mention.head, mention.noun_class
    lemma = head.lemma_.lower()
    is_name = noun_class is None and head.pos_ == "PROPN"
    is_of_one = not is_name and _may_be_described(discourse, mention)
    if not is_of_one or lemma in nameless_nouns() or noun_class not in PEOPLE_OR_UNKNOWN:
        return None
    if not is_definite(head):  # as in headlines: "Indiana governor endorses Cruz"
        if noun_class is None:
            return None
        return discourse.mentions.person_for_role(head.i, lemma) if is_bare(head) else None
    places = {child.text for child in head.lefts if child.ent_type_ == "GPE"}
    said = discourse.coreferent_person(head)
    words = qualifiers(head)
    apart = _told_apart(discourse, n, head)
    person = said or discourse.mentions.person_for_role(head.i, lemma, places, words)
    person = person if person is not None and person not in apart and not is_said_of_another(head, person) else None
    # "the employee of four years" is nobody named before; "the lawyer, of the Dawn Party," may be
    is_owned = any(child.lower_ == "of" and child.nbor(-1).text != "," for child in head.rights)
    if head.pos_ == "PROPN" and lemma in nouns_with("office") and any(child.lower_ == "for" for child in head.rights):
        return person if person is not None and lemma in person.roles else None  # "the Minister for Justice"
    is_new = lemma in nouns_with("journalist") or (noun_class == "insider" and is_owned)
    clauses = (t for t in head.rights if t.dep_ == "relcl")
    is_new |= any(t.doc[t.left_edge.i - 1].text != "," for t in clauses)  # "the man who wrote it"
    of = (t for child in head.rights if child.lower_ == "of" for t in child.rights)
    is_new |= any(t.i in discourse.mentions.person_at for t in of)  # "the family of Ann Lee"
    is_new |= any(child.lower_ == "behind" for child in head.rights)  # "the man behind the page"
    is_settled = said is not None or (person is not None and (bool(places) or lemma in nouns_with("office")))
    if not is_settled and noun_class is not None and not is_many(head) and not is_new:
        others = not_meant(discourse, n, head)
        owner = _owner_meant(discourse, head)
        others += [owner] if owner is not None else []  # "her editor" is not herself
        others += apart
        others += [p for p in discourse.mentions.people if lemma in PARTIES.values() and p.party not in (None, lemma)]
        people = discourse.mentions.people
        party = party_of(words)
        others += [p for p in people if party is not None and p.party not in (None, party)]
        fits = _fits(people, lemma, words)
        told_of = _told_of_before(discourse, n)
        if told_of is not None and fits[told_of] >= 1:  # not one who holds another office
            fits[told_of] *= _TOLD_OF
        near = discourse.referents.salient_person(head, gender_of_noun(lemma), discourse.speakers, others, weights=fits)
        person = near or person
        return None if person is None or _is_other(discourse, head, person) else person
    return person


def _told_of_before(discourse: Discourse, n: int) -> Person | None:
    """Give of whom alone the sentence before a statement tells, which cites nobody: "Obi was blunter. The striker said …"."""
    people, claim, cue = discourse.mentions.person_at, discourse.claim_of(n), discourse.cue_of(n)
    first = min((*claim[:1], *cue[:1]), default=None)
    before = sentence_before(first) if first is not None else None
    subject = subject_told_of(before)
    if before is None or subject is None or "\n" in before[-1].text:
        return None
    named = {people[t.i] for t in before if t.i in people}
    return people.get(subject.i) if len(named) == 1 and not discourse.cites_within(before) else None


def _is_other(discourse: Discourse, head: Token, person: Person) -> bool:
    """Say whether a description is not of whom it would go back to, by what the article tells of both."""
    lemma = head.lemma_.lower()
    if is_said_of_another(head, person) or is_harmed(person, head):
        return True
    introduced = discourse.introduced_at.get(lemma, head.i)
    is_introduced = introduced < head.i
    if lemma not in person.roles:
        # "the engineer" is the one spoken of before, though somebody was named since
        is_next = is_introduced and not any(i in discourse.mentions.person_at for i in range(introduced, head.i))
        if is_introduced and (is_next or not discourse.has_spoken(person)):
            return True
        # "the lawyer for the defence" is not the prosecutor
        if not is_introduced and any(child.lower_ == "for" for child in head.rights):
            return True
    # "the prime minister" is not "Bill Hanley, a farmer", nor "Senator Hanley"
    is_in_office = not nouns_with("office").isdisjoint(person.roles)
    return lemma in nouns_with("office") and (person.is_one_of_many or is_in_office)


def _told_apart(discourse: Discourse, n: int, head: Token) -> list[Person]:
    """Give who was last said to do something to the one of a description, or to speak of him: "Lee stopped the man. The man said …"."""
    lemma = head.lemma_.lower()
    before = discourse.doc[max(0, head.i - REACH) : head.i]
    people = discourse.mentions.person_at
    is_behind_who = head not in discourse.tokens(discourse.attributions[n].source)
    # "Lee said she had called the clerk, who …"
    is_spoken_of = is_behind_who and n > 0 and discourse.attributions[n - 1].claims(head.idx)
    same = (t for t in reversed(before) if t.lemma_.lower() == lemma and t.tag_ == head.tag_)
    last = head if is_spoken_of else next(same, None)
    if last is None or last.head.i in people or any(child.i in people for child in last.children):
        return []  # none, or one with a name: "met candidate Ann Lee"
    outer = (verb for verb in last.ancestors if not (last.dep_ == "attr" and verb == last.head))  # "Lee is the mayor"
    subjects = (t for verb in outer for t in verb.lefts if t.dep_ == "nsubj" and not t.is_ancestor(last))
    doers = (people.get(t.i) for t in subjects)
    near = range(max(0, n - _SPOKEN_RUN), n)
    speakers = (discourse.named_source(m) for m in near if discourse.attributions[m].claims(last.idx))
    return [person for person in (*doers, *speakers) if person is not None]


def person_owned(discourse: Discourse, mention: Mention) -> Person | None:
    """Give whom "London's mayor" or "her adviser" stands for: whom the article calls so beside the owner."""
    head = mention.head
    lemma = head.lemma_.lower()
    owner = owner_of(head)
    is_one = head.tag_ == "NN" and mention.noun_class in PEOPLE and lemma not in nameless_nouns()
    if owner is None or not is_one:
        return None
    person = _owner_meant(discourse, head)
    name = person.name.split()[-1] if person is not None else owner.text
    found = discourse.mentions.person_for_role(head.i, lemma, {name}, {name.lower()}, is_near=True)
    if found is None and person is not None and lemma in nouns_with("spouse"):
        found = _other_of_couple(discourse, person)
        return found if found is not None and found.gender in (None, gender_of_noun(lemma)) else None
    return found if found is not person else None


def _other_of_couple(discourse: Discourse, person: Person) -> Person | None:
    """Give with whom somebody is named by one surname for both: "Jim", of "Jim and Ann Lee"."""
    people = discourse.mentions.person_at
    for name in (discourse.doc[i] for i in person.mentions):
        pair = sorted((name, *name.conjuncts), key=lambda t: t.i)
        if len(pair) == 2 and pair[0].i + 1 == pair[1].left_edge.i - 1 and not any(pair[0].lefts):
            other = people.get(pair[pair[0] == name].i)
            if other is not None and " " in people[pair[1].i].name:
                return other
    return None


def _owner_meant(discourse: Discourse, head: Token) -> Person | None:
    """Give whom the pronoun before a noun stands for: "her", of "her adviser"."""
    owner = owner_of(head)
    is_pronoun = owner is not None and owner.lower_ in HE_OR_SHE
    return discourse.person_meant(owner) if owner is not None and is_pronoun else None


def _fits(people: Sequence[Person], lemma: str, words: Collection[str]) -> dict[Person, float]:
    """Weigh how well "the Republican candidate" fits people: whom the article calls so best, whom it calls a mayor least."""
    called_so = [p for p in people if lemma in p.roles or is_word_for(lemma, p)]
    called_so = [p for p in called_so if not p.roles.get(lemma, set()).isdisjoint(words)] or called_so
    fits = dict.fromkeys(people, 1.0)
    if noun_classes().get(lemma) == "person":  # a mayor may be "the leader" too
        fits |= {p: _OTHER_OFFICE for p in people if not nouns_with("office").isdisjoint(p.roles)}
    fits |= dict.fromkeys(called_so, CALLED_SO)
    return {p: fit * len(p.mentions) ** _TIMES for p, fit in fits.items()}


def named_with(discourse: Discourse, person: Person, mention: Mention) -> str | None:
    """Give the names of a person and those named with them: "Lee and Obi", "Lee and her aides"."""
    mentions, head, span = discourse.mentions, mention.head, mention.span
    together = _together_in(discourse, person, span)
    people, is_all = people_listed(mentions, span)
    if person in people and len(people) > max(1, len(together)):
        return listed([p.name for p in people]) if is_all else _with_others(discourse, people, span)
    if together:
        return listed(together)
    is_named = head.i in mentions.person_at or _beside_others(mentions, head) is person
    is_named |= head.pos_ == "PROPN" and person_at_edge(mentions, span) is not person
    is_list = any(map(is_and, span))
    are_others = is_list and any(child.dep_ == "conj" and is_another(child) for child in head.children)
    are_others |= _beside_others(mentions, head) is person
    return _with_others(discourse, [person], without_clause(span, head.i)) if is_named and are_others else None


def _with_others(discourse: Discourse, people: Sequence[Person], span: Span) -> str:
    """Give people by their full names, and as written those who are named with them: "Ann Lee and her aides"."""
    last = max((t.i for t in span if discourse.mentions.person_at.get(t.i) is people[-1]), default=span.end - 1)
    rest = span.doc[last + 1 : span.end].text.strip()
    names = ", ".join(p.name for p in people)
    rest = rest.replace("nor ", "and ", 1) if rest.startswith("nor ") else rest
    return bare(f"{names}{'' if rest.startswith(',') else ' '}{rest}")


def _together_in(discourse: Discourse, person: Person, span: Span) -> list[str]:
    """Give the names of those named together with a person in a phrase, as its parse has them, where all of them are named."""
    people = discourse.mentions.person_at
    token = next((t for t in span if people.get(t.i) is person), None)
    named = [people.get(t.i) or _holder_of(discourse, t) for t in (_coordinated(token) if token is not None else [])]
    return [other.name for other in named if other is not None] if None not in named else []


def _holder_of(discourse: Discourse, noun: Token) -> Person | None:
    """Give who is called so and was named before: "Lee and the president"."""
    is_one = noun.tag_ == "NN" and is_definite(noun) and is_role(noun)
    return discourse.mentions.person_for_role(noun.i, noun.lemma_.lower()) if is_one else None


def named_together(discourse: Discourse, token: Token) -> Source | None:
    """Give who is named together with the first of them: "Lee and Obi"."""
    words = _coordinated(token)
    people = [discourse.mentions.person_at[t.i].name for t in words if t.i in discourse.mentions.person_at]
    named = people or list(filter(None, (discourse.bodies.body_at(t.i) for t in words)))
    if len(named) < 2:
        return None
    kind = SourceType.NAMED_PERSON if people else SourceType.ORGANIZATION
    return Source(kind, listed(named))


def _coordinated(token: Token) -> list[Token]:
    """Give the names that the first of several stands with: "Lee", "Obi and Kim"; none where it stands alone."""
    is_first = token.pos_ == "PROPN" and token.dep_ != "conj"
    return [token, *token.conjuncts] if is_first and token.conjuncts else []


def source_of_person(person: Person, entity: str | None = None) -> Source:
    """Give a person as a source, under a fuller ``entity`` where several are meant."""
    if person.is_changed and entity is None:  # "Ann (not her real name)"
        return Source(SourceType.ANONYMOUS, person.name, description=person.description, number=1)
    return Source(SourceType.NAMED_PERSON, entity or person.name, description=person.description)
