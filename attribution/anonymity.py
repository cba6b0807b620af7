"""Words by which an article tells that somebody is not named, and why: they state nothing of what is reported."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from attribution.lexicon import alternations
from attribution.model import CharSpan

# In the patterns, a space stands for white space and `<kind>` for any phrase of that kind in ``data/anonymity.tsv``.
_OWN = r"(?:his|her|their)"
_WHOLE = r"(?:own |full |last |real )*"
_NAME_ALONE = rf"{_WHOLE}(?:names?|identit(?:y|ies))"
_OWN_NAME = rf"{_OWN} {_NAME_ALONE}"
_NAME = rf"(?:his|her|their|the) {_WHOLE}(?:names?|surnames?|identit(?:y|ies))"
_NAMED = r"(?:publicly )?<called>"
_BE_NAMED = rf"(?:be|being) {_NAMED}"
_NOT = r"(?:\bnot|n[’']t)"
_ALLOWED = r"<allowed> to"
_TELL = rf"(?:\w+ly )?(?:<tells>|be (?:{_NAMED}|(?:publicly )?interviewed))\b"
_TO_SPEAK = rf"{_ALLOWED} {_TELL}[^.,;”\"\n]*"
_UNAUTHORIZED = rf"(?:not (?:been )?|un){_TO_SPEAK}"
_ABOUT = r"(?: \w+ly)?(?: (?:about|on|of))?"

_WHY = r"(?:<because>|so|to|for|given|in order)\b.*"

# Who asks not to be named states nothing by that: what is asked, and no more.
_WISH = (
    rf"(?:(?:on )?(?:the )?conditions? of )?anonymity(?:,? {_WHY})?"
    rf"|(?:us |that \w+ )?not (?:to )?<gives> {_OWN_NAME}\b.*"
    rf"|(?:us |that \w+ |whom )?not (?:to )?(?:name|identify)\b(?: (?:him|her|them))?(?: {_WHY})?"
    rf"|{_OWN} (?:full |last )?names?(?: (?:in|on|because)\b.*)?"
    r"|to (?:remain|stay|be kept) (?:anonymous|unnamed|unidentified)\b.*"
    rf"|(?:(?:not )?to |(?:that \w+ )?not (?:to )?)be {_NAMED}\b.*"
    rf"|that {_OWN_NAME} (?:not )?be\b.*"
    rf"|to <gives> {_OWN_NAME}\b.*"
)
# "whom the Guardian is not naming"
_WITHHOLDING = r"(?:(?:is|are) )?not (?:naming|identifying)|(?:is )?withholding"
# "not to be named because" she fears for her job
_BEFORE_REASON = rf"\b(?:anonym\w+|{_BE_NAMED}|not (?:to )?(?:name|naming)|{_OWN} (?:\w+ )?names?(?: (?:in|on) \w+(?: \w+)?)?),? <because>\s*$"
# "The officials, who were not authorized to discuss the plan", "who was granted anonymity to speak about it"; the words between are few.
_BEFORE_SECRET = (
    rf"{_NOT} (?:\w+ )?{_ALLOWED}(?: \w+ly)?(?: <discusses>{_ABOUT})?\s*$"
    rf"|\b(?:anonymity|<called>) (?:(?:in order )?to |when |while )?<discusses>{_ABOUT}\s*$"
)
# "…, the officials said, asking not to be identified because the talks are private"
_UNNAMED = rf"\b(?:anonymity|{_BE_NAMED})\b"
_ANONYMITY = (
    rf"(?:anonym(?:ity|ously|ous)|{_BE_NAMED}(?: by name)?|<gives> {_NAME}"
    rf"|(?:not|n[’']t) (?:want|wish) {_NAME}(?: (?:in|on|to appear in) \w+(?: (?!because\b|as\b|since\b|for\b|to\b|so\b|given\b)\w+)?)?"
    r"|not (?:to )?(?:nam(?:e|ing)|identify(?:ing)?)\b|withhold(?:ing|s)?\b"
    rf"|{_NAME} (?:not )?(?:be|being) <withheld>)"
)
_OF_ANONYMITY = rf"{_ANONYMITY}|{_UNAUTHORIZED}"
_BECAUSE = (
    rf"(?:(?:<because>|saying(?: that)?|(?<=,\s)given)\b|for(?= (?:fear|(?:[\w-]+ ){{1,3}}reasons|{_OWN} (?:own )?safety)\b)"
    r"|in order(?= (?:not )?to)|so as(?= (?:not )?to)|so that|so|(?=(?:to|fearing|worried|afraid|lest|discussing|describing)\s))"
)
# "who feared for his job and asked not to be named"
_FEAR = r"\b(?:<fears>|(?:worried|afraid|concerned)(?= (?:about|for|of|that)\b))\s"
_NEAR = rf"[^.;,\n]{{0,40}}?{_ANONYMITY}"
_ASKING = r"(?:<asks>|<wishes>|<speaks>|<does>)"
_AND_UNNAMED = rf"(?=,?\s*\band (?:who )?(?:(?:so|therefore) )?{_ASKING}{_NEAR})"
_REASONS = (
    # "citing fear of retaliation for requesting anonymity"; "Because the talks are private, the officials asked not to be named"
    rf"\bciting (?P<reason>[^.;”\"\n]{{3,120}}?)(?:,| (?:for|in|when|and) (?:<asks>|<wishes>))[^.;\n]{{0,60}}?{_ANONYMITY}",
    rf"(?:^|[“\"])\s*<because> (?P<reason>[^.;,”\"\n]{{3,120}}),[^.;\n]{{0,80}}?{_ANONYMITY}",
    # "spoke on condition of anonymity because …", "asked not to be named, citing …"; not "… said he left because …"
    rf"{_ANONYMITY}(?:(?!\s<says>\s)[^.;]){{0,40}}?,? {_BECAUSE}\s*(?P<reason>[^.;”\"\n]+)",
    rf"(?P<reason>{_FEAR}[^.;,”\"\n]{{2,80}}?){_AND_UNNAMED}",
    # "A nurse, fearing reprisals, asked not to be named", "who feared for his job, asked"
    rf"(?<=,\s)(?:who (?:was |is |were |are )?)?(?P<reason>{_FEAR}[^.;,”\"\n]{{2,80}}), {_ASKING}{_NEAR}",
    rf"(?P<reason>{_UNAUTHORIZED})",
    # "Neither was authorized to speak"
    rf"(?P<reason>\b(?:neither|none)(?: of \w+)? (?:was|were|is|are) {_TO_SPEAK})",
)
_IN_ANY_REASON = rf"{_ANONYMITY}|{_TO_SPEAK}"  # most sentences hold neither
_SUBJECT_OF_REASON = rf"^(?:they|he|she|the \w+) (?:was|were|is|are|had|have|has) (?={_UNAUTHORIZED})"
# Where a sentence that has given a reason speaks of something else.
_BREAK = (
    r", (?=(?:<says>|who|which|but|the|a|an|he|she|they|one|two)\b|(?-i:[A-Z]))"
    r"|,? and (?=(?:who )?(?:(?:was|were) )?(?:<says>|<speaks>|<asks>|grant\w*)\b)"
    rf"|{_AND_UNNAMED}"
)
# "who, like others in this story, was granted anonymity"
_LIKE_OTHERS = r"\blike (?:(?:the|all|many|most|several|some|two|three|four) )*others?\b"
# What a mention holds of the wish.
_TOLD_OF_WISH = (
    r"(?:,|(?<!\s)) (?:who|speaking|insisting|granted)"
    r"(?:\Z|\b.{0,200}?\b(?:anonym\w*|<called>|(?:un)?authori[sz]ed|names?)\b.*)"
)
# "(not her real name)", ", whose name has been changed", "– name changed on request"
_AFTER_CHANGED_NAME = (
    rf"[(,–—-]\s?(?:(?:which is )?not {_OWN} real name"
    rf"|(?:(?:{_OWN}|whose) )?(?:(?:real|first|full|the) )?names? (?:(?:has|have|had) been |was )?changed"
    r"|(?:a|which is a|using a) pseudonym)"
)
# "has agreed to call her Ann", "whom we will call Ann", "asked to be called Ann"
_BEFORE_CHANGED_NAME = (
    r"\b(?:(?:agreed|chosen|decided) to call|(?:is|are) calling|we(?: will|\s?['’]ll| shall)? call|to be called)"
    r"(?: (?:her|him|them))?$"
)


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


def precedes_reason(words: str) -> bool:
    """Say whether the reason for anonymity follows: "who asked not to be named because"."""
    return _compiled(_BEFORE_REASON).search(words) is not None


def precedes_secret(words: str) -> bool:
    """Say whether what follows is what somebody may not speak of, or not by name: "who was not authorized to discuss"."""
    return _compiled(_BEFORE_SECRET).search(words) is not None


def leads_to_wish(words: str) -> bool:
    """Say whether words go on with who asks not to be named for what was told before: "and did not want to be named"."""
    return _compiled(_AND_UNNAMED).match(words) is not None


def is_fear_before_wish(cue: str, after: str) -> bool:
    """Say whether a cue brings what somebody fears who, in the words after that, asks not to be named.

    >>> is_fear_before_wish("worried about", ", asked not to be named"), is_fear_before_wish("said", ", asked not to be named")
    (True, False)
    """
    is_fear = _compiled(_FEAR).search(f"{cue} ") is not None
    return is_fear and _compiled(rf",\s+{_ASKING}{_NEAR}").match(after) is not None


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
    if _compiled(_IN_ANY_REASON).search(sentence) is None:
        return None
    match = next((match for pattern in _REASONS if (match := _compiled(pattern).search(sentence)) is not None), None)
    return Reason(match.start(), CharSpan(*match.span("reason"))) if match is not None else None


def shorten_reason(reason: str) -> str:
    """Give a reason without its subject, up to where the sentence speaks of something else.

    >>> shorten_reason("he was not authorized to speak, who left")
    'not authorized to speak'
    """
    told = _compiled(_BREAK).split(" ".join(reason.split()))[0]
    return _compiled(_SUBJECT_OF_REASON).sub("", told).strip(" ,")


def tells_of_changed_name(before: str, after: str) -> bool:
    """Say whether the words before and after a name tell that it is not the person's own.

    >>> tells_of_changed_name("Mr.", "(not his real name)"), tells_of_changed_name("agreed to call her", ".")
    (True, True)
    """
    return bool(_compiled(_BEFORE_CHANGED_NAME).search(before) or _compiled(_AFTER_CHANGED_NAME).match(after))


def tells_of_others_too(sentence: str) -> bool:
    """Say whether a sentence tells that others have the same reason: "who, like others in this story, was granted anonymity"."""
    return _compiled(_LIKE_OTHERS).search(sentence) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    filled = re.sub(r"(?<!P)<(\w+)>", lambda kind: f"(?:{alternations('anonymity')[kind[1]]})", pattern)
    return re.compile(filled.replace(" ", r"\s+"), re.I | re.S)
