"""A file of the violations that are known, so that only what is new counts."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from attribution.errors import DataFileError
from attribution.linter.checks import Violation

VERSION = 1


def fingerprint(path: str, violation: Violation) -> str:
    """Know a violation again though lines have moved: by article, rule and the words of the statement.

    Returns:
        40 hexadecimal digits, the same on every machine.
    """
    parts = "\0".join((path, violation.rule, violation.claim.casefold()))
    return hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()[:40]


def read_baseline(path: str | Path) -> Counter[str]:
    """Read how often each fingerprint is known.

    Raises:
        DataFileError: the file is missing, or no baseline.
    """
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        if data["version"] != VERSION:
            raise ValueError(f"version {data['version']!r}")
        return Counter({entry["fingerprint"]: int(entry["count"]) for entry in data["violations"]})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataFileError(
            f"{path} cannot be read as a baseline ({error}): make one by attribution check --write-baseline FILE"
        ) from error


def render_baseline(found: Iterable[tuple[str, Violation]]) -> bytes:
    """Give the file that makes the violations of some paths known; the same violations give the same bytes."""
    counts: Counter[str] = Counter()
    about: dict[str, Mapping[str, str]] = {}
    for path, violation in found:
        mark = fingerprint(path, violation)
        counts[mark] += 1
        about[mark] = {"path": path, "rule": violation.rule}
    entries = sorted(
        ({**about[mark], "fingerprint": mark, "count": count} for mark, count in counts.items()),
        key=lambda entry: (entry["path"], entry["rule"], entry["fingerprint"]),
    )
    return (json.dumps({"version": VERSION, "violations": entries}, ensure_ascii=False, indent=1) + "\n").encode()
