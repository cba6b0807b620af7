"""Words by which an article tells that somebody is not named, and why: they state nothing of what is reported."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from attribution.lexicon import alternations
from attribution.model import CharSpan
from attribution.syntax import FINITE, SUBJECTS, VERBS, subject_before

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# In the patterns, a space stands for white space and `<kind>` for any phrase of that kind in ``data/anonymity.tsv``.
_OWN = r"(?:his|her|their)"
_WHOLE = r"(?:own |full |first |middle |last |real |true )*"
_NAME_ALONE = rf"{_WHOLE}(?:names?|identit(?:y|ies))"
_OWN_NAME = rf"{_OWN} {_NAME_ALONE}"
_NAME = rf"(?:his|her|their|whose|the) {_WHOLE}(?:names?|surnames?|identit(?:y|ies))"
_NAMED = r"(?:publicly )?<called>"
_BE_NAMED = rf"(?:be|being) {_NAMED}"
_TELL = rf"(?:\w+ly )?(?:<tells>|be (?:{_NAMED}|(?:publicly )?interviewed))\b"
_ON = r"[^.,;”\"\n]*"
_TO_SPEAK = rf"<allowed> to {_TELL}{_ON}"
# "not authorized to discuss the plan", "had no permission to speak", "barred from talking to the press"
_UNAUTHORIZED = (
    rf"(?:\b(?:un|(?:not|\w+n[’']t) (?:been )?){_TO_SPEAK}"
    rf"|\b(?:(?:did|does|do) not|\w+n[’']t|lack(?:s|ed|ing)?|no)(?: have)? (?:\w+ )?<permission> to {_TELL}{_ON}"
    rf"|\b<forbidden> (?:to|from) (?:(?:speak|talk)(?:ing)? (?:\w+ly|to|with|about)|<telling>)\b{_ON})"
)

_WHY = r"(?:<because>|so|to|for|given|in order)\b.*"

# Who asks not to be named states nothing by that: what is asked, and no more.
_WISH = (
    rf"(?:(?:on )?(?:the )?conditions? of )?(?:(?:him|her|them) )?anonymity(?:,? {_WHY})?"
    rf"|(?:us |that \w+ )?not (?:to )?<gives> {_OWN_NAME}\b.*"
    rf"|(?:us |that \w+ |whom )?not (?:to )?(?:name|identify)\b(?: (?:him|her|them))?(?: {_WHY})?"
    rf"|{_OWN} (?:full |last )?names?(?: (?:in|on|because)\b.*)?"
    r"|to (?:remain|stay|be kept) (?:anonymous|unnamed|unidentified)\b.*"
    rf"|(?:(?:not )?to |(?:that \w+ )?not (?:to )?)be {_NAMED}\b.*"
    rf"|that (?:only )?{_OWN_NAME} (?:not )?be\b.*"
    r"|to be (?:called|known as|referred to as) (?:(?:only|simply|just) )?(?-i:[A-Z]).*"
    rf"|to <gives> {_OWN_NAME}\b.*"
)
# "whom the Guardian is not naming"
_WITHHOLDING = r"(?:(?:is|are) )?not (?:naming|identifying)|(?:is )?withholding"
# "…, the officials said, asking not to be identified because the talks are private"
_UNNAMED = rf"\b(?:anonymity|{_BE_NAMED})\b"
_NO_PLACE = r"(?:because|as|since|for|to|so|given)\b"
_ANONYMITY = (
    rf"(?:\b(?:anonym(?:ity|ously|ous)|{_BE_NAMED}(?: by name)?|<nameless>|<speaks>(?: \w+){{0,4}}? <secretly>"
    rf"|<gives> {_NAME}|(?:gave|giv(?:e|es|ing)|us(?:ed|es|ing)) only {_OWN_NAME}|only {_OWN_NAME} be used"
    r"|not (?:to )?(?:nam(?:e|ing)|identify(?:ing)?)\b|withhold(?:ing|s)?\b"
    rf"|withheld {_NAME}|{_NAME} (?:(?:not )?(?:be|being) <withheld>|(?:(?:is|are|was|were) (?:being )?|ha(?:s|ve|d) been )<hidden>)"
    # "whom we are calling Mei"
    r"|(?:agreed to call|we(?: are|[’']re) calling) (?:him|her|them) (?-i:[A-Z])\w+"
    r"|whom [^.,;\n]{1,40}? (?:agreed to call|(?:is|are) calling) (?-i:[A-Z])\w+)"
    rf"|(?:\bnot|n[’']t) (?:want|wish) {_NAME}(?: (?:<withheld>|(?:in|on|to appear in) \w+(?: (?!{_NO_PLACE})\w+)?))?)"
)
_OF_ANONYMITY = rf"{_ANONYMITY}|{_UNAUTHORIZED}"
_BECAUSE = (
    # not "be quoted as saying"
    r"(?:(?:(?!as (?:saying|telling|having|being)\b)<because>|(?<!\bas\s)saying(?: that)?|(?<=,\s)given|given(?= (?:the|that|how|his|her|their)))\b"
    rf"|for(?= (?:fear|(?:[\w-]+ ){{1,3}}reasons|(?:{_OWN} (?:\w+ )?)?<safety>)\b)|under(?= (?:[\w’'-]+ ){{0,4}}<rules>\b)"
    r"|in order(?= (?:not )?to)|so as(?= (?:not )?to)|so that|so"
    rf"|(?=(?:to (?:not )?<aim>|by (?:court )?order|fearing|worried|afraid|lest|discussing|describing)\s))"
)
# "who feared for his job and asked not to be named"
_FEAR = r"\b(?:<fears>|(?:worried|afraid|concerned)(?= (?:about|for|of|that)\b))\s"
_NEAR = rf"[^.;,\n]{{0,40}}?{_ANONYMITY}"
_ASKING = r"(?:<asks>|<wishes>|<speaks>|<does>)"
_AND_UNNAMED = rf"(?=,?\s*\band (?:who )?(?:(?:so|therefore) )?{_ASKING}{_NEAR})"
# "who is bound by an oath of secrecy", ", bound by a non-disclosure agreement,"
_WHO_IS = r"(?:,|\b(?:who|they|he|she)(?: (?:is|are|was|were|has|have|had|been)){0,3}) "
_BOUND = rf"\b(?:bound (?:\w+ )?(?:by|to)|signed|subject to) (?:[\w’'-]+ ){{0,5}}?<secrecy>{_ON}"
_GAGGED = rf"\b(?:sworn to (?:secrecy|silence)|gagged by{_ON})"
# "whose contract forbids contact with the press"
_FORBIDDING = rf"(?:[\w’'-]+ ){{0,2}}?<employer> <forbids> [^.,;”\"\n]{{0,60}}?\b<press>\b{_ON}"
# "Neither wished to be seen criticising him"
_SEEN = (
    rf"(?:\b(?:neither|none)(?: of \w+)?|(?<=\bwho\s)did(?: not|n[’']t)) <wishes> to be seen (?:to|as|\w+ing)\b{_ON}"
)
_REASONS = (
    # "citing fear of retaliation for requesting anonymity"; "Because the talks are private, the officials asked not to be named"
    rf"\bciting (?P<reason>[^.;”\"\n]{{3,120}}?)(?:,| (?:for|in|when|and) (?:<asks>|<wishes>))[^.;\n]{{0,60}}?{_ANONYMITY}",
    rf"(?:^|[“\"])\s*<because> (?P<reason>[^.;,”\"\n]{{3,120}}),[^.;\n]{{0,80}}?{_ANONYMITY}",
    # "spoke on condition of anonymity because …", "asked not to be named, citing …"; not "… said he left because …"
    rf"{_ANONYMITY}(?:(?!\s<says>\s)[^.;]){{0,40}}?,? [“\"]?{_BECAUSE}\s*(?P<reason>(?:[^.;“”\"\n]|[“\"][^.;“”\"\n]{{,80}}[”\"])+)",
    rf"(?P<reason>{_FEAR}[^.;,”\"\n]{{2,80}}?){_AND_UNNAMED}",
    # "A nurse, fearing reprisals, asked not to be named", "who feared for his job, asked"
    rf"(?:(?<=,\s)(?:who (?:was |is |were |are )?)?|^)(?P<reason>{_FEAR}[^.;,”\"\n]{{2,80}}), (?:[\w-]+ ){{0,3}}?{_ASKING}{_NEAR}",
    rf"(?P<reason>{_UNAUTHORIZED})",
    # "Neither was authorized to speak"
    rf"(?P<reason>\b(?:neither|none)(?: of \w+)? (?:was|were|is|are) {_TO_SPEAK})",
    # "under rules that did not allow them to be named"
    rf"\bunder (?P<reason>(?:[\w’'-]+ ){{0,4}}?<rules> (?:that|which) (?:\w+ ){{1,6}}?{_BE_NAMED}(?: by name)?)",
    rf"{_WHO_IS}(?P<reason>{_BOUND})",
    rf"\b(?:whose|{_OWN}) (?P<reason>{_FORBIDDING})",
    rf"(?P<reason>{_GAGGED}|{_SEEN})",
)
_IN_ANY_REASON = rf"{_ANONYMITY}|{_TO_SPEAK}|{_UNAUTHORIZED}|{_BOUND}|{_GAGGED}|<employer> <forbids>|{_SEEN}"  # most sentences hold none
_SUBJECT_OF_REASON = rf"^(?:they|he|she|the \w+) (?:was|were|is|are|had|have|has) (?={_UNAUTHORIZED})"
# Where a sentence that has given a reason speaks of something else.
_BREAK = (
    r", (?=(?:<says>|who|which|but|the|a|an|he|she|they|one|two)\b|(?-i:[A-Z]))"
    r"|,? and (?=(?:who )?(?:(?:was|were) )?(?:<says>|<speaks>|<asks>|grant\w*)\b)"
    rf"|{_AND_UNNAMED}|\)| and so\b|, (?=[“\"])"
)
# "who, like others in this story, was granted anonymity"
_LIKE_OTHERS = r"\blike (?:(?:the|all|many|most|several|some|two|three|four) )*others?\b"
# What a mention holds of the wish.
_TOLD_OF_WISH = (
    r"(?:,|(?<!\s)) (?:who|speaking|insisting|granted)"
    r"(?:\Z|\b.{0,200}?\b(?:anonym\w*|<called>|(?:un)?authori[sz]ed|names?)\b.*)"
)
# "(not her real name)", ", whose name has been changed", "– name changed on request", " is not her real name"
_AFTER_CHANGED_NAME = (
    rf"[(,–—-]\s?(?:(?:which is )?not {_OWN} real name"
    rf"|(?:(?:{_OWN}|whose) )?(?:(?:real|first|full|the) )?names? (?:(?:has|have|had) been |was )?changed"
    r"|(?:a|which is a|using a) pseudonym)"
    rf"|(?:is|was) (?:not {_OWN} real name|a pseudonym)\b"
)
# "has agreed to call her Ann", "whom we will call Ann", "asked to be called only Ms Ann"
_BEFORE_CHANGED_NAME = (
    r"\b(?:(?:agreed|chosen|decided) to call|(?:is|are) calling|we(?: will|\s?['’]ll| shall)? call|to be (?:called|referred to as))"
    r"(?: (?:her|him|them))?(?: (?:only|simply|just))?$"
)
# The words that one of those can end in.
_LAST_BEFORE_CHANGED_NAME = frozenset("call called calling as her him them only simply just".split())


class Reason(NamedTuple):
    """Why somebody is not named.

    Args:
        start: the character at which a sentence begins to speak of that.
        span: where the reason itself stands in it.
    """

    start: int
    span: CharSpan


def is_wish_for_anonymity(words: str) -> bool:
    """Say whether words are no more than what somebody asks for who will not be named.

    >>> is_wish_for_anonymity("not to be named because the talks are private"), is_wish_for_anonymity("that the mayor be named")
    (True, False)
    """
    return _compiled(_WISH).fullmatch(words) is not None


def withholds_name(words: str) -> bool:
    """Say whether words are no more than a verb of who gives no name: "is not naming"."""
    return _compiled(_WITHHOLDING).fullmatch(words) is not None


def asks_for_anonymity(words: str) -> bool:
    """Say whether words tell of being unnamed and of nothing like it: "asking not to be identified"; not "withholding a name"."""
    return _compiled(_UNNAMED).search(words) is not None


def tells_of_anonymity(words: str) -> bool:
    """Say whether words tell that somebody is not named, or may not speak.

    >>> tells_of_anonymity("who would not give her name"), tells_of_anonymity("who left")
    (True, False)
    """
    return _compiled(_OF_ANONYMITY).search(words) is not None


def without_wish(mention: str) -> str:
    """Give a mention without its clause on not being named, which tells nothing of who that is.

    >>> without_wish("an aide, who asked not to be named")
    'an aide'
    """
    return _compiled(_TOLD_OF_WISH).sub("", mention)


def find_reason(sentence: str) -> Reason | None:
    """Find where a sentence tells why somebody is not named.

    >>> sentence = "She asked not to be named because the talks are private."
    >>> reason = find_reason(sentence)
    >>> sentence[slice(*reason.span)]
    'the talks are private'
    """
    if _probe().search(sentence.lower()) is None:
        return None
    match = next((match for pattern in _REASONS if (match := _compiled(pattern).search(sentence)) is not None), None)
    if match is None:
        return None
    start, end = match.span("reason")
    broken = _compiled(_BREAK).search(sentence, start, end)
    return Reason(match.start(), CharSpan(start, broken.start() if broken is not None else end))


def reason_in(sent: Span) -> Reason | None:
    """Find where a sentence tells why somebody is not named, up to where, by the parse, the clause goes on around that."""
    found = find_reason(sent.text)
    return found and found._replace(span=CharSpan(found.span.start, _going_on(sent, found.span)))


def _going_on(sent: Span, reason: CharSpan) -> int:
    """Give the character of a reason at which the clause goes on that it was put into: "…, for fear of reprisals, put it at 34"."""
    first = next((t for t in sent if t.idx - sent.start_char >= reason.start), sent[-1])
    for token in sent:
        at = token.idx - sent.start_char
        if not reason.start < at < reason.end:
            continue
        subject = subject_before(token) if token.pos_ in VERBS else None
        if subject is None and token.dep_ == "conj" and token.tag_ in FINITE:
            subject = token.head  # "who gave no name for fear of arrest but admitted it"
        is_outer = subject is not None and subject.idx - sent.start_char < reason.start
        # "who gave no name because “it rains” complained of it"; not "he was *not allowed*"
        if is_outer and first.head != token:
            return at
        if token.text == "," and token.i + 1 < sent.end and _goes_on_at(token.nbor(), token):
            return at
    return reason.end


def _goes_on_at(following: Token, comma: Token) -> bool:
    if following.pos_ == "ADV":
        following = following.head if following.head.i == following.i + 1 else following
    is_verb = following.tag_ in ("VBD", "VBZ", "VBP", "MD") or (following.pos_ == "VERB" and following.dep_ == "ROOT")
    return is_verb and not any(child.dep_ in SUBJECTS and child.i > comma.i for child in following.lefts)


def shorten_reason(reason: str) -> str:
    """Give a reason, as :func:`find_reason` finds it, without its subject and on one line.

    >>> shorten_reason("he was not authorized\\nto speak, ")
    'not authorized to speak'
    """
    return _compiled(_SUBJECT_OF_REASON).sub("", " ".join(reason.split())).strip(" ,")


def tells_of_changed_name(before: str, after: str) -> bool:
    """Say whether the words before and after a name tell that it is not the person's own.

    >>> tells_of_changed_name("Mr.", "(not his real name)"), tells_of_changed_name("agreed to call her", ".")
    (True, True)
    """
    return bool(_compiled(_BEFORE_CHANGED_NAME).search(before) or _compiled(_AFTER_CHANGED_NAME).match(after))


def may_tell_of_changed_name(before: str, after: str) -> bool:
    """Say whether the one word or mark before and after a name may belong to what :func:`tells_of_changed_name` finds: few do."""
    is_after = after[:1] in "(,–—-" or after.lower() in ("is", "was")
    return is_after or before.isspace() or before.lower() in _LAST_BEFORE_CHANGED_NAME


def tells_of_others_too(sentence: str) -> bool:
    """Say whether a sentence tells that others have the same reason: "who, like others in this story, was granted anonymity"."""
    return _compiled(_LIKE_OTHERS).search(sentence) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_filled(pattern), re.I | re.S)


@cache
def _probe() -> re.Pattern[str]:
    """Give what finds in small letters whether there may be a reason: a third of the time that it takes where both cases count."""
    return re.compile(_filled(rf"(?:\b|(?=n[’']))(?:{_IN_ANY_REASON})").replace("(?-i:[A-Z])", "[a-z]"), re.S)


def _filled(pattern: str) -> str:
    filled = re.sub(r"(?<!P)<(\w+)>", lambda kind: f"(?:{alternations('anonymity')[kind[1]]})", pattern)
    return filled.replace(" ", r"\s+")
