"""The errors that this library raises on purpose; each message names the input and the remedy."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from attribution.surrogates import writable

# How many names a message lists.
_MAX_NAMED = 5


class AttributionError(Exception):
    """Anything that a caller can mend: catch this one to catch all of them."""


def reason_of(error: Exception) -> str:
    """Give an error as one line that a file can hold; one that the library did not mean to raise also by its type.

    >>> reason_of(InputError("a.txt: no such file")), reason_of(KeyError("b"))
    ('a.txt: no such file', "KeyError: 'b'")
    """
    if isinstance(error, AttributionError):
        return writable(str(error))
    return writable(f"{type(error).__name__}: {' '.join(str(error).split())}")


def meant(word: str, known: Iterable[str]) -> str:
    """Give the question whether another word was meant, for a message on one that is not known; nothing where none is near.

    >>> meant("slect", ["select", "ignore"]), meant("x", ["select"])
    (" (did you mean 'select'?)", '')
    """
    near = get_close_matches(word, list(known), 1)
    return f" (did you mean {near[0]!r}?)" if near else ""


def first_of(names: Sequence[str], *, separator: str = ", ") -> str:
    """List names for a message; of many only the first, and how many more there are.

    >>> first_of(["a", "b"]), first_of(list("abcdefg"))
    ('a, b', 'a, b, c, d, e, and 2 more')
    """
    more = len(names) - _MAX_NAMED
    return separator.join([*names[:_MAX_NAMED], *([f"and {more:,} more"] if more > 0 else [])])


class InputError(AttributionError):
    """An article that cannot be read: missing, binary, undecodable, not text, in another language."""


def no_article_in(paths: Iterable[object]) -> InputError:
    """Give the error of a corpus without an article.

    >>> str(no_article_in(["a.csv"]))
    'a.csv: there is no article in it; docs/corpora.md lists what is read'
    """
    return InputError(f"{', '.join(map(str, paths))}: there is no article in it; docs/corpora.md lists what is read")


class PipelineError(AttributionError):
    """A spaCy pipeline that is missing or lacks a part that the analysis needs."""


class ModelError(AttributionError):
    """A model folder that is missing, lacks a part, or cannot be loaded."""


class DataFileError(AttributionError):
    """A lexicon or rubric file that does not hold what it should."""


class FrameError(AttributionError):
    """A DataFrame that does not have the columns, dtypes or values that ``docs/columns.md`` names."""


class RunError(AttributionError):
    """An audit of a corpus that cannot go on as asked: what was written belongs to another one, or the corpus changed."""
