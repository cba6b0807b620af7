"""Who is only described in headline and lead, or before being named, to those whom the article names further down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from attribution.descriptions import is_said_of_another
from attribution.discourse import Discourse
from attribution.mentions import Person
from attribution.model import SourceType
from attribution.names import is_indefinite, is_role
from attribution.people import source_of_person
from attribution.phrases import is_definite
from attribution.roles import FORMER, qualifiers_of
from attribution.syntax import objects_behind, owner_of
from attribution.unnamed import asks_not_to_be_named
from attribution.vocabulary import nameless_nouns, noun_classes, nouns_with

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEAD_REACH = 70  # tokens of headline and lead
_MIN_CITED = 3


def resolve_described(discourse: Discourse) -> None:
    """Give who is only described to the one who is named next, and headline and lead else to who is cited most of all."""
    most = _most_cited(discourse)
    # a mention that is cited twice, "a judge dismissed the case, ruling that …", is one
    mentions = {(id(group), discourse.attributions[n].source) for n, group in discourse.group_of.items()}
    times = Counter(group for group, _ in mentions)
    for n, group in list(discourse.group_of.items()):
        head = discourse.mention_head(n)
        if head is None or times[id(group)] > 1 or not group.is_anonymous:
            continue
        person = _named_next(discourse, n, head) or _named_leader(discourse, head)
        is_headline = head.i < discourse.mentions.headline
        if person is None and head.i < _LEAD_REACH:
            is_described = _is_role_described(head, is_headline=is_headline)
            person = _introduced_later(discourse, head) or (most if is_described else None)
        if person is not None:
            del discourse.group_of[n]
            discourse.found[n] = source_of_person(person)


def _named_leader(discourse: Discourse, head: Token) -> Person | None:
    """Give who is named further down as heading the same body, by whatever word: "the head of the union … union president Ann Lee"."""
    if head.tag_ != "NN" or head.lemma_.lower() not in nouns_with("leads") or not is_definite(head):
        return None
    led = {t.lower_ for t in objects_behind(head, "of")}
    later = [p for p in discourse.mentions.people if p.mentions[0] > head.i and _leads_any(p, led)]
    return later[0] if len(later) == 1 else None


def _leads_any(person: Person, bodies: Collection[str]) -> bool:
    """Say whether the article calls somebody the head of one of some bodies, no deputy and no former one."""
    offices = (words for role, words in person.roles.items() if role in nouns_with("leads"))
    return any(not words.isdisjoint(bodies) and words.isdisjoint(nouns_with("rank") | FORMER) for words in offices)


def _introduced_later(discourse: Discourse, head: Token) -> Person | None:
    """Give whom a lead only describes, and the article names further down: "A mother has told … Ann Lee, a mother of two, said".

    So with "Spain's interior minister … Interior Minister Ann Lee".
    """
    lemma = head.lemma_.lower()
    unnamed = nameless_nouns() | nouns_with("journalist")
    words = {word.lower_ for word in qualifiers_of(head) if word.dep_ != "poss"}
    if head.tag_ != "NN" or not (is_indefinite(head) or words) or lemma in unnamed or asks_not_to_be_named(head):
        return None
    cited = {source.entity for source in discourse.found.values() if source.source_type is SourceType.NAMED_PERSON}
    later = [p for p in discourse.mentions.people if lemma in p.roles and p.mentions[0] > head.i and p.name in cited]
    later = later if is_indefinite(head) else [p for p in later if p.roles[lemma] == words]
    return later[0] if len(later) == 1 else None


def _most_cited(discourse: Discourse) -> Person | None:
    """Give who is cited by far most often."""
    people = Counter(s.entity for s in discourse.found.values() if s.source_type is SourceType.NAMED_PERSON)
    cited = people.most_common(2)
    enough = max([_MIN_CITED, *(2 * count for _, count in cited[1:])])
    if not cited or cited[0][1] < enough:
        return None
    return discourse.mentions.person_by_name(cited[0][0] or "")


def _named_next(discourse: Discourse, n: int, head: Token) -> Person | None:
    """Give who is cited next and is named then for the first time: "Its manager is content. “…,” Ann Lee said."."""
    lemma = head.lemma_.lower()
    is_told = is_definite(head) or owner_of(head) is not None
    is_nameless = lemma in nameless_nouns() | nouns_with("journalist") or asks_not_to_be_named(head)
    if head.tag_ != "NN" or not is_told or is_nameless or not is_role(head):
        return None
    outer = range(n + 1, len(discourse.attributions))
    following = next((k for k in outer if discourse.attributions[k].parent is None), None)
    span = discourse.mention_span(following) if following is not None else None
    named = discourse.found[following].entity if following is not None else None
    person = discourse.mentions.person_by_name(named) if named else None
    is_first = person is not None and person.mentions[0] > head.i
    # "Its manager is content. Prosecutor Ann Lee said …"; not "The man who saw it …"
    is_other = (
        person is not None and bool(person.roles) and (lemma not in person.roles or is_said_of_another(head, person))
    )
    is_other &= lemma not in nouns_with("anybody") or not any(child.dep_ == "relcl" for child in head.rights)
    return (
        person
        if span is not None
        and is_first
        and not is_other
        and head.sent.end in (span.root.sent.start, span.root.sent.start - 1)
        else None
    )


def _is_role_described(head: Token, *, is_headline: bool) -> bool:
    """Say whether a noun tells of one person what it is, and not that there are others: "the union chief", not "a chief"."""
    tags = ("NN", "NNP") if is_headline else ("NN",)
    is_one = head.tag_ in tags and noun_classes().get(head.lemma_.lower()) in ("person", "insider", "class")
    is_other = any(child.lower_ in ("a", "an", "no", "one", "another") for child in head.lefts)
    return is_one and not is_other and head.lemma_.lower() not in nameless_nouns()
