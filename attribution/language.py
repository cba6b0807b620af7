"""Texts in other languages than English are refused, where that is sure."""

from __future__ import annotations

import re

from attribution.errors import InputError

# Words that make up a tenth or more of any English prose, and that few other languages write alike (no "to", "for", "was").
_ENGLISH_WORDS = frozenset(
    "the and that with from this his her their they which who would could been has have said about".split()
)
# Below this share of them a text is hardly English: of 840 news articles all but two have more than .05.
_ENGLISH_SHARE = 0.03
# A list of names has none of them either, so that as many words have to be in lower case, outside of quotation marks.
_FEWEST_WORDS = 8
# By how much the other language has to be likelier, in natural logarithms.
_MARGIN = 60.0
# The beginning is enough to tell.
_SAMPLE = 20_000

_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"“[^“”]*[”“]|\"[^\"]*\"|«[^«»]*»")
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch", "nn": "Norwegian",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "th": "Thai",
    "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def check_english(text: str) -> None:
    """Raise InputError where a text is surely in another language; a doubtful one passes.

    Short texts, texts full of foreign names and English texts with foreign quotations pass.

    >>> check_english("“Nous ne céderons pas,” said Mr. Macron.")
    >>> check_english("Министр ушёл в отставку, сообщили два чиновника.")
    Traceback (most recent call last):
    attribution.errors.InputError: the text looks like Russian; attribution reads English: translate it first
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    if sum(word.lower() in _ENGLISH_WORDS for word in words) >= _ENGLISH_SHARE * len(words):
        return
    letters = "".join(words)
    is_latin = 2 * len(_LATIN_LETTER.findall(letters)) > len(letters)
    if is_latin and sum(word.islower() for word in _WORD.findall(_QUOTED.sub(" ", sample))) < _FEWEST_WORDS:
        return
    code, margin = _likeliest(sample.lower())
    if code == "en" or (is_latin and margin < _MARGIN):
        return
    name = _NAMES.get(code, f"another language ({code})")
    raise InputError(f"the text looks like {name}; attribution reads English: translate it first")


def _likeliest(text: str) -> tuple[str, float]:
    """Give the likeliest language, and the logarithm of how many times likelier than English it is."""
    import py3langid

    ranking = py3langid.rank(text)
    code, score = ranking[0]
    return code, score - dict(ranking)["en"]
