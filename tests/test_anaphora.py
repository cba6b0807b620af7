"""Whom "one of them", "the other", "the two", "the relative" and "he" go back to, where nobody is named."""

import pytest
from spacy.language import Language

from attribution.model import Source
from tests.test_resolution import cited

Unnamed = tuple[str, str | None, int | None]

MEMBERS = [
    (
        "Three people briefed on the sale said it was late. One of them, a broker in Lyon, said it rained. “It pours,” he said.",
        [
            ("anonymous", "people briefed on the sale", 3),
            ("anonymous", "broker in Lyon", 1),
            ("anonymous", "broker in Lyon", 1),
        ],
    ),
    (
        "Two former nurses said the ward was full. One said it was cold. The other said it was late. The two said nobody came.",
        [("anonymous", "former nurses", n) for n in (2, 1, 1, 2)],
    ),
    (
        "Two clerks said the door was open. One of the two said it rained, and a third said it was cold.",
        [("anonymous", "clerks", n) for n in (2, 1, 1)],
    ),
    (
        "Four officials said the plan was late. Two of them said it would fail. One of the officials, an engineer, said it rained.",
        [("anonymous", "officials", 4), ("anonymous", "officials", 2), ("anonymous", "engineer", 1)],
    ),
    (
        "Three diplomats said the text was ready. The first diplomat said it was short. A second diplomat said it was long.",
        [("anonymous", "diplomats", 3), ("anonymous", "diplomats", 1), ("anonymous", "second diplomat", 1)],
    ),
    # who is one of many whose view is summed up is not one of those who know
    (
        "Critics said the plan was bad. Others said it was good.",
        [("collective", "Critics", None), ("collective", "Others", None)],
    ),
    # but one of them by itself is somebody without a name
    (
        "Residents said the water was brown. “I boil everything,” one said. Another said it smelled.",
        [("collective", "Residents", None), ("anonymous", "Residents", 1), ("anonymous", "Residents", 1)],
    ),
    (
        "Critics said the plan was bad. One, a former judge, said it was illegal. One of the critics said it was late.",
        [("collective", "Critics", None), ("anonymous", "former judge", 1), ("anonymous", "Critics", 1)],
    ),
    # not of whom only a quotation tells
    (
        "“The road is full of drivers,” Ann Lee said. Another said it rained.",
        [("named_person", "Ann Lee", None), ("anonymous", "Another", 1)],
    ),
]
ONE = [
    # "he" is who is told of, where nobody else has spoken
    (
        "Mayor Ann Lee opened the park. Paul Dean grew up nearby, he said.",
        [("named_person", "Paul Dean", None)],
    ),
    (
        "Joe Tibbs said it was late. Paul Dean never came, he said.",
        [("named_person", "Joe Tibbs", None)] * 2,
    ),
    # not who is introduced next by what else he is, nor where no name is wanted
    (
        "Doyle's lawyer said the amount was too high. Prosecutor Ann Lee said it was fair.",
        [("anonymous", "Doyle's lawyer", 1), ("named_person", "Ann Lee", None)],
    ),
    (
        "The manager, who asked not to be named for fear of losing her job, said the beds had run out. Mary Berg said she was wrong.",
        [("anonymous", "manager", 1), ("named_person", "Mary Berg", None)],
    ),
    (
        "The port's manager said it was closed. “We had no choice,” Ann Lee said.",
        [("named_person", "Ann Lee", None)] * 2,
    ),
    # who is somebody's is another
    (
        "Finance Minister Claire Lee said it was late. Her German counterpart said it was early. He said prices rose.",
        [("named_person", "Claire Lee", None), *[("anonymous", "Claire Lee's German counterpart", 1)] * 2],
    ),
    # an office has several names
    (
        "“It lives,” Sen. Tom Hale said. A Democratic senator said the vote would be held. The lawmaker said it would pass.",
        [("named_person", "Tom Hale", None), *[("anonymous", "Democratic senator", 1)] * 2],
    ),
    # who is quoted calls another "he"
    (
        "Lawyer Tom Beale met his client. “He told me he was innocent,” Beale said.",
        [("named_person", "Tom Beale", None), ("anonymous", "Tom Beale's client", 1)],
    ),
    (
        "Two officials said the raid had failed. One official said the map was old. The other official said it was new.",
        [("anonymous", "officials", 2), ("anonymous", "official", 1), ("anonymous", "officials", 1)],
    ),
    # in what is told of somebody, "her" is theirs
    (
        "Brian Tully said nobody was turned away. A nurse who would not give her name said it was cold. Aides who worked on his "
        "staff said he was tired.",
        [
            ("named_person", "Brian Tully", None),
            ("anonymous", "nurse who would not give her name", 1),
            ("anonymous", "Aides who worked on Brian Tully's staff", None),
        ],
    ),
    (
        "A Bureau of Investigation (BOI) officer said the file was missing. The officer said it was late.",
        [("anonymous", "Bureau of Investigation (BOI) officer", 1)] * 2,
    ),
    (
        "A cousin of the driver said the bus was old. “It had no lights,” the relative said. She said nobody listened.",
        [("anonymous", "cousin of the driver", 1)] * 3,
    ),
    (
        "An engineer at the plant said the valve was open. Steam rose. It was cold. He said nobody came.",
        [("anonymous", "engineer at the plant", 1)] * 2,
    ),
    # who speaks for a body goes on for it, unless the pronoun fits another
    (
        "“I cannot pay,” said Bob Berg, a baker. A Treasury spokesman said the tax would stay. Bakers could ask for relief, he said.",
        [("named_person", "Bob Berg", None), ("organization", "Treasury", None), ("organization", "Treasury", None)],
    ),
    (
        "Bob Berg resigned. A Treasury spokeswoman said the tax would stay. He said it rained.",
        [("organization", "Treasury", None), ("named_person", "Bob Berg", None)],
    ),
    (
        "The European Commission was in contact, a spokesman in Brussels said. An envoy was blunter. “It rained,” he said.",
        [("organization", "European Commission", None), ("anonymous", "envoy", 1)],
    ),
    # "the engineer" is none of those who were named since and cited for nothing
    (
        "The letter, written by an engineer, was old. Peter Berg died on the tracks. The engineer told Reuters it rained.",
        [("anonymous", "engineer", 1)],
    ),
    # one of some who is named; and one of whom a statement speaks before it says who states it
    (
        "Two clerks said it was late. One of them, Petra Lind, said it rained.",
        [("anonymous", "clerks", 2), ("named_person", "Petra Lind", None)],
    ),
    (
        "Peter Berg, a clerk, said it was late. “It rained,” said Bo Dahl. Anna Lind said she was cold.\n\nEmails show that it "
        "leaked. Berg’s name was removed from the report, he said, without his consent.",
        [
            ("named_person", "Peter Berg", None),
            ("named_person", "Bo Dahl", None),
            ("named_person", "Anna Lind", None),
            ("document", "Emails", None),
            ("named_person", "Peter Berg", None),
        ],
    ),
    # who wrote the article is nobody that it tells of
    (
        "By Beth Corrigan, Political Editor\n\nA Cabinet minister said the row was real. “It rained,” the minister said.",
        [("anonymous", "Cabinet minister", 1)] * 2,
    ),
    (
        "Beth Corrigan   9:14 AM · May 12, 2025\n\nThe mill saw a letter by an engineer. “It leaks,” the engineer wrote.",
        [("anonymous", "engineer", 1)],
    ),
    # somebody was named since, or has the role
    (
        "A clerk said it was late. Then Peter Berg came in. He said it rained.",
        [("anonymous", "clerk", 1), ("named_person", "Peter Berg", None)],
    ),
    (
        "Peter Berg, an engineer, spoke. A clerk said it was late. The engineer said it rained.",
        [("anonymous", "clerk", 1), ("named_person", "Peter Berg", None)],
    ),
    (
        "A broker familiar with the sale said it was late. The person said it rained.",
        [("anonymous", "broker familiar with the sale", 1)] * 2,
    ),
]
WHO_KNOWS = [
    ("Two people at the agency said it was late.", [("anonymous", "people at the agency", 2)]),
    ("People who heard the remarks said they were rude.", [("anonymous", "People who heard the remarks", None)]),
    ("People who vote said it was late.", [("collective", "People who vote", None)]),
    ("Those close to the player said he was tired.", [("anonymous", "Those close to the player", None)]),
    ("Many officials said it was late.", [("collective", "Many officials", None)]),
    ("Three current and former employees said it was late.", [("anonymous", "current and former employees", 3)]),
    # the dead are no source
    (
        "Two people in the town died. A source in the ministry said the bridge fell. The source said it rained.",
        [("anonymous", "source in the ministry", 1)] * 2,
    ),
]


def as_row(source: Source) -> Unnamed:
    return str(source.source_type), source.entity, source.number


@pytest.mark.parametrize(("text", "expected"), MEMBERS + ONE + WHO_KNOWS)
def test_who_is_meant(text: str, expected: list[Unnamed], nlp: Language) -> None:
    assert [as_row(source) for source in cited(text, nlp)] == expected


def test_a_reason_holds_for_all_whom_the_article_says_it_of(nlp: Language) -> None:
    text = (
        "A nurse said the ward was full. Two doctors said it was cold. The clinic is old, said a clerk, who, like others in this "
        "article, asked not to be named because the talks are private."
    )
    assert [source.anonymity_reason for source in cited(text, nlp)] == ["the talks are private"] * 3


def test_one_of_some_has_their_reason_and_a_second_one_too(nlp: Language) -> None:
    text = (
        "Three clerks, who asked not to be named because the talks are private, said it was late. One of them, a woman of 40, "
        "said it rained. A second clerk said it was cold."
    )
    assert [source.anonymity_reason for source in cited(text, nlp)] == ["the talks are private"] * 3


def test_what_a_comma_parts_tells_who_somebody_is(nlp: Language) -> None:
    (source,) = cited("The coach will leave, said a third source, who sat in on the meetings.", nlp)
    assert source.description == "a third source, who sat in on the meetings"


def test_a_reason_ends_where_its_speaker_speaks(nlp: Language) -> None:
    text = "A guard who asked not to be identified because he was not authorized to speak said the gate was open."
    assert [source.anonymity_reason for source in cited(text, nlp)] == ["not authorized to speak"]


def test_a_reason_of_somebody_named_is_nobody_elses(nlp: Language) -> None:
    text = (
        "A White House official said talks would resume Monday.\n\n“I lost everything,” said Maria Lee, a cook who asked that her "
        "last name not be used because she fears deportation."
    )
    assert [source.anonymity_reason for source in cited(text, nlp) if source.source_type == "anonymous"] == [None]


@pytest.mark.parametrize(
    ("text", "description"),
    [
        (
            "One participant, a retired driver from Leeds, said it rained.",
            "One participant, a retired driver from Leeds",
        ),
        ("A source, a former executive, said it was late.", "a former executive"),
        ("But a friend of the actor said it was late.", "a friend of the actor"),
    ],
)
def test_what_is_told_of_somebody_unnamed(text: str, description: str, nlp: Language) -> None:
    assert [source.description for source in cited(text, nlp)] == [description]
