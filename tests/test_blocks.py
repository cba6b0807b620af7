"""Statements in paragraphs and lists of their own, below who makes them."""

import pytest

from attribution import audit

LEDE = "The ferry has not sailed since Friday.\n"
END = "\nThe inquiry opens in June."
BLOCK = "We are sorry for the delay and we believe that it will sail soon. Nobody is hurt."
ITEMS = "- The pumps had not been tested.\n- Two alarms were off."


@pytest.mark.parametrize(
    ("text", "source", "claim"),
    [
        (f"Tarn Ferries said in a statement:\n{BLOCK}", "Tarn Ferries", BLOCK.removesuffix(".")),
        (f"In a statement, the ferry line said:\n\n> {BLOCK}\n", "the ferry line", BLOCK.removesuffix(".")),
        (f"The report found:\n{ITEMS}", "The report", ITEMS.removeprefix("- ").removesuffix(".")),
        (f"The report found:\n{ITEMS.replace('-', '•')}", "The report", ITEMS.replace("-", "•")[2:-1]),
    ],
)
def test_a_block_or_list_below_a_colon_is_said_by_who_stands_before_it(text: str, source: str, claim: str) -> None:
    found = audit(LEDE + text + END).query("attributed")[["source", "claim"]]
    assert list(found.itertuples(index=False, name=None)) == [(source, claim)]


@pytest.mark.parametrize(
    "text",
    [
        # what stands there is said by another, has no verb before it, or is a heading
        "The ferry line said:\nThe pier was shut on Friday, Ann Lee said.",
        "Here is the timetable for June:\nThe first boat leaves at noon.",
        "The ferry line said:\nWhat comes next",
    ],
)
def test_what_nobody_says_below_a_colon_stays_as_it_is(text: str) -> None:
    found = audit(LEDE + text + END).query("attributed")
    assert "ferry line" not in " ".join(found["source"])


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
def test_a_list_of_any_marks_is_stated_by_who_is_cited_before_its_colon(text: str, source: str, claim: str) -> None:
    rows = audit(text).query("attributed")
    assert rows[["source", "claim"]].values.tolist() == [[source, claim]]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The shop sells:\n- bread from Leeds\n- milk from Hull\n\nIt rained.", []),
        ("We asked:\n- What is the time?\n- Is it late?\n\nIt rained.", []),
        (
            "Both commented:\n- The mayor said it was late.\n- The police said it was early.",
            ["The mayor", "The police"],
        ),
        ("The council said:\n- “It is late.”\n- “It is cold.”", ["The council"]),
    ],
)
def test_other_lists_are_not(text: str, sources: list[str]) -> None:
    assert audit(text).query("attributed")["source"].tolist() == sources
