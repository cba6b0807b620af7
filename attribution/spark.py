"""Articles in a Spark DataFrame to one of their statements, by the cores of a cluster; ``docs/spark.md`` is the guide.

Needs the extra ``spark`` where it is called, and this package on every worker. Spark moves the data, this module says what is done
with a batch: Arrow in, Arrow out, so that nothing depends on which pandas Spark gets on with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attribution.articles import Entry, find_entries, read_entry
from attribution.errors import InputError, reason_of
from attribution.frame import COLUMNS, Column
from attribution.outlets import Outlets, load_outlets
from attribution.records import Columns, besides_in, id_in, names_besides, text_in
from attribution.rubric import Rubric, load_rubric
from attribution.surrogates import encodable
from attribution.workers import Settings, audit_entries, load_tools

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

# What an article that could not be audited has, in a row of its own.
ERROR = "error"
ARTICLE = ("doc_id", "text", "title", "byline", "outlet", "date", "url", ERROR)
_TYPES = {"string": "string", "category": "string", "Int64": "bigint", "Float64": "double", "boolean": "boolean"}
_SPANS = "array<array<bigint>>"
_load = cache(load_tools)


def read(
    session: SparkSession,
    paths: Sequence[str],
    *,
    encoding: str | None = None,
    outlets: str | Path | Outlets | None = None,
) -> DataFrame:
    """Give the articles of files that every worker can open, a task a path: web crawls, archives, tables, folders.

    Args:
        paths: as :func:`attribution.read_many` takes them.
        encoding, outlets: likewise; the outlets are sent along.

    Returns:
        ``doc_id``, ``text``, ``title``, ``byline``, ``outlet``, ``date``, ``url``, as :func:`audit` reads them, and ``error``: why an
        article could not be read, which :func:`audit` hands on.

    Raises:
        DataFileError: the outlets cannot be used.
    """
    known = load_outlets(outlets)

    def read_paths(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for path in batch["path"].to_pylist():
                yield from read_rows(path, encoding, known)

    wanted = session.createDataFrame([(path,) for path in paths], "path string").repartition(max(1, len(paths)))
    return wanted.mapInArrow(read_paths, ", ".join(f"{name} string" for name in ARTICLE))


def audit(
    df: DataFrame,
    *,
    text_column: str = "text",
    id_column: str = "doc_id",
    nlp: str | None = None,
    model: str | None = None,
    rubric: str | Path | Rubric | None = None,
    outlets: str | Path | Outlets | None = None,
) -> DataFrame:
    """Give the statements of a DataFrame's articles: the columns of ``docs/columns.md``, and ``error``.

    An article that cannot be audited is one row, with its ``doc_id`` and why in ``error``, and nothing else; in all other rows
    ``error`` is missing. :func:`statements` and :func:`failures` tell them apart. Rows come in no order; ``statement`` numbers
    them in their article.

    Args:
        df: a row an article; what has an ``error`` already keeps it. Title, byline, outlet, date and url are read too, from columns with a usual name.
        text_column: of the text; one that begins as a web page is read as one.
        id_column: of the ids, texts or whole numbers; nothing checks that they differ.
        nlp, model: as for :func:`attribution.audit`, by name or by a path that every worker has.
        rubric, outlets: as for :func:`attribution.audit`; they are sent along.

    Raises:
        InputError: there is no such column.
        DataFileError: the rubric or the outlets cannot be used.
    """
    missing = [name for name in (text_column, id_column) if name not in df.columns]
    if missing:
        raise InputError(
            f"there is no column {missing[0]!r}; there are {', '.join(df.columns)}: name it by text_column= or id_column="
        )
    settings = Settings(nlp, model, load_rubric(rubric), outlets=load_outlets(outlets))
    columns = Columns(text_column, id_column)

    def audit_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from audit_rows(batch.to_pylist(), columns, settings)

    wanted = [text_column, id_column, *names_besides(df.columns), *({ERROR} & {*df.columns})]
    return df.select(*dict.fromkeys(wanted)).mapInArrow(audit_batches, schema())


def statements(audited: DataFrame) -> DataFrame:
    """Give the statements of what :func:`audit` gave, with the columns of ``docs/columns.md`` and no other."""
    return audited.where(f"{ERROR} is null").drop(ERROR)


def failures(audited: DataFrame) -> DataFrame:
    """Give the ``doc_id`` and ``error`` of the articles that :func:`audit` could not audit."""
    return audited.where(f"{ERROR} is not null").select("doc_id", ERROR)


def schema() -> str:
    """Give the schema of what :func:`audit` gives, as Spark writes it.

    >>> schema()[:53]
    'doc_id string, statement bigint, attributed boolean, '
    """
    return ", ".join(f"{name} {kind}" for name, kind in [*((c.name, _type(c)) for c in COLUMNS), (ERROR, "string")])


def _type(column: Column) -> str:
    return _SPANS if column.name.endswith("_spans") else _TYPES[column.dtype]


def read_rows(
    path: str, encoding: str | None = None, outlets: Outlets | None = None, *, size: int = 64
) -> Iterator[pa.RecordBatch]:
    """Read the articles of a path in this process, some at a time; what Spark's workers run."""
    import pyarrow as pa

    entries = find_entries([path], encoding=encoding)
    while some := list(islice(entries, size)):
        rows = [_row(entry, encoding, outlets) for entry in some]
        yield pa.RecordBatch.from_pylist(rows, pa.schema([(name, pa.string()) for name in ARTICLE]))


def _row(entry: Entry, encoding: str | None, outlets: Outlets | None) -> dict[str, str | None]:
    try:
        article = asdict(read_entry(entry, encoding=encoding, outlets=outlets))
    except Exception as error:  # whatever an article does, the others go on
        reason = reason_of(error)
        return {"doc_id": entry.doc_id, ERROR: reason if entry.name in reason else f"{entry.name}: {reason}"}
    return {name: value and encodable(value) for name, value in article.items()}


def audit_rows(
    rows: Iterable[Mapping[str, Any]], columns: Columns, settings: Settings, *, size: int = 16
) -> Iterator[pa.RecordBatch]:
    """Audit rows in this process, some at a time; what Spark's workers run."""
    left = iter(rows)
    while some := list(islice(left, size)):
        result = audit_entries([_entry(row, columns) for row in some], _load(settings))
        yield from _with_errors(result.table, [(f.doc_id or None, f.reason) for f in result.failures]).to_batches()


def _entry(row: Mapping[str, Any], columns: Columns) -> Entry:
    doc_id = ""
    try:
        doc_id = id_in(row, columns.doc_id) or ""
        if row.get(ERROR) is not None:
            raise InputError(row[ERROR])
        # Elsewhere an article without a word is named; here nothing else would tell of it.
        if columns.text is not None and row.get(columns.text, "") is None:
            raise InputError(f"there is no text in the column {columns.text!r}, which is null: leave the row out")
        return Entry(doc_id, doc_id, text_in(row, columns.text), besides=besides_in(row))
    except InputError as error:
        return Entry(doc_id, doc_id, None, problem=str(error))


def _with_errors(table: Any, failed: list[tuple[str | None, str]]) -> pa.Table:
    import pyarrow as pa

    kinds = {"string": pa.string(), "bigint": pa.int64(), "double": pa.float64(), "boolean": pa.bool_()}
    spans = pa.list_(pa.list_(pa.int64()))
    fields = [pa.field(column.name, kinds.get(_type(column), spans)) for column in COLUMNS]
    errors = [{"doc_id": doc_id, ERROR: reason} for doc_id, reason in failed]
    whole = pa.schema([*fields, pa.field(ERROR, pa.string())])
    found = table.cast(pa.schema(fields)).append_column(whole.field(ERROR), pa.nulls(len(table), pa.string()))
    return pa.concat_tables([found.replace_schema_metadata(), pa.Table.from_pylist(errors, whole)])
