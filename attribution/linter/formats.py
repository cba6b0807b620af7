"""Located violations to what people, editors and CI read; nothing is decided here."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

from attribution.lines import harmless
from attribution.linter.rules import Level, Rule, rules

if TYPE_CHECKING:
    from attribution.linter.check import Located

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# What stands for the top of the repository, as in the logs of CodeQL; where it lay is of no use on another machine.
_SOURCE_ROOT = "%SRCROOT%"
_GITHUB = {Level.NOTE: "notice", Level.WARNING: "warning", Level.ERROR: "error"}

Found = Sequence[tuple[str, "Sequence[Located]"]]


class Output(StrEnum):
    """The forms that violations are written in."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"


# Read by servers, which look for a file from the top of its repository on.
FOR_SERVERS = (Output.GITHUB, Output.SARIF, Output.JUNIT)


def render_found(
    found: Found, output: Output, *, failures: Mapping[str, str], version: str, fail_on: Level = Level.WARNING
) -> str:
    """Write violations down; the same ones give the same characters.

    Args:
        found: each article's path, with what was found in it; for servers from the top of the repository on.
        failures: why some articles could not be checked, by path.
        version: of this program, for the formats that name it.
        fail_on: from which level on a violation fails, for the format that tells passed from failed.
    """
    match output:
        case Output.TEXT:
            return _text(found)
        case Output.JSON:
            return _json(found, failures)
        case Output.GITHUB:
            return _github(found, failures)
        case Output.SARIF:
            return _sarif(found, failures, version)
        case Output.JUNIT:
            return _junit(found, failures, fail_on)


def _all(found: Found) -> list[Located]:
    return [located for _, of_article in found for located in of_article]


def _text(found: Found) -> str:
    lines = []
    for located in _all(found):
        violation = located.violation
        place = f"{located.path}:{located.line}:{located.column}"
        lines.append(_line(f"{place}: {violation.rule} {violation.level}: {violation.message}"))
    counts = Counter(located.violation.level for located in _all(found))
    parts = [f"{counts[level]} {level}{'s' * (counts[level] != 1)}" for level in reversed(Level) if counts[level]]
    articles = f"{len(found)} article{'s' * (len(found) != 1)}"
    lines.append(f"{articles} checked: {', '.join(parts) or 'nothing found'}")
    return "".join(f"{line}\n" for line in lines)


def _line(text: str) -> str:
    """Put text on one line, without anything that a terminal would obey; blanks are kept, since names of files have them."""
    return " ".join(map(harmless, text.split(" ")))


def _json(found: Found, failures: Mapping[str, str]) -> str:
    entries = [
        {
            "path": located.path,
            "line": located.line,
            "column": located.column,
            "end_line": located.end_line,
            "end_column": located.end_column,
            "rule": located.violation.rule,
            "name": rules()[located.violation.rule].name,
            "level": str(located.violation.level),
            "message": located.violation.message,
            "claim": located.violation.claim,
            "span": list(located.violation.span),
            "fingerprint": located.fingerprint,
        }
        for located in _all(found)
    ]
    data = {"violations": entries, "failures": [{"path": p, "reason": why} for p, why in failures.items()]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _github(found: Found, failures: Mapping[str, str]) -> str:
    """Write workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
    lines = []
    for located in _all(found):
        violation = located.violation
        properties = {
            "file": located.path,
            "line": located.line,
            "endLine": located.end_line,
            "col": located.column,
            "endColumn": located.end_column,
            "title": f"{violation.rule} {rules()[violation.rule].name}",
        }
        listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
        lines.append(f"::{_GITHUB[violation.level]} {listed}::{_data(violation.message)}")
    lines += [f"::error file={_property(path)}::{_data(why)}" for path, why in failures.items()]
    return "".join(f"{line}\n" for line in lines)


def _data(text: str) -> str:
    return _line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif(found: Found, failures: Mapping[str, str], version: str) -> str:
    """Write a SARIF 2.1.0 log (OASIS, 2020)."""
    listed = list(rules().values())
    index = {rule.id: n for n, rule in enumerate(listed)}
    run = {
        "tool": {
            "driver": {
                "name": "attribution",
                "version": version,
                "rules": [_sarif_rule(rule) for rule in listed],
            }
        },
        "originalUriBaseIds": {_SOURCE_ROOT: {"description": {"text": "The top of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(located, index) for located in _all(found)],
        "invocations": [
            {
                "executionSuccessful": not failures,
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "message": {"text": _without_links(why)},
                        "locations": [{"physicalLocation": {"artifactLocation": _artifact(path)}}],
                    }
                    for path, why in failures.items()
                ],
            }
        ],
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _sarif_rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "name": "".join(map(str.capitalize, rule.name.split("-"))),
        "shortDescription": {"text": f"{rule.summary}."},
        "fullDescription": {"text": f"{rule.because} [{rule.standard}]"},
        "help": {"text": f"attribution rule {rule.id} shows examples."},
        "defaultConfiguration": {"level": str(rule.level)},
    }


def _sarif_result(located: Located, index: Mapping[str, int]) -> dict[str, object]:
    violation = located.violation
    region = {
        "startLine": located.line,
        "startColumn": located.column,
        "endLine": located.end_line,
        "endColumn": located.end_column,
    }
    return {
        "ruleId": violation.rule,
        "ruleIndex": index[violation.rule],
        "level": str(violation.level),
        "message": {"text": _without_links(violation.message)},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(located.path), "region": region}}],
        "partialFingerprints": {"attribution/v1": located.fingerprint},
    }


def _without_links(message: str) -> str:
    """Let a link that an article has written be none: SARIF 2.1.0 (3.11.6) knows them in messages, but for escaped brackets."""
    return re.sub(r"[\[\]]", r"\\\g<0>", message) if "](" in message else message


def _artifact(path: str) -> dict[str, str]:
    """Write a path as a URI, in which a colon would end a scheme."""
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(path), "uriBaseId": _SOURCE_ROOT}


def _junit(found: Found, failures: Mapping[str, str], fail_on: Level) -> str:
    """Write JUnit's XML as CI servers read it: an article is a suite, a violation a case, a clean article one that passed.

    A violation of a lower level than makes the command fail is a case that passed, and says what it is in its output.
    """
    total = sum(max(1, len(of_article)) for _, of_article in found) + len(failures)
    failed = {path: sum(_fails(one, fail_on) for one in of_article) for path, of_article in found}
    root = ET.Element(
        "testsuites",
        name="attribution",
        tests=str(total),
        failures=str(sum(failed.values())),
        errors=str(len(failures)),
    )
    for path, of_article in found:
        file = _xml(path)
        count = str(max(1, len(of_article)))
        suite = ET.SubElement(root, "testsuite", name=file, tests=count, failures=str(failed[path]), errors="0")
        for located in of_article:
            violation = located.violation
            name = f"{violation.rule} {located.line}:{located.column}"
            case = ET.SubElement(suite, "testcase", classname=file, name=name, file=file, line=str(located.line))
            place = f"{path}:{located.line}:{located.column}: "
            if _fails(located, fail_on):
                failure = ET.SubElement(case, "failure", type=str(violation.level), message=_xml(violation.message))
                failure.text = _xml(place + violation.claim)
            else:
                ET.SubElement(case, "system-out").text = _xml(f"{place}{violation.level}: {violation.message}")
        if not of_article:
            ET.SubElement(suite, "testcase", classname=file, name="no violations", file=file)
    for path, why in failures.items():
        file = _xml(path)
        suite = ET.SubElement(root, "testsuite", name=file, tests="1", failures="0", errors="1")
        case = ET.SubElement(suite, "testcase", classname=file, name="readable", file=file)
        ET.SubElement(case, "error", type="unreadable", message=_xml(why))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _fails(located: Located, fail_on: Level) -> bool:
    return located.violation.level.rank >= fail_on.rank


def _xml(text: str) -> str:
    """Leave out what XML 1.0 cannot hold."""
    return _line(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
