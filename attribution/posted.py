"""Mentions of posts and accounts in an article's own words to the social post they stand for: "one X user", "the account"."""

from __future__ import annotations

import re
from functools import cache

from attribution.discourse import Discourse
from attribution.kinds import Mention, class_of
from attribution.lexicon import alternation
from attribution.model import Quotation, Source, SourceType
from attribution.outlets import bare
from attribution.phrases import is_definite, name_around
from attribution.vocabulary import nouns_with

# "u/rain_again" of Reddit, "user rain_again", "one account, @rain_again"
_HANDLE = re.compile(r"(?:user |\b(?=u/)|(?=@))(?P<name>u/[\w-]+|@\w+|[\w.-]*[0-9_.][\w.-]*)$")
_CALLED = re.compile(
    r"\b(?:called|named|dubbed|(?:better |only )?known(?: online)? as|(?:that |which |who )?go(?:es|ing) by"
    r"|(?:(?:that|which) calls|calling) itself|(?:under|by) the (?:name|handle)(?: of)?|with the handle) (?P<name>[^,;:“”\"]+)"
)


def of_account(discourse: Discourse, mention: Mention) -> Source | None:
    """Resolve an account by its name, or as the one that was cited before: "a user called rain", "the Telegram channel Mash"."""
    text = mention.span.text
    named = _HANDLE.search(text) or _named_on().search(text)
    name = named["name"] if named is not None else _name_beside(discourse, mention)
    return Source(SourceType.SOCIAL_POST, name) if name else _account_again(discourse, mention)


def of_post(discourse: Discourse, mention: Mention) -> Source | None:
    """Resolve a post or an account of which no more is told than that."""
    is_post = mention.noun_class == "post"
    return Source(SourceType.SOCIAL_POST, discourse.full_text(mention.span)) if is_post else None


@cache
def _named_on() -> re.Pattern[str]:
    """Give what the name of an account or a channel stands behind: "the Telegram channel Mash"."""
    platforms, nouns = (alternation(nouns_with(trait)) for trait in ("platform", "on_platform"))
    return re.compile(rf"\b(?:(?i:{platforms})|X) (?:{nouns}) (?P<name>[A-Z][^,;:]*)$")


def _name_beside(discourse: Discourse, mention: Mention) -> str:
    """Give the name of an account: what it is called, or what stands beside it: "a channel with 60,000 readers, Mash"."""
    head = mention.head
    if mention.noun_class != "post":  # "Mash, a channel on Telegram"
        if head.text.startswith("@") and len(head.text) > 1:  # "@mash, an account that …"
            return head.text
        is_told = any(t.dep_ == "appos" and t.is_lower and class_of(discourse, t) == "post" for t in head.rights)
        return name_around(head) if is_told and head.i not in discourse.mentions.person_at else ""
    behind = mention.span.doc[head.i + 1 : max(mention.span.end, head.i + 1)]
    called = _CALLED.search(behind.text)
    if called is not None:
        return bare(called["name"].strip())
    comma = next((t.i for t in reversed(behind) if t.text == ","), head.i)
    beside = behind.doc[comma + 1 : behind.end]
    is_name = (
        bool(beside) and beside[0].pos_ == "PROPN" and all(t.pos_ in ("PROPN", "NUM", "ADP", "DET") for t in beside)
    )
    return bare(beside.text) if is_name else ""


def _account_again(discourse: Discourse, mention: Mention) -> Source | None:
    """Give the account that "the account", "the page" or "the same user" goes back to, the last one cited that may be called so."""
    head = mention.head
    lemma = head.lemma_.lower()
    is_meant = is_definite(head) and mention.noun_class != "post"
    if not is_meant or lemma not in nouns_with("on_platform") | nouns_with("account"):
        return None
    posts = (k for k in range(mention.n - 1, -1, -1) if discourse.found[k].source_type is SourceType.SOCIAL_POST)
    return next((discourse.found[k] for k in posts if _may_be_called(discourse, k, lemma)), None)


def _may_be_called(discourse: Discourse, k: int, lemma: str) -> bool:
    """Say whether who or what a statement is posted by was called so; all are accounts' posts."""
    attribution = discourse.attributions[k]
    if lemma == "account":
        return True
    return attribution.quotation is not Quotation.POST and any(
        t.lemma_.lower() == lemma for t in discourse.tokens(attribution.source)
    )
