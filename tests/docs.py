"""Writes the pages of docs/ that are made from the package: rules, command line, Python; ``python -m tests.docs``.

What a person wrote stands above the marker of such a page, and stays; what is made stands below it.
"""

from __future__ import annotations

import html
import inspect
import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import attribution
from attribution.linter.rules import rules

# Characters that a line of code on a page has room for.
_WIDTH = 80
DOCS = Path(__file__).parent.parent / "docs"
MARKER = "<!-- What follows is made by: python -m tests.docs -->"
COMMANDS = (
    *("audit", "report", "explain", "check", "rule", "export", "import", "evaluate", "train"),
    *("rubric show", "rubric check"),
)
# Public names in the order in which a reader meets them; the errors are listed by themselves.
FUNCTIONS = {
    "Reading": ("read", "read_many", "Article", "about", "Outlets", "load_outlets", "outlet_name"),
    "Auditing": ("audit", "audit_many", "audit_corpus"),
    "Looking": (
        "report",
        "add_facts",
        "display",
        "explain",
        "summarize",
        "sources",
        "network",
        "to_networkx",
        "single_origins",
    ),
    "Checking": ("check", "load_policy"),
    "Weighing": ("load_rubric", "Rubric", "admiralty"),
    "Frames": ("write_frame", "read_frame", "validate", "find_duplicates"),
    "spaCy": ("load", "analyze"),
}


def made(page: str) -> str:
    """Give a page as it should stand in docs/."""
    head, marker, _ = (DOCS / page).read_text(encoding="utf-8").partition(MARKER)
    assert marker, f"{page} lacks the marker"
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(PAGES[page]()))
    # Ruff formats the code on pages too; what it would change is not to be made.
    call = [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(DOCS / page), "-"]
    text = f"{head}{MARKER}\n\n{body.strip()}\n"
    return subprocess.run(call, input=text, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def rules_page() -> Iterator[str]:
    yield from ("| rule | name | level | looks for |", "|---|---|---|---|")
    for rule in rules().values():
        yield f"| [{rule.id}](#{rule.id.lower()}) | `{rule.name}` | {rule.level} | {_text(rule.summary)} |"
    for rule in rules().values():
        yield from ("", f"## {rule.id}", "", f"`{rule.name}`, {rule.level}. **{_text(rule.summary)}.**", "")
        yield f"{_text(rule.because)} *{_text(rule.standard)}.*"
        for title, examples in (("Breaks it:", rule.bad), ("Keeps it:", rule.good)):
            yield from ("", title)
            for n, example in enumerate(examples):
                yield from ("", "<!-- -->") * (n > 0)  # so that two quotations stay two
                yield from ("", *(f"> {_text(line)}".rstrip() for line in example.splitlines()))


def command_line_page() -> Iterator[str]:
    for command in ("", *COMMANDS):
        yield from (f"## {f'attribution {command}'.strip()}", "", "```text", _help(command), "```", "")


def python_page() -> Iterator[str]:
    for group, names in FUNCTIONS.items():
        yield from (f"## {group}", "")
        for name in names:
            yield from _entry(name)
    errors = [name for name in attribution.__all__ if name.endswith("Error")]
    yield from ("## Errors", "", "| error | raised for |", "|---|---|")
    for name in errors:
        yield f"| `{name}` | {_prose(inspect.getdoc(getattr(attribution, name)) or '')} |"


def _help(command: str) -> str:
    environment = os.environ | {"TYPER_USE_RICH": "0", "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    call = [sys.executable, "-m", "attribution", *command.split(), "--help"]
    return subprocess.run(
        call, env=environment, capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout.strip()


def _entry(name: str) -> Iterator[str]:
    """Give a public name's signature and docstring as Markdown."""
    yield from (f"### {name}", "", "```python", _signature(name), "```", "")
    text, _, examples = (inspect.getdoc(getattr(attribution, name)) or "").partition(">>>")
    for part in re.split(r"\n\n", text.strip()):
        title, colon, body = part.partition(":\n")
        if colon and title in ("Args", "Returns", "Raises"):
            yield from ("", f"*{title}*", "", *_items(body, is_list=title != "Returns"), "")
        else:
            yield from ("", _prose(part), "")
    if examples:
        needed = [n for n in dict.fromkeys((name, *re.findall(r"\b\w+(?=\()", examples))) if n in attribution.__all__]
        imports = [n for n in needed if f"import {n}" not in examples]
        yield from ("", "```pycon", *(f">>> from attribution import {', '.join(imports)}" for _ in imports[:1]))
        yield from (f">>>{examples}".rstrip(), "", "```", "")


def _items(body: str, *, is_list: bool) -> Iterator[str]:
    """Give a section of a docstring as a list: a line that is indented once begins an item, others go on with it."""
    body = textwrap.dedent(body)
    if not is_list:
        yield _prose(body)
        return
    for item in re.split(r"\n(?! )", body):
        names, _, meaning = item.partition(": ")
        yield f"- `{names}`: {_prose(meaning)}"


def _signature(name: str) -> str:
    """Give a function's parameters or a class's fields as Python, annotations as written."""
    value = getattr(attribution, name)
    signature = inspect.signature(value)
    parts = []
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in parts:
            parts.append("*")
        default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
        parts.append(f"{parameter.name}: {parameter.annotation}{default}")
    if inspect.isclass(value):
        return "\n    ".join([f"class {name}:", *parts])
    end = f") -> {signature.return_annotation}: ..."
    line = f"def {name}({', '.join(parts)}{end}"
    return (
        line if len(line) <= _WIDTH else "\n    ".join([f"def {name}(", *(f"{part}," for part in parts)]) + f"\n{end}"
    )


def _prose(text: str) -> str:
    text = re.sub(r":(?:func|class|mod):`(?:attribution\.(?=\w+`))?([^`]+)`", r"`\1`", " ".join(text.split()))
    return re.sub(r"``docs/(\w+\.md)``", r"[\1](\1)", text).replace("``", "`")


def _text(text: str) -> str:
    """Give words that stand in Markdown as they are."""
    return re.sub(r"([\\`*_\[\]])", r"\\\1", html.escape(text, quote=False))


PAGES = {"rules.md": rules_page, "command-line.md": command_line_page, "python.md": python_page}

if __name__ == "__main__":
    for page in PAGES:
        (DOCS / page).write_text(made(page), encoding="utf-8")
        print(DOCS / page)
