"""Who said it, and how well is it sourced? Reads a news article into a DataFrame of its statements and their sources.

>>> import attribution
>>> frame = attribution.audit("The bank will close, according to two people familiar with the matter.")
>>> frame.loc[0, "source_type"]
'anonymous'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from attribution import exports, plot
    from attribution.analysis import analyze, audit, audit_many, load
    from attribution.articles import read_many
    from attribution.duplicates import find_duplicates
    from attribution.errors import (
        AttributionError,
        DataFileError,
        FrameError,
        InputError,
        ModelError,
        PipelineError,
        RunError,
    )
    from attribution.explanations import explain
    from attribution.facts import about, add_facts
    from attribution.frame import COLUMNS, validate
    from attribution.linter.check import check
    from attribution.linter.policy import load_policy
    from attribution.model import Article
    from attribution.networks import network, single_origins, to_networkx
    from attribution.notebooks import display
    from attribution.outlets import Outlets, load_outlets, outlet_name
    from attribution.pages import report
    from attribution.rubric import Rubric, load_rubric
    from attribution.runs import audit_corpus
    from attribution.saved import read_frame, write_frame
    from attribution.summaries import admiralty, sources, summarize
    from attribution.text import read

__all__ = [
    "COLUMNS",
    "Article",
    "AttributionError",
    "DataFileError",
    "FrameError",
    "InputError",
    "ModelError",
    "Outlets",
    "PipelineError",
    "Rubric",
    "RunError",
    "about",
    "add_facts",
    "admiralty",
    "analyze",
    "audit",
    "audit_corpus",
    "audit_many",
    "check",
    "display",
    "explain",
    "exports",
    "find_duplicates",
    "load",
    "load_outlets",
    "load_policy",
    "load_rubric",
    "network",
    "outlet_name",
    "plot",
    "read",
    "read_frame",
    "read_many",
    "report",
    "single_origins",
    "sources",
    "summarize",
    "to_networkx",
    "validate",
    "write_frame",
]

# Each name's module is imported when the name is first used: spaCy, textacy and pandas cost seconds.
_HOMES = {
    **dict.fromkeys(("analyze", "audit", "audit_many", "load"), "analysis"),
    **dict.fromkeys(
        ("AttributionError", "DataFileError", "FrameError", "InputError", "ModelError", "PipelineError", "RunError"),
        "errors",
    ),
    **dict.fromkeys(("COLUMNS", "validate"), "frame"),
    **dict.fromkeys(("Rubric", "load_rubric"), "rubric"),
    **dict.fromkeys(("admiralty", "sources", "summarize"), "summaries"),
    **dict.fromkeys(("network", "single_origins", "to_networkx"), "networks"),
    **dict.fromkeys(("read_frame", "write_frame"), "saved"),
    "Article": "model",
    **dict.fromkeys(("about", "add_facts"), "facts"),
    **dict.fromkeys(("Outlets", "load_outlets", "outlet_name"), "outlets"),
    "audit_corpus": "runs",
    "check": "linter.check",
    "display": "notebooks",
    "explain": "explanations",
    "find_duplicates": "duplicates",
    "load_policy": "linter.policy",
    "read": "text",
    "read_many": "articles",
    "report": "pages",
}
# Modules that are part of the public names.
_MODULES = ("exports", "plot")


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"{__name__}.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
