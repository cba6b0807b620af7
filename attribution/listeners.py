"""To whom a statement was made, as the words around it say: "told Bloomberg", "in an interview with the Times", "through her lawyer"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from attribution.bodies import Bodies, quoted_title
from attribution.discourse import Discourse
from attribution.document import outlets_of
from attribution.mentions import Person
from attribution.model import Attribution
from attribution.names import is_indefinite
from attribution.outlets import bare
from attribution.phrases import (
    class_of_noun,
    is_and,
    is_definite,
    is_document,
    listed,
    name_after_outlet,
    name_around,
    parts_of_list,
    phrase_of,
    stands_before_outlet,
)
from attribution.syntax import SUBJECTS, objects_of, owner_of, sentence_before
from attribution.vocabulary import PEOPLE, known_bodies, noun_classes, nouns_as, nouns_with, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# Before the outlet that somebody speaks to; "in" and "during", of an interview.
_TO_WHOM = frozenset({"to", "with", "on", "by", "via", "per", "in", "during", "as"})
_AT_WHICH = frozenset({"in", "during", "as"})
_OTHER_OUTLETS = frozenset({"local", "regional", "other", "rival", "state", "student"})
_OWN = frozenset({"this", "our"})  # "this newspaper", which the article stands in
_PROGRAMME_REACH = 8  # tokens
_KIND_REACH = 8
_THROUGH = frozenset({"through", "via", "per"})
_OF_STATE = frozenset({"run", "controlled"})  # behind "state-"
_PAUSES = frozenset({".", ",", ":"})
# What recognition takes for neither an organization nor a work nor, for once, for a person.
_NO_BODY = frozenset("DATE TIME GPE LOC NORP FAC EVENT LANGUAGE LAW CARDINAL ORDINAL MONEY PERCENT QUANTITY".split())


def listener_of(discourse: Discourse, attribution: Attribution) -> tuple[str, ...]:
    """Read off the words around a statement to whom it was made: "told Bloomberg", "in an interview with the Times", "on CNN".

    What follows the next cue tells of the next statement. The listeners are relays, the nearest to the speaker first: "in an
    interview with Ann Lee on CNN".
    """
    inside = _stated(discourse, attribution)
    cue = {t.i for t in discourse.tokens(attribution.cue)}
    with_cue = (t for t in discourse.tokens(attribution.claim) if t.lower_ in ("to", "with") and t.head.i in cue)
    # "described [the scene to the BBC]"
    told = {t.i for preposition in with_cue for t in preposition.subtree if preposition.i > max(cue)}
    return _listener_in(discourse, _around(discourse, attribution), inside - told)


def listener_announced(discourse: Discourse, attribution: Attribution, speaker: str) -> tuple[str, ...]:
    """Give the outlet of which the sentence before a quotation tells: "Lee went further on CNN. “It rains,” she said."

    Args:
        speaker: the name of who speaks, which is to be the subject of that sentence.
    """
    words = sorted(discourse.tokens((*attribution.claim, *attribution.cue, *attribution.source)))
    if not words:
        return ()
    first = words[0]
    is_begin = all(t.is_quote or t.is_space for t in discourse.doc[first.sent.start : first.i])
    before = sentence_before(first) if is_begin else None
    inside = _stated(discourse, attribution)
    for sentence in filter(None, (first.sent, before)):
        subject = next((t for t in sentence if t.dep_ in SUBJECTS), None)
        if subject is not None and not discourse.cites_within(sentence) and speaker in _called(discourse, subject):
            listener = _listener_in(discourse, discourse.doc[subject.i : sentence.end], inside)
            if listener:
                return listener
    return ()


def _called(discourse: Discourse, noun: Token) -> set[str]:
    """Give the names of the person that a noun stands for: "Ann Lee", "the minister, Ann Lee"."""
    people = discourse.mentions.person_at
    return {people[t.i].name for t in (noun, *noun.children) if t.i in people and (t == noun or t.dep_ == "appos")}


def _listener_in(discourse: Discourse, words: Span, inside: Collection[int]) -> tuple[str, ...]:
    telling, visiting = verbs_with("telling"), verbs_with("visiting")
    for token in words:
        if token.i in inside:
            continue
        word = token.lower_
        is_broadcast = word == "of" and token.head.lemma_.lower() in nouns_with("broadcast")
        is_to_whom = word in _TO_WHOM and not (any(map(_is_cited, token.rights)) or _got_a_document(token))
        if token.lemma_ in visiting:
            programme = outlet_behind(discourse, token, inside)
            if any("'s " in name for name in programme):
                return programme
        if is_to_whom or token.lemma_ in telling or is_broadcast:
            outlet = outlet_behind(discourse, token, inside)
            is_elsewhere = word in _AT_WHICH and "interview" not in token.sent.text
            if outlet and not (is_elsewhere or _is_no_listener(discourse, token, inside)):
                return _with_others(discourse, token, outlet)
            journalist = _journalist(discourse, token) or _interviewer(discourse, token)
            title = _titled(token)
            # "an interview with Ann Lee on CNN", "on “The View” on ABC"
            if journalist or title:
                outlet = _listener_in(discourse, words[token.i + 1 - words.start :], inside)
                return (*journalist, *outlet) or title
            listener = (
                _interviewing(discourse, token)
                or _show(discourse, token)
                or _programme(token)
                or _magazine(token)
                or (unnamed_outlet(discourse.bodies, token) if token.lemma_ in telling else None)
                or _broadcast(token)
                or _outlet_again(discourse, token)
                or _stranger(discourse, token, inside)
            )
            if listener is not None:
                return (listener,)
    return ()


def _is_no_listener(discourse: Discourse, before: Token, stated: Collection[int]) -> bool:
    """Say whether an outlet behind a word is not whom somebody speaks to.

    It may stand in what is stated ("said CNN was late"), be what others are of ("told CNN executives", "the BBC's board", "objected
    to CNN host Ann Lee's question"), or hold an event ("at a dinner hosted by CNN").
    """
    name = discourse.bodies.name_from(before.i + 1, before.sent.end)
    if name is None:
        return False
    is_verb = before.pos_ == "VERB" and before.lemma_ != "tell"
    is_subject = is_verb and any(t.dep_ in SUBJECTS and t.head.i > t.i for t in name)
    is_stated = is_verb and name[0].i in stated
    owned = next((t for t in before.doc[name.end : before.sent.end] if t.tag_ != "POS"), name[-1])
    lemma = owned.lemma_.lower()
    may_listen = lemma in nouns_with("audience") | nouns_with("journalist") | nouns_with("reporting")
    is_of_outlet = owned.is_lower and noun_classes().get(lemma) in (*PEOPLE, "organization") and not may_listen
    is_event = before.lower_ == "by" and before.head.lemma_ in verbs_with("staging")
    is_event &= before.head.head.lemma_.lower() not in nouns_with("interview") | nouns_with("show")
    return is_subject or is_stated or is_of_outlet or is_event or _is_of_owner(name[-1])


def _is_of_owner(name: Token) -> bool:
    """Say whether an outlet's name only tells of somebody whose words or deeds are meant: "CNN host Ann Lee's question"; not her show."""
    token = name
    while token.dep_ in ("compound", "nmod", "appos") and token.head.i > token.i:
        token = token.head
    return token != name and token.dep_ == "poss" and token.head.lemma_.lower() not in nouns_with("show")


def _with_others(discourse: Discourse, before: Token, relays: tuple[str, ...]) -> tuple[str, ...]:
    """Give the relays behind a word, the outlet together with those named beside it: "told Reuters and the AP"."""
    name = discourse.bodies.name_from(before.i + 1, before.sent.end)
    if name is None:
        return relays
    # "carried by AFP and Reuters", taken for one name; not "told The Globe and Mail"
    is_list = any(map(is_and, name)) and " and " not in relays[-1]
    others = [t for t in (name[-1], *name[-1].conjuncts) if is_list or t.i >= name.end]
    found = [discourse.bodies.outlet_of(before.doc[t.left_edge.i : t.i + 1]) for t in others]
    *nearer, outlet = relays
    named = [other for other in found if other is not None and other != outlet]
    return (*nearer, listed([outlet, *named])) if named and None not in found else relays


def _around(discourse: Discourse, attribution: Attribution) -> Span:
    """Give a statement's sentence up to the next cue."""
    words = discourse.tokens(attribution.cue) or discourse.tokens(attribution.claim[:1])
    if not words:
        return discourse.doc[:0]
    sentence = words[0].sent
    following = bisect_right(discourse.cues_at, words[0].i)
    end = min(sentence.end, *discourse.cues_at[following : following + 1], len(discourse.doc))
    return discourse.doc[sentence.start : end]


def _stated(discourse: Discourse, attribution: Attribution) -> set[int]:
    """Give the tokens of a statement and of its source."""
    return {t.i for t in discourse.tokens((*attribution.claim, *attribution.source))}


def outlet_behind(discourse: Discourse, token: Token, stated: Collection[int]) -> tuple[str, ...]:
    """Give the outlet named behind a word, after the one who is there for it: "told Reuters", "citing ESPN's Ann Lee".

    Args:
        stated: tokens of the statement and its source, which name nobody who listens.
    """
    named = _outlet_by_kind(discourse, token, stated)
    return (named,) if named else discourse.bodies.outlet_from(token.i + 1, token.sent.end)


def _outlet_by_kind(discourse: Discourse, token: Token, stated: Collection[int]) -> str | None:
    """Give the outlet whose name stands behind what it is: "told the Portuguese newspaper A Bola", "told the state-run BSS"."""
    if token.lemma_ in verbs_with("telling") and token.lemma_ not in verbs_with("speaking"):
        return None
    after = token.doc[token.i + 1 : min(token.i + 1 + _KIND_REACH, token.sent.end)]
    for kind in takewhile(lambda t: t.pos_ not in ("ADP", "SCONJ", "PRON", "CCONJ") and t.text != ",", after):
        is_of_state = token.lemma_ == "tell" and kind.lower_ in _OF_STATE and kind.nbor(-1).text == "-"
        name = discourse.bodies.name_from(kind.i + 1, kind.sent.end) if kind.is_lower else None
        if name is not None and (is_of_state or stands_before_outlet(kind)) and _may_listen(discourse, name, stated):
            return bare(name.text)
    return None


def deputy_of(discourse: Discourse, attribution: Attribution) -> tuple[str, ...]:
    """Give who speaks in the source's place: "denied it through a spokeswoman", "in a statement released by his lawyer"."""
    around = _around(discourse, attribution)
    through = [token for token in around if token.lower_ in _THROUGH or _tells_issuer(token)]
    if not through:
        return ()
    inside = _stated(discourse, attribution)
    cue = discourse.tokens(attribution.cue)  # "denied that through a lawyer", taken for part of what is denied
    people = discourse.mentions.person_at
    speakers = [people[t.i] for t in discourse.tokens(attribution.source) if t.i in people]
    found = (_deputy(discourse, token, speakers) for token in through if token.i not in inside or token.head in cue)
    return next(filter(None, found), ())


def _tells_issuer(by: Token) -> bool:
    """Say whether a word tells by which deputy a document was put out: "by", of "a statement released by his lawyer"."""
    is_issued = by.lower_ == "by" and by.head.dep_ == "acl" and by.head.lemma_ in verbs_with("putting_out")
    deputies = nouns_with("deputy")
    return is_issued and is_document(by.head.head) and any(t.lemma_.lower() in deputies for t in objects_of(by))


def _deputy(discourse: Discourse, token: Token, speakers: Sequence[Person]) -> tuple[str, ...]:
    noun = next(objects_of(token), None)
    if noun is None:
        return ()
    meant = discourse.person_meant(noun, speakers) if noun.lower_ in ("him", "her") else None
    if meant is not None:  # "Through him, Lee denied it"
        return (meant.name,)
    named = (discourse.mentions.person_at.get(t.i) for t in (noun, *(t for t in noun.rights if t.dep_ == "appos")))
    person = next(filter(None, named), None)
    if person is not None:
        return _with_outlet(discourse, person, noun)
    is_issuer = token.head.lemma_ in verbs_with("putting_out") and class_of_noun(noun) == "organization"
    is_deputy = noun.lemma_.lower() in nouns_with("deputy")
    return (bare(phrase_of(noun, without_clauses=True).text),) if is_issuer or is_deputy else ()


def _with_outlet(discourse: Discourse, person: Person, name: Token) -> tuple[str, ...]:
    """Give a person's name with the outlet that he is said to be of: "via Ann Lee of The Athletic"."""
    is_of = name.doc[name.i + 1 : name.i + 2].text == "of"
    outlet = discourse.bodies.outlet_from(name.i + 2, name.sent.end) if is_of else ()
    return person.name, *outlet


def _stranger(discourse: Discourse, token: Token, stated: Collection[int]) -> str | None:
    """Give the outlet that no word tells to be one but that somebody speaks to it: "an interview with Harbour", "told Harbour listeners".

    Who else is told something may as well be a committee or a conference.
    """
    name = discourse.bodies.name_from(token.i + 1, token.sent.end)
    if name is None or not _may_listen(discourse, name, stated):
        return None
    behind = token.doc[name.end : name.end + 1]
    if token.lemma_ == "tell" and behind.lemma_.lower() in nouns_with("audience"):
        return bare(name.text)
    is_phrase = all(t.text in _PAUSES or t.pos_ not in ("NOUN", "PROPN", "PART", "PUNCT") for t in behind)
    is_of_interview = token.lower_ in ("with", "to") and token.head.lemma_.lower() in nouns_with("interview")
    return bare(name.text) if is_phrase and is_of_interview else None


def _may_listen(discourse: Discourse, name: Span, stated: Collection[int]) -> bool:
    """Say whether a name may be an outlet's: it is no person's, place's or well-known body's, and no word of it tells of another kind."""
    last = name[-1]
    return (
        last.i not in discourse.mentions.person_at
        and last.i not in stated
        and last.ent_type_ not in _NO_BODY
        and last.tag_ not in ("NNS", "NNPS")
        and last.dep_ != "poss"
        and bare(name.text).lower() not in known_bodies()
        and all(noun_classes().get(token.lower_, "outlet") in ("outlet", "document") for token in name)
    )


def _got_a_document(by: Token) -> bool:
    """Say whether "by" tells who got hold of a document, through whom only that came: "a note seen by Reuters"; not "in a note"."""
    verb = by.head
    is_got = by.lower_ == "by" and verb.dep_ == "acl" and verb.lemma_ in verbs_with("getting")
    return is_got and is_document(verb.head) and verb.head.head.lower_ != "in"


def _is_cited(token: Token) -> bool:
    """Say whether a word after "to" or "on" names what is pointed to: "a CBS poll"; not "a CBS interview", "CBS's Money Report"."""
    lemma = token.lemma_.lower()
    if token.pos_ == "PROPN" and owner_of(token) is not None:
        return False
    return is_document(token) and lemma not in nouns_with("interview") | nouns_with("show")


def _interviewing(discourse: Discourse, token: Token) -> str | None:
    """Give the outlet that an interview is of: "in a separate CNN interview", "as recently as an October CNN interview"."""
    nouns = (t for t in objects_of(token) if t.lemma_.lower() in nouns_with("interview"))
    noun = next(nouns, None) if token.lower_ in _AT_WHICH else None
    return discourse.bodies.outlet_of(discourse.doc[noun.left_edge.i : noun.i]) if noun is not None else None


def _journalist(discourse: Discourse, token: Token) -> tuple[str, ...]:
    """Give the journalist whom somebody speaks to, or the outlet: "told radio host Ann Lee", "told the host, Ann Lee", "told Ann Lee of CNN"."""
    for listener in token.rights:
        is_journalist = listener.lemma_.lower() in nouns_with("journalist")
        apposed = [t for t in listener.rights if t.dep_ == "appos"] if is_journalist else []
        person = discourse.mentions.person_of(t.i for t in (listener, *apposed))
        if person is None:
            continue
        # The parse may tie "of" to the verb: "told Ann Lee of CNN".
        is_of = discourse.doc[listener.i + 1 : listener.i + 2].text in ("of", "from")
        if is_of and token.lemma_ in verbs_with("telling"):
            outlet = discourse.bodies.outlet_from(listener.i + 2, listener.sent.end)
            if outlet:
                return outlet
        beside = {t.lemma_.lower() for t in listener.children if t.dep_ in ("compound", "nmod", "appos")}
        if is_journalist or beside & nouns_with("journalist"):
            return (person.name,)
    return ()


def _interviewer(discourse: Discourse, token: Token) -> tuple[str, ...]:
    """Give whom an interview is with: "in an interview with Ann Lee", and "told Lee" of the same one."""
    person = next(
        (
            discourse.mentions.person_at[t.i]
            for t in token.children
            if t.i in discourse.mentions.person_at and t.i > token.i
        ),
        None,
    )
    if person is None:
        return ()
    if token.lower_ == "with" and token.head.lemma_.lower() in nouns_with("interview"):
        discourse.interviewers.append(person)
    is_told = token.lemma_ in verbs_with("telling") or token.lower_ == "to"
    return (person.name,) if person in discourse.interviewers and (is_told or token.lower_ == "with") else ()


def _show(discourse: Discourse, token: Token) -> str | None:
    """Give somebody's show: "on Ann Lee's radio show"; not "compared it to Ann Lee's show"."""
    if token.lower_ == "to" and token.head.lemma_ not in verbs_with("telling"):
        return None
    for noun in token.children:
        owner = next((t for t in noun.lefts if t.dep_ == "poss" and t.pos_ == "PROPN"), None)
        if noun.i > token.i and owner is not None and noun.lemma_.lower() in nouns_with("show"):
            person = discourse.mentions.person_at.get(owner.i)
            name = person.name if person is not None else name_around(owner)
            return f"{name}'s {discourse.doc[owner.i + 2 : noun.i + 1].text}"
    return None


def _programme(token: Token) -> str | None:
    """Give a programme that is named beside what it is: "on the Long Throw podcast", "told the podcast “Cold Start”"."""
    after = token.doc[token.i + 1 : min(token.i + 1 + _PROGRAMME_REACH, token.sent.end)]
    phrase = takewhile(lambda t: t.pos_ not in ("VERB", "ADP", "SCONJ") and t.text != ",", after)
    noun = next((t for t in phrase if t.lemma_.lower() in nouns_with("show")), None)
    if noun is None:
        return None
    before = token.doc[token.i + 1 : noun.i]
    marks = [t.i for t in before if t.is_quote]
    is_kind = nouns_with("media") | {noun.lower_}  # "a TV show"
    named = (t for t in before if t.text[0].isupper() and t.lower_ not in is_kind)
    names = [t.i for t in named if t.ent_type_ != "DATE" or t.text == "Today"]  # "the Today programme"
    if len(marks) > 1:
        return bare(token.doc[marks[0] + 1 : marks[1]].text.strip(","))
    if names and not any(t.tag_ in ("POS", "PRP$") for t in before):
        return bare(token.doc[names[0] : noun.i].text)
    end = noun.i + 1
    while end < noun.sent.end and token.doc[end].text[0].isupper():
        end += 1
    return token.doc[noun.i + 1 : end].text or _title_after(noun)


def _titled(on: Token) -> tuple[str, ...]:
    """Give the programme whose name alone tells where somebody appears: "said on “The View”"; not "spoke on “The Future of Media”"."""
    title = quoted_title(on.doc, on.i + 1, on.sent.end) if on.lower_ == "on" else None
    is_there = on.head.lemma_ in verbs_with("appearing") or on.head.lemma_.lower() in nouns_with("interview")
    return (bare(title.text.strip(",.")),) if title is not None and title[0].is_title and is_there else ()


def _broadcast(on: Token) -> str | None:
    """Give a broadcast that no outlet is named of: "said on state television", "in remarks aired on local radio"; not a speech there."""
    if on.lower_ != "on" or on.head.head.lemma_.lower() in nouns_with("venue"):
        return None
    nouns = (t for t in objects_of(on) if t.lower_ in nouns_with("media"))
    nouns = (t for t in nouns if noun_classes().get(t.lower_) == "outlet")  # not "on social media"
    phrases = (bare(phrase_of(noun, without_clauses=True).text) for noun in nouns)
    return next((phrase for phrase in phrases if " " in phrase), None)


def _outlet_again(discourse: Discourse, to: Token) -> str | None:
    """Give the outlet named before that somebody speaks to, or in: "confirmed to the magazine", "said in the same newspaper"."""
    is_told = to.lower_ == "to" and to.head.lemma_ in verbs_with("telling")
    is_printed = to.lower_ in ("in", "on")  # "said in the same newspaper"
    nouns = (t for t in objects_of(to) if noun_classes().get(t.lemma_.lower()) == "outlet")
    nouns = (t for t in nouns if is_told or (is_printed and any(child.lower_ == "same" for child in t.lefts)))
    return next((outlet for noun in nouns if (outlet := outlet_meant(discourse.bodies, noun)) is not None), None)


def _magazine(token: Token) -> str | None:
    """Give the magazine whose name is a word of its own, where somebody tells it something: "told People"."""
    if token.lemma_ != "tell" or not token.is_lower or token.i + 1 == len(token.doc):
        return None
    name = token.nbor()
    is_written_so = name.text[0].isupper() and name.pos_ in ("NOUN", "PROPN")
    return name.text if is_written_so and f"{name.text} magazine" in outlets_of(token.doc) else None


def unnamed_outlet(bodies: Bodies, token: Token) -> str | None:
    """Give the outlet that no table knows, or that is not named again: "told Cosmopolitan magazine", "told the newspaper"."""
    listeners = (t for t in token.rights if not any(child.lower_ in _OWN for child in t.lefts))
    outlets = (
        _named_behind_kind(bodies, listener)
        or _title_after(listener)
        or _named_beside(listener)
        or (outlet_meant(bodies, listener) if _is_kind_told(token, listener) else None)
        or _outlet_by_noun(bodies, listener)
        for listener in listeners
    )
    return next(filter(None, outlets), None)


def _named_behind_kind(bodies: Bodies, listener: Token) -> str | None:
    """Give the outlet whose name ends a phrase: "told the French station BFMTV"."""
    if listener.is_lower:
        return None
    phrase = listener.doc[listener.left_edge.i : listener.i + 1]
    named = bodies.outlet_of(phrase)
    return named if named is not None and bare(phrase.text).endswith(named) else name_after_outlet(phrase)


def _named_beside(listener: Token) -> str | None:
    """Give the outlet named beside what it is: "told a local channel, Harbour Live", "told her local paper, the Harbour Echo"."""
    lemma = listener.lemma_.lower()
    beside = next((t for t in listener.rights if t.dep_ == "appos" and t.pos_ == "PROPN"), None)
    may_be_outlet = _is_outlet(listener) or lemma in nouns_as("kind:") or lemma in nouns_with("site")
    return name_around(beside) if may_be_outlet and listener.is_lower and beside is not None else None


def _is_outlet(noun: Token) -> bool:
    return class_of_noun(noun) == "outlet" or noun.lemma_.lower() in nouns_with("media")


def _is_kind_told(verb: Token, listener: Token) -> bool:
    return verb.lemma_ == "tell" and listener.lemma_.lower() in nouns_as("kind:")


def _outlet_by_noun(bodies: Bodies, listener: Token) -> str | None:
    """Give the outlet that a noun for one tells of, by its name before it, by what was named, else as it is written."""
    lemma = listener.lemma_.lower()
    if listener.pos_ != "NOUN" or not _is_outlet(listener) or lemma in nouns_with("journalist"):
        return None
    is_media = lemma in nouns_with("media")
    names = [t for t in listener.lefts if t.text[0].isupper() and not _tells_kind(t)]
    # "told EU media", "told US television"
    is_of_place = is_media and (class_of_noun(listener) != "outlet" or all(t.ent_type_ == "GPE" for t in names))
    if names and not is_of_place and not is_indefinite(listener):  # "a Dublin radio station"
        return bare(listener.doc[names[0].left_edge.i : listener.i].text)
    phrase = bare(phrase_of(listener, without_clauses=True).text)
    return outlet_meant(bodies, listener) or (phrase if not is_media or " " in phrase else None)


def _tells_kind(token: Token) -> bool:
    """Say whether a word before a noun for an outlet only tells its kind: "Spanish radio", "a TV station"."""
    return token.ent_type_ == "NORP" or token.lower_ in nouns_with("media")


def _title_after(noun: Token) -> str | None:
    """Give the name of a programme that stands in quotation marks behind what it is: "the television program “Inside Edition”"."""
    is_programme = noun.lemma_.lower() in nouns_with("show") or noun_classes().get(noun.lemma_.lower()) == "outlet"
    title = quoted_title(noun.doc, noun.i + 1, len(noun.doc)) if is_programme else None
    if title and title[-1].text in (",", "."):  # "on the podcast “Cold Start,” …"
        title = title[:-1]
    is_written_so = title and title[0].text[0].isupper() and title[-1].text[0].isupper()
    return title.text if title and is_written_so else None


def outlet_meant(bodies: Bodies, noun: Token) -> str | None:
    """Give the outlet named before that "the newspaper" stands for; "the local newspaper" is another."""
    lemma = noun.lemma_.lower()
    is_other = any(child.lower_ in _OTHER_OUTLETS for child in noun.lefts)
    is_meant = is_definite(noun) and not is_other and lemma not in nouns_with("media")
    return bodies.outlet_before(noun.i, lemma) if is_meant else None


def outlets_listed(bodies: Bodies, span: Span) -> str | None:
    """Give the outlets that are named together: "Reuters and the AP"; none where one is alone, or beside what is no outlet."""
    parts = parts_of_list(span)
    is_clause = any(t.pos_ in ("VERB", "AUX", "PRON") for t in span)  # "Reuters, citing Bloomberg and CNN"
    outlets = list(dict.fromkeys(filter(None, map(bodies.outlet_of, parts))))
    return listed(outlets) if len(outlets) == len(parts) > 1 and not is_clause else None
