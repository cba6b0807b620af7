"""Files to located violations: read, audited, held against the rules, less what the text or a baseline lets pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from attribution.analysis import audited, extractor_of, pipeline_of
from attribution.defaults import STDIN
from attribution.errors import AttributionError, InputError
from attribution.folders import find_files, whole_path
from attribution.linter.baseline import Baseline, fingerprint, marks_by_claim
from attribution.linter.checks import Violation, check_statements
from attribution.linter.markup import align
from attribution.linter.policy import Policy, load_policy
from attribution.linter.rules import rules
from attribution.linter.suppressions import UNUSED, Suppression, find_suppressions, let_pass, without_comments
from attribution.model import Article, CharSpan, published_by
from attribution.outlets import Outlets, load_outlets
from attribution.products import is_product
from attribution.rubric import load_rubric
from attribution.suffixes import TEXTS, inner_suffix
from attribution.surrogates import writable
from attribution.text import as_article, line_column, line_starts, read_bytes, read_file, read_stdin

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Located:
    """A violation in a file.

    Args:
        path: as given, with forward slashes.
        line, column: from 1, in characters; of a page, in its markup, and 1 where it does not show its words.
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
    article: str | Article, *, policy: str | Path | Policy | None = None, nlp: Language | str | None = None
) -> tuple[Violation, ...]:
    """Hold one article against the rules of :func:`attribution.linter.rules.rules`.

    Args:
        article: a text, or an :class:`Article` from :func:`read`.
        policy: as :func:`load_policy` gives it, or the path of a configuration file; by default that of the package.
        nlp: as for :func:`attribution.audit`.

    Returns:
        violations in the order of their places; offsets are half-open, in characters, into the text as given.

    Raises:
        InputError, PipelineError, DataFileError, ModelError: as for :func:`attribution.audit`.

    >>> [violation.rule for violation in check("The suspect reportedly fled to Spain.")]
    ['AT302']
    """
    article = as_article(article)
    if policy is None:
        policy = Policy()
    elif not isinstance(policy, Policy):
        policy = load_policy(policy)

    def failed(_: str, error: Exception) -> None:
        raise error

    found = next(
        (placed for _, _, placed in _checked([article], policy, failed, outlets=load_outlets(policy.outlets), nlp=nlp)),
        [],
    )
    return tuple(violation for violation, _ in found)


def check_files(
    paths: Iterable[str | Path],
    *,
    policy: Policy | None = None,
    failed: Callable[[str, Exception], None],
    empty: Callable[[str], object] | None = None,
    encoding: str | None = None,
) -> Iterator[tuple[str, tuple[Located, ...]]]:
    """Check files one after the other, texts and pages.

    Args:
        paths: of articles, each once; ``-`` is standard input.
        policy: by default as the configuration of the working directory says.
        failed: hears the path and the error of an article that cannot be checked; the others go on.
        empty: hears the path of an article without a word.
        encoding: of the files; by default UTF-8, or as a page itself says.

    Yields:
        each path, with what was found in it, in order.
    """
    policy = policy or load_policy()
    outlets = load_outlets(policy.outlets)
    pages: dict[str, str] = {}

    def articles() -> Iterator[Article]:
        for path in paths:
            name = writable(Path(path).as_posix())
            try:
                article, markup = _read(path, name, encoding, outlets)
            except AttributionError as error:
                failed(name, error)
                continue
            if markup is not None:
                pages[name] = markup
            if empty is not None and not article.text.strip():
                empty(name)
            yield article

    for name, raw, found in _checked(articles(), policy, failed, outlets=outlets, pages=pages):
        starts = line_starts(raw)
        yield name, tuple(_located(name, starts, violation, place) for violation, place in found)


def _read(path: str | Path, name: str, encoding: str | None, outlets: Outlets) -> tuple[Article, str | None]:
    if name == STDIN:
        return read_bytes(read_stdin(), name=STDIN, encoding=encoding, doc_id=name, outlets=outlets)
    return read_file(path, encoding=encoding, doc_id=name, outlets=outlets)


_Placed = tuple[Violation, CharSpan | None]


def _checked(
    articles: Iterable[Article],
    policy: Policy,
    failed: Callable[[str, Exception], None],
    *,
    outlets: Outlets,
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
            bared = replace(article, text=without_comments(article.text))
            yield published_by(bared, policy.outlet)

    results = audited(
        bare(),
        pipeline_of(nlp or policy.pipeline),
        failed,
        rubric=load_rubric(policy.rubric),
        extractor=extractor_of(policy.model),
        outlets=outlets,
    )
    for article, statements in results:
        name = article.doc_id
        text, page = texts.pop(name), pages.pop(name, None)
        found = check_statements(article, statements, policy, path=name)
        if page is None:
            in_text: list[_Placed] = [(violation, violation.span) for violation in found]
            yield name, text, _passed(find_suppressions(text), in_text, policy, name)
        else:
            places = align(text, page)
            in_page: list[_Placed] = [(violation, places.place_of(violation.span)) for violation in found]
            suppressions = find_suppressions(page, scope_of=places.markup.scope_of)
            yield name, page, _passed(suppressions, in_page, policy, name)


def _passed(suppressions: Sequence[Suppression], found: list[_Placed], policy: Policy, path: str) -> list[_Placed]:
    """Drop what a comment lets pass, and add the comments that let nothing pass."""
    offsets = [(violation.rule, -1 if place is None else place.start) for violation, place in found]
    passed, used = let_pass(suppressions, offsets)
    kept = [pair for number, pair in enumerate(found) if number not in passed]
    if policy.is_on(UNUSED, path):
        kept += [
            (_unused(suppression, policy), suppression.span) for suppression in suppressions if suppression not in used
        ]
    return sorted(kept, key=lambda pair: (pair[1] or CharSpan(0, 0), pair[0].rule, pair[0].message))


def _unused(suppression: Suppression, policy: Policy) -> Violation:
    words = ", ".join(suppression.ids) or "any rule"
    message = rules()[UNUSED].message.format(words=words)
    return Violation(UNUSED, policy.level_of(UNUSED), suppression.span, message, words)


def _located(path: str, starts: Sequence[int], violation: Violation, place: CharSpan | None) -> Located:
    line, column = line_column(starts, place.start) if place is not None else (1, 1)
    end_line, end_column = line_column(starts, place.end) if place is not None else (1, 1)
    return Located(path, line, column, end_line, end_column, violation, fingerprint(path, violation))


Found = list[tuple[str, tuple[Located, ...]]]


def without_known(found: Found, known: Baseline, policy: Policy) -> tuple[Found, int]:
    """Drop what a baseline knows, each as often as it knows it; of a violation in several statements, say which are new.

    Args:
        found: of each article that was checked, by its path.
        policy: by which that was.

    Returns:
        what is new in each article; and how many of those known in these articles no longer occur, of the rules that were
        looked for.
    """
    left = Counter({mark: entry.count for mark, entry in known.entries.items()})
    new: Found = []
    paths = {known.path_of(path): path for path, _ in found}
    for path, of_article in found:
        name, kept = known.path_of(path), []
        for located in of_article:
            marks = marks_by_claim(name, located.violation)
            unknown = []
            for claim, mark in marks:
                if left[mark] > 0:
                    left[mark] -= 1
                else:
                    unknown.append(claim)
            if len(unknown) == len(marks):
                kept.append(located)
            elif unknown:
                listed = ", ".join(f"“{claim}”" for claim in unknown)
                message = f"{located.violation.message}; new of these: {listed}"
                kept.append(replace(located, violation=replace(located.violation, message=message)))
        new.append((path, tuple(kept)))
    looked_for = (
        mark
        for mark, entry in known.entries.items()
        if entry.path in paths and policy.is_on(entry.rule, paths[entry.path])
    )
    return new, sum(left[mark] for mark in looked_for)


def counted_from(found: Found, root: Path) -> Found:
    """Let the paths of articles, and the fingerprints made of them, count from a folder, wherever the command is run."""
    return [
        (path, tuple(replace(one, path=path, fingerprint=fingerprint(path, one.violation)) for one in of_article))
        for path, of_article in ((path_from(given, root), of_article) for given, of_article in found)
    ]


def path_from(path: str, root: Path) -> str:
    """Give an article's path from a folder on, with forward slashes; of one that lies elsewhere, the whole path.

    >>> path_from("./news/../a.txt", Path())
    'a.txt'
    """
    if path == STDIN:
        return path
    whole, top = whole_path(path), root.resolve()
    return (whole.relative_to(top) if whole.is_relative_to(top) else whole).as_posix()


def files_in(paths: Sequence[str | Path], *, failed: Callable[[str, Exception], object] | None = None) -> list[Path]:
    """Give the files that some paths name: themselves, and of folders the texts and pages in them, sorted.

    Links are not followed, and what this package wrote is passed over.

    Args:
        failed: hears the path and the error of a folder that cannot be read; by default the error is raised.

    Raises:
        InputError: all are folders, and there is none in them.

    >>> files_in([]) == []
    True
    """
    found: dict[Path, None] = {}
    unread: dict[str, InputError] = {}
    for given in map(str, paths):
        path = Path(given)
        if given == STDIN or (given and not path.is_dir()):
            found[path] = None
            continue
        for file, inner in find_files(given, ()):
            if isinstance(file, InputError):
                unread[(path / (inner or "")).as_posix()] = file
            elif _may_be_article(file):
                found[file] = None
    for name, error in unread.items():
        if failed is None:
            raise error
        failed(name, error)
    if paths and not found and not unread:
        *others, last = sorted(TEXTS)
        raise InputError(
            f"{', '.join(map(str, paths))}: there is no article in it: give files, or a folder that has some with "
            f"{', '.join(others)} or {last}"
        )
    return list(found)


def _may_be_article(file: Path) -> bool:
    return inner_suffix(file.name) in TEXTS and not file.is_symlink() and not is_product(file)
