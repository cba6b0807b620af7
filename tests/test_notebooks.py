"""What a notebook's cell is given."""

import html
import re

import pytest

from attribution import Article, InputError, audit, display

TEXT = "The mill will close, two aides told Reuters. </iframe><script>alert(1)</script>"


def page_in(cell: str) -> str:
    match = re.fullmatch(r'<iframe sandbox="" srcdoc="([^"]*)"[^<>]*></iframe>', cell)
    assert match is not None
    return html.unescape(match[1])


def test_an_article_is_audited_and_shown_in_a_frame_without_scripts() -> None:
    for given in (TEXT, Article(TEXT, "mill")):
        shown = display(given)
        page = page_in(shown._repr_html_())
        assert "two aides" in page
        assert "<script" not in page
        assert len(shown.frame) == len(audit(TEXT))


def test_a_frame_is_shown_with_its_article_or_as_figures() -> None:
    frame = audit(TEXT)
    assert 'id="text"' in page_in(display(frame, TEXT)._repr_html_())
    figures = display(frame, height=300)._repr_html_()
    assert "How 1 article is sourced" in page_in(figures)
    assert 'height="300"' in figures


def test_elsewhere_the_cell_is_a_table() -> None:
    assert "two aides" in repr(display(TEXT))


def test_what_is_no_article_is_one_clear_error() -> None:
    with pytest.raises(InputError, match="should be a string"):
        display(3)  # type: ignore[arg-type]
