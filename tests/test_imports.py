"""Which module may import which, and what importing costs."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import attribution

PACKAGE = Path(attribution.__file__).parent
# A module imports only from rows above its own.
RANKS = [
    {"surrogates", "defaults", "suffixes", "marks"},
    {"errors"},
    {"model", "linter.rules"},
    {"segments", "flows", "rows", "syntax", "words", "files", "lines"},
    {"lexicon", "language", "platforms", "rubric", "corpus", "spreadsheets", "products"},
    {"outlets", "vocabulary", "numerals", "records", "furniture"},
    {"claims"},
    {"bodytext", "markdown"},
    {"web", "document"},
    {"text"},
    {"tables"},
    {"archives", "duplicates"},
    {"folders"},
    {"articles", "ids"},
    {"posts", "transcripts", "quotations", "anonymity", "cues", "wordings", "decoding", "salience", "worded_names"},
    {"windows", "reranking", "names", "refusals"},
    {"extraction", "layout", "drafts", "unseen_names", "roles"},
    {"unstated"},
    {"headlines", "name_spans", "cued", "quoted", "nested", "echoes", "spans"},
    {"blocks"},
    {"attributions", "mentions"},
    {"accounts", "bodies", "coreference", "descriptions", "interviews", "phrases", "referents"},
    {"discourse"},
    {"kinds", "exclusions"},
    {"organizations", "unnamed", "listeners"},
    {"relays"},
    {"anaphora", "documents", "posted", "people"},
    {"leads", "pronouns"},
    {"resolution"},
    {"replies"},
    {"corroboration"},
    {"findings"},
    {"reasons"},
    {"scores"},
    {"frame"},
    {"facts"},
    {"summaries", "networks", "evaluation"},
    {"overview"},
    {"listing", "pages", "exports.pairing", "plot"},
    {"formats"},
    {"saved"},
    {"exports.jsonld", "exports.web_annotation", "exports.docbin", "exports.standoff"},
    {"exports"},
    {"linter.policy", "linter.suppressions", "linter.markup"},
    {"linter.checks"},
    {"linter.places"},
    {"linter.baseline"},
    {"analysis"},
    {"explanations", "notebooks"},
    {"linter.check", "parts", "workers"},
    {"linter.formats", "runs", "spark"},
    {"linter"},
    {"training.examples", "training.network"},
    {"training.calibration"},
    {"training.fitting"},
    {"training.softening", "training.reranking"},
    {"training"},
    {"component", "commands.terminal"},
    {"commands.options"},
    {"commands.articles", "commands.corpora"},
    {f"commands.{name}" for name in "audit check evaluate explain export import_ report rubric train".split()},
    {"commands"},
    {"cli"},
    {"__main__"},
]
RANK_OF = {name: rank for rank, names in enumerate(RANKS) for name in names}
MODULES = sorted(
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if path.parent != PACKAGE or path.stem != "__init__"
)
HEAVY = {
    "spacy",
    "textacy",
    "pandas",
    "numpy",
    "trafilatura",
    "lxml",
    "pyarrow",
    "py3langid",
    "onnxruntime",
    "tokenizers",
    "jinja2",
    "altair",
    "torch",
    "transformers",
    "warcio",
    "pebble",
    "datasketch",
    "pyspark",
    "networkx",
}


def imported(name: str) -> set[str]:
    """The package's own modules that a module imports, anywhere in it."""
    path = PACKAGE.joinpath(*name.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("attribution."):
            found.add(node.module.removeprefix("attribution."))
        elif isinstance(node, ast.Import):
            found |= {a.name.removeprefix("attribution.") for a in node.names if a.name.startswith("attribution.")}
    return found


@pytest.mark.parametrize("name", MODULES)
def test_modules_import_only_what_stands_before_them(name: str) -> None:
    assert name in RANK_OF, f"give {name} a place in RANKS"
    assert {other for other in imported(name) if RANK_OF[other] >= RANK_OF[name]} == set()


def test_the_manual_names_each_module_behind_those_that_it_imports() -> None:
    manual = (PACKAGE.parent / "docs" / "contributing.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+?`) \|", manual, re.M)
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    tops = {name.partition(".")[0] for name in MODULES} - {"__main__"}
    assert sorted(named) == sorted(tops)
    for name in MODULES:
        top = name.partition(".")[0]
        for other in {other.partition(".")[0] for other in imported(name)} - {top}:
            assert top == "__main__" or named.index(other) < named.index(top), f"{name} imports {other}"


@pytest.mark.parametrize(
    "code",
    [
        "import attribution",
        "import attribution; attribution.Article, attribution.InputError, attribution.read(b'It rained.')",
        "import attribution.cli",
        "import sys; sys.argv = ['attribution', '--help']\ntry: import attribution.cli as cli; cli.main()\nexcept SystemExit: pass",
    ],
)
def test_import_and_help_load_nothing_heavy(code: str) -> None:
    command = [sys.executable, "-c", f"{code}\nimport sys; print('LOADED', *sorted(sys.modules))"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.rpartition("LOADED")[2].split())
    assert loaded & HEAVY == set()
    assert done.stderr == ""


def test_importing_reads_no_table() -> None:
    modules = [f"attribution.{name}" for name in MODULES if not name.startswith(("training", "__main__"))]
    code = f"import importlib\nfor name in {modules}: importlib.import_module(name)\nfrom attribution.lexicon import read_table\nprint(read_table.cache_info().misses)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"


def test_type_checkers_see_every_public_name() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {alias.name for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert seen == set(attribution.__all__)


def test_every_public_name_is_there() -> None:
    for name in attribution.__all__:
        assert getattr(attribution, name)
    assert set(attribution.__all__) <= set(dir(attribution))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        attribution.nothing  # noqa: B018
