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
