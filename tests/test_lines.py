"""Strings as a line of a terminal shows them."""

from attribution.lines import harmless


def test_harmless_keeps_writing_of_all_kinds() -> None:
    assert harmless("naïve 👇 日本 “x”\r\n\ty") == "naïve 👇 日本 “x” y"
    assert "\u202e" not in harmless("abc\u202edef")
