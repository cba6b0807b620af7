"""Files to located violations: read, audited, held against the rules, less what the text or a baseline lets pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attribution.analysis import audited, extractor_of, pipeline_of
from attribution.articles import Entry, entries_in, holds_articles, is_single, read_with_markup
from attribution.defaults import STDIN
from attribution.errors import AttributionError, InputError, no_article_in
from attribution.folders import find_files, whole_path
from attribution.linter.baseline import Baseline, Known, fingerprint, marks_by_claim
from attribution.linter.checks import Violation, check_statements
from attribution.linter.markup import align
from attribution.linter.places import Located, Place
from attribution.linter.policy import Policy, load_policy
from attribution.linter.rules import rules
from attribution.linter.suppressions import UNUSED, Suppression, find_suppressions, let_pass, without_comments
from attribution.model import Article, CharSpan, published_by
from attribution.outlets import Outlets, load_outlets
from attribution.records import Columns
from attribution.rubric import load_rubric
from attribution.suffixes import DOCUMENTS, inner_suffix
from attribution.surrogates import writable
from attribution.text import as_article, line_column, line_starts

if TYPE_CHECKING:
    from spacy.language import Language


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

    def failed(_: Place, error: Exception) -> None:
        raise error

    given = _Given(article, Place(article.doc_id))
    found = next(
        (placed for _, placed in _checked([given], policy, failed, outlets=load_outlets(policy.outlets), nlp=nlp)), []
    )
    return tuple(violation for violation, _ in found)


def check_files(
    paths: Iterable[str | Path],
    *,
    columns: Columns | None = None,
    policy: Policy | None = None,
    on_error: Callable[[Place, Exception], object],
    empty: Callable[[Place], object] | None = None,
    read: Callable[[Entry], object] | None = None,
    encoding: str | None = None,
) -> Iterator[tuple[Place, tuple[Located, ...]]]:
    """Check the articles of files one after the other.

    Args:
        paths: of texts, pages, tables and archives, each once; ``-`` is standard input.
        columns: of tables; by default the usual names.
        policy: by default as the configuration of the working directory says.
        on_error: hears the place and the error of an article that cannot be checked; the others go on.
        empty: hears the place of an article without a word, and of a table or an archive without an article.
        read: hears of each article when it is read.
        encoding: of the files; by default UTF-8, or as a page itself says.

    Yields:
        each article's place, with what was found in it, in order.
    """
    policy = policy or load_policy()
    outlets = load_outlets(policy.outlets)

    def articles() -> Iterator[_Given]:
        for path in map(Path, paths):
            place = None
            for entry in entries_in(path, columns, encoding=encoding):
                if read is not None:
                    read(entry)
                place = Place(writable(path.as_posix()), entry.doc_id or None, entry.lines)
                try:
                    article, markup = _read(entry, encoding, outlets)
                except AttributionError as error:
                    on_error(place, error)
                    continue
                if empty is not None and not article.text.strip():
                    empty(place)
                yield _Given(article, place, markup)
            if empty is not None and place is None:
                empty(Place(writable(path.as_posix())))

    for given, found in _checked(articles(), policy, on_error, outlets=outlets):
        starts = line_starts(given.raw)
        yield given.place, tuple(_located(given.place, starts, violation, span) for violation, span in found)


def _read(entry: Entry, encoding: str | None, outlets: Outlets) -> tuple[Article, str | None]:
    if entry.problem is not None:  # the place is told apart from it
        raise InputError(entry.problem.removeprefix(f"{entry.name}: "))
    return read_with_markup(entry, encoding=encoding, outlets=outlets)


class _Given(NamedTuple):
    """An article to check: itself, where it lies, and its markup where it is a page."""

    article: Article
    place: Place
    markup: str | None = None

    @property
    def raw(self) -> str:
        """What people wrote: comments stand in it, and lines are those of it."""
        return self.article.text if self.markup is None else self.markup


_Placed = tuple[Violation, CharSpan | None]


def _checked(
    articles: Iterable[_Given],
    policy: Policy,
    on_error: Callable[[Place, Exception], object],
    *,
    outlets: Outlets,
    nlp: Language | str | None = None,
) -> Iterator[tuple[_Given, list[_Placed]]]:
    """Give each article with its violations, and where they are in what people wrote; None where that does not show them."""
    given: dict[str, _Given] = {}

    def bare() -> Iterator[Article]:
        for number, one in enumerate(articles):
            key = str(number)  # ids are told apart in a file only
            given[key] = one
            bared = replace(one.article, doc_id=key, text=without_comments(one.article.text))
            yield published_by(bared, policy.outlet)

    def failed_by_key(key: str, error: Exception) -> None:
        on_error(given.pop(key).place, error)

    results = audited(
        bare(),
        pipeline_of(nlp or policy.pipeline),
        failed_by_key,
        rubric=load_rubric(policy.rubric),
        extractor=extractor_of(policy.model),
        outlets=outlets,
    )
    for article, statements in results:
        one = given.pop(article.doc_id)
        path = one.place.path
        found = check_statements(article, statements, policy, path=path)
        if one.markup is None:
            in_text: list[_Placed] = [(violation, violation.span) for violation in found]
            yield one, _passed(find_suppressions(one.raw), in_text, policy, path)
        else:
            places = align(one.article.text, one.markup)
            in_page: list[_Placed] = [(violation, places.place_of(violation.span)) for violation in found]
            suppressions = find_suppressions(one.markup, scope_of=places.markup.scope_of)
            yield one, _passed(suppressions, in_page, policy, path)


def _passed(suppressions: Sequence[Suppression], found: list[_Placed], policy: Policy, path: str) -> list[_Placed]:
    """Drop what a comment lets pass, and add the comments that let nothing pass."""
    offsets = [(violation.rule, -1 if span is None else span.start) for violation, span in found]
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


def _located(place: Place, starts: Sequence[int], violation: Violation, span: CharSpan | None) -> Located:
    line, column = line_column(starts, span.start) if span is not None else (1, 1)
    end_line, end_column = line_column(starts, span.end) if span is not None else (1, 1)
    return Located(place, line, column, end_line, end_column, violation, fingerprint(place, violation))


Found = list[tuple[Place, tuple[Located, ...]]]


def without_known(found: Found, known: Baseline, policy: Policy) -> tuple[Found, int]:
    """Drop what a baseline knows, each as often as it knows it; of a violation in several statements, say which are new.

    Args:
        found: of each article that was checked, by its place.
        policy: by which that was.

    Returns:
        what is new in each article; and how many of those known no longer occur: in these articles, of the rules
        that were looked for, and in files that are gone.
    """
    left = Counter({mark: entry.count for mark, entry in known.entries.items()})
    new: Found = []
    checked = {known.place_of(place): place for place, _ in found}
    for place, of_article in found:
        kept = []
        for located in of_article:
            marks = marks_by_claim(known.place_of(place), located.violation)
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
        new.append((place, tuple(kept)))
    looked_for = (
        mark
        for mark, entry in known.entries.items()
        if (
            policy.is_on(entry.rule, checked[entry.place].path)
            if entry.place in checked
            else known.is_gone(entry.place)
        )
    )
    return new, sum(left[mark] for mark in looked_for)


def left_known(
    known: Baseline, found: Found, policy: Policy, *, failed: Collection[Place] = ()
) -> tuple[dict[str, Known], dict[str, Known]]:
    """Part what a baseline knows of that is not to be written anew, as it was not checked, in what stays and what is gone.

    Args:
        found: of each article that was checked, by its place.
        policy: by which that was; what is known of rules that were not looked for stays.
        failed: places of articles that could not be checked, of which all that is known stays.

    Returns:
        by fingerprint, the entries that stay; and those of files, and of articles in tables and archives, that are no longer there.
    """
    checked = {known.place_of(place): place for place, _ in found}
    gone_through = {place.path for place in checked} - {known.place_of(place).path for place in failed}
    stay: dict[str, Known] = {}
    gone: dict[str, Known] = {}
    for mark, entry in known.entries.items():
        if entry.place in checked:
            if not policy.is_on(entry.rule, checked[entry.place].path):
                stay[mark] = entry
        elif entry.place.path in gone_through or known.is_gone(entry.place):
            gone[mark] = entry
        else:
            stay[mark] = entry
    return stay, gone


def counted_from(found: Found, root: Path) -> Found:
    """Let the paths of articles, and the fingerprints made of them, count from a folder, wherever the command is run."""
    return [
        (place, tuple(replace(one, place=place, fingerprint=fingerprint(place, one.violation)) for one in of_article))
        for place, of_article in ((place_from(given, root), of_article) for given, of_article in found)
    ]


def place_from(place: Place, root: Path) -> Place:
    """Give an article's place by its path from a folder on, with forward slashes; of one that lies elsewhere, by the whole path.

    >>> place_from(Place("./news/../a.txt"), Path()).path
    'a.txt'
    """
    if place.path == STDIN:
        return place
    whole, top = whole_path(place.path), root.resolve()
    return replace(place, path=(whole.relative_to(top) if whole.is_relative_to(top) else whole).as_posix())


def files_in(
    paths: Sequence[str | Path],
    columns: Columns | None = None,
    *,
    on_error: Callable[[Place, Exception], object] | None = None,
    without: Collection[Path] = (),
) -> list[Path]:
    """Give the files that some paths name: themselves, and of folders and patterns those that an audit reads, sorted.

    Links are not followed, and what this package wrote is passed over; so are documents such as PDF, which are no drafts, and
    in folders tables and archives: a newsroom's repository holds others than those of articles.

    Args:
        columns: of tables; by default the usual names.
        on_error: hears the place and the error of a folder that cannot be read; by default the error is raised.
        without: what is passed over in folders.

    Raises:
        InputError: all are folders, and there is none in them.

    >>> files_in([]) == []
    True
    """
    found: dict[Path, None] = {}
    unread: dict[Place, InputError] = {}
    for given in map(str, paths):
        if given == STDIN:
            found[Path(given)] = None
            continue
        for file, inner in find_files(given, without):
            if isinstance(file, InputError):
                unread[Place(Path(given, inner or "").as_posix())] = file
            elif inner is None or (_may_be_article(file, columns) and (is_single(file) or not Path(given).is_dir())):
                found[file] = None
    for place, error in unread.items():
        if on_error is None:
            raise error
        on_error(place, error)
    if paths and not found and not unread:
        raise no_article_in(paths)
    return list(found)


def _may_be_article(file: Path, columns: Columns | None) -> bool:
    return inner_suffix(file.name) not in DOCUMENTS and not file.is_symlink() and holds_articles(file, columns)
