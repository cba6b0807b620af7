"""“They”, “it” and “the two” to whom or what they stand for: a group, a body, a document, two people."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from attribution.anaphora import of_group
from attribution.discourse import Discourse
from attribution.kinds import Mention, class_of
from attribution.model import UNNAMED, Quotation, Source, SourceType
from attribution.organizations import bodies_meant
from attribution.people import CALLED_SO, REACH, named_together
from attribution.phrases import head_of, is_copy, is_definite, is_people, is_within_noun, listed, names_in
from attribution.salience import nearness, prominence
from attribution.vocabulary import PEOPLE, noun_classes, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Token

PAIRS = frozenset({"couple", "pair", "duo", "two"})
_IT = frozenset({"it", "its", "itself"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_BODY_AS_MANY = 4.5
_SINGULAR_THEY = 1.4  # of one person without a name: "A resident said … They added"
_IN_OWN_WORDS = 0.5  # of a body that a statement names, which may be its own
_IN_OTHERS_WORDS = 0.5  # of those whom somebody quoted speaks of
_SHOWN = 4.0  # of a document, where a pronoun's verb is one of documents


def meant_by_plural(discourse: Discourse, mention: Mention) -> Source | Token:
    """Give "they" or "it" to the group, body or document that was cited or named last, or that coreference says.

    Returns:
        the source, or the noun that the pronoun goes back to, where what that stands for is yet to be found.
    """
    n, pronoun = mention.n, mention.head
    meant = [i for i in discourse.coreferent.get(pronoun.i, ()) if i != pronoun.i]
    group = next((discourse.group_at[i] for i in meant if i in discourse.group_at), None)
    if group is not None:
        return of_group(discourse, n, group)
    if named := next(filter(None, map(discourse.bodies.body_at, meant)), None):
        return Source(SourceType.ORGANIZATION, named)
    is_many = not is_it(pronoun)
    weights, cited = _weighed(discourse, n, pronoun, is_many=is_many)
    best = max(weights, key=lambda i: weights[i], default=None)
    is_unnamed = pronoun.lower_ == "both" and best is not None and (best in cited or best in discourse.group_at)
    if is_pair(pronoun) and not is_unnamed and (best is None or named_together(discourse, discourse.doc[best]) is None):
        two = _two_salient(discourse, pronoun)
        if two is not None:
            return two
        if (bodies := bodies_meant(discourse, pronoun)) is not None:
            return Source(SourceType.ORGANIZATION, bodies)
    if best is None:
        return Source(SourceType.COLLECTIVE if is_many else SourceType.ORGANIZATION)
    if best in cited:
        if cited[best] in discourse.group_of:
            discourse.group_of[n] = discourse.group_of[cited[best]]
        return replace(discourse.found[cited[best]], relays=())
    head = discourse.doc[best]
    together = named_together(discourse, head) if is_many else None
    if together is not None:
        return together
    body = discourse.bodies.body_at(best)
    if body is not None:
        return Source(SourceType.ORGANIZATION, body)
    return head


def _weight_of_named(discourse: Discourse, token: Token, *, is_many: bool, is_shown: bool) -> float:
    """Weigh how readily "they", or else "it", goes back to what a word names, without regard to where it stands.

    Args:
        is_shown: whether the pronoun's verb is one of documents: "They show that the mill leaked", of emails.
    """
    tags = ("NNS", "NNPS") if is_many else ("NN", "NNP")
    if is_shown and token.tag_ in tags and class_of(discourse, token) == "document" and not is_within_noun(token):
        return _SHOWN
    is_body = token.i in discourse.body_heads
    if is_many:
        if token.tag_ in ("NNS", "NNPS") and _is_group(token) and not is_within_noun(token):
            return 1.0
        return 2.5 if named_together(discourse, token) is not None else 0.4 * is_body
    is_thing = token.tag_ in ("NN", "NNP") and not is_within_noun(token) and not is_copy(token)
    return float(is_body or (is_thing and class_of(discourse, token) in ("document", "organization", "outlet")))


def _is_group(noun: Token) -> bool:
    """Say whether a noun for many stands for people or bodies: "officials", "the companies", "Democrats"."""
    is_of_class = noun_classes().get(noun.lemma_.lower()) in (*PEOPLE, "organization", "outlet")
    is_spoken_to = any(child.lower_ in ("you", "we") for child in noun.lefts)  # "you guys"
    return (is_of_class or noun.ent_type_ == "NORP") and not is_spoken_to


def _weight_of_cited(discourse: Discourse, n: int, *, is_many: bool, is_shown: bool) -> float:
    """Weigh how readily "they", or else "it", goes back to who was cited; ``is_shown`` as for :func:`_weight_of_named`."""
    source, group = discourse.found[n], discourse.group_of.get(n)
    if source.source_type in UNNAMED:
        is_plural = group is None or group.is_plural
        return 0.0 if not is_many else 2.9 if is_plural else _SINGULAR_THEY
    if source.source_type in (SourceType.ORGANIZATION, SourceType.NEWS_OUTLET):
        return 1.6 if is_many else 2.9
    if source.source_type is SourceType.DOCUMENT:
        is_same_number = is_many == _is_of_many_documents(discourse, n)
        return _SHOWN if is_shown and is_same_number else 0.0 if is_many else 2.0
    are_several = source.source_type is SourceType.NAMED_PERSON and len(names_in(source.entity)) > 1
    return 2.9 if is_many and are_several else 0.0


def _is_body_as_many(discourse: Discourse, n: int, other: int) -> bool:
    """Say whether a body that was cited is spoken of as many, as in Britain: "The council say".

    So where a quotation with "we" in it follows at once: "Tarn denied it. “We paid,” they said."
    """
    span = discourse.mention_span(other)
    if discourse.found[other].source_type not in (SourceType.ORGANIZATION, SourceType.NEWS_OUTLET) or span is None:
        return False
    head = head_of(span)
    if not (head.tag_ == "NN" or head.pos_ == "PROPN" or discourse.bodies.body_at(head.i)):
        return False  # "they", "the companies"
    claim = discourse.claim_of(n)
    is_next = bool(claim) and span.sent.end >= claim[0].sent.start
    is_we = discourse.attributions[n].quotation is Quotation.DIRECT and any(token.lower_ in WE for token in claim)
    return (is_next and is_we) or any(token.tag_ == "VBP" for token in discourse.cue_of(other))


def _is_said_alike(discourse: Discourse, n: int, other: int) -> bool:
    """Say whether one statement goes on as another does: "The report says that Tarn lied. It adds …"."""
    cues = [discourse.cue_of(k) for k in (other, n)]
    are_present = all(any(token.tag_ == "VBZ" for token in cue) for cue in cues)
    past = [{token.lemma_ for token in cue if token.tag_ == "VBD"} for cue in cues]
    return are_present or not past[0].isdisjoint(past[1])


def _is_of_many_documents(discourse: Discourse, n: int) -> bool:
    head = discourse.mention_head(n)
    return head is not None and head.tag_ in ("NNS", "NNPS")


def _weighed(discourse: Discourse, n: int, pronoun: Token, *, is_many: bool) -> tuple[dict[int, float], dict[int, int]]:
    """Weigh the words before a pronoun by how readily it goes back to them.

    Returns:
        the weights, by token, and of those who were cited before by which statement.
    """
    is_shown = pronoun.dep_ != "poss" and any(t.lemma_ in verbs_with("documentary") for t in discourse.cue_of(n))
    # who is named in their own words is not who "they" are: "“Tarn won,” they said"; "it" may be, as a body names itself
    claim = {token.i for token in discourse.claim_of(n)}
    own = claim if is_many else claim - discourse.body_heads
    before = range(max(0, pronoun.i - REACH), pronoun.i)
    is_quoted = discourse.mentions.is_quoted(pronoun.i)
    weights = {
        i: weight
        * prominence(discourse.doc[i])
        * nearness(pronoun.i - i)
        * (_IN_OWN_WORDS if i in claim else 1.0)
        * (_IN_OTHERS_WORDS if discourse.mentions.is_quoted(i) and not is_quoted else 1.0)
        for i in before
        if i not in own
        and (weight := _weight_of_named(discourse, discourse.doc[i], is_many=is_many, is_shown=is_shown))
    }
    cited: dict[int, int] = {}
    others = [k for k in range(max(0, n - REACH), n) if discourse.is_of_same_speech(n, k)]
    for other in others:
        goes_on = other == others[-1] and pronoun.dep_ != "poss" and _is_said_alike(discourse, n, other)
        weight = _weight_of_cited(discourse, other, is_many=is_many, is_shown=is_shown or goes_on)
        weight = _BODY_AS_MANY if is_many and _is_body_as_many(discourse, n, other) else weight
        head = discourse.mention_head(other) if weight else None
        i = head.i if head is not None else -1
        if i in before and i not in own:
            weights[i] = max(weights.get(i, 0.0), weight * nearness(pronoun.i - i))
            cited[i] = other
    return weights, cited


def _two_salient(discourse: Discourse, pronoun: Token) -> Source | None:
    """Give the two people who were spoken of last, those first who are called so: "the two", "both senators"."""
    called_so = [p for p in discourse.mentions.people if pronoun.lemma_.lower() in p.roles]
    salient = partial(
        discourse.referents.salient_person,
        pronoun,
        None,
        discourse.speakers,
        weights=dict.fromkeys(called_so, CALLED_SO),
    )
    first = salient()
    second = salient([first]) if first is not None else None
    if first is None or second is None:
        return None
    return Source(SourceType.NAMED_PERSON, listed([first.name, second.name]))


def is_it(pronoun: Token) -> bool:
    return pronoun.lower_ in _IT


def is_pair(head: Token) -> bool:
    """Say whether a phrase stands for two named before: "the couple", "the two", "both men", "neither man"."""
    is_pair = head.lemma_.lower() in PAIRS and is_definite(head)
    before = {child.lower_ for child in head.lefts}
    if head.lower_ == "both" and not any(child.i > head.i for child in head.children):
        return True
    if "both" in before and any(child.dep_ == "conj" for child in head.rights):  # "both analysts and sources"
        return False
    is_counted = "both" in before or {"the", "two"} <= before
    is_pair |= is_people(head) and ("neither" in before or (is_counted and head.tag_ == "NNS"))
    return is_pair and not any(child.lower_ == "of" for child in head.rights)
