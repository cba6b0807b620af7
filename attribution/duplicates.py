"""Articles to those that repeat another: the same text, or nearly the same, as wire copy is reprinted.

Two texts are compared by the share of their runs of four words that they have in common (Jaccard, over shingles; Broder 1997,
doi:10.1109/SEQUEN.1997.666900), estimated from MinHash signatures, and only where locality-sensitive hashing has them meet, so that the
cost grows with the corpus, not with its square. Both are datasketch's, of the extra ``dedup``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from importlib import metadata
from typing import TYPE_CHECKING, Any, NamedTuple

from attribution.errors import InputError
from attribution.rows import typed
from attribution.text import as_articles

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from attribution.model import Article

# The share of shingles in common from which one article repeats another. A reprint that leaves out a fifth of a text has about 0.8.
MIN_SIMILARITY = 0.7
SHINGLE = 4
_HASHES = 128
_SCHEME = "affine32"
_WORD = re.compile(r"\w+")
COLUMNS = {"doc_id": "string", "duplicate_of": "string", "similarity": "Float64"}


class Signature(NamedTuple):
    """What an article is compared by: a digest of its words, and its MinHash."""

    doc_id: str
    digest: bytes
    hashes: bytes


class Duplicate(NamedTuple):
    """An article that repeats an earlier one, which itself repeats none.

    ``similarity`` is the estimated share of shingles in common, 0 to 1; 1 where all words are the same.
    """

    doc_id: str
    duplicate_of: str
    similarity: float


def find_duplicates(articles: Iterable[str | tuple[str, str] | Article]) -> pd.DataFrame:
    """Give a row for each article that repeats an earlier one, in the order given.

    Args:
        articles: as for :func:`attribution.audit_many`.

    Returns:
        ``doc_id``; ``duplicate_of``, the id of the first article of its kind; ``similarity``, 0.7 to 1, the estimated share of
        runs of four words that both have. Case and punctuation do not count; an article without a word repeats nothing.

    Raises:
        InputError: the extra ``dedup`` is missing, or an article is no text.

    >>> find_duplicates([("a", "It rained all day."), ("b", "It snowed."), ("c", "It rained all day!")]).values.tolist()
    [['c', 'a', 1.0]]
    """
    signatures = (sign(article) for article in as_articles(articles))
    return to_frame(duplicates_of(signature for signature in signatures if signature is not None))


def sign(article: Article) -> Signature | None:
    """Give what an article is compared by; None where it has no word.

    Raises:
        InputError: the extra is missing.
    """
    words = _WORD.findall(article.text.casefold())
    if not words:
        return None
    made = _minhash()
    text = " ".join(words).encode("utf-8", "replace")
    made.update_batch(
        " ".join(words[n : n + SHINGLE]).encode("utf-8", "replace") for n in range(max(1, len(words) - SHINGLE + 1))
    )
    return Signature(article.doc_id, blake2b(text, digest_size=16).digest(), made.hashvalues.tobytes())


def duplicates_of(signatures: Iterable[Signature]) -> Iterator[Duplicate]:
    """Give the articles that repeat an earlier one; of those that do not, what they are compared by is kept in memory."""
    from datasketch import MinHashLSH

    first: dict[bytes, str] = {}
    kept: list[Signature] = []
    near = MinHashLSH(threshold=MIN_SIMILARITY, num_perm=_HASHES)
    for signature in signatures:
        if signature.digest in first:
            yield Duplicate(signature.doc_id, first[signature.digest], 1.0)
            continue
        made = _minhash(signature.hashes)
        likest = max(
            ((made.jaccard(_minhash(kept[n].hashes)), -n) for n in near.query(made)),
            default=(0.0, 0),
        )
        if likest[0] >= MIN_SIMILARITY:
            origin = kept[-likest[1]].doc_id
            first[signature.digest] = origin
            yield Duplicate(signature.doc_id, origin, likest[0])
            continue
        first[signature.digest] = signature.doc_id
        near.insert(len(kept), made)
        kept.append(signature)


def to_frame(duplicates: Iterable[Duplicate]) -> pd.DataFrame:
    """Put duplicates into a frame, a row each."""
    return typed((duplicate._asdict() for duplicate in duplicates), COLUMNS)


def pack(signatures: Sequence[Signature]) -> bytes:
    """Give signatures as the content of a Parquet file, which :func:`unpack` reads."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([("doc_id", pa.string()), ("digest", pa.binary()), ("hashes", pa.binary())])
    table = pa.Table.from_pylist([signature._asdict() for signature in signatures], schema)
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    return buffer.getvalue()


def unpack(path: Path) -> Iterator[Signature]:
    """Give the signatures of a file that :func:`pack` made."""
    import pyarrow.parquet as pq

    return (Signature(**row) for row in pq.read_table(path).to_pylist())


def check_extra() -> str:
    """Give the version of what finds duplicates.

    Raises:
        InputError: the extra is missing.
    """
    _minhash()
    return f"datasketch {metadata.version('datasketch')}"


def _minhash(hashes: bytes | None = None) -> Any:
    try:
        from datasketch import MinHash
    except ImportError as error:
        raise InputError("to find duplicates, pip install 'attribution-audit[dedup]'") from error
    if hashes is None:
        return MinHash(num_perm=_HASHES, scheme=_SCHEME)
    import numpy as np

    return MinHash(num_perm=_HASHES, scheme=_SCHEME, hashvalues=np.frombuffer(hashes, dtype=np.uint32))
