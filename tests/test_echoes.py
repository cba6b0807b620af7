"""What somebody is said to have stated too."""

import pytest

from attribution import audit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ann Lee said the plan was bad, as did Dan Roe.",
            [("Ann Lee", "the plan was bad"), ("Dan Roe", "the plan was bad")],
        ),
        ("Ann Lee rejected the plan, as did the union.", [("Ann Lee", "the plan"), ("the union", "the plan")]),
        (
            "Ann Lee has said she will not back the plan, as has Dan Roe, the mayor.",
            [("Ann Lee", "she will not back the plan"), ("Dan Roe, the mayor", "she will not back the plan")],
        ),
        (
            "Ann Lee says the plan is bad, and so does Dan Roe.",
            [("Ann Lee", "the plan is bad"), ("Dan Roe", "the plan is bad")],
        ),
        (
            "Ann Lee said taxes would rise. So did Dan Roe.",
            [("Ann Lee", "taxes would rise"), ("Dan Roe", "taxes would rise")],
        ),
        (
            "“It is bad,” Ann Lee said on Monday, as did Dan Roe. “We must go.”",
            [("Ann Lee", "“It is bad,” … “We must go.”"), ("Dan Roe", "“It is bad,”")],
        ),
        (
            "The governor did not say whether it was safe. Neither did Dan Roe.",
            [("The governor", "whether it was safe"), ("Dan Roe", "whether it was safe")],
        ),
        (
            "The company has not said when it will open, and neither has the city.",
            [("The company", "when it will open"), ("the city", "when it will open")],
        ),
        ("The governor said that it was safe. Neither did Dan Roe.", [("The governor", "that it was safe")]),
        # what is stated there may happen twice
        ("Ann Lee said prices rose in May, as did wages.", [("Ann Lee", "prices rose in May, as did wages")]),
        (
            "Ann Lee said the plan had failed, as had all the others.",
            [("Ann Lee", "the plan had failed, as had all the others")],
        ),
        ("Ann Lee said it was late, as was the mayor.", [("Ann Lee", "it was late, as was the mayor")]),
    ],
)
def test_who_says_so_too_has_a_row(text: str, expected: list[tuple[str, str]]) -> None:
    found = audit(text).query("attributed")[["source", "claim"]]
    assert list(found.itertuples(index=False, name=None)) == expected
