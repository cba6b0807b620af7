"""Located violations to what people, editors and CI read; nothing is decided here."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

from attribution.lines import harmless
from attribution.linter.places import Located, Place, Region
from attribution.linter.rules import Level, Rule, rules

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# What stands for the top of the repository, as in the logs of CodeQL; where it lay is of no use on another machine.
_SOURCE_ROOT = "%SRCROOT%"
_GITHUB = {Level.NOTE: "notice", Level.WARNING: "warning", Level.ERROR: "error"}

Found = Sequence[tuple[Place, Sequence[Located]]]
Failures = Sequence[tuple[Place, str]]


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
    found: Found, output: Output, *, failures: Failures, version: str, fail_on: Level = Level.WARNING
) -> str:
    """Write violations down; the same ones give the same characters.

    Args:
        found: each article's place, with what was found in it; paths for servers count from the top of the repository on.
        failures: the places of articles that could not be checked, and why.
        version: of this program, for the formats that name it.
        fail_on: from which level on a violation fails, for the format that tells passed from failed.
    """
    match output:
        case Output.TEXT:
            return _text(found, failures)
        case Output.JSON:
            return _json(found, failures)
        case Output.GITHUB:
            return _github(found, failures)
        case Output.SARIF:
            return _sarif(found, failures, version)
        case Output.JUNIT:
            return _junit(found, failures, fail_on)


def named(place: Place, message: str) -> str:
    """Say of which article a message is: where it lies, as editors follow it, and which of its file's it is.

    >>> named(Place("a.csv", "7", (12, 14)), "it is not in English")
    'a.csv:12: article 7: it is not in English'
    """
    line = f":{place.lines[0]}" if place.lines is not None else ""
    return f"{place.path}{line}: {_of_article(place)}{message}"


def _of_article(place: Place) -> str:
    return "" if place.article is None else f"article {place.article}: "


def _all(found: Found) -> list[Located]:
    return [located for _, of_article in found for located in of_article]


def _text(found: Found, failures: Failures) -> str:
    if failures and not found:  # "nothing found" would be of nothing
        return ""
    lines = []
    for located in _all(found):
        violation = located.violation
        lines.append(_line(f"{_where(located)}: {violation.rule} {violation.level}: {_message(located)}"))
    counts = Counter(located.violation.level for located in _all(found))
    parts = [f"{counts[level]} {level}{'s' * (counts[level] != 1)}" for level in reversed(Level) if counts[level]]
    articles = f"{len(found)} article{'s' * (len(found) != 1)}"
    lines.append(f"{articles} checked: {', '.join(parts) or 'nothing found'}")
    return "".join(f"{line}\n" for line in lines)


def _where(located: Located) -> str:
    """Give the place as far as it is known, in the form that editors follow."""
    region = located.region
    numbers = () if region is None else (region.line, region.column)
    return ":".join(map(str, [located.place.path, *(number for number in numbers if number is not None)]))


def _message(located: Located) -> str:
    """Give the message, in a file of several articles after the article and the place in it."""
    message, article = located.violation.message, located.place.article
    return message if article is None else f"article {article}, {located.line}:{located.column}: {message}"


def _line(text: str) -> str:
    """Put text on one line, without anything that a terminal would obey; blanks are kept, since names of files have them."""
    return " ".join(map(harmless, text.split(" ")))


def _json(found: Found, failures: Failures) -> str:
    entries = [
        {
            "path": located.place.path,
            "article": located.place.article,
            **_numbers(located),
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
    listed = [
        {"path": place.path, "article": place.article, "line": place.lines and place.lines[0], "reason": why}
        for place, why in failures
    ]
    return json.dumps({"violations": entries, "failures": listed}, ensure_ascii=False, indent=1) + "\n"


def _numbers(located: Located) -> dict[str, int | None]:
    region = located.region
    names = ("line", "column", "end_line", "end_column")
    return {name: None if region is None else getattr(region, name) for name in names}


def _github(found: Found, failures: Failures) -> str:
    """Write workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
    lines = []
    for located in _all(found):
        violation = located.violation
        numbers = _numbers(located)
        properties = {
            "file": located.place.path,
            "line": numbers["line"],
            "endLine": numbers["end_line"],
            "col": numbers["column"],
            "endColumn": numbers["end_column"],
            "title": f"{violation.rule} {rules()[violation.rule].name}",
        }
        lines.append(f"::{_GITHUB[violation.level]} {_properties(properties)}::{_data(_message(located))}")
    for place, why in failures:
        properties = {"file": place.path, "line": place.lines and place.lines[0]}
        lines.append(f"::error {_properties(properties)}::{_data(_of_article(place) + why)}")
    return "".join(f"{line}\n" for line in lines)


def _data(text: str) -> str:
    return _line(text).replace("%", "%25")


def _properties(values: Mapping[str, object]) -> str:
    return ",".join(f"{key}={_property(str(value))}" for key, value in values.items() if value is not None)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif(found: Found, failures: Failures, version: str) -> str:
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
                        "message": {"text": _without_links(_of_article(place) + why)},
                        "locations": [_sarif_location(place, Region(*place.lines) if place.lines else None)],
                    }
                    for place, why in failures
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
    return {
        "ruleId": violation.rule,
        "ruleIndex": index[violation.rule],
        "level": str(violation.level),
        "message": {"text": _without_links(_message(located))},
        "locations": [_sarif_location(located.place, located.region)],
        "partialFingerprints": {"attribution/v1": located.fingerprint},
    }


def _sarif_location(place: Place, region: Region | None) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": _artifact(place.path)}
    if region is not None:
        names = ("startLine", "endLine", "startColumn", "endColumn")
        physical["region"] = {name: value for name, value in zip(names, region, strict=True) if value is not None}
    location: dict[str, object] = {"physicalLocation": physical}
    if place.article is not None:
        location["logicalLocations"] = [{"name": place.article}]
    return location


def _without_links(message: str) -> str:
    """Let a link that an article has written be none: SARIF 2.1.0 (3.11.6) knows them in messages, but for escaped brackets."""
    return re.sub(r"[\[\]]", r"\\\g<0>", message) if "](" in message else message


def _artifact(path: str) -> dict[str, str]:
    """Write a path as a URI, in which a colon would end a scheme."""
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(path), "uriBaseId": _SOURCE_ROOT}


def _junit(found: Found, failures: Failures, fail_on: Level) -> str:
    """Write JUnit's XML as CI servers read it: an article is a suite, a violation a case, a clean article one that passed.

    A violation of a lower level than makes the command fail is a case that passed, and says what it is in its output.
    """
    total = sum(max(1, len(of_article)) for _, of_article in found) + len(failures)
    failed = [sum(_fails(one, fail_on) for one in of_article) for _, of_article in found]
    root = ET.Element(
        "testsuites",
        name="attribution",
        tests=str(total),
        failures=str(sum(failed)),
        errors=str(len(failures)),
    )
    for (place, of_article), failures_in in zip(found, failed, strict=True):
        count = str(max(1, len(of_article)))
        suite = _junit_suite(root, place, tests=count, failures=str(failures_in), errors="0")
        for located in of_article:
            violation, line = located.violation, _numbers(located)["line"]
            case = _junit_case(suite, place, f"{violation.rule} {located.line}:{located.column}", line)
            where = _where(located)
            if _fails(located, fail_on):
                failure = ET.SubElement(case, "failure", type=str(violation.level), message=_xml(_message(located)))
                failure.text = _xml(f"{where}: {violation.claim}")
            else:
                ET.SubElement(case, "system-out").text = _xml(f"{where}: {violation.level}: {_message(located)}")
        if not of_article:
            _junit_case(suite, place, "no violations", None)
    for place, why in failures:
        suite = _junit_suite(root, place, tests="1", failures="0", errors="1")
        case = _junit_case(suite, place, "readable", place.lines and place.lines[0])
        ET.SubElement(case, "error", type="unreadable", message=_xml(why))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _junit_suite(root: ET.Element, place: Place, **counts: str) -> ET.Element:
    return ET.SubElement(root, "testsuite", {"name": _junit_name(place), **counts})


def _junit_case(suite: ET.Element, place: Place, name: str, line: int | None) -> ET.Element:
    about = {"classname": _junit_name(place), "name": name, "file": _xml(place.path)}
    return ET.SubElement(suite, "testcase", about if line is None else {**about, "line": str(line)})


def _junit_name(place: Place) -> str:
    return _xml(place.path if place.article is None else f"{place.path}: {place.article}")


def _fails(located: Located, fail_on: Level) -> bool:
    return located.violation.level.rank >= fail_on.rank


def _xml(text: str) -> str:
    """Leave out what XML 1.0 cannot hold."""
    return _line(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
