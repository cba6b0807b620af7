"""Gives each notebook of docs/ a page of the site, with the output that it is committed with; mkdocs calls this as it builds."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from mkdocs.structure.files import File, Files
from nbconvert import MarkdownExporter


def on_files(files: Files, config: Any) -> Files:
    """Put a page, and the pictures on it, beside each notebook."""
    for file in [file for file in files if file.src_uri.endswith(".ipynb")]:
        place = PurePosixPath(file.src_uri)
        body, resources = MarkdownExporter().from_filename(file.abs_src_path, resources={"unique_key": place.stem})
        files.append(File.generated(config, str(place.with_suffix(".md")), content=_without_styles(body)))
        for name, picture in resources["outputs"].items():
            files.append(File.generated(config, str(place.with_name(name)), content=picture))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Lead links to a notebook, which is what GitHub shows, to its page."""
    return re.sub(r"(\]\([\w/.-]+)\.ipynb\)", r"\1.md)", markdown)


def _without_styles(body: str) -> str:
    """Leave out pandas' own styles for tables: the site has some, and lets a wide table scroll."""
    body = re.sub(r"<style scoped>.*?</style>\n*", "", body, flags=re.S)
    return body.replace('<table border="1" class="dataframe">', "<table>")
