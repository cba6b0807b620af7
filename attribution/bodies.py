"""Documents to the organizations and news outlets that they name: an acronym or a short form tied to the full name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from attribution.document import begins_sentence, find_paragraphs, outlets_of
from attribution.layout import find_datelines
from attribution.mentions import Person
from attribution.names import key_of_name, ties
from attribution.outlets import Outlet, Outlets, bare
from attribution.salience import nearness, prominence
from attribution.vocabulary import PEOPLE, known_bodies, noun_classes, nouns_as, nouns_with, outlet_words
from attribution.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_LONGEST_NAME = 6
_SMALL = frozenset("of and & the al am da de del dello della der di do du el la le und".split())  # within names
_LONGEST_TITLE = 9  # tokens, with its marks
_NO_BUSINESS = ("organization", "outlet", "document", *PEOPLE)
_MODEL = re.compile(r"[A-Z]+-?\d+[A-Z]*")  # of a thing that is made: "B40C"
_TIME_OF_DAY = re.compile(r"\d{1,2}:\d\d")
_END_OF_CITY = re.compile(r"\s*[,(—–-]")  # in a dateline
_CALL_SIGN = re.compile(r"[WK][A-Z]{3}|[A-Z]{3,4}-(?:TV|FM|AM)")  # of American radio and television stations


# Before where something is: "in", "on"; who is named behind says less.
_PLACING = frozenset("around at from in into near on outside to toward towards".split())
_PLACE = 0.4
_CITED = 2.0  # of a body that was cited: as of a subject
_SEVERAL_REACH = 200  # tokens
_PRINTED = frozenset({"magazine", "newspaper"})


class Bodies:
    """Which organizations and outlets a document names, and which of them a mention stands for.

    Args:
        person_at: whose name ends in a token, which is no body's.
        own: the outlet that publishes the article, where known: "the Times" is first of all that.
        told: by :func:`attribution.names.key_of_name`, names that NER takes for people's and the article tells to be bodies'.
    """

    def __init__(
        self,
        words: Words,
        person_at: Mapping[int, Person],
        *,
        own: str | None = None,
        told: Collection[str] = frozenset(),
    ) -> None:
        self.doc = words.doc
        self._outlets = outlets_of(words.doc)
        self.named: list[tuple[int, str]] = []  # by the token that the name turns on
        self._person_at = person_at
        self._own = own
        self._told = told
        self._texts = [token.text_with_ws for token in words.tokens]
        self._name_words = frozenset(token.i for token in words.written(self._may_be_of_name))
        self._tied = frozenset(mark.i for mark in words.by_text.get("-", ()) if _is_tied(mark))
        self._letters = _letters_told(words)
        self._full_forms = self._letters | _first_forms(words)
        self._programmes: dict[str | None, str] = {}
        self._body_at: dict[int, str] = {}
        self._outlet_forms: dict[str, str] = {}
        self._outlets_at: list[tuple[int, str]] = []
        self.magazines = frozenset(_magazines_of_a_word(words))  # tokens
        self._find_bodies(words)
        self._find_outlets(words)

    def outlet_of(self, span: Span) -> str | None:
        """Give the outlet that a noun phrase is, or belongs to ("a CNN report"), by its fullest name in the article."""
        while span.end in self._tied:  # "The Post-Gazette", torn by the parse
            span = span.doc[span.start : span.end + 2]
        text = bare(span.text)
        is_word = text.islower() and "." not in text  # "the nation" is no magazine
        is_listed = self._known_outlet(text) is not None and not is_word
        if is_listed or text in self._outlet_forms:
            return self._outlet_forms.get(text) or text
        names = (self._outlet_run(*part) for part in self._parts_of_runs(span.start, span.end))
        return max(filter(None, names), key=len, default=None)

    def outlet_from(self, start: int, end: int) -> tuple[str, ...]:
        """Give the outlet whose name begins at token ``start``, with the programme where one is named: "CNN's New Day".

        Where somebody of the outlet is named, both are given, that one first: "ESPN's Ann Lee".
        """
        doc = self.doc
        programme = self._quoted(start, end)
        if programme in self._programmes:
            return (self._programmes[programme],)
        while start < end and (doc[start].pos_ == "DET" or doc[start].tag_ == "PRP$" or doc[start].is_quote):
            start += 1
        start = _behind_country(doc, start, end)
        while start + 3 < end and doc[start].is_lower and ties(doc[start + 1]):  # "the semi-official Tasnim"
            start += 3
        for last in range(self._end_of_run(start, end), start, -1):
            name = self._outlet_run(start, last)
            if name is None:
                continue
            begin = last + 1
            if last < end and doc[last].tag_ == "POS":
                programme = self._quoted(begin, end)
                if programme and programme != name:
                    self._programmes[programme] = f"{name}'s {programme}"
                    return (self._programmes[programme],)
                first, stop = next(self._parts_of_runs(begin, end), (end, end))
                if first == begin < end:
                    person = self._person_at.get(stop - 1)
                    # "ESPN's Ann Lee"; not "BBC's Hour With Ann Lee"
                    if person is not None and person.name.endswith(doc[begin:stop].text):
                        return person.name, name
                    return (f"{name}'s {doc[begin : self._end_of_title(stop, end)].text}",)
            return (name,)
        return ()

    def name_from(self, start: int, end: int) -> Span | None:
        """Give the words written as a name that begin at token ``start``, an article before them left out, without a day behind them."""
        while start < end and self.doc[start].pos_ == "DET":
            start += 1
        stop = self._end_of_run(start, end)
        while stop > start and self.doc[stop - 1].ent_type_ in ("DATE", "TIME"):
            stop -= 1
        return self.doc[start:stop] if stop > start else None

    def _quoted(self, start: int, end: int) -> str | None:
        """Give the words in quotation marks that begin at a token, as the name of a programme: "Face the Nation"."""
        title = quoted_title(self.doc, start, end)
        return title.text.strip(" ,.") if title is not None else None

    def _outlet_run(self, start: int, end: int) -> str | None:
        """Give the outlet that a run of names is; a part of a longer run only where it cannot be a word of that name."""
        name = self._name(start, end)
        person = self._person_at.get(start) if end - start == 1 else None
        is_person = person is not None and " " in person.name  # "Stern's office", of Ann Stern
        if not name or is_person or self._is_torn(start, end):
            return None
        run = self.doc[start:end]
        is_magazine = end - start == 1 and start in self.magazines
        is_known = is_magazine or name in self._outlet_forms or self._known_outlet(name) is not None
        if not is_known and not self._reads_as_outlet(run, name):
            return None
        if self._is_word_of_longer(run, name) or self._is_of_office(run) or _is_of_people(run):
            return None
        return self._outlet_forms.get(name) or name

    def _name(self, start: int, end: int) -> str:
        """Give the words from token ``start`` up to ``end`` as :func:`bare` has them."""
        return bare("".join(self._texts[start:end]))

    def _is_torn(self, start: int, end: int) -> bool:
        """Say whether words are a part of a name that a hyphen ties together: "Post", of "Post-Gazette"."""
        return not self._tied.isdisjoint((start - 1, start, end - 1, end))

    def _known_outlet(self, name: str) -> Outlet | None:
        """Give the outlet of the list that has a name; letters that the article spells out as another's have it not."""
        known, full = self._outlets.named(name), self._letters.get(name)
        return known if full is None or known is None or self._outlets.named(full) == known else None

    def _is_word_of_longer(self, run: Span, name: str) -> bool:
        """Say whether a word belongs to a longer name: "Capitol Hill", "The National Guard"; not "CNN Politics"."""
        if " " in name or any(map(str.isupper, name[1:])):
            return False
        before = [self.doc[run.start - 1]] if run.start > run.sent.start else []
        beside = (*before, *self.doc[run.end : run.end + 1])
        behind = self.doc[run.end : run.end + 2]
        is_of = len(behind) == 2 and behind[0].lower_ == "of" and behind[1].pos_ == "PROPN"  # "The Nation of Islam"
        head = run[-1].head  # "The Science and Technology Directorate"; not "Fortune and CNN hosts"
        tied = [token for token in run[-1].conjuncts if run.end < token.i < head.i]
        is_tied = run[-1].dep_ == "nmod" and head.pos_ == "PROPN" and bool(tied)
        is_tied &= not any(token.text in self._outlets for token in tied)
        return is_of or is_tied or any(token.pos_ == "PROPN" and token.i in self._name_words for token in beside)

    def _is_of_office(self, run: Span) -> bool:
        """Say whether a name is what an office is for: "Department of Foreign Affairs"."""
        before = self.doc[max(run.sent.start, run.start - 2) : run.start]
        is_of = len(before) == 2 and before[1].lower_ in ("of", "for") and before[0].text.istitle()
        return is_of and noun_classes().get(before[0].lower_) in ("organization", "person")

    def _reads_as_outlet(self, run: Span, name: str) -> bool:
        """Say whether a name that no table has is formed like an outlet's: "Las Vegas Sun", "WEEI"."""
        words = name.split()
        if _is_tied_name(words[-1]):
            return True
        if len(words) == 1:
            return self._is_short(run) or _is_call_sign(name)
        if run[0].pos_ in ("DET", "CCONJ"):
            return False  # "Both The New York Times"
        if run[0].pos_ == "NUM" and run[0].is_alpha:
            return False  # "Two Herald reporters"
        is_of_network = words[0] in outlet_words("network")
        is_channel = is_of_network and words[1].isdigit()  # "Fox 35"
        # "BBC Radio Leeds"
        is_channel |= is_of_network and words[1] in outlet_words("station") and run[-1].ent_type_ != "DATE"
        last = {words[-1], " ".join(words[-2:])}
        is_built_so = is_channel or bool(last & outlet_words("last")) or words[0] in outlet_words("first")
        is_built_so |= bool(last & outlet_words("last_of_body")) and run.root.ent_type_ == "ORG"
        return is_built_so and run.end - 1 not in self._person_at and all(w[0].isupper() or w.isdigit() for w in words)

    def _is_short(self, run: Span) -> bool:
        """Say whether a word is a paper in short that the article never names whole: "the Times"."""
        return run.text in outlet_words("short") and run.start > 0 and run.doc[run.start - 1].lower_ == "the"

    def outlet_before(self, i: int, noun: str) -> str | None:
        """Give the outlet that "the newspaper" stands for: the last one of that kind that was named before token ``i``."""
        kind = nouns_as("kind:").get(noun)
        for at, name in reversed(self._outlets_at):
            known = self._outlets.named(name)
            is_of_kind = None in (kind, known) or (known and known.kind in (kind, "digital", "state-controlled"))
            if kind not in (None, "broadcaster") and _is_call_sign(name):
                is_of_kind = False
            behind = self.doc[at : at + len(name.split()) + 2]
            if at < i and (is_of_kind or any(t.lower_ == noun for t in behind)):  # "The Nation newspaper"
                return self._outlet_forms.get(name) or name
        return None

    def body_of(self, text: str) -> str:
        """Give the fullest form of a body's name: what an acronym stands for, else the name itself, without what it is."""
        kind, _, name = text.partition(" ")
        if name[:1].isupper() and kind.lower() in nouns_with("stands_before"):  # "Chipmaker Tarn"
            text = name
        is_acronym = text.isupper() and text.isalpha() and 1 < len(text) < 7
        is_clipped = text.istitle() and text.isalpha() and 3 <= len(text) < 6  # "the Fed"
        if is_acronym or is_clipped:
            return self._full_forms.get(text) or self._spelled_out.get(text, text)
        return self._full_forms.get(text, text)

    @cached_property
    def _spelled_out(self) -> dict[str, str]:
        """The first body for the letters that bodies' names begin their words with, small words counted or not, and for "Fed" and its like."""
        found: dict[str, str] = {}
        for name in (bare(ent.text) for ent in self.doc.ents if ent.label_ == "ORG"):
            words = [word for word in name.replace("-", " ").split() if word not in ("U.S.", "US")]
            if len(words) > 1:
                found.setdefault("".join(word[0] for word in words).upper(), name)
                found.setdefault(initials(" ".join(words)), name)
                for length in range(3, min(6, len(words[0]))) if words[0].isalpha() else ():  # not "NASA's Office"
                    found.setdefault(words[0][:length], name)
        return found

    def spelled_out(self, letters: str) -> str | None:
        """Give what the article tells that letters stand for: "Member of Parliament", of "the Member of Parliament (MP) Ann Lee"."""
        return self._letters.get(letters)

    def is_spelled_out(self, letters: str) -> bool:
        """Say whether the article tells that letters stand for a body: "the News Agency of Ruritania (NAR)"; not "(MP)" for a member."""
        words = self._letters.get(letters, "").lower().split()
        return bool(words) and not any(noun_classes().get(word) in PEOPLE for word in words)

    def body_at(self, i: int) -> str | None:
        """Give the body whose name token ``i`` belongs to."""
        return self._body_at.get(i)

    def is_named(self, name: str) -> bool:
        """Say whether the article names a body so somewhere, be it that NER takes no notice of it elsewhere."""
        return name in self._names

    def body_before(self, i: int, noun: str, cited: Mapping[int, str] = MappingProxyType({})) -> str | None:
        """Give the named body that a definite noun ("the company", "the campaign") stands for: the likeliest before it.

        Args:
            cited: the names of bodies that were cited, by the token that the mention of each turns on.
        """
        named = self._bodies_fitting(i, noun, cited)
        weights = {at: (_CITED if at in cited else self._prominence(at)) * nearness(i - at) for at in named}
        return named[max(weights, key=lambda at: weights[at])] if weights else None

    def bodies_before(self, i: int, noun: str, cited: Mapping[int, str] = MappingProxyType({})) -> list[str]:
        """Give the bodies that a definite noun for several ("the retailers") stands for: those of the last sentences that name two.

        Args:
            cited: as for :meth:`body_before`.
        """
        found: dict[str, None] = {}  # an ordered set
        named = self._bodies_fitting(i, noun, cited)
        for sentence, places in groupby(sorted(named, reverse=True), key=lambda at: self.doc[at].sent.start):
            if len(found) > 1 or i - sentence > _SEVERAL_REACH:
                break
            found |= dict.fromkeys(named[at] for at in places)
        return [*found][::-1] if len(found) > 1 else []

    def _bodies_fitting(self, i: int, noun: str, cited: Mapping[int, str]) -> dict[int, str]:
        """Give the bodies named before a noun that it can stand for: rather those whose names tell that they are one."""
        named = {at: name for at, name in ({**cited, **dict(self.named)}).items() if at < i}
        named = {at: name for at, name in named.items() if not _is_posted_on(self.doc[at])}
        told = nouns_as("names:")
        is_any = noun in nouns_with("any_business")
        fitting = {
            at: name for at, name in named.items() if noun in (name.lower().split()[-1], _kind_of(name)) and not is_any
        }
        fitting = fitting or {at: name for at, name in named.items() if noun in map(told.get, _lemmas(name))}
        if not fitting and noun not in nouns_with("own_name"):
            fitting = {
                at: name
                for at, name in named.items()
                if name.split()[-1] not in outlet_words("last") and name not in self._outlets
            }
        if noun in nouns_with("business"):
            fitting = {at: name for at, name in fitting.items() if _may_be_business(name)}
        if noun in nouns_with("public"):
            fitting = {at: name for at, name in fitting.items() if not is_business(name)}
        return fitting

    def _prominence(self, at: int) -> float:
        """Weigh how readily a noun goes back to a name: less to what only tells where or on what something is."""
        token = self.doc[at]
        is_place = token.dep_ == "pobj" and token.head.lower_ in _PLACING
        return prominence(token) * (_PLACE if is_place else 1.0)

    def _find_bodies(self, words: Words) -> None:
        text = self.doc.text
        datelines = find_datelines(text, find_paragraphs(text))
        cities = {_END_OF_CITY.split(text[line.start : line.end], 1)[0].lower() for line in datelines}
        for ent in words.ents:
            is_told = ent.label_ == "PERSON" and key_of_name(ent.text) in self._told
            is_body = is_told or ent.label_ in ("ORG", "PRODUCT") or ent.text.lower() in known_bodies()
            if not is_body or ent.end - 1 in self._person_at or not _may_be_name(ent):
                continue
            name = bare(ent.text)
            is_place = name.lower() in cities or any(line.start <= ent.start_char < line.end for line in datelines)
            if not is_place:
                self.named.append((ent.root.i, self.body_of(name)))
                self._body_at.update(dict.fromkeys(range(ent.start, ent.end), self.body_of(name)))
        for token in words.written(_is_known_body):  # "Twitter", where NER takes no notice of it
            if token.pos_ == "PROPN" and token.i not in self._body_at and token.i not in self._person_at:
                self.named.append((token.i, token.text))
                self._body_at[token.i] = token.text
        self.named.sort()
        self._names = frozenset(name for _, name in self.named)

    def _find_outlets(self, words: Words) -> None:
        short_forms: dict[str, str] = {}
        by_outlet: dict[str, dict[str, None]] = {}  # an ordered set of its names
        for start, end in self._parts_of_runs(0, len(self.doc)):
            name = self._name(start, end)
            known = None if self._is_torn(start, end) else self._known_outlet(name)
            if known is None and not _is_like_outlet(name):
                continue
            run = self.doc[start:end]
            if known is not None:
                by_outlet.setdefault(known.name, {})[name] = None
            is_listed = known is not None and not self._is_word_of_longer(run, name)
            is_formed = self._is_formed_as_outlet(run, name)
            if is_listed or is_formed:
                self._outlets_at.append((run.start, name))
            for short in _short_forms(name.split(), is_known=known is not None, is_formed=is_formed):
                short_forms.setdefault(short, name)  # "the Post" is the one that was named first
        told = list(_told_outlets(words))
        alone = {token.text for token in words.tokens[1:] if _is_alone(token)} if told else set()
        for i, name in told:
            self._outlet_forms.setdefault(name, name)
            self._outlets_at.append((i, name))
            _, is_longer, last = name.rpartition(" ")
            if is_longer and last in alone:
                short_forms.setdefault(last, name)  # "the county's paper, the Harbour Eagle", then "the Eagle"
        self._outlets_at.extend((i, self.doc[i].text) for i in self.magazines)
        self._outlets_at.sort()
        for names in by_outlet.values():
            for short in names:
                self._outlet_forms[short] = next((name for name in names if _is_initials(short, name)), short)
        own = bare(self._own or "")
        # "the Post"; not "people", of the magazine
        if own and noun_classes().get(own.lower()) not in ("insider", "class"):
            self._outlet_forms.setdefault(own, own)
        own_forms = _own_forms(own, self._outlets)
        self._outlet_forms.update(own_forms)  # "the Nation" of the Daily Nation, though a magazine is called so
        for word, name in (short_forms | own_forms).items():
            self._outlet_forms.setdefault(word, name)
            self._outlet_forms.setdefault(f"{word} newspaper", name)

    def _is_formed_as_outlet(self, run: Span, name: str) -> bool:
        """Say whether a name is an outlet's by its form, where no table has it: "WEEI", "the Times", "Las Vegas Sun"."""
        if len(name.split()) == 1:
            return _is_call_sign(name) or (self._is_short(run) and not self._is_torn(run.start, run.end))
        is_whole = run.start - 1 not in self._name_words or run[0].nbor(-1).pos_ == "DET"
        return bool(name) and is_whole and self._outlets.named(name) is None and self._reads_as_outlet(run, name)

    def _may_be_of_name(self, word: str) -> bool:
        return word[0].isupper() or word[0].isdigit() or word in self._outlets.small_names

    def _parts_of_runs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give where the runs of words written as names begin and end, and their parts, longest first at each place."""
        i = start
        while i < end:
            if i not in self._name_words:
                i += 1
                continue
            stop = self._end_of_run(i, end)
            yield from ((a, b) for a in range(i, stop) for b in range(min(stop, a + _LONGEST_NAME), a, -1))
            i = stop

    def _end_of_run(self, start: int, end: int) -> int:
        """Give where a run of words written as names ends, small words within it counted: "Meet the Press"."""
        doc, names, i = self.doc, self._name_words, start
        while i < end and (
            i in names or (start < i < end - 1 and i + 1 in names and (doc[i].lower_ in _SMALL or ties(doc[i])))
        ):
            i += 1
        # "Le Canard enchaîné"; not "An insider", nor "Time magazine"
        is_longer = start + 1 < i < end and doc[i].is_alpha and doc[start : i + 1].text in self._outlets
        return i + 1 if is_longer and noun_classes().get(doc[i].lower_) != "outlet" else i

    def _end_of_title(self, start: int, end: int) -> int:
        """Give where the name of a programme ends that a run of words begins: "State of the Union"."""
        is_on = self.doc[start : start + 2].text == "of the" and start + 2 < end and start + 2 in self._name_words
        return self._end_of_run(start + 2, end) if is_on else start


def _is_known_body(word: str) -> bool:
    return word.istitle() and word.lower() in known_bodies()


def _is_like_outlet(name: str) -> bool:
    """Say whether a name may be an outlet's by its form, or one in short may be made of it."""
    words = name.split()
    if len(words) < 2:
        return _is_call_sign(name) or name in outlet_words("short")
    last = {words[-1], " ".join(words[-2:])}
    is_begun_so = words[0] in outlet_words("network") or words[0] in outlet_words("first")
    is_ended_so = not last.isdisjoint(outlet_words("last")) or not last.isdisjoint(outlet_words("last_of_body"))
    return is_begun_so or is_ended_so or _is_tied_name(words[-1])


def _is_alone(word: Token) -> bool:
    """Say whether a word written as a name stands by itself behind "the": "the Eagle"; not "the Isle", of a place."""
    after = word.doc[word.i + 1 : word.i + 2].text
    is_behind_the = word.text.istitle() and word.nbor(-1).lower_ == "the"
    return is_behind_the and not after.istitle() and word.ent_type_ not in ("GPE", "LOC")


def _is_of_people(run: Span) -> bool:
    """Say whether a word only tells where something is from: "Australian regulator"; not "the Australian newspaper"."""
    after = run.doc[run.end : run.end + 1]
    is_before_noun = bool(after) and after[0].is_lower and after[0].pos_ == "NOUN"
    is_of_people = len(run) == 1 and run[0].ent_type_ == "NORP" and is_before_noun
    return is_of_people and noun_classes().get(after[0].lemma_) != "outlet"


def _may_be_name(ent: Span) -> bool:
    """Say whether what NER takes for a body's name can be one: not "4:10pm PST", nor "Engineer" where a line begins so."""
    is_word = len(ent) == 1 and noun_classes().get(ent[0].lower_) in PEOPLE and begins_sentence(ent[0])
    return not is_word and any(map(str.isalpha, ent.text)) and _TIME_OF_DAY.match(ent.text) is None


def _is_posted_on(name: Token) -> bool:
    """Say whether a platform is only where something was posted: "on Instagram"; not "Instagram said"."""
    return name.dep_ == "pobj" and name.head.lower_ == "on" and name.lower_ in nouns_with("platform")


def _is_call_sign(name: str) -> bool:
    """Say whether a name is that of a station, by its letters: "WEEI"."""
    is_of_network = name[-1:].isdigit() and name.rstrip("0123456789") in outlet_words("network")  # "NBC5"
    return is_of_network or (_CALL_SIGN.fullmatch(name) is not None and name.lower() not in known_bodies())


def _is_tied(hyphen: Token) -> bool:
    """Say whether a hyphen ties two words of an outlet's name: "Star-Tribune"; not "Post-ABC"."""
    tied = outlet_words("tied")
    return 0 < hyphen.i < len(hyphen.doc) - 1 and ties(hyphen) and {hyphen.nbor(-1).text, hyphen.nbor().text} <= tied


def _is_tied_name(word: str) -> bool:
    """Say whether a word is an outlet's name by the words that a hyphen ties in it: "Star-Tribune"."""
    first, hyphen, last = word.partition("-")
    return bool(hyphen) and {first, last} <= outlet_words("tied")


def _short_forms(words: Sequence[str], *, is_known: bool, is_formed: bool) -> Iterator[str]:
    """Give what an outlet is called in short: "Star-Tribune" of "Minneapolis Star-Tribune", "Fox" of "Fox News"."""
    is_short = (is_known or is_formed) and words[-1] in outlet_words("short")  # "Dover Herald"
    if words[1:] and (_is_tied_name(words[-1]) or is_short):
        yield words[-1]
    if is_known and len(words) == 2 and words[-1] == "News":
        yield words[0]


def _own_forms(own: str, outlets: Outlets) -> dict[str, str]:
    """Give what a paper calls itself: "Times", with its name; nobody calls the Huffington Post "the Post"."""
    words, known = own.split(), outlets.named(own)
    is_paper = known is None or known.kind == "newspaper"
    is_short = bool(words) and (words[-1] in outlet_words("short") | outlet_words("last") or _is_tied_name(words[-1]))
    return {words[-1]: own} if len(words) > 1 and is_paper and is_short else {}


def quoted_title(doc: Doc, start: int, end: int) -> Span | None:
    """Give what stands in the quotation marks that open at token ``start`` and close before ``end``, if it is as short as a title."""
    if start >= end or not doc[start].is_quote:
        return None
    close = next((i for i in range(start + 1, min(end, start + _LONGEST_TITLE)) if doc[i].is_quote), None)
    return doc[start + 1 : close] if close is not None else None


def _told_outlets(words: Words) -> Iterator[tuple[int, str]]:
    """Give the outlets that no table has, told by what stands beside, by what they are or by an interview that they had.

    So "The Advocate, a Baton Rouge newspaper", "Heat magazine" and "told Tarnsite in an interview".
    """
    doc = words.doc
    for noun in words.with_lemma(_tells_of_outlet):
        is_noun = noun.pos_ == "NOUN" and noun.is_lower
        for name in _names_told_by(noun) if is_noun else ():
            # "Heat magazine", whatever NER takes it for
            is_site = noun.lemma_.lower() in nouns_with("site")
            is_said = name.i == noun.i - 1 or (name.left_edge.i == noun.i + 1 and is_site)
            is_name = name.pos_ == "PROPN" and (is_said or name.ent_type_ not in ("PERSON", "GPE", "NORP"))
            if is_name and name.text.istitle() and name.lower_ not in known_bodies():
                start = name.i
                while start > name.left_edge.i and doc[start - 1].pos_ == "PROPN":
                    start -= 1
                yield start, bare(doc[start : name.i + 1].text)


def _tells_of_outlet(lemma: str) -> bool:
    lemma = lemma.lower()
    return noun_classes().get(lemma) == "outlet" or lemma in nouns_with("site") or lemma in nouns_with("interview")


def _names_told_by(noun: Token) -> list[Token]:
    """Give the words that may be outlets' names by a noun: for what one is, for a site, or for an interview."""
    lemma = noun.lemma_.lower()
    beside = [child for child in noun.rights if child.dep_ == "appos"]
    if noun_classes().get(lemma) == "outlet":
        is_alone = lemma in _PRINTED and not any(child.dep_ in ("det", "poss", "amod") for child in noun.lefts)
        before = [noun.nbor(-1)] if is_alone and noun.i > 0 and noun.nbor(-1).dep_ == "compound" else []
        return ([noun.head] if noun.dep_ == "appos" else beside) + before
    if lemma in nouns_with("site"):  # "the website Harbour Info"
        return [child for child in beside if child.left_edge.i == noun.i + 1]
    preposition = noun.head
    if (
        lemma in nouns_with("interview")
        and preposition.lower_ in ("in", "during")
        and preposition.head.lemma_ == "tell"
    ):
        return [t for t in preposition.head.rights if t.dep_ in ("dobj", "dative") and t.i < noun.i]
    return []


def _magazines_of_a_word(words: Words) -> Iterator[int]:
    """Give where a magazine is named by a word that is no name elsewhere: "told People", "they split, People reported"."""
    outlets = outlets_of(words.doc)
    magazines = words.written(lambda word: word.istitle() and f"{word} magazine" in outlets and word not in outlets)
    for word in magazines:
        if word.i == 0 or word.pos_ not in ("NOUN", "PROPN"):
            continue
        before, after = word.nbor(-1), words.doc[word.i + 1 : word.i + 2].text
        is_alone = before.is_lower or before.text == ","
        if is_alone and not begins_sentence(word) and before.lower_ != "the" and not after.istitle():
            yield word.i


def initials(name: str) -> str:
    """Give the letters that words written with a capital begin with: "AP" of "Associated Press"."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _is_initials(short: str, name: str) -> bool:
    """Say whether a name is short for another by its letters: "AP", "NY Post"."""
    head, _, tail = short.rpartition(" ")
    if head and name.endswith(f" {tail}"):
        short, name = head, name.removesuffix(f" {tail}")
    return len(short) > 1 and short.replace(".", "") == initials(name)


def _kind_of(name: str) -> str:
    """Give the word of a body's name that tells what it is: "institute" of "Public Policy Institute of California"."""
    words = name.lower().split()
    return next((word for word, after in pairwise(words) if after in ("of", "for", "in")), words[-1])


def _lemmas(name: str) -> Iterator[str]:
    """Give the words of a name in the singular, as the table of nouns has them: "worker" of "United Auto Workers"."""
    return (word.removesuffix("s") for word in name.lower().split())


def is_business(name: str) -> bool:
    """Say whether a body's name tells that it is a business: "Tarn Holdings", "Lee & Co."."""
    last = name.lower().split()[-1].rstrip(".")
    is_ending = last in nouns_with("in_names") and noun_classes().get(last) != "organization"
    return is_ending or not {last, _kind_of(name)}.isdisjoint(nouns_with("business")) or last == "co"


def _may_be_business(name: str) -> bool:
    """Say whether a body's name tells of no other kind, as that of "Allied Warehouse Union" and "University of Dublin" does."""
    kind = _kind_of(name) if not name.isupper() else ""  # "GM"
    is_model = _MODEL.fullmatch(name) is not None
    told = {nouns_as("names:").get(word) for word in _lemmas(name)} - {None}  # "United Auto Workers", of a union
    is_other = bool(told) and told.isdisjoint(nouns_with("business"))
    return is_business(name) or (noun_classes().get(kind) not in _NO_BUSINESS and not (is_model or is_other))


def _behind_country(doc: Doc, start: int, end: int) -> int:
    """Give where a name begins behind the country or town that it is of: "Denmark's Politiken"."""
    stop = start
    while stop < end and doc[stop].ent_type_ == "GPE":
        stop += 1
    return stop + 1 if start < stop < end and doc[stop].tag_ == "POS" else start


def _first_forms(words: Words) -> dict[str, str]:
    """Give the full names of bodies that go by how those begin, once they were named in full: "Tarn Holdings", then "Tarn"."""
    forms: dict[str, str] = {}
    outlets = outlets_of(words.doc)
    named = {bare(ent.text) for ent in words.ents if ent.label_ in ("GPE", "LOC", "NORP")}
    for ent in words.ents:
        name = bare(ent.text)
        if ent.label_ == "ORG" and len(ent) > 1 and name not in named and name not in outlets:
            parts = name.split()
            begun = {" ".join(parts[:n]) for n in range(1, len(parts))} - named
            forms.update({short: name for short in begun if not _stands_alone(short.lower())})
        named.add(name)
    return forms


def _stands_alone(word: str) -> bool:
    """Say whether a word is one by itself too: "Police Federation", but not what police say; nor Supreme Court, of "Supreme"."""
    return word in known_bodies() or word in noun_classes()


def _letters_told(words: Words) -> dict[str, str]:
    """Give what acronyms stand for: "Hayat Tahrir al-Sham (HTS)", checked by their letters (Schwartz & Hearst, 2003)."""
    forms: dict[str, str] = {}
    doc = words.doc
    for i in (bracket.i + 1 for bracket in words.by_text.get("(", ()) if 0 < bracket.i < len(doc) - 2):
        acronym = doc[i].text
        if doc[i + 1].text != ")" or not acronym.isupper() or not 2 <= len(acronym) <= 8:
            continue
        left, is_skipped = acronym, False
        for j in range(i - 2, max(-1, i - 2 - 4 * len(acronym)), -1):
            # of small words, only those within have a letter, if any: "Campaign to End Fuel or Food Poverty (CEFOFP)"
            if doc[j].text[:1].isupper() or (len(left) > 1 and doc[j].text[:1].upper() == left[-1]):
                if doc[j].text[0].upper() == left[-1]:
                    left = left[:-1]
                elif is_skipped or left == acronym:  # one word may lack its letter, not the last
                    break
                else:
                    is_skipped = True
                if not left:
                    forms[acronym] = bare(doc[j : i - 1].text)
                    break
    return forms
