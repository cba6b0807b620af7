"""Archives to the files in them, one at a time and within bounds; nothing is written to disk.

An archive is hostile input: what unpacks to more than an article can hold is refused before it is unpacked, links and devices
are passed over, and a member's name is only ever a name.
"""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple, Self

from attribution.errors import InputError
from attribution.suffixes import LINES, SEPARATED
from attribution.text import MAX_BYTES

TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
WARCS = (".warc", ".warc.gz")
# Text is packed to a tenth, at times to a fiftieth; what is beyond this is made to fill a memory.
MAX_RATIO = 200
# Below this a ratio says nothing: a page of only spaces.
_MIN_RATIO_BYTES = 1_000_000
_TOO_LARGE = f"it is larger than {MAX_BYTES // 1_000_000} MB, so it is no article"
_HTTP_OK = "200"
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")


class Member(NamedTuple):
    """A file in an archive: its name in it, its content or why it cannot be read, and its size in the archive, in bytes."""

    name: str
    content: IO[bytes] | InputError
    size: int


class Response(NamedTuple):
    """A page as it was crawled: the record's id and address, the bytes that the server sent or why they cannot be read."""

    record_id: str
    url: str
    is_plain: bool
    content: bytes | InputError


def read_zip(path: Path) -> Iterator[Member]:
    """Open the files of a ZIP archive, in its order; each is to be read before the next.

    Raises:
        InputError: it is no ZIP archive, or it is broken.
    """
    with _readable(path, "a ZIP archive"), zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.is_dir() or stat.S_ISLNK(info.external_attr >> 16):
                continue
            problem = _problem(info)
            if problem:
                yield Member(info.filename, InputError(problem), info.compress_size)
                continue
            try:
                with archive.open(info) as file:
                    yield Member(info.filename, file, info.compress_size)
            except (NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError) as error:
                yield Member(info.filename, InputError(f"it cannot be unpacked ({error}): pack it anew"), 0)


def _problem(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & 1:
        return "it is encrypted: unpack it and give the folder"
    if _is_too_large(info.filename, info.file_size):
        return _TOO_LARGE
    if info.file_size > max(_MIN_RATIO_BYTES, MAX_RATIO * info.compress_size):
        return f"it unpacks to more than {MAX_RATIO} times its size, as no text does"
    return None


def _is_too_large(name: str, size: int) -> bool:
    """Say whether a file is beyond what is read whole; records are read one by one, however many they are."""
    return size > MAX_BYTES and not {suffix.lower() for suffix in Path(name).suffixes} & {*LINES, *SEPARATED}


def read_tar(path: Path) -> Iterator[Member]:
    """Open the files of a tar archive, packed or not, in its order; each is to be read before the next.

    Raises:
        InputError: it is no tar archive, or it is broken.
    """
    with _readable(path, "a tar archive"), path.open("rb") as raw:
        before = 0
        with tarfile.open(fileobj=raw, mode="r|*", tarinfo=_Header) as archive:
            while (info := archive.next()) is not None:
                archive.members.clear()  # type: ignore[attr-defined]  # else each member's header is kept, and the memory grows with the archive
                size, before = raw.tell() - before, raw.tell()
                if not info.isreg():
                    continue
                if _is_too_large(info.name, info.size) or (file := archive.extractfile(info)) is None:
                    yield Member(info.name, InputError(_TOO_LARGE), size)
                else:
                    yield Member(info.name, io.BufferedReader(_Forward(file)), size)


class _Header(tarfile.TarInfo):
    """A header of a tar archive; one that is broken or missing ends the archive for tarfile in silence."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(archive)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]  # its end, as it is marked
            raise
        except tarfile.HeaderError as error:
            raise tarfile.ReadError(f"{error}, so it was cut off or is broken") from error


class _Forward(io.RawIOBase):
    """A file of a tar archive that is read as a stream, which tarfile's own takes for one that can be wound back."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def read_warc(path: Path) -> Iterator[tuple[Response, int]]:
    """Read the pages of a WARC file, as Common Crawl's news crawl publishes them, each with its size in the file, in bytes.

    Only what a server sent with success, and as text or a page, is given. Needs the extra ``warc``.

    Raises:
        InputError: the extra is missing, or the file is no WARC file or broken.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise InputError(f"{path}: to read WARC files, pip install 'attribution-audit[warc]'") from error
    try:
        with path.open("rb") as raw:
            before = 0
            for record in ArchiveIterator(raw):
                response = _response(record)
                size, before = raw.tell() - before, raw.tell()
                if response is not None:
                    yield response, size
            if before == 0:
                raise InputError(f"{path} cannot be read as a WARC file (it holds no record): fetch it anew")
    except (ArchiveLoadFailed, OSError, EOFError, zlib.error, ValueError) as error:
        raise InputError(f"{path} cannot be read as a WARC file ({str(error).strip()}): fetch it anew") from error


def _response(record: Any) -> Response | None:
    headers, http = record.rec_headers, record.http_headers
    if record.rec_type != "response" or http is None or http.get_statuscode() != _HTTP_OK:
        return None
    kind = (http.get_header("Content-Type") or "text/html").split(";")[0].strip().lower()
    if kind not in _PAGE_TYPES:
        return None
    url = headers.get_header("WARC-Target-URI") or ""
    record_id = (headers.get_header("WARC-Record-ID") or "").strip("<>").removeprefix("urn:uuid:")
    return Response(record_id, url, kind == "text/plain", _content(record))


def _content(record: Any) -> bytes | InputError:
    try:
        content: bytes = record.content_stream().read(MAX_BYTES + 1)
    except Exception as error:  # the server's own compression, which each decoder refuses in its own way
        return InputError(f"what the server sent cannot be unpacked ({error})")
    # The reader stops in silence where the file is cut off.
    if getattr(record.raw_stream, "limit", 0) and len(content) <= MAX_BYTES:
        return InputError("the record is shorter than it says, so the file was cut off: fetch it anew")
    return content


@contextmanager
def _readable(path: Path, kind: str) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
        raise InputError(f"{path} cannot be read as {kind} ({error}): write it anew") from error
