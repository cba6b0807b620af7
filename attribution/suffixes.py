"""What files hold by the suffixes of their names, in small letters and without ``.gz``."""

from pathlib import PurePosixPath

PAGES = {".html", ".htm", ".xhtml"}
MARKDOWN = {".md", ".markdown"}
TEXTS = {".txt", ".text", *MARKDOWN, *PAGES}
# Files of many records: JSON lines; those with a mark between columns; all of them.
LINES = {".jsonl", ".ndjson"}
SEPARATED = {".csv": ",", ".tsv": "\t"}
TABLES = {*LINES, *SEPARATED, ".parquet"}
# Of these the reader says what to do; what else lies in a folder, such as pictures and style sheets, is no article.
DOCUMENTS = {".pdf", ".doc", ".docx", ".odt", ".rtf"}


def inner_suffix(name: str) -> str:
    """Give a file's suffix, in small letters and without ``.gz``.

    >>> inner_suffix("river.HTML.gz")
    '.html'
    """
    path = PurePosixPath(name.lower())
    return PurePosixPath(path.stem).suffix if path.suffix == ".gz" else path.suffix
