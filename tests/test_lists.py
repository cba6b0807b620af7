"""Lists that somebody is cited for before their colon, whole articles on."""

import pytest

from attribution import audit


@pytest.mark.parametrize(
    ("text", "source", "claim"),
    [
        (
            "The Met Office has advised:\n\n- Stay indoors after dark.\n- Keep pets inside.\n\nThe storm will pass.",
            "The Met Office",
            "Stay indoors after dark.\n- Keep pets inside",
        ),
        ("The council has told residents:\n• Boil water.\n• Keep it cold.\n\nIt rained.", "The council", "Boil water.\n• Keep it cold"),
        ("On Monday the fire service said:\n1. Leave by the north road.\n2. Take warm clothes\n\nIt rained.", "the fire service",
         "Leave by the north road … Take warm clothes"),
        # what the line begins, the list goes on with
        (
            "The Met Office advised people to:\n- stay indoors;\n- keep pets inside.\nIt rained.",
            "The Met Office",
            "people to:\n- stay indoors;\n- keep pets inside",
        ),
    ],
)  # fmt: skip
def test_a_list_is_stated_by_who_is_cited_before_its_colon(text: str, source: str, claim: str) -> None:
    rows = audit(text).query("attributed")
    assert rows[["source", "claim"]].values.tolist() == [[source, claim]]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The shop sells:\n- bread from Leeds\n- milk from Hull\n\nIt rained.", []),
        ("We asked:\n- What is the time?\n- Is it late?\n\nIt rained.", []),
        ("The council said:\nIt rained all night in Leeds.", []),
        (
            "Both commented:\n- The mayor said it was late.\n- The police said it was early.",
            ["The mayor", "The police"],
        ),
        ("The council said:\n- “It is late.”\n- “It is cold.”", ["The council"]),
    ],
)
def test_other_lists_and_lines_are_not(text: str, sources: list[str]) -> None:
    assert audit(text).query("attributed")["source"].tolist() == sources
