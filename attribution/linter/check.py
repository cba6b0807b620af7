"""Files to located violations: read, audited, held against the rules, less what the text or a baseline lets pass."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from attribution.analysis import audited, extractor_of, pipeline_of
from attribution.errors import AttributionError
from attribution.folders import find_files
from attribution.linter.baseline import fingerprint
from attribution.linter.checks import Violation, check_statements
from attribution.linter.policy import Policy, load_policy
from attribution.linter.rules import rules
from attribution.linter.suppressions import UNUSED, Suppression, find_suppressions, without_comments
from attribution.model import Article, CharSpan
from attribution.outlets import add_outlets
from attribution.rubric import load_rubric
from attribution.surrogates import writable
from attribution.text import as_article, inner_suffix, line_column, read_file

if TYPE_CHECKING:
    from spacy.language import Language

# Characters of a statement by which its place in a page's markup is looked for; then fewer.
_PROBES = (60, 30, 15)


@dataclass(frozen=True, slots=True)
class Located:
    """A violation in a file.

    Args:
        path: as given, with forward slashes.
        line, column: from 1, in characters; of a page, in its markup, and 1 where its words cannot be found there.
        end_line, end_column: of the character after the last.
        fingerprint: the same while article, rule and statement are.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    violation: Violation
    fingerprint: str


def check(
    article: str | Article, *, policy: Policy | None = None, nlp: Language | str | None = None
) -> tuple[Violation, ...]:
    """Hold one article against the rules of :func:`attribution.linter.rules.rules`.

    Args:
        article: a text, or an :class:`Article` from :func:`read`.
        policy: by default that of the package; a configuration file is read by :func:`load_policy`.
        nlp: as for :func:`attribution.audit`.

    Returns:
        violations in the order of their places; offsets are half-open, in characters, into the text as given.

    Raises:
        InputError, PipelineError, DataFileError, ModelError: as for :func:`attribution.audit`.

    >>> [violation.rule for violation in check("The suspect reportedly fled to Spain.")]
    ['AT302']
    """
    article = as_article(article)
    policy = policy or Policy()

    def failed(_: str, error: Exception) -> None:
        raise error

    found = next((placed for _, _, placed in _checked([article], policy, failed, nlp=nlp)), [])
    return tuple(violation for violation, _ in found)


def check_files(
    paths: Iterable[str | Path],
    *,
    policy: Policy | None = None,
    failed: Callable[[str, Exception], None],
    encoding: str | None = None,
) -> Iterator[tuple[str, tuple[Located, ...]]]:
    """Check files one after the other, texts and pages.

    Args:
        paths: of articles, each once.
        policy: by default as the configuration of the working directory says.
        failed: hears the path and the error of an article that cannot be checked; the others go on.
        encoding: of the files; by default UTF-8, or as a page itself says.

    Yields:
        each path, with what was found in it, in order.
    """
    policy = policy or load_policy()
    pages: dict[str, str] = {}

    def articles() -> Iterator[Article]:
        for path in paths:
            name = writable(Path(path).as_posix())
            try:
                article, markup = read_file(path, encoding=encoding, doc_id=name)
            except AttributionError as error:
                failed(name, error)
                continue
            if markup is not None:
                pages[name] = markup
            yield article

    for name, raw, found in _checked(articles(), policy, failed, pages=pages):
        yield name, tuple(_located(name, raw, violation, place) for violation, place in found)


_Placed = tuple[Violation, CharSpan | None]


def _checked(
    articles: Iterable[Article],
    policy: Policy,
    failed: Callable[[str, Exception], None],
    *,
    nlp: Language | str | None = None,
    pages: dict[str, str] | None = None,
) -> Iterator[tuple[str, str, list[_Placed]]]:
    """Give each article's id, its text with comments or its page's markup, and the violations with their places in that.

    The markup of pages, by id, is there when their article has been given, and is let go with it.
    """
    texts: dict[str, str] = {}
    pages = {} if pages is None else pages

    def bare() -> Iterator[Article]:
        for article in articles:
            texts[article.doc_id] = article.text
            yield replace(article, text=without_comments(article.text))

    if policy.outlets is not None:
        add_outlets(policy.outlets)
    results = audited(
        bare(),
        pipeline_of(nlp or policy.pipeline),
        failed,
        rubric=load_rubric(policy.rubric),
        extractor=extractor_of(policy.model),
    )
    for article, statements in results:
        name = article.doc_id
        text, page = texts.pop(name), pages.pop(name, None)
        found = check_statements(article, statements, policy, path=name)
        places = [violation.span if page is None else _place_in(page, text, violation.span) for violation in found]
        raw = text if page is None else page
        yield name, raw, _passed(raw, list(zip(found, places, strict=True)), policy, name)


def _passed(raw: str, found: list[_Placed], policy: Policy, path: str) -> list[_Placed]:
    """Drop what a comment lets pass, and add the comments that let nothing pass."""
    suppressions = find_suppressions(raw)
    used: set[Suppression] = set()
    kept: list[_Placed] = []
    for violation, place in found:
        covering = [s for s in suppressions if s.covers(violation.rule, -1 if place is None else place.start)]
        used.update(covering)
        if not covering:
            kept.append((violation, place))
    if policy.is_on(UNUSED, path):
        kept += [
            (_unused(suppression, policy), suppression.span) for suppression in suppressions if suppression not in used
        ]
    return sorted(kept, key=lambda pair: (pair[1] or CharSpan(0, 0), pair[0].rule, pair[0].message))


def _unused(suppression: Suppression, policy: Policy) -> Violation:
    words = ", ".join(suppression.ids) or "any rule"
    message = rules()[UNUSED].message.format(words=words)
    return Violation(UNUSED, policy.level_of(UNUSED), suppression.span, message, words)


def _place_in(markup: str, text: str, span: CharSpan) -> CharSpan | None:
    """Find where the words of a span stand in a page's markup; None where it breaks them up or writes them otherwise."""
    for length in _PROBES:
        words = text[span.start : min(span.start + length, max(span.end, span.start + length))].split()
        if not words:
            return None
        pattern = r"\s+".join(re.escape(html.escape(word, quote=False)) for word in words)
        match = re.search(pattern, markup) or re.search(r"\s+".join(map(re.escape, words)), markup)
        if match is not None:
            return CharSpan(match.start(), min(match.end(), match.start() + span.end - span.start))
    return None


def _located(path: str, raw: str, violation: Violation, place: CharSpan | None) -> Located:
    line, column = line_column(raw, place.start) if place is not None else (1, 1)
    end_line, end_column = line_column(raw, place.end) if place is not None else (1, 1)
    return Located(path, line, column, end_line, end_column, violation, fingerprint(path, violation))


def without_known(found: Iterable[Located], known: Counter[str]) -> tuple[list[Located], int]:
    """Drop what a baseline knows, each as often as it knows it.

    Returns:
        what is new, and how many of the known no longer occur.
    """
    left = Counter(known)
    new = []
    for located in found:
        if left[located.fingerprint] > 0:
            left[located.fingerprint] -= 1
        else:
            new.append(located)
    return new, left.total()


_SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".xhtml"})


def files_in(paths: Sequence[str | Path]) -> list[Path]:
    """Give the files that some paths name: themselves, and of folders the texts and pages in them, sorted; links are not followed.

    >>> files_in([]) == []
    True
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if not path.is_dir():
            found[path] = None
            continue
        for file, _ in find_files(str(path), ()):
            if isinstance(file, Path) and inner_suffix(file.name) in _SUFFIXES and not file.is_symlink():
                found[file] = None
    return list(found)
