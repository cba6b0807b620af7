"""Files that are written whole or not at all, and whether two paths lead to one."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path


def save(data: bytes, path: str | os.PathLike[str]) -> None:
    """Write a file whole or not at all: under another name in the same folder, then renamed.

    Raises:
        OSError: the folder is missing or may not be written.
    """
    target = Path(path)
    if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced, only written to
        target.write_bytes(data)
        return
    target = target.resolve()  # a link stays one
    written = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with written.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # else, where the power fails, the name could be there before the content
        if target.exists():
            written.chmod(target.stat().st_mode)
        written.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            written.unlink()
        raise


def same_file(path: str | os.PathLike[str], others: Iterable[str | os.PathLike[str]]) -> bool:
    """Say whether a path is one of the others, by whatever name: a link is what it leads to."""
    for other in others:
        with contextlib.suppress(OSError, ValueError):  # what is not there is no file
            if Path(path).samefile(other):
                return True
    return False
