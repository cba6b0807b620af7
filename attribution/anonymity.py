"""Words by which an article tells that somebody is not named, and why: they state nothing of what is reported."""

from __future__ import annotations

import re
from typing import NamedTuple

from attribution.model import CharSpan

_OWN = r"(?:his|her|their)"
_WHOLE = r"(?:own\s+|full\s+|last\s+|real\s+)*"
_OWN_NAME = rf"{_OWN}\s+{_WHOLE}(?:names?|identit(?:y|ies))"
_NAME = rf"(?:his|her|their|the)\s+{_WHOLE}(?:names?|surnames?|identit(?:y|ies))"
_NAMED = r"(?:publicly\s+)?(?:named|identified|quoted)"
_BE_NAMED = rf"(?:be|being)\s+{_NAMED}"
_ALLOWED = r"(?:authori[sz]ed|permitted|allowed|cleared)\s+to"
# What those may not do who are not named for it: "not authorized to discuss the plan"; not "not permitted to enter the camp".
_TELL = (
    r"(?:\w+ly\s+)?(?:speak|talk|discuss|comment|brief|disclose|divulge|reveal|release|share|tell|say|address|answer|respond"
    r"|describe|detail|confirm|announce|publish|do\s+so|make|give|go|be\s+(?:publicly\s+)?(?:named|identified|quoted|interviewed))\b"
)
_UNAUTHORIZED = rf"(?:not\s+(?:been\s+)?|un){_ALLOWED}\s+{_TELL}[^.,;”\"\n]*"

# Who asks not to be named states nothing by that: what is asked, and no more.
_WISH = re.compile(
    r"(?:(?:on\s+)?(?:the\s+)?conditions?\s+of\s+)?anonymity(?:,?\s+(?:because|as|since|so|to|for|given|citing|in\s+order|out\s+of)\b.*)?"
    rf"|(?:us\s+|that\s+\w+\s+)?not\s+(?:to\s+)?(?:print|use|publish)\s+{_OWN_NAME}\b.*"
    r"|(?:us\s+|that\s+\w+\s+|whom\s+)?not\s+(?:to\s+)?(?:name|identify)\b(?:\s+(?:him|her|them))?(?:\s+(?:because|as|since|to|for|so|due)\b.*)?"
    rf"|{_OWN}\s+(?:full\s+|last\s+)?names?(?:\s+(?:in|on|because)\b.*)?"
    r"|to\s+(?:remain|stay|be\s+kept)\s+(?:anonymous|unnamed|unidentified)\b.*"
    rf"|(?:(?:not\s+)?to\s+|(?:that\s+\w+\s+)?not\s+(?:to\s+)?)be\s+{_NAMED}\b.*"
    rf"|that\s+{_OWN_NAME}\s+(?:not\s+)?be\b.*"
    rf"|to\s+(?:give|disclose|reveal|provide)\s+{_OWN_NAME}\b.*",
    re.I | re.S,
)
# "whom the Guardian is not naming"
_WITHHOLDING = re.compile(r"(?:(?:is|are)\s+)?not\s+(?:naming|identifying)|(?:is\s+)?withholding", re.I)
# "not to be named because" she fears for her job
_BEFORE_REASON = re.compile(
    rf"\b(?:anonym\w+|{_BE_NAMED}|not\s+(?:to\s+)?(?:name|naming)|{_OWN}\s+(?:\w+\s+)?names?(?:\s+(?:in|on)\s+\w+(?:\s+\w+)?)?)"
    r",?\s+(?:because|as|since|out\s+of|citing)\s*$",
    re.I,
)
# "The officials, who were not authorized to discuss the plan", "who was granted anonymity to speak about it"; the words between are few.
_BEFORE_SECRET = re.compile(
    rf"(?:\bnot|n[’']t)\s+(?:\w+\s+)?{_ALLOWED}(?:\s+\w+ly)?"
    r"(?:\s+(?:discuss|speak|talk|comment)(?:\s+\w+ly)?(?:\s+(?:about|on|of))?)?\s*$"
    r"|\b(?:anonymity|named|identified|quoted)\s+(?:(?:in\s+order\s+)?to\s+|when\s+|while\s+)?"
    r"(?:discuss|discussing|describe|describing|speak|speaking|talk|talking)(?:\s+\w+ly)?(?:\s+(?:about|on|of))?\s*$",
    re.I,
)
# "…, the officials said, asking not to be identified because the talks are private"
_UNNAMED = re.compile(rf"\b(?:anonymity|{_BE_NAMED})\b", re.I)
_ANONYMITY = (
    rf"(?:anonym(?:ity|ously|ous)|{_BE_NAMED}(?:\s+by\s+name)?"
    rf"|(?:give|giving|disclose|reveal|provide|publish|print|use)\s+{_NAME}"
    rf"|(?:not|n[’']t)\s+(?:want|wish)\s+{_NAME}(?:\s+(?:in|on|to\s+appear\s+in)\s+\w+(?:\s+(?!because\b|as\b|since\b|for\b|to\b|so\b|given\b)\w+)?)?"
    r"|(?:not\s+to\s+|not\s+)(?:nam(?:e|ing)|identify(?:ing)?)\b|withhold(?:ing|s)?\b"
    rf"|{_NAME}\s+(?:not\s+)?(?:be|being)\s+(?:withheld|kept|used|published|printed|disclosed|revealed))"
)
_OF_ANONYMITY = re.compile(rf"{_ANONYMITY}|{_UNAUTHORIZED}", re.I)
_BECAUSE = (
    r"(?:(?:because(?:\s+of)?|as|since|citing|saying(?:\s+that)?|due\s+to|owing\s+to|(?<=,\s)given|out\s+of)\b"
    r"|for(?=\s+(?:fear|(?:[\w-]+\s+){1,3}reasons|(?:his|her|their)\s+(?:own\s+)?safety)\b)"
    r"|in\s+order(?=\s+(?:not\s+)?to)|so\s+as(?=\s+(?:not\s+)?to)|so\s+that|so|(?=(?:to|fearing|worried|afraid|lest|discussing|describing)\s))"
)
# "who feared for his job and asked not to be named"
_FEAR = r"\b(?:fear(?:ed|s|ing)?|(?:worried|afraid)(?=\s+(?:for|of|that)\b))\s"
_AND_UNNAMED = (
    rf"(?=,?\s*\band\s+(?:who\s+)?(?:(?:so|therefore)\s+)?"
    rf"(?:ask|request|insist|demand|spoke|speaks|speaking|wish|want|did|do|does|declin|refus|would|will)[^.;,\n]{{0,40}}?{_ANONYMITY})"
)
_BEFORE_UNNAMED = re.compile(_AND_UNNAMED, re.I)
_REASONS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # "citing fear of retaliation for requesting anonymity"; "Because the talks are private, the officials asked not to be named"
        rf"\bciting\s+(?P<reason>[^.;”\"\n]{{3,120}}?)(?:,|\s+(?:for|in|when|and)\s+(?:request|ask|seek|demand|insist)\w*)[^.;\n]{{0,60}}?{_ANONYMITY}",
        rf"(?:^|[“\"])\s*(?:because(?:\s+of)?|since|as)\s+(?P<reason>[^.;,”\"\n]{{3,120}}),[^.;\n]{{0,80}}?{_ANONYMITY}",
        # "spoke on condition of anonymity because …", "asked not to be named, citing …"; not "… said he left because …"
        rf"{_ANONYMITY}(?:(?!\s(?:said|says|told|tells)\s)[^.;]){{0,40}}?,?\s+{_BECAUSE}\s*(?P<reason>[^.;”\"\n]+)",
        rf"(?P<reason>{_FEAR}[^.;,”\"\n]{{2,80}}?){_AND_UNNAMED}",
        # "A nurse, fearing reprisals, asked not to be named"
        rf"(?<=,\s)(?P<reason>{_FEAR}[^.;,”\"\n]{{2,80}}),\s+(?:ask|request|insist|demand|spoke|speak|declin|refus)[^.;,\n]{{0,40}}?{_ANONYMITY}",
        rf"(?P<reason>{_UNAUTHORIZED})",
        # "Neither was authorized to speak"
        rf"(?P<reason>\b(?:neither|none)(?:\s+of\s+\w+)?\s+(?:was|were|is|are)\s+{_ALLOWED}\s+{_TELL}[^.,;”\"\n]*)",
    )
)
_SUBJECT_OF_REASON = re.compile(
    rf"^(?:they|he|she|the\s+\w+)\s+(?:was|were|is|are|had|have|has)\s+(?={_UNAUTHORIZED})", re.I
)
_BREAK = re.compile(
    r",\s+(?=(?:said|told|added|who|which|but|the|a|an|he|she|they|one|two)\b|(?-i:[A-Z]))"
    r"|,?\s+and\s+(?=(?:who\s+)?(?:(?:was|were)\s+)?(?:said|told|added|spoke|speaking|ask|request|insist|demand|grant)\w*\b)",
    re.I,
)
# "who, like others in this story, was granted anonymity"
_LIKE_OTHERS = re.compile(r"\blike\s+(?:(?:the|all|many|most|several|some|two|three|four)\s+)*others?\b", re.I)
# What a mention holds of the wish.
_TOLD_OF_WISH = re.compile(
    r"(?:,|(?<!\s))\s+(?:who|speaking|insisting|granted)"
    r"(?:\Z|\b.{0,200}?\b(?:anonym\w*|named|identified|(?:un)?authori[sz]ed|names?)\b.*)",
    re.I | re.S,
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
    return _WISH.fullmatch(words) is not None


def withholds_name(words: str) -> bool:
    """Say whether words are no more than a verb of who gives no name: "is not naming"."""
    return _WITHHOLDING.fullmatch(words) is not None


def precedes_reason(words: str) -> bool:
    """Say whether the reason for anonymity follows: "who asked not to be named because"."""
    return _BEFORE_REASON.search(words) is not None


def precedes_secret(words: str) -> bool:
    """Say whether what follows is what somebody may not speak of, or not by name: "who was not authorized to discuss"."""
    return _BEFORE_SECRET.search(words) is not None


def leads_to_wish(words: str) -> bool:
    """Say whether words go on with who asks not to be named for what was told before: "and did not want to be named"."""
    return _BEFORE_UNNAMED.match(words) is not None


def asks_for_anonymity(words: str) -> bool:
    """Say whether words tell of being unnamed and of nothing like it: "asking not to be identified"; not "withholding a name"."""
    return _UNNAMED.search(words) is not None


def tells_of_anonymity(words: str) -> bool:
    """Say whether words tell that somebody is not named, or may not speak.

    >>> tells_of_anonymity("who would not give her name"), tells_of_anonymity("who left")
    (True, False)
    """
    return _OF_ANONYMITY.search(words) is not None


def without_wish(mention: str) -> str:
    """Give a mention without its clause on not being named, which tells nothing of who that is.

    >>> without_wish("an aide, who asked not to be named")
    'an aide'
    """
    return _TOLD_OF_WISH.sub("", mention)


def find_reason(sentence: str) -> Reason | None:
    """Find where a sentence tells why somebody is not named.

    >>> sentence = "She asked not to be named because the talks are private."
    >>> reason = find_reason(sentence)
    >>> sentence[slice(*reason.span)]
    'the talks are private'
    """
    match = next((match for pattern in _REASONS if (match := pattern.search(sentence)) is not None), None)
    return Reason(match.start(), CharSpan(*match.span("reason"))) if match is not None else None


def shorten_reason(reason: str) -> str:
    """Give a reason without its subject, up to where the sentence speaks of something else.

    >>> shorten_reason("he was not authorized to speak, who left")
    'not authorized to speak'
    """
    told = _BREAK.split(" ".join(reason.split()))[0]
    return _SUBJECT_OF_REASON.sub("", told).strip(" ,")


def tells_of_others_too(sentence: str) -> bool:
    """Say whether a sentence tells that others have the same reason: "who, like others in this story, was granted anonymity"."""
    return _LIKE_OTHERS.search(sentence) is not None
