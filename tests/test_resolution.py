"""Who is cited: the label, the fullest name, through whom, and why somebody is not named."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from attribution import audit
from attribution.attributions import find_attributions
from attribution.document import make_docs
from attribution.model import Article, Attribution, CharSpan, Quotation, Source, SourceType, text_of
from attribution.posts import find_posts
from attribution.resolution import resolve_sources
from attribution.unnamed import number_of

Row = tuple[str, str | None]
SEED = Path(__file__).parent.parent / "seeds" / "000_a35f4b4289d166f5.txt"


def resolve(text: str, nlp: Language, outlet: str | None = None) -> list[tuple[Attribution, Source]]:
    doc = next(make_docs([text], nlp))
    attributions = find_attributions(doc, find_posts(text), text=text)
    return list(zip(attributions, resolve_sources(doc, attributions, Article(text, outlet=outlet)), strict=True))


def cited(text: str, nlp: Language, outlet: str | None = None) -> list[Source]:
    return [source for attribution, source in resolve(text, nlp, outlet) if attribution.is_attributed]


def rows(text: str, nlp: Language) -> list[Row]:
    """Give label and name of each source that is cited."""
    return [(str(source.source_type), source.entity) for source in cited(text, nlp)]


PEOPLE = [
    # relative pronoun, she, surname
    (
        "Maria Lopez, who said the plan would fail, left the council. She told reporters that taxes would rise. "
        "Lopez added that nobody listened.",
        [("named_person", "Maria Lopez")] * 3,
    ),
    # role in apposition, title, he
    (
        "The bank's governor, Henrik Olsen, resigned on Monday. The governor said he was tired. "
        "“I leave with a clear conscience,” Mr. Olsen said. He said the bank was safe.",
        [("named_person", "Henrik Olsen")] * 3,
    ),
    # the first person inside a quotation is its speaker's
    (
        "“I told them we were ready,” Sara Lind said. “We believe the war will end,” she said.",
        [("named_person", "Sara Lind")] * 2,
    ),
    # who goes on speaking is not named again
    (
        "Sara Lind said the war would end, but acknowledged that it could take years.",
        [("named_person", "Sara Lind")] * 2,
    ),
    ("Many Republicans said they agreed.", [("collective", "Many Republicans")]),
]

WHO_IS_MEANT = [
    # a name in the speaker's own words is not who goes on speaking
    (
        "“The mayor is tired,” Maria Keller said. “Tom Rey is a good man and he will win,” she said.",
        [("named_person", "Maria Keller")] * 2,
    ),
    (
        "Peter Olsen spoke first. “It is Tom Rey who sounds angry. Rey has lost,” he added.",
        [("named_person", "Peter Olsen")],
    ),
    # a rival whom somebody calls "she" in quotation marks tells nothing of his own gender
    (
        "Tom Rey laughed. “She is weak. She will lose,” Rey said. “Her plan is bad,” Rey added. Maria Keller smiled at her "
        "daughter. He said he was sure.",
        [("named_person", "Tom Rey")] * 3,
    ),
    # who is asked answers
    (
        "Reporter Karen Holt asked Tom Rey whether the bridge was safe. “It is,” he said.",
        [("named_person", "Karen Holt"), ("named_person", "Tom Rey")],
    ),
    # one of a party or people
    (
        "Senator Tom Rey left early. The Ohio Republican said he was ill.",
        [("named_person", "Tom Rey")],
    ),
    ("“It is lost,” said one Iowa Democrat.", [("anonymous", "Iowa Democrat")]),
    # a noun in apposition, before a clause and behind a comma
    (
        "The plan has a foe in Carla Braun, a lawyer and former banker who said it would fail.",
        [("named_person", "Carla Braun")],
    ),
    (
        "Tom Rey wrote the film. The author of the book, Hana Omar, said it was untrue.",
        [("named_person", "Hana Omar")],
    ),
    # nobody says "he said that Rey won" of himself
    (
        "Karl Ness met Erik Dahl. Dahl was tired. “Dahl kept his word,” he said.",
        [("named_person", "Karl Ness")],
    ),
    # who is "he" to the article is not "she" a sentence later
    (
        "Karl Ness spoke first. He said the pier was safe. He said the boats were new. He said it would open. Petra Lind and "
        "Karl Ness left. She said she was glad.",
        [("named_person", "Karl Ness")] * 3 + [("named_person", "Petra Lind")],
    ),
    # an office, as a name and in a headline, is its holder's; nobody's who is one of many
    (
        "Former Speaker Karl Ness said the talks failed. Erik Dahl agreed. The Speaker said he was tired.",
        [("named_person", "Karl Ness"), ("named_person", "Karl Ness")],
    ),
    (
        "Governor says farmers will gain\n\nGov. Ann Ruud signed the water bill on Monday, and Erik Dahl was glad.",
        [("named_person", "Ann Ruud")],
    ),
    (
        "Ann Ruud, a baker, said bread would cost more. The prime minister said that prices would fall.",
        [("named_person", "Ann Ruud"), ("anonymous", "prime minister")],
    ),
    # names that NER takes for a place, and that the parse passes over
    ("Karl Ness left. His wife, Petra, said the move had been hard.", [("named_person", "Petra")]),
    (
        "“I do well,” said Iampaglia, who graduated in 2009 with her degree. Iampaglia said rents rose.",
        [("named_person", "Iampaglia")] * 2,
    ),
    (
        "The Council on Foreign Relations Director Petra Lind said the pier was safe.",
        [("named_person", "Petra Lind")],
    ),
    (
        "Harbour News and former television anchor Petra Lind said the pier was safe.",
        [("named_person", "Petra Lind")],
    ),
    (
        "Deborah Jordan Reynolds - Santilli's girlfriend - told a reporter that the pier was safe.",
        [("named_person", "Deborah Jordan Reynolds")],
    ),
    # a last name before a first one; a place before a role; a list before its head
    ("Rand Paul met Paul Ryan. Paul said that the vote was lost.", [("named_person", "Rand Paul")]),
    (
        "Bernie Sanders of Vermont spoke first. Senator Marco Rubio of Florida left. The Vermont senator said that he was tired.",
        [("named_person", "Bernie Sanders")],
    ),
    (
        "Karl Ness spoke first. One of his advisers, Petra Lind, told reporters that it was over.",
        [("named_person", "Petra Lind")],
    ),
    # one who is mentioned once is one, whatever is said
    (
        "Karl Ness and Erik Dahl met. The businessman praised Dahl, saying he was strong.",
        [("named_person", "Karl Ness")] * 2,
    ),
    (
        "DNC chair says the claims are false\n\nDemocratic National Committee Chair Debbie Wasserman Schultz dismissed the claims.",
        [("named_person", "Debbie Wasserman Schultz")] * 2,
    ),
    ("Donald Trump spoke first. The front-runner said that he was tired.", [("named_person", "Donald Trump")]),
    ("Nefzi, a chemistry professor, said that the mosque was calm.", [("named_person", "Nefzi")]),
    # of whom it is said what one is
    (
        "“It is wrong,” said Karl Ness, senior director of policy at the Harbour Policy Center, and a Republican who led it.",
        [("named_person", "Karl Ness")],
    ),
    ("Karl Ness and Erik Dahl, who left, said it was over.", [("named_person", "Karl Ness and Erik Dahl")]),
    ("The New Republic’s Jeet Heer said that it was over.", [("named_person", "Jeet Heer")]),
    # a headline is no name
    (
        "Hillary Clinton Slams Donald Trump On Women\n\nDonald Trump left. Trump said that he was tired.",
        [("named_person", "Donald Trump")],
    ),
    # titles and numbers
    (
        "Petra Lind taught here. Ms. Lind and other teachers said the school was cold.",
        [("named_person", "Petra Lind and other teachers")],
    ),
    ("63 percent of Norwegians say the pier is safe.", [("collective", "63 percent of Norwegians")]),
    # names told by a first name, where NER takes them for a body's
    (
        "Former tech executive Carly Fiorina said that she saw the video. Fiorina added that it was long.",
        [("named_person", "Carly Fiorina")] * 2,
    ),
    ("Eva-Karin Ness said that it was late.", [("named_person", "Eva-Karin Ness")]),
    # a surname alone is whose the article introduced first
    (
        "Ann Holt is the mayor. Her husband, Bill Holt, cooks. Bill Holt left. Holt said that it was safe.",
        [("named_person", "Ann Holt")],
    ),
    # a pronoun before the name
    (
        "Karl Ness left. Despite his doubts about the pier, Erik Dahl said it would open.",
        [("named_person", "Erik Dahl")] * 2,
    ),
    # nouns for people that no list of ours holds, and ages
    ("Erik Dahl left. The neurosurgeon said he was tired.", [("named_person", "Erik Dahl")]),
    ("Erik Dahl was tired. “It is late,” the 43-year-old said.", [("named_person", "Erik Dahl")]),
    # several
    (
        "Erik Dahl and Petra Lind wrote the book. Many farmers bought it. They say that it is long.",
        [("named_person", "Erik Dahl and Petra Lind")],
    ),
    (
        "Erik Dahl and Petra Lind met. The couple said that they would marry.",
        [("named_person", "Erik Dahl and Petra Lind")],
    ),
    ("Erik Dahl met Petra Lind. The two say that it is long.", [("named_person", "Erik Dahl and Petra Lind")]),
    # who goes on in the same sentence
    ("Erik Dahl agreed, adding that the pier was safe.", [("named_person", "Erik Dahl")]),
    # headlines and leads that describe whom the text names
    (
        "Union chief says the pier is safe.\n\nMary Henry was calm. Henry said that the pier was safe. She said it was new. "
        "Henry added that it was long.",
        [("named_person", "Mary Henry")] * 4,
    ),
    (
        "London's mayor says the pier is safe.\n\nSara Dahl was elected as mayor of London last week. Dahl said it was late.",
        [("named_person", "Sara Dahl")] * 2,
    ),
    # what somebody says, by a noun
    ("Karl Ness spoke. Ness's own argument suggests that the pier is safe.", [("named_person", "Karl Ness")]),
    # a husband and his wife
    (
        "Tom Rey and his wife, Hana Rey, spoke on Sunday. Mr. Rey said it was late. Mrs. Rey said it was early.",
        [("named_person", "Tom Rey"), ("named_person", "Hana Rey")],
    ),
    # who is told of for the first time
    (
        "Tom Rey founded the firm. The employee of four years said she was tired.",
        [("anonymous", "employee of four years")],
    ),
    # the other apostrophe
    ("The film is true, Martin O’Malley said.", [("named_person", "Martin O’Malley")]),
    # a part of a name, and a common word, that an outlet has too
    ("The National Police Agency said it rained.", [("organization", "National Police Agency")]),
    # a country whose name is written like a pronoun
    ("The US said it would send ships. It was late, according to the US.", [("organization", "US")] * 2),
    ("Everyone said it rained.", [("collective", "Everyone")]),
]

BODIES = [
    # a team is its people
    (
        "Scientists at Leeds University studied 300 mice. The team said more work was needed.",
        [("collective", "Scientists at Leeds University")],
    ),
    # where a company is at home tells which one is meant, and is no company
    (
        "Tarn Motors cut its forecast. The Austin, Texas-based firm said it was sorry. The Seattle-based Obi Capital said it was late.",
        [("organization", "Tarn Motors"), ("organization", "Obi Capital")],
    ),
    # many in capitals, and one of them
    (
        "Labour MPs said the bill was bad. Several MPs said they would rebel. One Labour MP said it was late.",
        [("collective", "Labour MPs"), ("collective", "Several MPs"), ("anonymous", "Labour MP")],
    ),
    # outlets that are named together, and a word for a paper that the article calls one
    (
        "The Guardian and the Times of London reported it on Monday. They said he was ill.",
        [("news_outlet", "Guardian and Times of London")] * 2,
    ),
    ("CNN and other outlets reported it.", [("news_outlet", "CNN")]),
    (
        "The Nation newspaper reported on Sunday that the minister had left. The newspaper said he was ill.",
        [("news_outlet", "Nation")] * 2,
    ),
    # a union is not whom it strikes against
    (
        "United Auto Workers members struck Tarn Motors. Tarn Motors said it was sorry. The union said 900 people had walked out.",
        [("organization", "Tarn Motors"), ("organization", "United Auto Workers")],
    ),
    (
        "Unite called a strike at Tarn Buses. Tarn Buses said buses would run. The union said 900 drivers had walked out.",
        [("organization", "Tarn Buses"), ("organization", "Unite")],
    ),
    # what is not named again
    (
        "The Wall Street Journal asked for calm. The conservative-leaning newspaper wrote that he should go.",
        [("news_outlet", "Wall Street Journal")] * 2,
    ),
    (
        "Both The New York Times and the Wall Street Journal said that it was over.",
        [("news_outlet", "New York Times and Wall Street Journal")],
    ),
    (
        "An adviser to the governor said the talks failed. The person added that nobody was glad.",
        [("anonymous", "adviser to the governor")] * 2,
    ),
    (
        "A copy of the memo seen by Reuters said that it was over.",
        [("document", "copy of the memo seen by Reuters")],
    ),
    (
        "The Civil Liberties Union sued. The administration said that it was legal.",
        [("organization", "administration")],
    ),
    (
        "In a blog post on Friday, Twitter said threats had long been against its terms of service.",
        [("organization", "Twitter")],
    ),
    # "which" is no person, and "no one" is nobody
    ("There is a report by Ann Lee, which says that the plan is dead.", [("document", "report by Ann Lee")]),
    ("No one said that it was over.", [("unattributed", None)]),
    ("A lot of people here say the plan is dead.", [("collective", "people")]),
    ("Northern Bank closed on Monday. The government said that savers were safe.", [("organization", "government")]),
    ("The ACLU of Oregon, which sued in May, said the search was illegal.", [("organization", "ACLU of Oregon")]),
    (
        "The Food and Drug Administration met. Wired Magazine wrote of it. Wired Magazine asked why. The agency said that the "
        "pills were safe.",
        [("organization", "Food and Drug Administration")],
    ),
    # acronym in parentheses, definite noun
    (
        "The World Food Programme (WFP) warned on Friday that stocks are low. WFP said 2 million people need help. "
        "The agency said it would cut rations.",
        [("organization", "World Food Programme")] * 3,
    ),
    # a spokesman speaks for his body until he is named; an official does not
    (
        "A spokesman for the Interior Ministry said the border was closed. The spokesman, Ivan Petrov, said it would "
        "reopen. “No comment,” a White House official said.",
        [("organization", "Interior Ministry"), ("named_person", "Ivan Petrov"), ("anonymous", "White House official")],
    ),
    (
        "The company said sales fell, but acknowledged that it had expected worse. Critics said the firm lied.",
        [("organization", "company"), ("organization", "company"), ("collective", "Critics")],
    ),
    # which company is meant
    (
        "Alphabet reported its earnings on Monday. The company said that it would grow. Amazon was next. The online retail giant "
        "said that sales fell.",
        [("organization", "Alphabet"), ("organization", "Alphabet"), ("organization", "Amazon")],
    ),
    (
        "Verizon Communications and Comcast are bidding. Both said that they would win.",
        [("organization", "Verizon Communications and Comcast")],
    ),
    ("A group called Color of Change said that the pier was safe.", [("organization", "Color of Change")]),
    # classes of bodies, and one that speaks
    (
        "Outside groups say that the pier is safe. Unions claim that it is not. Police say it is closed.",
        [("collective", "Outside groups"), ("collective", "Unions"), ("organization", "Police")],
    ),
    # posts
    ("A tweet said that the pier was safe.", [("social_post", "tweet")]),
    # the author
    ("This reporter believes that the pier is safe. Let's hope that it is new.", [("author", None)] * 2),
    (
        "According to the New York Times, the men were armed.",
        [("news_outlet", "New York Times")],
    ),
]

UNNAMED = [
    # shares and numbers of people are classes
    (
        "Nine in 10 voters say that the pier is safe. 42% say it is not. Tens of millions of Americans believe it is new.",
        [("collective", "Nine in 10 voters"), ("collective", "42%"), ("collective", "Tens of millions of Americans")],
    ),
    # one who is not named goes on as "he", unless somebody is named since, or was asked
    (
        "Tom Rey left in May. A senior official said that Rey had lied. He added that nobody was glad.",
        [("anonymous", "senior official")] * 2,
    ),
    (
        "Tom Rey left in May. A senior official said that Rey had lied. Rey went home. He added that nobody was glad.",
        [("anonymous", "senior official"), ("named_person", "Tom Rey")],
    ),
    (
        "Tom Rey left in May. A voter asked Rey whether it was late. He said that it was.",
        [("anonymous", "voter"), ("named_person", "Tom Rey")],
    ),
    (
        "A clerk said that it was late, but acknowledged that it rained. He added that it was cold.",
        [("anonymous", "clerk")] * 3,
    ),
    # one woman is a person who is not named, women are a class
    ("A woman said that the street was dark.", [("anonymous", "woman")]),
    ("Women said that the street was dark.", [("collective", "Women")]),
    ("Three-quarters of the voters said that they were worried.", [("collective", "voters")]),
    (
        "Three officials briefed on the talks told Reuters that a deal was close. One of them said the deal could be "
        "signed on Friday. They said the price was agreed.",
        [("anonymous", "officials briefed on the talks")] * 3,
    ),
    ("The minister lied, said a senior aide. The aide said it was over.", [("anonymous", "senior aide")] * 2),
    ("The painting was reportedly stolen in 1944.", [("unattributed", None)]),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Three officials told Reuters that the dam leaks. One said that it was old. Another said that it was new.",
            [("officials", "Reuters")] * 3,
        ),
        (
            "Two people close to him said that he would leave. “He changes his mind,” the second person said.",
            [("people close to him", None)] * 2,
        ),
        # of whom it is one, nobody has said
        ("The river rose and the mill burned. Another said that it rained.", [("Another", None)]),
        # a second one of those of whom one was cited is somebody else
        (
            "A campaign aide said that it rained. A second aide said that it did not.",
            [("campaign aide", None), ("second aide", None)],
        ),
    ],
)
def test_one_of_those_cited_before_may_be_called_by_a_number_alone(
    text: str, expected: list[Row], nlp: Language
) -> None:
    assert [(source.entity, source.relay) for source in cited(text, nlp)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tarn Metals, which owned the smelter, said that the site was clean.", ("organization", "Tarn Metals")),
        ("Records show that Ann Lee was warned.", ("document", "Records")),
        ("Recipients said that it rained.", ("anonymous", "Recipients")),
        ("Recipients said that it rained. It was played by the Recipients.", ("organization", "Recipients")),
        ("Voters in Iowa, which is a state, said that they were tired.", ("collective", "Voters in Iowa")),
        ("Scientists who were not involved in the study said that it was small.",
            ("collective", "Scientists who were not involved in the study")),
        ("Scientists who were involved in the study said that it was small.",
            ("anonymous", "Scientists who were involved in the study")),
    ],
)  # fmt: skip
def test_what_is_said_of_a_name_or_a_class_tells_whether_it_is_a_body_a_class_or_some_people(
    text: str, expected: Row, nlp: Language
) -> None:
    assert rows(text, nlp) == [expected]


@pytest.mark.parametrize(
    ("noun", "expected"), [("company", "company"), ("bank", "Bank of Ireland"), ("union", "Allied Warehouse Union")]
)
def test_a_company_is_neither_a_union_nor_a_university(noun: str, expected: str, nlp: Language) -> None:
    named = "The Allied Warehouse Union called for a strike. The University of Dublin closed. "
    if noun == "bank":
        named += "The Bank of Ireland did so too. "
    text = f"{named}The {noun} said that wages were fair."
    assert rows(text, nlp)[-1] == ("organization", expected)


@pytest.mark.parametrize(("text", "expected"), PEOPLE + WHO_IS_MEANT + BODIES + UNNAMED)
def test_rows(text: str, expected: list[Row], nlp: Language) -> None:
    assert rows(text, nlp) == expected


REASONS = [
    (
        "The minister will resign, said a senior aide, who spoke on condition of anonymity to discuss internal matters.",
        "to discuss internal matters",
    ),
    (
        "The deal is close, two diplomats said. The diplomats asked not to be named because the talks are private.",
        "the talks are private",
    ),
    (
        "“He is gone,” said a person familiar with the decision, citing fear of retaliation for requesting anonymity.",
        "fear of retaliation",
    ),
    (
        "A former employee said the plant was unsafe. She declined to be identified for fear of losing her pension.",
        "fear of losing her pension",
    ),
    (
        "The raid failed, according to two officers who were not authorized to speak publicly.",
        "not authorized to speak publicly",
    ),
    (
        "Speaking on condition of anonymity because of the sensitivity of the issue, an official said the raid failed.",
        "the sensitivity of the issue",
    ),
    ("A guard, who spoke on condition of anonymity for security reasons, said the gate was open.", "security reasons"),
    ("A clerk, who asked not to be identified discussing pay, said it was late.", "discussing pay"),
    ("A clerk said it was late. He asked that we not print his name because he fears his boss.", "he fears his boss"),
    (
        "The gate was open, two guards said. Neither was authorized to speak to the press.",
        "Neither was authorized to speak to the press",
    ),
    ("Two guards, who asked not to be named so as not to lose their jobs, said it was late.", "not to lose their jobs"),
    ("A guard who asked not to be named said he had been given a warning.", None),
    # the reason ends where the clause goes on that it was put into
    (
        "Another guard, speaking on condition of anonymity for fear of reprisals, warned that it was late.",
        "fear of reprisals",
    ),
    (
        "A diplomat, who asked not to be named because of the sensitivity of the talks, also warned that they could fail.",
        "the sensitivity of the talks",
    ),
    # the outlet's own word for it
    ("A nurse, who the ABC has agreed not to name because she fears her boss, said it was late.", "she fears her boss"),
    ("A nurse, whom the Guardian is not naming to protect her job, said it was late.", "to protect her job"),
    ("A man, whose name the BBC is withholding for his safety, said it was late.", "his safety"),
    # what they fear who ask for it
    ("A worker, who feared for his job and asked not to be named, said the gate was open.", "feared for his job"),
    ("A worker, who feared for his job and sought anonymity, said the gate was open.", "feared for his job"),
    ("It was late, said a clerk, citing fear of his boss in declining to be named.", "fear of his boss"),
    (
        "Because the talks are private, the official asked not to be named. The official said it was late.",
        "the talks are private",
    ),
    ("Owing to the risk of arrest, the nurse asked not to be named. The nurse said it was late.", "the risk of arrest"),
    ("The gate was open, said a nurse who feared arrest and did not want to be named.", "feared arrest"),
    ("A nurse, who did not want his name in print because he feared arrest, said it was late.", "he feared arrest"),
    # what others may not do
    ("A guard who asked not to be named said it was over. Women are not permitted to drive there.", None),
    ("A guard who asked not to be named said that reporters were not allowed to enter the camp.", None),
    ("A guard who asked not to be named said the gate was open because it had burnt.", None),
]


def test_a_reason_of_their_own_stands_before_that_of_others(nlp: Language) -> None:
    text = (
        "It was late, said one guard, who, like others in this article, spoke on condition of anonymity because he had signed an "
        "agreement. It was early, said two officials who asked for anonymity because they were not authorized to speak. "
        "It was noon, a clerk said."
    )
    assert [source.anonymity_reason for source in cited(text, nlp)] == [
        "he had signed an agreement",
        "not authorized to speak",
        "he had signed an agreement",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A nurse, who the ABC has agreed not to name because she fears her boss, said it was late.",
        "A nurse, whom the Guardian is not naming to protect her job, said it was late.",
        "A nurse, who asked us not to use her name because she fears her boss, said it was late.",
        "A nurse, who asked not to be identified discussing internal matters, said it was late.",
        "A nurse, who spoke on condition of anonymity because she feared reprisals, said it was late.",
        "A nurse, who feared for her job and asked not to be named, said it was late.",
        "A nurse, whom The Canadian Press agreed not to identify because she fears for her job, said it was late.",
        "The two guards requested anonymity, citing concerns about retaliation. One said it was late.",
        "A nurse said it was late. The Post has withheld her name for her safety.",
        "A nurse whom the Post agreed to call Mei, as her family lives in Lhasa, said it was late.",
        "A nurse, whose contract forbids her from speaking to the press, said it was late.",
        "Two guards said it was late. Both spoke in confidence for fear of their boss.",
        "A nurse, who asked to remain unnamed, worried that she would lose her job, said it was late.",
    ],
)
def test_not_to_be_named_is_no_statement(text: str) -> None:
    assert audit(text).query("attributed")["claim"].tolist() == ["it was late"]


@pytest.mark.parametrize(
    "text",
    [
        "Mei said it was late. Mei is not her real name, which the Post is withholding because she fears arrest.",
        "The Post agreed to call her Mei, since she fears arrest. “It was late,” Mei said.",
        "A clerk, Mei (not her real name), said it was late. We have withheld her identity since she fears arrest.",
    ],
)
def test_who_has_another_name_has_a_reason(text: str, nlp: Language) -> None:
    assert {(s.source_type, s.anonymity_reason) for s in cited(text, nlp)} == {("anonymous", "she fears arrest")}


@pytest.mark.parametrize(("text", "reason"), REASONS)
def test_why_somebody_is_not_named(text: str, reason: str | None, nlp: Language) -> None:
    assert cited(text, nlp)[0].anonymity_reason == reason


RELAYS = [
    ("Speaking on the Long Tail podcast, Ann Lee said that it was late.", "Long Tail"),
    ("Appearing on the “Slow Lane” podcast in May, Ann Lee called the plan bad.", "Slow Lane"),
    ("Ann Lee said in an interview with the podcast Slow Lane that it was late.", "Slow Lane"),
    ("Ann Lee said on a TV show that it was late.", None),
    ("The Guardian is read here. Ann Lee told the newspaper that she was tired.", "Guardian"),
    ("The Guardian is read here. Ann Lee told the local newspaper that she was tired.", "local newspaper"),
    ("Three officials told Reuters that a deal was close.", "Reuters"),
    ("Anna Berg said in an interview with the Financial Times that rates would rise.", "Financial Times"),
    ("In an interview with the Financial Times, Anna Berg said that rates would rise.", "Financial Times"),
    ("Anna Berg told Reuters on Monday that rates would rise.", "Reuters"),
    ("Anna Berg said that rates would rise.", None),
    ("Anna Berg said in an interview with Ann Lee that rates would rise.", "Ann Lee"),
    ("Anna Berg said in an interview with Ann Lee on CNN that rates would rise.", "Ann Lee; CNN"),
    ("In an interview with host Ann Lee on the Long Tail podcast, Anna Berg said it rained.", "Ann Lee; Long Tail"),
    ("Anna Berg told the radio host Ann Lee on Monday that rates would rise.", "Ann Lee"),
    ("Anna Berg told the host of the party that rates would rise.", None),
    ("“It rains,” Anna Berg said on “The Slow Hours” on Monday.", "Slow Hours"),
    ("“It rains,” Anna Berg said on “The Slow Hours” on CNN.", "CNN"),
    ("Anna Berg spoke on “The Future of Rates” and said that they would rise.", None),
    ("Anna Berg told Fox 35 that rates would rise.", "Fox 35"),
    ("A cabinet minister told the Times on Monday that it rained.", "Times"),
    ("Ann Lee told dzBB that it rained.", "dzBB"),
    ("Anna Berg struck another note on CNN on Monday. “It rains,” she said.", "CNN"),
    ("The minister, Anna Berg, went further in an interview with NBC News.\n\n“It rains,” she said.", "NBC News"),
    ("Anna Berg's aide went further on CNN. “It rains,” Bo Dahl said.", None),
    ("Anna Berg fell. Her file, which she shared with The Intercept, says it rained.", "Anna Berg"),
    ("It rained, according to a memo read to The Washington Post by a Western official.", "Western official"),
    ("It rained, according to a memo described by two officials.", "two officials"),
    ("A letter Anna Berg sent to her staff says it rained.", None),
    ("Fox News is live. Anna Berg told Fox that rates would rise.", "Fox News"),
    ("The Associated Press is old. Anna Berg told the AP that rates would rise.", "Associated Press"),
    ("Anna Berg pointed to a CBS poll and said that rates would rise.", None),
    ("A CBS poll said that rates would rise. CBS is old.", None),
    # outlets by what stands before their names
    ("Bo Day, who plays there, told the Swedish newspaper Skogsbladet last week that it was late.", "Skogsbladet"),
    ("Government spokesman Bo Day told state news agency QNX that there was no request.", "QNX"),
    ("Bo Day told the state-run QNX that it was late.", "QNX"),
    ("The state’s director, Bo Day, told CNN affiliate WKYT last week that it was late.", "WKYT"),
    ("Bo Day said on the radio station Harbour FM that it was late.", "Harbour FM"),
    # or behind them, and interviews with names that no table has
    ("Her co-star Bo Day told Lantern listeners: “She’s a trouper.”", "Lantern"),
    ("In an interview with Harbour Weekender on Monday, Bo Day said that it was late.", "Harbour Weekender"),
    ("It was late, Bo Day said in an interview with Harbour Weekender", "Harbour Weekender"),
    # no outlet that is told something
    ("In May, Bo Day told the Harbour Committee that it was late.", None),
    ("Bo Day told the newspaper Ann Lee would win.", "newspaper"),
    ("A nurse told this newspaper that it was late. The Guardian is read here.", None),
    # who speaks in somebody's place
    ("Mr. Day said through a spokeswoman that he had never seen her.", "spokeswoman"),
    ("Ms. Day, through her lawyer, denied that she had ever seen him.", "her lawyer"),
    ("In a statement issued through the harbour police, Mrs. Day called him the kindest man.", "harbour police"),
    ("In a statement released by his lawyer, Mr. Day called it a mistake.", "his lawyer"),
    ("In a statement released by the company, Mr. Day called it a mistake.", None),
    ("Bo Day’s agent is Ann Lee. Through her, Mr. Day denied that he had signed.", "Ann Lee"),
    ("Mr. Day said that he had gone through a lawyer.", None),
    # what several have, or one that a clause names; and what an outlet cited before
    ("The memo, seen by the Guardian and CNN, says that it was late.", "Guardian and CNN"),
    ("Bo Day told The Globe and Mail that it was late.", "Globe and Mail"),
    ("“It is late,” Bo Day wrote in a letter to the studio, which Reuters obtained.", "Reuters"),
    ("Mr. Day said that he got there through a window.", None),
    # whose reporter or source somebody is
    ("CNN’s Ann Lee reported on Tuesday that it was late.", "CNN"),
    ("Ann Lee of The Guardian called it a masterpiece.", "Guardian"),
    ("CNN’s president Bo Day said that it was late.", None),
]


@pytest.mark.parametrize(
    ("text", "relays"),
    [
        ("The Sun reported a row. An insider told the paper: “It’s carnage.”", [None, "Sun"]),
        ("Bloomberg reported delays. The hinge is late, according to the outlet’s sources.", [None, "Bloomberg"]),
        (
            "Mr. Day said through a spokeswoman that he had never seen her. Then Mr. Day said that it was late.",
            ["spokeswoman", None],
        ),
    ],
)
def test_an_outlet_named_before_relays_and_a_deputy_no_more(text: str, relays: list[str | None], nlp: Language) -> None:
    assert [source.relay for source in cited(text, nlp)] == relays


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Two officials said it rained. One of the officials said it would snow.", [2, 1]),
        ("The plan failed, 12 aides said. An aide said it had rained.", [12, 1]),
        ("Two dozen officials said it rained.", [24]),
        ("Two hundred workers said it rained.", [200]),
        ("Half a dozen aides said it rained.", [6]),
        ("Forty-two officials said it rained.", [42]),
        ("2,000 workers said it rained.", [2000]),
        ("At least two officials said it rained.", [2]),
        ("More than a dozen officials said it rained.", [12]),
        ("Several dozen officials said it rained.", [None]),
        ("20 to 30 officials said it rained.", [None]),
        ("Two aides and a lawyer said it rained.", [3]),
        ("An aide and two lawyers said it rained. It would snow, the aide said.", [3, 1]),
        ("Two aides to the mayor and the governor said it rained.", [2]),
        ("Two Republican and three Democratic aides said it rained.", [None]),
        ("Officials said it rained.", [None]),
        ("Her family said it rained. A family friend said it snowed.", [None, 1]),
        ("Twenty-one percent said it rained.", [None]),
        # of how many they are is not how many
        ("A number of the 14 aides said it rained.", [None]),
        ("19 of 22 economists said it rained.", [19]),
        ("It rained, according to a pair of aides. A trio of former aides said it snowed.", [2, 3]),
        ("Two out of three sources said it rained.", [2]),
        ("Nine of 10 economists said it rained.", [None]),
        ("A majority of the 50 senators said it rained.", [None]),
        ("Dozens of the 800 teachers said it rained. A group of 40 nurses said it snowed.", [None, 40]),
        ("Ann Lee said it rained.", [None]),
        ("It rained, ² officials said. It snowed, 99999999999999999999 officials said.", [None, None]),
    ],
)
def test_how_many_they_are_said_to_be(text: str, numbers: list[int | None]) -> None:
    frame = audit(text)
    found = frame.loc[frame["attributed"], "source_number"]
    assert [None if pd.isna(number) else number for number in found] == numbers


def test_a_text_may_end_with_the_last_of_several(nlp: Language) -> None:
    (doc,) = make_docs(["It rained, said a lawyer and two aides"], nlp)
    assert [number_of(token) for token in doc if token.pos_ == "NOUN"] == [3, 2]


@pytest.mark.parametrize("number", ["Two dozen", "Two hundred", "Forty-two", "20 to 30", "Half a dozen"])
def test_an_entity_is_who_they_are_without_how_many(number: str) -> None:
    assert audit(f"{number} officials said it rained.").query("attributed")["entity"].tolist() == ["officials"]


def test_a_text_that_begins_with_a_possessive_is_read() -> None:
    assert audit("'s reporter Ann Lee said it rained.")["attributed"].tolist() == [True]


@pytest.mark.parametrize(("text", "relay"), RELAYS)
def test_through_whom(text: str, relay: str | None, nlp: Language) -> None:
    assert cited(text, nlp)[0].relay == relay


def test_an_interview_goes_on_until_another_speaks(nlp: Language) -> None:
    text = (
        "In an interview with the Financial Times, Anna Berg said that rates would rise. She added that inflation was "
        "low. Peter Holm said that rates would fall."
    )
    assert [(s.entity, s.relay) for s in cited(text, nlp)] == [
        ("Anna Berg", "Financial Times"),
        ("Anna Berg", "Financial Times"),
        ("Peter Holm", None),
    ]


def test_what_is_said_within_a_report_is_relayed_by_it(nlp: Language) -> None:
    found = cited("According to the New York Times, officials said that the men were armed.", nlp)
    assert [(s.source_type, s.relay) for s in found] == [("news_outlet", None), ("anonymous", "New York Times")]


def test_a_paper_s_short_name_is_first_of_all_the_publisher_s(nlp: Language) -> None:
    text = "The Los Angeles Times laughed. The Times reported in April that it was late."
    (source,) = cited(text, nlp, outlet="The New York Times")
    assert source.source_type is SourceType.AUTHOR
    text = "The Washington Post laughed. The Post reported in April that it was late."
    (source,) = cited(text, nlp, outlet="The Huffington Post")
    assert (source.source_type, source.entity) == (SourceType.NEWS_OUTLET, "Washington Post")


def test_the_publishing_outlet_relays_nothing(nlp: Language) -> None:
    assert cited("Anna Berg told Reuters that rates would rise.", nlp, outlet="Reuters")[0].relay is None


@pytest.mark.parametrize("reporters", ["A Herald reporter", "Two Herald reporters", "Reporters for the Herald"])
def test_what_the_publisher_s_reporters_saw_is_the_author_s(reporters: str) -> None:
    frame = audit(Article(f"{reporters} saw police fire tear gas into the crowd.", outlet="Herald"))
    assert frame["source_type"].tolist() == ["author"]


def test_the_seed_article_as_a_careful_reader_sees_it(nlp: Language) -> None:
    text = SEED.read_text(encoding="utf-8")
    found = [(text_of(a.source, text), a, s) for a, s in resolve(text, nlp) if a.is_attributed]
    sources = [s for _, a, s in found if s.source_type == "anonymous"]
    assert len(sources) == 4  # the matter, a claim, the fight against ISIS, "one of them"
    assert {s.entity for s in sources} == {"sources familiar with the matter"}
    assert {s.relay for s in sources} == {"Bloomberg"}
    assert {s.anonymity_reason for s in sources} == {"not authorized to comment publicly"}
    bloomberg = [s for mention, _, s in found if mention == "Bloomberg"]
    assert {(str(s.source_type), s.entity, s.relay) for s in bloomberg} == {("news_outlet", "Bloomberg", None)}
    putin = next(s for mention, a, s in found if mention == "Putin" and text_of(a.cue, text) == "told")
    assert (putin.source_type, putin.entity) == ("named_person", "Vladimir Putin")
    post = next((a, s) for _, a, s in found if a.post is not None)
    assert (post[1].source_type, post[1].entity) == ("social_post", "POLITICOEurope")
    claimed = next(a for mention, a, _ in found if mention == "Reports")
    assert claimed.parent is not None


FRAGMENTS = (
    (
        "“ ” \" ' ( ) , . : — the a one of them they he she it who said told according-to I we Reuters CNN Ann-Lee Mr. Smith "
        "official officials sources anonymity because report poll spokesman for campaign said. 😀 @ann "
        "AARON OBI: “Tig” M. v. Politico.com figures interview himself asked opposition"
    )
    .replace("-", "\u00a0")
    .split(" ")
)


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(" ".join))
@example("@ann @ann @ann")
def test_any_text_gets_one_source_for_each_statement(nlp: Language, text: str) -> None:
    for attribution, source in resolve(text, nlp):
        assert attribution.is_attributed or source == Source(SourceType.AUTHOR)
        assert source.entity != ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # questions and a short interruption end no interview; two more statements of others do
        (
            "Anna Berg told Reuters that rates would rise. Bo Dahl asked whether it was true. Berg said that prices rose. Bo Dahl said that he "
            "doubted it. Berg added that it was late. Bo Dahl said that it rained. Per Holm said that it snowed. Per Holm said "
            "that it hailed. Berg said that she was tired.",
            ["Reuters", None, "Reuters", None, "Reuters", None, None, None, None],
        ),
        # what had been said in an interview went on there
        (
            "In an interview with CNN, Anna Berg had said that it rained. She had also said that it snowed.",
            ["CNN", "CNN"],
        ),
        (
            "In an interview with CNN, Anna Berg said that it rained. She had said before that it snowed.",
            ["CNN", None],
        ),
        # what is noted stands in no note, and what is cut out of an interview was said there
        ("Ann Lee told CNN that it rained. She noted that it snowed.", ["CNN", "CNN"]),
        ("Ann Lee told CNN that it rained. She tweeted that it snowed.", ["CNN", None]),
        ("Ann Lee told CNN that it rained. In an excerpt of the interview, Lee says it snowed.", ["CNN", "CNN"]),
        ("Ann Lee told CNN that it rained. In an excerpt from her book, Lee says it snowed.", ["CNN", None]),
        # nor is it said there before which another place stands
        ("Ann Lee told CNN it rained. At a rally in May, she was less sure. “It may rain,” she said.", ["CNN", None]),
        ("Ann Lee told CNN it rained. She met him at a rally in May. “It rained,” she said.", ["CNN", "CNN"]),
        # whom an interview is with is told the rest of it
        (
            "Karl Ness said in an interview with Ann Lee that the pier was safe. Bo Dahl told Ness that it was not. Ness told "
            "Lee that it was long.",
            ["Ann Lee", None, "Ann Lee"],
        ),
        # on another day, it was another place
        ("Ann Lee said on Monday that it rained. On Friday she told CNN it snowed.", [None, "CNN"]),
        ("Ann Lee said on Monday that it rained. “It snowed,” she told CNN.", ["CNN", "CNN"]),
        # where a statement was made may be told after the next one
        (
            "Bo Dahl said it rained. Bo Dahl said it snowed. Bo Dahl said it hailed. Bo Dahl said it thawed. Karl Ness said "
            "that the pier was safe; Ness said in an interview with CNN that it was new.",
            [None, None, None, None, "CNN", "CNN"],
        ),
        # another of the same kind, who was heard likewise
        ("One MP told the Mail: “He is finished.” Another said: “It is late.”", ["Mail", "Mail"]),
        ("A source told the Mail that it was late. A second source said it was early.", ["Mail", "Mail"]),
        ("One MP told the Mail that it was late. Another MP said at a rally that it was early.", ["Mail", None]),
    ],
)
def test_an_interview_goes_on(text: str, expected: list[str | None], nlp: Language) -> None:
    assert [source.relay for source in cited(text, nlp)] == expected


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        # one who has no name may be "they"
        ("A resident said it rained. They said it snowed.", [("anonymous", "resident")] * 2),
        ("A senior clerk told AFP it rained. They said it snowed.", [("anonymous", "senior clerk")] * 2),
        ("Two aides met. A clerk said it rained. Two aides said it snowed. They left, they said.", [("anonymous", "clerk"), ("anonymous", "aides"), ("anonymous", "aides")]),
        # the former one
        (
            "Transport Minister Ann Lee said no. Omar Bakri, her predecessor, said yes. The former minister said it rained.",
            [("named_person", "Ann Lee"), ("named_person", "Omar Bakri"), ("named_person", "Omar Bakri")],
        ),
        # who leads a body is not the body, and who wrote a document not the document
        ("The junta, led by General Ousmane Diarra, said it rained.", [("organization", "junta")]),
        ("It rained, says a report written by a former judge, Ann Lee.", [("document", "report written by a former judge, Ann Lee")]),
        # who speaks for a body
        ("Representatives for Apple said it rained.", [("organization", "Apple")]),
        ("A rep for Ann Lee said it rained.", [("anonymous", "rep for Ann Lee")]),
        ("Spain's defence ministry said it rained.", [("organization", "Spain's defence ministry")]),
        (
            "Spain's foreign ministry said it rained. The ministry said it snowed.",
            [("organization", "Spain's foreign ministry")] * 2,
        ),
        (
            "Prosecutor Ann Lee said it rained. The lawyer for the defence said it snowed.",
            [("named_person", "Ann Lee"), ("anonymous", "lawyer for the defence")],
        ),
        # a body that is spelled as a question begins
        ("WHO says cases are rising.\n\nThe World Health Organization met.", [("organization", "World Health Organization")]),
        ("A MAYOR, WHO SAID IT RAINED, LEFT.", [("anonymous", "MAYOR")]),
        # a title whose dot is taken for the end of a sentence, and letters behind a name
        ("Hon. Adamu Gwandu said it rained.", [("named_person", "Adamu Gwandu")]),
        ("Aoife Dunleavy BL, prosecuting, said it rained.", [("named_person", "Aoife Dunleavy")]),
        # "she" tells a person, and of whom nothing else is told what they are
        ("Tahlia Moncrieff said she was tired.", [("named_person", "Tahlia Moncrieff")]),
        ("Ann Lee left. Goldman Sachs said she had resigned.", [("organization", "Goldman Sachs")]),
        ("A Tulsa mother left the town after she said it rained.", [("anonymous", "Tulsa mother")]),
        ("A judge did not agree. In a ruling, she wrote that it rained.", [("anonymous", "judge")]),
        (
            "Dr. Femke Hoogland and her colleagues said it rained. They said it snowed.",
            [("named_person", "Femke Hoogland and her colleagues")] * 2,
        ),
        # of several, though NER takes them for one or for a person
        ("Jim Doyle laughed. The Greens said it rained.", [("collective", "Greens")]),
        ("Leeds United said it rained.", [("organization", "Leeds United")]),
        ("“I’m told the deal is done,” tweeted Fabrizio Romano.", [("named_person", "Fabrizio Romano")]),
    ],
)  # fmt: skip
def test_who_is_meant_by_words_like_pronouns(text: str, sources: list[Row]) -> None:
    frame = audit(text).query("attributed")
    assert list(zip(frame["source_type"], frame["entity"], strict=True)) == sources


@pytest.mark.parametrize(
    ("text", "relays"),
    [
        ("A deal was close, state news agency TASR reported, citing an aide.", ["TASR"]),
        ("The pier fell, Oslo-based news agency Nordlys Info reported, citing an aide.", ["Nordlys Info"]),
        ("Ann Lee told the German news agency dpa that it rained.", ["dpa"]),
        # a document that quotes somebody relays it, and who is cited stands behind what the outlet says of another
        ("The report quoted a shopkeeper as saying that it rained.", ["report"]),
        (
            "Reuters reported that Tarn Air had agreed to sell its mills, citing people familiar with the matter.",
            ["Reuters", "people familiar with the matter; Reuters"],
        ),
        # who is heard through others goes on to be, but in a letter
        (
            "Anna Berg told staff it rained, according to a recording of the meeting. “It snowed,” she said.",
            [None, "recording of the meeting", "recording of the meeting"],
        ),
        (
            "Anna Berg told staff it rained, according to a recording of the meeting. In a note, she said it snowed.",
            [None, "recording of the meeting", None],
        ),
    ],
)
def test_who_hands_on_goes_on(text: str, relays: list[str | None]) -> None:
    frame = audit(text).query("attributed")
    assert [None if pd.isna(relay) else relay for relay in frame["relay"]] == relays


@pytest.mark.parametrize(
    ("text", "claim", "relay"),
    [
        ('Mayor Ann Lee said on CBS\'s "Face the City" that she will go.', "that she will go", "CBS's Face the City"),
        (
            'Mayor Ann Lee said on CBS\'s "Face the City" that she will go. On "Face the City," Gov. Bo Dahl said she won\'t.',
            "she won't",
            "CBS's Face the City",
        ),
        ("The army took the town, Gen. Al Rey told state television.", "The army took the town", "state television"),
        (
            "The army took the town, Gen. Al Rey said, according to Reuters, citing Al Jazeera.",
            "The army took the town",
            "Al Jazeera; Reuters",
        ),
    ],
)
def test_programmes_and_outlets_without_a_name_relay_too(text: str, claim: str, relay: str) -> None:
    frame = audit(text)
    assert frame.loc[frame["claim"] == claim, "relay"].tolist() == [relay]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("The ship is late, Norrvik's chief executive, Lars Eide, said.", "Lars Eide"),
        ("“We will wait,” said Lumora's director, Faith Obi.", "Faith Obi"),
        ("The dam broke, engineer Per Holm said.", "Per Holm"),
        ("“It rained,” Mike Pence (R-IN) said.", "Mike Pence"),
        ("Speaker of the House Rep. Ann Lee (R-WI) said that it rained.", "Ann Lee"),
        ("The man was shot, Sgt. Bo Day of the state police said.", "Bo Day"),
        ("The road is open, said Det. Sgt. John Roe.", "John Roe"),
        ("Lt. Obi said that it rained.", "Obi"),
        ("Sens. Ann Lee and Bob Obi said that it rained.", "Ann Lee and Bob Obi"),
        ("Reps. Ann Lee (D-Calif.) and Bob Obi (R-Texas) said that it rained.", "Ann Lee and Bob Obi"),
        ("Senate Democrats, including Ann Lee, said that it rained.", "Ann Lee"),
        (
            "Petra Lind is a keen nurse, loud fan and lawyer who has repeatedly pledged to close the port.",
            "Petra Lind",
        ),
    ],
)
def test_names_that_the_parser_takes_for_something_else(text: str, entity: str) -> None:
    frame = audit(text)
    cited = frame[frame["attributed"]]
    assert cited[["entity", "source_type"]].values.tolist() == [[entity, "named_person"]]


LISTS_AND_SHARES = [
    (
        "John Ness, Petra Lind, Ali Obi and many more bakers said that it rained.",
        [("named_person", "John Ness, Petra Lind, Ali Obi and many more bakers")],
    ),
    (
        "Sen. Ann Lee, Ohio Gov. John Kim and Sen. Rand Obi of Kentucky said that it rained.",
        [("named_person", "Ann Lee, John Kim and Rand Obi")],
    ),
    ("Ann Lee, Karl Obi's aide, said that it rained.", [("named_person", "Ann Lee")]),
    ("Neither Ann Lee nor Karl Obi said that it rained.", [("named_person", "Ann Lee and Karl Obi")]),
    (
        "19 of 22 economists said that it rained. Nine of 10 economists said that it snowed.",
        [("collective", "economists"), ("collective", "Nine of 10 economists")],
    ),
    (
        "Six in 10 Virginia voters said that it rained, and three-quarters said that it snowed.",
        [("collective", "Six in 10 Virginia voters"), ("collective", "three-quarters")],
    ),
    (
        "Majorities of Democrats in five states going to the polls Tuesday say that it rained.",
        [("collective", "Majorities of Democrats in five states")],
    ),
    ("A group of conservative leaders said that it rained.", [("collective", "conservative leaders")]),
    ("Cement makers argue that it rained.", [("collective", "Cement makers")]),
    ("Each faction said that it rained.", [("collective", "Each faction")]),
    ("A married couple said that it rained.", [("anonymous", "married couple")]),
]
FULLER_NAMES = [
    (
        "Morris J. Brooks Jr. came to town. Representative Brooks said that it rained.",
        [("named_person", "Morris J. Brooks Jr.")],
    ),
    (
        "Morris Brooks came to town with Morris Brooks Jr. and left at noon by the last train. Mr. Brooks said that it rained.",
        [("named_person", "Morris Brooks")],
    ),
    (
        "Holt-Packer makes pumps. A still-struggling HP said that it would close a plant. Holt-Packer Inc. was late.",
        [("organization", "Holt-Packer")],
    ),
    (
        "Ann Lee met Gov. Bo Dahl (R-Fla.) and Gov. Karl Ness (R-Ohio) at noon. The Florida governor said that it rained.",
        [("named_person", "Bo Dahl")],
    ),
    (
        "The Democratic front-runner, Ann Berg, met the Republican front-runner, Karl Ness. The Democratic front-runner said "
        "that it rained.",
        [("named_person", "Ann Berg")],
    ),
    (
        "Sen. Bo Dahl met Gov. Karl Ness at noon. Ness said that the pier was safe, and that the town had long waited for a "
        "road to it. The senator was angry, and he said that it rained.",
        [("named_person", "Karl Ness"), ("named_person", "Bo Dahl")],
    ),
    (
        "The book's authors, Ann Lee and Bo Dahl, came late. The authors said that it rained.",
        [("named_person", "Ann Lee and Bo Dahl")],
    ),
    (
        "Gov. Bo Dahl met Sen. Karl Ness at noon. Both men said that it rained, and neither man said that it snowed.",
        [("named_person", "Bo Dahl and Karl Ness")] * 2,
    ),
    (
        "The bank's spokesman said that it rained. Norrvik Shipping was late. The spokesman said that it snowed.",
        [("organization", "bank")] * 2,
    ),
    (
        "The port's manager said that it rained. “It is a shame,” Ann Lee said.",
        [("named_person", "Ann Lee")] * 2,
    ),
    (
        "An aide said that it rained. Ann Lee said that it stopped.",
        [("anonymous", "aide"), ("named_person", "Ann Lee")],
    ),
]
OUTLETS_REPORTS = [
    ("A CNN report found that the plan had failed.", [("news_outlet", "CNN")]),
    ("A New York Times editorial said that the plan had failed.", [("document", "New York Times editorial")]),
    ("The Norrvik Free Press reported that the plan had failed.", [("news_outlet", "Norrvik Free Press")]),
    ("Norway, Chile and Malta said that the plan had failed.", [("organization", "Norway, Chile and Malta")]),
    (
        "The New York Post came out. The NY Post said that it rained.",
        [("news_outlet", "New York Post")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS_AND_SHARES + FULLER_NAMES + OUTLETS_REPORTS)
def test_lists_shares_reports_and_fuller_names(text: str, expected: list[Row], nlp: Language) -> None:
    assert rows(text, nlp) == expected


def test_what_begins_with_an_s_of_nobody_is_read(nlp: Language) -> None:
    assert rows("'s reporter Ann Lee said it rained.", nlp)
    assert audit("'s reporter Ann Lee said it rained.")["attributed"].any()


def test_a_programme_whose_name_has_small_words_relays(nlp: Language) -> None:
    assert [s.relay for s in cited("Ann Lee said on “Meet the Press” that it rained.", nlp)] == ["Meet the Press"]


@pytest.mark.parametrize("story", ["The website Harbourinfo", "A story by the website Harbourinfo"])
def test_a_website_is_an_outlet_by_its_name(story: str) -> None:
    frame = audit(f"{story} said that the plan had failed.")
    cited = frame[frame["attributed"]]
    assert cited[["source_type", "entity"]].values.tolist() == [["news_outlet", "Harbourinfo"]]


@pytest.mark.parametrize(
    ("text", "content", "cue", "source", "expected"),
    [
        ("Many Lee supporters came.", "Lee", "supporters", None, ("collective", "Many Lee supporters")),
        # NER takes the whole line for a body
        (
            "Lee Files Suit On Wage Law.\n\nAnn Lee, a mayor, came to town. Lee was late.",
            "Suit On Wage Law",
            "Files",
            "Lee",
            ("named_person", "Ann Lee"),
        ),
    ],
)
def test_sources_of_annotated_spans(
    text: str, content: str, cue: str, source: str | None, expected: Row, nlp: Language
) -> None:
    def span(words: str | None) -> tuple[CharSpan, ...]:
        return (CharSpan(text.index(words), text.index(words) + len(words)),) if words else ()

    attribution = Attribution(span(content), cue=span(cue), source=span(source), quotation=Quotation.INDIRECT)
    (found,) = resolve_sources(next(make_docs([text], nlp)), [attribution], Article(text))
    assert (str(found.source_type), found.entity) == expected


@pytest.mark.parametrize(
    ("text", "relays"),
    [
        ("Bo Dahl suggested in a CBS interview that it rained.", ["CBS"]),
        ("During an ABC News interview, Bo Dahl said that it rained.", ["ABC News"]),
        ("Bo Dahl told Petra Lind of CNN that it rained.", ["CNN"]),
        # before the interview
        ("Bo Dahl told CNN that it rained. Dahl had said that it would snow.", ["CNN", None]),
        # who writes for an outlet speaks for himself
        (
            "An article written by National Review's Ian Dahl said that it rained. Dahl said that it snowed.",
            [None, None],
        ),
    ],
)
def test_where_an_interview_begins_and_ends(text: str, relays: list[str | None], nlp: Language) -> None:
    assert [source.relay for source in cited(text, nlp)] == relays


NAMES_IN_THE_WILD = [
    ("Ann Adeyemi-Clarke fell ill. Adeyemi-Clarke said it was late.", [("named_person", "Ann Adeyemi-Clarke")]),
    ("Huw Prothero KC said it was late.", [("named_person", "Huw Prothero")]),
    ("Cr Patricia Nolan said it was late.", [("named_person", "Patricia Nolan")]),
    ("Green Party lawmaker Marius Feldkamp said it was late.", [("named_person", "Marius Feldkamp")]),
    ("Member for communities Coun Rob Sandiford said it was late.", [("named_person", "Rob Sandiford")]),
    ("Miss Odd's daughter Jade said it was late.", [("named_person", "Jade")]),
    ("Assemblymember Petra Lind said it was late.", [("named_person", "Petra Lind")]),
    ("Councilmember Karl Ness said it was late.", [("named_person", "Karl Ness")]),
    ("Señora Petra Lind said it was late.", [("named_person", "Petra Lind")]),
    ("Ohio Highway Patrol Trooper Amber Holm said it was late.", [("named_person", "Amber Holm")]),
    ("Petra Lind spoke. Ms Lind's daughter said it was late.", [("anonymous", "Petra Lind's daughter")]),
    # the title ends what the parser takes for a sentence
    (
        "Cmdr. Sean Dahl, a spokesperson for the fleet, said that the claim is false.",
        [("named_person", "Sean Dahl")],
    ),
    ("Chan Mei-ling, the commander of the district, said it rained.", [("named_person", "Chan Mei-ling")]),
    (
        "Tim Dahl, CEO of Tarn, spoke at Harbor. “Hosting Dahl at Harbor is our dream,” Marc Olsen said. "
        "Dahl said it was mutual.",
        [("named_person", "Marc Olsen"), ("named_person", "Tim Dahl")],
    ),
    (
        "Jim Dahl pleaded guilty. James Dahl said that he was sorry. Dahl said that he was ill.",
        [("named_person", "James Dahl")] * 2,
    ),
    (
        "Republican state schools Superintendent Petra Lind has cited a study showing Ohio as the worst state.",
        [("named_person", "Petra Lind")],
    ),
    ("Petra Lind and her team wrote that water was found.", [("named_person", "Petra Lind and her team")]),
    (
        "Republican Gov. Eric Dahl and leaders of the party said they would wait.",
        [("named_person", "Eric Dahl and leaders of the party")],
    ),
    (
        "President Nils Holm met Rudy Dahl. Dahl and the president said that it rained.",
        [("named_person", "Rudy Dahl and Nils Holm")],
    ),
    (
        "Kevin Dahl runs it. Dahl, Tarn’s chairman of direct-to-consumer and international, said it went well.",
        [("named_person", "Kevin Dahl")],
    ),
    ("Even Mr. Dahl’s supporters say it should end.", [("collective", "Mr. Dahl’s supporters")]),
]
BODIES_IN_THE_WILD = [
    (
        "Norrvik Shipping posted on Instagram on Monday. The firm said that it was sorry.",
        [("organization", "Norrvik Shipping")],
    ),
    # what the article says of them, where names read like people's
    ("Lumio, the payroll startup, said it was late.", [("organization", "Lumio")]),
    ("Pell Lane said that it was late. Pell Lane Management was sold in May.", [("organization", "Pell Lane")]),
    ("Al Gore founded Gore Holdings. Gore said it was late.", [("named_person", "Al Gore")]),
    (
        "The Bank of Ireland closed a branch. A spokesperson said that it was late.",
        [("organization", "Bank of Ireland")],
    ),
    ("Ukraine's General Staff said that it was late.", [("organization", "Ukraine's General Staff")]),
    # somebody is no outlet of that name
    ("Ann Stern left. Stern's office said that it was late.", [("organization", "Ann Stern's office")]),
    (
        "Its parent company, Mandarin Motors, says that she may play.",
        [("organization", "Mandarin Motors")],
    ),
    (
        "Mandarin Motors fell. A company spokesperson said in an email that it had received an inquiry.",
        [("organization", "Mandarin Motors")],
    ),
    ("Adam Dahl left. A spokeswoman for Dahl declined to comment.", [("organization", "Adam Dahl")]),
    ("One small-bank CEO said that the pain was easing.", [("anonymous", "small-bank CEO")]),
    (
        "The patient is ill, according to the state-run Xinhua News Agency. The man was at home, the news agency said.",
        [("news_outlet", "Xinhua News Agency")] * 2,
    ),
    (
        "Nearly 300 schools closed, according to teachers unions. The unions said that 15,000 people came.",
        [("collective", "teachers unions")] * 2,
    ),
    (
        "Tarn Capital reported a loss. Most of the companies reported that they had grown.",
        [("organization", "Tarn Capital"), ("collective", "Most of the companies")],
    ),
    (
        "The Ohio State Attorney General (OAG) is investigating Mandarin Motors. The company confirmed that OAG had called.",
        [("organization", "Mandarin Motors")],
    ),
    (
        "Petra Lind and Bo Dahl spoke. Both independent analysts and sources in the camp said that the claims were false.",
        [("collective", "Both independent analysts and sources in the camp")],
    ),
    (
        "One user quipped that it was high. Another wondered why it bothered.",
        [("anonymous", "user"), ("anonymous", "another user")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMES_IN_THE_WILD + BODIES_IN_THE_WILD)
def test_names_and_bodies_that_pages_write_in_other_ways(text: str, expected: list[Row], nlp: Language) -> None:
    assert rows(text, nlp) == expected


@pytest.mark.parametrize(
    ("text", "relays"),
    [
        # that he answered tells in what
        (
            "In a telephone interview with Fox News, Anna Berg was asked about the comment. Berg replied that it rained. "
            "Berg said that it snowed.",
            ["Fox News"] * 3,
        ),
        ("Radio host Maria Lopez asked Anna Berg about the harbor. Berg said that it rained.", [None, "Maria Lopez"]),
        # nobody was asked anything
        (
            "In an interview with CNN, Petra Lind questioned Anna Berg's temper. Berg said that it rained.",
            ["CNN", None],
        ),
    ],
)
def test_a_question_tells_to_whom_its_answers_went(text: str, relays: list[str | None]) -> None:
    frame = audit(text)
    cited = frame[frame["attributed"]]
    assert [relay if isinstance(relay, str) else None for relay in cited["relay"]] == relays


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # of two who hold or held an office
        (
            "President Nils Holm met former President Anna Berg. Holm spoke. Berg was late. “We won,” the former "
            "president said. The president said that it rained.",
            [("named_person", "Anna Berg"), ("named_person", "Nils Holm")],
        ),
        (
            "Anna Berg's chief pollster and strategist Joel Lind said that it rained.",
            [("named_person", "Joel Lind")],
        ),
        ("Speaker of the House Rep. Paul Berg (R-WI) said that it rained.", [("named_person", "Paul Berg")]),
        (
            "Two holdout unions, the United Steelworkers and the Teamsters, said that it rained.",
            [("organization", "United Steelworkers and Teamsters")],
        ),
        (
            "Anna Berg and Nils Holm met at airports. Both said that it rained.",
            [("named_person", "Anna Berg and Nils Holm")],
        ),
        # whom a paragraph is about
        (
            "“It fell,” said Nils Holm.\n\nPeter Berg was the reason. His plan was in doubt. He said that it rained.",
            [("named_person", "Nils Holm"), ("named_person", "Peter Berg")],
        ),
        # who is "she" throughout
        (
            "Anna Berg came to town on Monday for a long visit in the last days of a cold spring. She walked to "
            "the harbor and looked at the boats there for an hour, while rain fell on the pier and on the boats. She ate "
            "fish in a small place by the water, and read the paper of the island there until noon. She bought a map of "
            "the islands from Lena Lind. She said that it rained.",
            [("named_person", "Anna Berg")],
        ),
    ],
)
def test_who_is_meant_by_office_list_or_pronoun(text: str, expected: list[Row], nlp: Language) -> None:
    assert rows(text, nlp) == expected


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("White House spokesman Josh Berg said that it rained.", "White House spokesman"),
        ("High school math teacher Anna Berg said that it rained.", "High school math teacher"),
        ("Rep. Paul Berg (R-WI) said that it rained.", None),
        ("Norrvik Board (coast chapter) chairman Anna Berg said it rained.", "Norrvik Board (coast chapter) chairman"),
        ("In a chat with the host, Petra Lind, Anna Berg said that it rained.", None),
        # the whole of a title, and of no title that is one word
        ("Chief Operating Officer Anna Berg said that it rained.", "Chief Operating Officer"),
        ("Deputy Finance Minister Anna Berg said that it rained.", "Deputy Finance Minister"),
        ("Foreign Minister Anna Berg said that it rained.", "Foreign Minister"),
        ("Tarn Pumps AG Chief Executive Anna Berg said that it rained.", "Tarn Pumps AG Chief Executive"),
        ("Deputy Head of Police (Norrvik) Anna Berg said that it rained.", "Deputy Head of Police"),
        ("Treasurer Anna Berg said that it rained.", None),
        ("The chairman, Mr Justice Berg, said that it rained.", "chairman"),
        ("“It pours,” said hydrologist Dr Anna Berg.", "hydrologist"),
        ("Deputy Secretary of State Anna Berg said that it rained.", "Deputy Secretary of State"),
        ("Ohio Gov. Anna Berg said that it rained.", "Ohio Gov."),
        ("Anna Berg, who was the mayor's chief of staff until May, said that it rained.", "mayor's chief of staff"),
        # where it was written, of whom they are many, what is said
        ("PARIS, June 4 - Anna Berg, who leads the union, said that it rained.", None),
        ("Most voters back Anna Berg. Berg said that it rained.", None),
        ("These are the groups of voters Mrs. Berg must win. Anna Berg said that it rained.", None),
        (
            "The piece accuses Anna Berg, whose anti-dam, outsider appeal has been key to her success, of being a liar. Berg said that it rained.",
            None,
        ),
        ("“It rained,” said Anna Berg, the union's president, who argued that pay was low.", "union's president"),
        # what an office is of is not who holds it
        ("The mayor of Lower Saxony, Anna Berg, said that it rained.", "mayor of Lower Saxony"),
        ("The head of research at Tarn Bank, Anna Berg, said that it rained.", "head of research at Tarn Bank"),
        ("Reacting, the Minister for Fisheries, Dr. Anna Berg, said that it rained.", "Minister for Fisheries"),
        ("China’s ambassador to Britain Liu Xiaming said that it rained.", "China’s ambassador to Britain"),
        # what is told of a name
        ("The woman who found the dog, Anna Berg, said that it rained.", "woman who found the dog"),
        ("A baker who works here and gave only her first name, Ilse, said that it rained.", "baker who works here"),
        ("A baker who gave only her first name, Ilse, said that it rained.", "baker"),
        ("Anna Berg   7:05 AM CET · March 3, 2024\n\nIt rained, Berg said.", None),
    ],
)
def test_a_description_holds_no_name(text: str, description: str | None, nlp: Language) -> None:
    assert {source.description for source in cited(text, nlp)} == {description}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an outlet that no table has, by what it is said to be
        (
            "The Advocate, a Baton Rouge newspaper, called on the mayor to go. The newspaper said that it was late.",
            [("news_outlet", "Advocate")] * 2,
        ),
        ("The Advocate, a Baton Rouge newspaper, said that it rained.\n", [("news_outlet", "Advocate")]),
        ("A CNN reporter said that it rained.", [("news_outlet", "CNN")]),
        ("The Federal Reserve met. The Fed said that it rained.", [("organization", "Federal Reserve")]),
        # a name that NER takes the owner into
        (
            "In an interview with Fox News’ Nancy Holm, Anna Berg said that it rained. Holm said that it snowed.",
            [("named_person", "Anna Berg"), ("named_person", "Nancy Holm")],
        ),
        (
            "Former prosecutor and New York City Mayor Peter Berg, who backs it, said that it rained.",
            [("named_person", "Peter Berg")],
        ),
        ("The Brujas said that they skate.", [("organization", "Brujas")]),
        # another's first name
        (
            "Dorothy Berg spoke of her husband, former Navy SEAL Ty Berg. “He was brave,” she said.",
            [("named_person", "Dorothy Berg")] * 2,
        ),
        (
            "The magazine’s publisher, Dunmore & Co, said that it was late.",
            [("organization", "Dunmore & Co")],
        ),
        ("The magazine’s publisher, Ann Lee, said that it was late.", [("named_person", "Ann Lee")]),
        (
            "“It swayed,” said a pupil who was treated at STMH, Rohtak.",
            [("anonymous", "pupil who was treated at STMH, Rohtak")],
        ),
        ("A critic of the plan, Ann Lee, said that it was late.", [("named_person", "Ann Lee")]),
        # one of a people, be NER's word for it another
        (
            "Martin Lund scored twice on Saturday. “It was late,” the Uruguayan said.",
            [("named_person", "Martin Lund")],
        ),
        ("The Scotsman said that it was late.", [("news_outlet", "Scotsman")]),
        # a company that nobody would take for a person but NER
        ("The grid operator Ukrenergo said that it was late.", [("organization", "Ukrenergo")]),
        (
            "Bob Berg, the developer, left. The developer Berg said that it was late.",
            [("named_person", "Bob Berg")],
        ),
    ],
)
def test_who_is_told_by_what_stands_beside(text: str, expected: list[Row], nlp: Language) -> None:
    assert rows(text, nlp) == expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Gunmen kill 12 in market: police", ("police", "Gunmen kill 12 in market", "organization")),
        ("Coffee may lengthen life: study", ("study", "Coffee may lengthen life", "document")),
        ("Bank to sell unit - sources", ("sources", "Bank to sell unit", "anonymous")),
        ("Netflix in talks to buy studio: WSJ", ("WSJ", "Netflix in talks to buy studio", "news_outlet")),
        ("Netflix in talks to buy studio - WSJ", None),  # where the page may stand
        ("Mayor must go: analysis", None),
        ("Best of the bunch: a guide", None),
        (
            "President Weighs Firing Trade Chief, Aides Say",
            ("Aides", "President Weighs Firing Trade Chief", "anonymous"),
        ),
    ],
)
def test_a_headline_names_its_source_at_its_end(headline: str, expected: tuple[str, str, str] | None) -> None:
    frame = audit(f"{headline}\n\nIt rained on Monday.").query("attributed")
    found = list(frame[["source", "claim", "source_type"]].itertuples(index=False, name=None))
    assert found == ([expected] if expected is not None else [])


def test_a_headline_names_by_role_who_is_cited_below() -> None:
    story = "Anna Berg said that it rained. “It is late,” Berg said. Berg added that it snowed."
    frame = audit(f"Federal Judge Says It Rained.\n\n{story}")
    assert set(frame.loc[frame["attributed"], "entity"]) == {"Anna Berg"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # sites are sources by their names
        ("The pier closed, according to ouest-france.fr.", [("news_outlet", "ouest-france.fr")]),
        ("The pier closed on Monday, Politico.com reported.", [("news_outlet", "Politico.com")]),
        ("The site TMZ.com said on Friday that the pier had closed.", [("news_outlet", "TMZ.com")]),
        # names with a nickname, with an initial
        ("Erik “Tig” Dahl said it was late. Dahl said it was new.", [("named_person", "Erik “Tig” Dahl")] * 2),
        (
            "M. Dane Waters, whose group has grown, predicted that it would close. Waters said that it was late.",
            [("named_person", "M. Dane Waters")] * 2,
        ),
        # who is called so, named after a comma, listed after what they are, or of one family
        ("A clerk named Petra Lind said it was late.", [("named_person", "Petra Lind")]),
        ("A critic of the pier, Petra Lind, said it was late.", [("named_person", "Petra Lind")]),
        (
            "Two of the state’s Republicans, Erik Dahl and Petra Lind, said it was late.",
            [("named_person", "Erik Dahl and Petra Lind")],
        ),
        (
            "Erik Dahl cooks. His wife, Petra Dahl, sings. The Dahls said that the pier was safe.",
            [("named_person", "Erik Dahl and Petra Dahl")],
        ),
        # whom the article calls so beside the owner
        (
            "Jeff Weaver, the campaign manager of Erik Dahl, is content. It rained. Dahl's campaign manager said it was late.",
            [("named_person", "Jeff Weaver")],
        ),
        (
            "The Public Policy Institute of California is old. The Harbour Union met. It rained, according to the institute.",
            [("organization", "Public Policy Institute of California")],
        ),
        ("The U.S. Geological Survey said that it was late.", [("organization", "U.S. Geological Survey")]),
        ("General Electric said that it was late.", [("organization", "General Electric")]),
        # a description fits no holder of another office, and nobody of another party
        (
            "Erik Dahl spoke in Iowa. Dahl called upon Mayor Karl Ness. Ness left the unit in April. "
            "“It is late,” the Republican nominee said.",
            [("named_person", "Erik Dahl")],
        ),
        (
            "Erik Dahl met Democratic candidate Karl Ness. Ness was calm. “It is late,” the Republican candidate said.",
            [("named_person", "Erik Dahl")],
        ),
        # the only one who can be meant, though named in what is said
        ("When Petra Lind held up her sign, it was torn, she said.", [("named_person", "Petra Lind")]),
        # shares, sides, nouns of two words
        ("A high percentage of voters in both towns said that it was late.", [("collective", "voters in both towns")]),
        ("Both sides of the debate agreed that it was late.", [("collective", "Both sides of the debate")]),
        ("Some opposition figures said that it was late.", [("collective", "Some opposition figures")]),
        ("Government figures show that prices rose.", [("document", "Government figures")]),
        ("An email exchange shows that it was late.", [("document", "email exchange")]),
        (
            "The Washington Post is old. The editorial board wrote that it was late.",
            [("news_outlet", "Washington Post")],
        ),
        ("Dahl allies fear that it will close.", [("collective", "Dahl allies")]),
        (
            "Critics of his opponent, Sen. Erik Dahl, said it was late.",
            [("collective", "Critics of his opponent")],
        ),
        (
            "A study by a sociologist, Erik Dahl, found that it was late.",
            [("document", "study by a sociologist, Erik Dahl")],
        ),
        ("People in attendance said that it was late.", [("anonymous", "People in attendance")]),
        ("He was in Oslo, according to his Facebook page.", [("social_post", "his Facebook page")]),
    ],
)
def test_sources_that_are_written_in_many_ways(text: str, expected: list[Row], nlp: Language) -> None:
    assert rows(text, nlp) == expected


@pytest.mark.parametrize(
    ("text", "relay"),
    [
        ("“It is late,” Erik Dahl told Petra Lind of CNN after the debate.", "CNN"),
        ("As recently as an October CNN interview, Erik Dahl said that it was late.", "CNN"),
        ("Erik Dahl denied in a separate CNN interview that it was late.", "CNN"),
        ("“We are shocked,” one employee told French television station BFMTV.", "BFMTV"),
        ("“It is late,” Erik Dahl told the television program “Inside Edition” on Monday.", "Inside Edition"),
        ("“It is late,” Erik Dahl told the television program “Harbour Tonight” on Monday.", "Harbour Tonight"),
    ],
)
def test_interviews_and_programmes_by_what_they_are(text: str, relay: str, nlp: Language) -> None:
    assert [source.relay for source in cited(text, nlp)] == [relay]


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("The mill leaked, according to a study by the Harbour Board.", "by the Harbour Board"),
        ("A study carried out by the Harbour Board found that the mill leaked.", "by the Harbour Board"),
        (
            "A study prepared by the private laboratory Tarnlab found that the mill leaked.",
            "by the private laboratory Tarnlab",
        ),
        ("A letter signed by a clerk and obtained by Reuters says that the mill leaked.", "by a clerk"),
        ("The mill leaked, according to letters reviewed by Reuters.", None),
        ("The mill leaked, according to letters filed with the court and obtained by the Guardian.", None),
        ("A secret note, seen by Le Monde, says that the mill leaked.", None),
        ("A note that says output fell by 12 per cent warns that the mill leaked.", None),
        ("A filing from June says that the mill leaked.", None),
    ],
)
def test_a_document_is_by_who_wrote_or_issued_it_and_not_by_who_saw_it(text: str, description: str | None) -> None:
    row = audit(text).query("attributed").iloc[-1]
    assert (row["source_type"], None if pd.isna(row["description"]) else row["description"]) == (
        "document",
        description,
    )


@pytest.mark.parametrize("own", ["Post", "Herald"])
@pytest.mark.parametrize("mention", ["a {} reporter at the scene", "a reporter for the {}"])
def test_a_reporter_of_the_own_outlet_is_the_author(mention: str, own: str, nlp: Language) -> None:
    (source,) = cited(f"Soldiers fired at the crowd, {mention.format(own)} said.", nlp, outlet=f"The {own}")
    assert source.source_type is SourceType.AUTHOR


@pytest.mark.parametrize("entity", ["data compiled by Bloomberg", "letters seen by Reuters"])
def test_who_saw_or_gathered_a_document_stays_in_its_name(entity: str) -> None:
    outlet = entity.rpartition(" ")[2]
    text = f"Analysts had expected $2.15 billion on average, according to {entity}."
    frame = audit(Article(text, outlet=outlet)).query("attributed")
    assert entity in set(frame["entity"])
    assert set(frame["relay"].dropna()) <= {entity}


@pytest.mark.parametrize(
    ("text", "relay"),
    [
        ("The mill leaked, according to letters seen by Reuters.", "Reuters"),
        ("A note obtained by the Guardian says that the mill leaked.", "Guardian"),
        ("The mill leaked, according to a memo leaked to Politico.", "Politico"),
        ("The mill leaked, according to a report published by the World Bank.", None),
        ("The mill leaked, according to letters seen by this newspaper.", None),
    ],
)
def test_an_outlet_that_has_a_document_hands_it_on(text: str, relay: str | None) -> None:
    (row,) = audit(text).query("attributed").to_dict("records")
    assert (row["source_type"], None if pd.isna(row["relay"]) else row["relay"]) == ("document", relay)


@pytest.mark.parametrize(
    ("own", "relay"), [("Politico Europe", None), ("Politico", None), ("Times of India", "Politico")]
)
def test_an_edition_of_an_outlet_is_its_own(own: str, relay: str | None) -> None:
    row = audit(Article("Ann Lee told Politico that the mill leaked.", outlet=own)).query("attributed").iloc[0]
    assert (None if pd.isna(row["relay"]) else row["relay"]) == relay


def test_a_court_case_is_a_document_and_its_parties_are_nobody() -> None:
    frame = audit("The court ruled in Walmart Stores v. Dukes, which denied that it was late.")
    cited = frame[frame["attributed"]]
    assert cited[["source_type", "entity"]].values.tolist() == [["document", "Walmart Stores v. Dukes"]]


def test_a_cue_without_a_source_that_goes_on_from_i_is_the_author_s(nlp: Language) -> None:
    text = "We agreed, adding that the pier was new."
    (doc,) = make_docs([text], nlp)
    start = text.index("adding")
    attribution = Attribution((CharSpan(start + 7, len(text) - 1),), Quotation.INDIRECT, (CharSpan(start, start + 6),))
    (source,) = resolve_sources(doc, [attribution], Article(text))
    assert source.source_type is SourceType.AUTHOR


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee, 44, made a film. “It is mine,” the 44-year-old said.", ("named_person", "Ann Lee")),
        ("Sources: Mayor To Resign\n\nIt rained.", ("anonymous", "Sources")),
        ("My colleagues and I found that it was late.", ("author", None)),
        ("It rained. “It pours,” user rain_again wrote.", ("social_post", "rain_again")),
    ],
)
def test_sources_that_the_model_finds(text: str, expected: Row) -> None:
    row = audit(text).query("attributed").iloc[-1]
    assert (row["source_type"], row["entity"] if pd.notna(row["entity"]) else None) == expected


def test_the_newsroom_that_publishes_is_the_author_though_no_table_has_it(nlp: Language) -> None:
    (source,) = cited("The Harbour Ledger had reported that it was late.", nlp, outlet="Harbour Ledger")
    assert source.source_type == "author"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mill will close, Bloomberg reported, citing two officials. They said that it was late.",
            [("anonymous", "officials", "Bloomberg"), ("anonymous", "officials", "Bloomberg")],
        ),
        (
            "The Guardian, citing an unnamed engineer, said the mill would close.",
            [("anonymous", "unnamed engineer", "Guardian")],
        ),
        (
            "Reuters quoted the harbour minister, Petra Lind, as saying the mill would close.",
            [("named_person", "Petra Lind", "Reuters")],
        ),
        ("The mill will close, Reuters said, citing a court filing.", [("document", "court filing", "Reuters")]),
        ("The mill will close, Kyodo said, citing the company.", [("organization", "company", "Kyodo")]),
        ("Reuters reported that the mill will close, citing costs.", [("news_outlet", "Reuters", None)]),
        ("Erik Dahl said that the mill would close, citing a report.", [("named_person", "Erik Dahl", None)]),
        ("Erik Dahl reported that it was late, citing two officials.", [("anonymous", "officials", "Erik Dahl")]),
    ],
)
def test_an_outlet_relays_what_it_cites_others_for(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    frame = audit(text).query("attributed")
    # a reason or a document that somebody cites is a statement of its own
    frame = frame[frame["cue"] != "citing"]
    found = {(row.source_type, row.entity, row.relay if pd.notna(row.relay) else None) for row in frame.itertuples()}
    assert found == set(expected)


@pytest.mark.parametrize(
    "cited", ["two officials", "the company", "the Emergencies Ministry", "the regional health commission"]
)
def test_who_is_cited_in_turn_is_no_statement(cited: str) -> None:
    frame = audit(f"The mill will close, Bloomberg reported, citing {cited}.")
    assert frame.query("attributed")["claim"].tolist() == ["The mill will close"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # told by what stands before, after or between
        ("Foreign Adviser Mahfuz Rahim said that it was late.", ("named_person", "Mahfuz Rahim")),
        ("Piers Attenhoe, who studies mills, said that it was late.", ("named_person", "Piers Attenhoe")),
        (
            "Former Defense Minister Alberto Lleras Mejía, a presidential hopeful, called them “a hotel for bandits”.",
            ("named_person", "Alberto Lleras Mejía"),
        ),
        ("An eyewitness, who identified himself only as Tunde, said that it was late.", ("named_person", "Tunde")),
        # who is not to be named is none of those named before
        (
            "Petra Lind bought one. Lind said it burned. The landlord, who asked not to be named, said that it was late.",
            ("anonymous", "landlord"),
        ),
        (
            "Police spokesman Erik Dahl said it burned. The councillor, who asked to remain anonymous, said that it was late.",
            ("anonymous", "councillor"),
        ),
        # who speaks after somebody without a name
        (
            "Nino Lind was detained.\n\nLind’s lawyer, who asked not to be identified because two of her colleagues were detained, has yet to see a warrant. The order shown to her client was late, she said, and bore no signature.",
            ("anonymous", "Nino Lind’s lawyer"),
        ),
        (
            "Erik Dahl said it burned. An EU diplomat was blunter. “We have been asking for a list. We get tea,” he said.",
            ("anonymous", "EU diplomat"),
        ),
        (
            "Petra Lind said it burned. A clerk told Reuters that it was late.\n\n“If Dahl was there, then I am the pope,” he said.",
            ("anonymous", "clerk"),
        ),
        (
            "A DFA official privy to the talks said that it was late.",
            ("anonymous", "DFA official privy to the talks"),
        ),
        (
            "Sienna Lind left Oslo. Sienna Lind said it burned. In the filing, the actress lists Aug. 19 as the date of it.",
            ("named_person", "Sienna Lind"),
        ),
        # what the article calls somebody shows of whom a description is not said
        (
            "“Taxes will rise,” Democratic senator Ann Lee said. The Republican senator said they would not.",
            ("anonymous", "Republican senator"),
        ),
        ("Arsenal coach Dan Roe said it was fair. The Chelsea coach said it was not.", ("anonymous", "Chelsea coach")),
        ("Deputy Mayor Dan Roe said it was late. The mayor said it was not.", ("anonymous", "mayor")),
        ("Mayor Dan Roe said it was cheap. The city auditor said it was too dear.", ("anonymous", "city auditor")),
        ("Mayor Dan Roe spoke. The billionaire said it was late.", ("named_person", "Dan Roe")),
        ("Joan Pike was killed on Monday. The driver said he was sorry.", ("anonymous", "driver")),
        ("Dan Roe said a ban was coming. The man who wrote it said it was a joke.", ("anonymous", "man who wrote it")),
        (
            "Finance Minister Ann Kohl said it was fair. The prime minister said it was late.",
            ("anonymous", "prime minister"),
        ),
        (
            "Finance Minister Ann Kohl said it was fair. The foreign minister said it was late.",
            ("anonymous", "foreign minister"),
        ),
        ("Prime Minister Ann Lee said it was fair. The prime minister said it was late.", ("named_person", "Ann Lee")),
        (
            "Dan Roe said a ban was coming. The man behind the page said it was late.",
            ("anonymous", "man behind the page"),
        ),
        # nor is whoever speaks of somebody, or does something to them, that one
        ("Ann Lee said she had called the police chief, who told her that it was late.", ("anonymous", "police chief")),
        ("Officer Dan Roe said the man had a knife. The man said he had none.", ("anonymous", "man")),
        (
            "Deputy Tom Hale stopped the driver on Friday. The driver told him that he was late.",
            ("anonymous", "driver"),
        ),
        (
            "John Smith was arrested. Officer Dan Roe said the man had a knife. The man said he had none.",
            ("named_person", "John Smith"),
        ),
        ("Tom Beale questioned Paul Dean. He told Dean that he was a liar.", ("named_person", "Tom Beale")),
        # whose something is, and who is spoken of last
        ("Ann Lee opened the door. A man in his 50s said he was hungry.", ("anonymous", "man in his 50s")),
        ("A nurse said the roof leaked. A doctor disagreed. “It is dry,” he said.", ("anonymous", "doctor")),
        (
            "Jim Kolb leads it. A nurse said she had warned the board that the roof leaked.",
            ("anonymous", "nurse"),
        ),
        (
            "Ann Lee opened it. A nurse said it was ugly. Her husband said it was late.",
            ("anonymous", "nurse's husband"),
        ),
        ("Ann Lee died. A nurse said she was kind. Her husband said it was late.", ("anonymous", "Ann Lee's husband")),
        ("“My mum says it is late,” said Siobhan Clarke.", ("anonymous", "Siobhan Clarke's mum")),
        (
            "A clerk, who asked not to be named, said it closed “because people whined.” They said it was late.",
            ("anonymous", "clerk"),
        ),
        # some of a class
        ("Residents were divided. Some said it was late.", ("collective", "Residents")),
        ("Residents were divided. Some said it was late. Others said it was not.", ("collective", "Residents")),
        ("The talks ended. Some said it was late.", ("collective", "Some")),
        (
            "Two officers said that units meant to have 120 soldiers had 35. The other said it was late.",
            ("anonymous", "officers"),
        ),
        # who is named as one of many speaks next
        (
            "Dan Roe said it was dry. Scientists like Bo Lund say it is wet. He said it rained.",
            ("named_person", "Bo Lund"),
        ),
        ("Doctors such as Mary Poe say it is wet.", ("named_person", "Mary Poe")),
        ("Some doctors, among them Mary Poe, say it is wet.", ("named_person", "Mary Poe")),
        ("A man like Dan Roe said it was wet.", ("anonymous", "man like Dan Roe")),
        ("VANCOUVER — The student thought it was a prank. “It rained,” she said.", ("anonymous", "student")),
        ("Five students spoke. Four said it rained; the fifth, a cook, said it snowed.", ("anonymous", "cook")),
        ("A media adviser to Tarn Metals said it was late.", ("organization", "Tarn Metals")),
        ("Tarn Metals’ press aide said it was late.", ("organization", "Tarn Metals")),
        (
            "Republicans familiar with the talks said it was over. Democrats said no. The Republicans said it rained.",
            ("anonymous", "Republicans familiar with the talks"),
        ),
        ("Republicans familiar with it said so. Democrats said it rained.", ("collective", "Democrats")),
        ("In Parliament, Tarn East MP Petra Lind said it was late.", ("named_person", "Petra Lind")),
    ],
)
def test_who_is_meant_where_some_have_no_name(text: str, expected: tuple[str, str]) -> None:
    row = audit(text).query("attributed").iloc[-1]
    assert (row["source_type"], row["entity"]) == expected


@pytest.mark.parametrize(
    ("later", "entity"),
    [
        ("Union president Dan Roe spoke on Monday.", "Dan Roe"),
        ("Dan Roe, the union's chairman, spoke on Monday.", "Dan Roe"),
        ("Union vice president Dan Roe spoke on Monday.", "head of the union"),
        ("Bank president Dan Roe spoke on Monday.", "head of the union"),
    ],
)
def test_who_heads_a_body_may_be_named_further_down(later: str, entity: str) -> None:
    frame = audit(f"The head of the union said wages were low.\n\n{later} “It is bad,” Roe said.").query("attributed")
    assert frame["entity"].tolist() == [entity, "Dan Roe"]


def test_a_lead_tells_what_somebody_is_who_is_named_further_down() -> None:
    lead = "A mother has told how her daughter was burned when a throw burst into flames."
    named = audit(f"{lead}\n\nPetra Lind, a mother of two, said that it was late.").query("attributed")
    assert named["entity"].tolist() == ["Petra Lind", "Petra Lind"]
    unnamed = audit(f"{lead}\n\nPetra Lind, a doctor, said that it was late.").query("attributed")
    assert unnamed["source_type"].tolist() == ["anonymous", "named_person"]


@pytest.mark.parametrize(
    ("lead", "title", "kind"),
    [
        ("Spain’s interior minister", "Interior Minister", "named_person"),
        ("the city police chief", "Police Chief", "named_person"),
        ("Spain’s interior minister", "German Interior Minister", "anonymous"),
        ("the fire chief", "Police Chief", "anonymous"),
    ],
)
def test_an_office_in_the_lead_is_whose_the_same_one_is_further_down(lead: str, title: str, kind: str) -> None:
    frame = audit(f"The mill will close, {lead} said. The bank said it was late.\n\n“No,” {title} Petra Lind said.")
    assert frame.query("attributed")["source_type"].tolist() == [kind, "organization", "named_person"]


def test_who_asks_to_remain_anonymous_states_nothing_by_that() -> None:
    frame = audit("The councillor, who asked to remain anonymous as he is afraid, said that it was late.")
    assert frame.query("attributed")["claim"].tolist() == ["that it was late"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an office in capitals with what it is of, and a name that stands beside another
        ("Commissioner of Police Arvind T. Deshpande said it was late.", ("named_person", "Arvind T. Deshpande")),
        (
            "Leader of the Opposition in the Regional Assembly Kwabena Asante called it a disgrace.",
            ("named_person", "Kwabena Asante"),
        ),
        (
            "Council members Petra Lind and Rollo Threlkeld voted no. Threlkeld said it was late.",
            ("named_person", "Rollo Threlkeld"),
        ),
        ("“It leaks,” says epidemiologist Grace Umeh, the study's lead author.", ("named_person", "Grace Umeh")),
        ("A nurse who gave only her first name, Ilse, said that nobody came.", ("named_person", "Ilse")),
        # a document is not who it is from, and what only stands for it is none
        (
            "The memo, from Assistant Commissioner Petra Lind, tells clerks not to forward it.",
            ("document", "memo, from Assistant Commissioner Petra Lind"),
        ),
        ("The letter, a copy of which was seen by Reuters, is long. It warns that it leaks.", ("document", "letter")),
        # what documents do
        ("Reuters saw the emails. Tarn Metals owns the mill. They show that engineers lied.", ("document", "emails")),
        ("Tarn Metals published a report. Obi Steel objected. It lists 14 leaks.", ("document", "report")),
        # bodies by how their names begin, by what they do, and where they only wrote
        (
            "Corvasta is a drug from Brightwater Therapeutics. Brightwater said it had not been told.",
            ("organization", "Brightwater Therapeutics"),
        ),
        (
            "The Border Relief Agency (BRA) was told. A BRA spokesman said it was late.",
            ("organization", "Border Relief Agency"),
        ),
        (
            "Clerks at Meadowbrook Senior Living left. Meadowbrook said it was late.",
            ("organization", "Meadowbrook Senior Living"),
        ),
        (
            "The Police Authority met. Police said it was late.",
            ("organization", "Police"),
        ),
        ("The mayor’s official spokesman said it was late.", ("organization", "mayor")),
        (
            "Maria Lind, the ministry’s spokeswoman, left. The spokeswoman said it was late.",
            ("named_person", "Maria Lind"),
        ),
        (
            "They have split, a rep for Petra Lind confirmed. “It was late,” the rep said.",
            ("anonymous", "rep for Petra Lind"),
        ),
        ("The hospital's management maintained that it was late.", ("organization", "hospital's management")),
        ("The Department of Foreign Affairs said it was late.", ("organization", "Department of Foreign Affairs")),
        # outlets and channels
        ("Channel 12 reports that the mill will close.", ("news_outlet", "Channel 12")),
        ("The mill will close, Channel 12 reported, without citing a source.", ("news_outlet", "Channel 12")),
        ("Telegram channels reported that the mill will close.", ("social_post", "Telegram channels")),
        # of two who were named
        ("Petra Obi met Erik Dahl. The latter said it was late.", ("named_person", "Erik Dahl")),
        ("Petra Obi met Erik Dahl. The former said it was late.", ("named_person", "Petra Obi")),
        (
            "Aron Molloy was jailed. The president of the Garda Association, Declan Tuohy, said it was late.",
            ("named_person", "Declan Tuohy"),
        ),
        ("Petra Lind left. The local MP, Labour’s Farida Aslam, said it was late.", ("named_person", "Farida Aslam")),
        ("Dev Anand was there. General manager P K Senapati said it was late.", ("named_person", "P K Senapati")),
        ("Manager Magazin reported that the mill would close.", ("news_outlet", "Manager Magazin")),
        ("Gaming site The Verge reported that the mill would close.", ("news_outlet", "Verge")),
        (
            "Australian watchdog says the mill leaked\n\nThe Australian Safety Authority was late.",
            ("organization", "Australian watchdog"),
        ),
        (
            "Drug group Tarnvia halts trial\n\nBASEL (Reuters) - Swiss drugmaker Tarnvia said it was late.",
            ("organization", "Tarnvia"),
        ),
        # bodies whose names are taken for people's or for words
        ("Sable Rail, which lost four directors, insists it was late.", ("organization", "Sable Rail")),
        ("Display maker Hanbit Optronics opened a plant. Hanbit said it was late.", ("organization", "Hanbit")),
        ("Jefferies said the deal was late.", ("organization", "Jefferies")),
        (
            "The Douglas Mining Company closed. Petra Lind met Douglas there. Douglas said it was late.",
            ("named_person", "Douglas"),
        ),
        ("The local paper, Nordlys, reported that it was late.", ("news_outlet", "Nordlys")),
        # who knows it
        ("One Labour MP said it was late.", ("anonymous", "Labour MP")),
        ("Labour MP Petra Lind said it was late.", ("named_person", "Petra Lind")),
        ("Dozens died, police and rescue officials said.", ("anonymous", "rescue officials")),
        ("Dozens died, security and local sources said.", ("anonymous", "security and local sources")),
        ("Teachers who spoke to the ABC said it was late.", ("anonymous", "Teachers")),
        ("Sources privy to the talks said it was late.", ("anonymous", "Sources privy to the talks")),
        ("A city official privy to the talks said it was late.", ("anonymous", "city official privy to the talks")),
        ("Two clerks resigned. Another, a retired engineer, said it was late.", ("anonymous", "retired engineer")),
        # who writes, and where, is nobody that it tells of; who a headline tells of is
        ("By Sofia Brandt near Kupiansk\n\nThe commander said it was late.", ("anonymous", "commander")),
        ("Sofia Brandt and Dan Roe in Kyiv\n\nThe commander said it was late.", ("anonymous", "commander")),
        ("Pope Leo in Kyiv\n\nThe pope said it was late.", ("named_person", "Leo")),
        # an office, its place and a name
        ("The U.S. ambassador to Poland Ann Lee said it was late.", ("named_person", "Ann Lee")),
        ("A friend of London singer Ann Lee said it was late.", ("anonymous", "friend of London singer Ann Lee")),
        # a body that somebody is told to be, with what it is before its name
        ("Its owner, the activist hedge fund Lyle Capital, said it was late.", ("organization", "Lyle Capital")),
        ("The shareholder, hedge fund Lyle Capital, said it was late.", ("organization", "Lyle Capital")),
        ("The ship's owner, a company called Helmos Maritime, said it was late.", ("organization", "Helmos Maritime")),
        ("His successor, Lord Trent, now 91, said it was late.", ("named_person", "Trent")),
        ("Baroness Hale said it was late.", ("named_person", "Hale")),
        ("The Lord Mayor said it was late.", ("anonymous", "Lord Mayor")),
        # bodies are many in Britain
        (
            "Ann Lee and Bo Obi were fined. The council say the rules are clear. “We warned all,” they said.",
            ("organization", "council"),
        ),
        (
            "Ann Lee and Bo Obi met.\n\nAcme Records denied wrongdoing.\n\n“We did not pay,” they said.",
            ("organization", "Acme Records"),
        ),
        (
            "Ann Lee and Bo Obi met. The council had fined them. They said it was unfair.",
            ("named_person", "Ann Lee and Bo Obi"),
        ),
        # bodies by what they are, or are to others
        ("The group that owns her music, Big Machine, said it was late.", ("organization", "Big Machine")),
        ("The body that runs the league, the EFL, said it was late.", ("organization", "EFL")),
        (
            "The ship's owner, a firm registered in Piraeus called Helmos Maritime, said it was late.",
            ("organization", "Helmos Maritime"),
        ),
        (
            "The company that runs the awards, Dick Clark Productions, said it was late.",
            ("organization", "Dick Clark Productions"),
        ),
        ("The woman behind the show, Ann Lee, said it was late.", ("named_person", "Ann Lee")),
        (
            "The bus, run by Greyhound, was travelling from Lincoln to Cheyenne, the company said.",
            ("organization", "Greyhound"),
        ),
        (
            "The Consumer Product Safety Commission ordered a recall. The heaters, sold by HomeCrest Brands of Columbus, can overheat, the agency said.",
            ("organization", "Consumer Product Safety Commission"),
        ),
        (
            "The Northern Lights Trust owns the island. The coastguard told her to leave.",
            ("organization", "coastguard"),
        ),
        # who asks or answers in quotation marks, and who is named with others
        ("“So he knew?” Schiff asked.", ("named_person", "Schiff")),
        ("“Why not?” Greenpeace asked.", ("organization", "Greenpeace")),
        ("Gov. Eric Lind was late. Lind and GOP leaders said no.", ("named_person", "Eric Lind and GOP leaders")),
        ("The head of sales for Europe Ann Lee said it was late.", ("named_person", "Ann Lee")),
        ("The authors of the study said no. The authors said it was late.", ("collective", "authors of the study")),
        ("Browns DL Sheldon Lind said it was late.", ("named_person", "Sheldon Lind")),
        # documents and bodies
        (
            "Two died, the army said in a statement on Wednesday. “It was late,” the statement said.",
            ("document", "statement"),
        ),
        ("A bank issued a report on fraud on Monday. The report said it was late.", ("document", "report on fraud")),
        ("The report says the company, Acme Foods, lied. It says the chairman knew.", ("document", "report")),
        ("The report says Toyota lied. Toyota says it is sorry. It says it paid.", ("organization", "Toyota")),
        ("The union sent a letter. “The contract and the law are clear,” it said.", ("organization", "union")),
        # nouns for bodies, and who is one of a trade
        ("The railroad said it was late.", ("organization", "railroad")),
        ("The nursing home said it was late.", ("organization", "nursing home")),
        ("Crews said the track was bad.", ("collective", "Crews")),
        ("Marko, a medic, said it was late.", ("named_person", "Marko")),
        ("Amazon, a supplier, said it was late.", ("organization", "Amazon")),
        # apostrophes
        (
            "NASA announced a plan. NASA’s Office of the Inspector General met. NASA said it was late.",
            ("organization", "NASA"),
        ),
        ("Apple said it was sorry. Apple’s MacBook team was slow.", ("organization", "Apple")),
        ("Ann Lee left. Her lawyer’s clerk said it was late.", ("anonymous", "Ann Lee’s lawyer’s clerk")),
        # several bodies
        ("Walmart and Target apologised. The retailers said they would pay.", ("organization", "Walmart and Target")),
        ("Walmart closed. Target closed. The two said it was late.", ("organization", "Walmart and Target")),
        (
            "Microsoft agreed to buy Activision. Both companies said it was late.",
            ("organization", "Microsoft and Activision"),
        ),
        ("Officials met with Pfizer. The companies said it was late.", ("organization", "companies")),
        # whose editorial board
        (
            "The Washington Post attacked Lee. “It was late,” the newspaper's editorial board wrote.",
            ("news_outlet", "Washington Post"),
        ),
        # one of two last names
        ("Melba Acosta Febo, the president, left. Ms. Acosta said it was late.", ("named_person", "Melba Acosta Febo")),
        ("Gov. Alejandro García Padilla said it was late.", ("named_person", "Alejandro García Padilla")),
        ("Robert Obi Lee met Ann Obi. Obi said it was late.", ("named_person", "Ann Obi")),
        (
            "Aoife Ní Mhurchú, 31, got into difficulty at the pier.\n\nSinéad Ní Mhurchú, speaking outside, said it was late.",
            ("named_person", "Sinéad Ní Mhurchú"),
        ),
        ("Forty percent of voters back Ann Lee.", ("collective", "Forty percent of voters")),
        # an outlet's name within that of a body
        ("The Science and Security Board said it was late.", ("organization", "Science and Security Board")),
        ("The Mirror and Glass Association said it was late.", ("organization", "Mirror and Glass Association")),
        ("Time and Fortune said it was late.", ("news_outlet", "Time and Fortune")),
        # numbers are a document, scores of people are people
        ("Census numbers show that it was late.", ("document", "Census numbers")),
        ("Growing numbers of teachers say it was late.", ("collective", "teachers")),
        ("Scores of residents said it was late.", ("collective", "residents")),
        ("Ann Lee won. The Leave faction says it was late.", ("collective", "Leave faction")),
        # “which” goes back past a day to a document, and to nothing that is none
        ("Acme did a survey on Monday, which found that it was late.", ("document", "survey")),
        ("The NTSB released its report on Monday, which found that it was late.", ("document", "its report")),
        ("Acme posted a statement on its site, which said it was late.", ("document", "statement on its site")),
        ("Lee fired the clerk on Monday, which showed that it was late.", ("unattributed", None)),
        ("The drug was banned in France, which said it was late.", ("organization", "France")),
        # what stands beside a document, or somebody says, is no part of either
        ("Acme released a report and Senator Ann Lee is sad. The report says it was late.", ("document", "report")),
        ("She met a nurse who said it was late.", ("anonymous", "nurse")),
        ("A nurse who works nights said it was late.", ("anonymous", "nurse who works nights")),
        ("The clip is from a Post editorial that says it was late.", ("document", "Post editorial")),
        ("Some aides said it was early. Those aides said it was late.", ("anonymous", "Some aides")),
        ("Critics said it was early. Those same critics said it was late.", ("collective", "Critics")),
        # “the one” is whom the sentence speaks of
        ("Ann Lee was the one who said it was late.", ("named_person", "Ann Lee")),
        ("“I was the one saying it was late,” Ann Lee said.", ("named_person", "Ann Lee")),
        ("“I'm the guy who said it was late,” Ann Lee said.", ("named_person", "Ann Lee")),
        # nobody
        ("It was learnt that the mill would close.", ("unattributed", None)),
        ("“Obi Steel and Tarn Metals were in the room,” they said.", ("collective", None)),
        ("We're told that the mill will close.", ("unattributed", None)),
        ("I'm told that the mill will close.", ("unattributed", None)),
        # a name that what stands beside it tells to be a body's
        ("Friends of the Tarn, a charity, said it was late.", ("organization", "Friends of the Tarn")),
        ("Swimmers Together UK (STUK), a charity, says it is late.", ("organization", "Swimmers Together UK")),
        ("The auditors, Roe & Lund, wrote that it was late.", ("organization", "Roe & Lund")),
        ("His employer, Roe Coaches, said it was late.", ("organization", "Roe Coaches")),
        ("@TarnLamps, an account that sells lamps, said it was late.", ("social_post", "@TarnLamps")),
        ("Prof. Dr. Ir. Siti Harahap said it was late.", ("named_person", "Siti Harahap")),
        # what is told of a document is no part of its name
        ("The two-page letter, a copy of which Tarn has, says it is late.", ("document", "two-page letter")),
        ("Ann Lee wrote. Her letters, eleven of them, speak of “rain”.", ("document", "Ann Lee's letters")),
        ("The email, which was sent at noon, says it is late.", ("document", "email")),
        (
            "A friend of Mr Dean, who asked not to be named, said it was late. The mate added that it rained.",
            ("anonymous", "friend of Mr Dean"),
        ),
    ],
)
def test_what_other_newsrooms_write(text: str, expected: tuple[str, str | None]) -> None:
    row = audit(text).query("attributed").iloc[-1]
    assert (row["source_type"], None if pd.isna(row["entity"]) else row["entity"]) == expected


def test_a_dateline_names_no_body() -> None:
    text = "PORT ELDER, Australia (AP) — Petra Lind was suspended, the Fair Play Unit said. A sample was late, it said."
    frame = audit(text).query("attributed")
    assert set(frame["entity"]) == {"Fair Play Unit"}


@pytest.mark.parametrize(
    "name",
    [
        "Marta (her name has been changed)",
        "Marta, whose name has been changed,",
        "Marta – not her real name –",
        "The Herald has agreed to call her Marta. Marta",
        "We will call her Marta. Marta",
    ],
)
def test_whose_name_was_changed_is_not_named(name: str) -> None:
    row = audit(f"{name} said that nobody came.").query("attributed").iloc[-1]
    assert (row["source_type"], row["entity"], row["source_number"]) == ("anonymous", "Marta", 1)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("One of the technicians said she tested the tank twice.", [1]),
        ("Three engineers said it leaked. Two of the three said that it still leaks.", [3, 2]),
        (
            "Three engineers who left the mill were not surprised. All say that it leaked. Another said he had quit.",
            [3, 1],
        ),
        ("Three nurses left. One of them said it leaked. The others said that it was late.", [1, 2]),
        (
            "Five clerks left. One said it leaked. Two said that it was late. The others said that it was not.",
            [1, 2, 2],
        ),
    ],
)
def test_some_of_those_who_are_counted(text: str, numbers: list[int]) -> None:
    frame = audit(text).query("attributed")
    assert set(frame["source_type"]) == {"anonymous"}
    assert frame["source_number"].tolist() == numbers


@pytest.mark.parametrize(
    ("text", "outlet", "relay"),
    [
        ("Petra Lind told Welt am Sonntag that it was late.", None, "Welt am Sonntag"),
        ("Petra Lind told the Qatari daily Al-Araby Al-Jadeed that it was late.", None, "Al-Araby Al-Jadeed"),
        ("Petra Lind told radio station Skerry Sound that it was late.", None, "Skerry Sound"),
        ("Petra Lind told the weekly Le Canard enchaîné that it was late.", None, "Le Canard enchaîné"),
        ("Petra Lind told KOA-TV that it was late.", None, "KOA-TV"),
        ("Petra Lind told TOI that it was late.", None, "TOI"),
        ("Petra Lind told HT that it was late.", None, "HT"),
        ("“It is late,” Petra Lind told PEOPLE.", None, "PEOPLE"),
        ("Petra Lind told People on Friday that it was late.", None, "People"),
        ("Petra Lind told people on Friday that it was late.", None, None),
        # where a station is heard; who asks there
        ("Petra Lind told BBC Radio Humberside that it was late.", None, "BBC Radio Humberside"),
        ("Petra Lind told ABC Radio Hobart that it was late.", None, "ABC Radio Hobart"),
        ("Petra Lind told ESPN's Karl Ness that it was late.", None, "Karl Ness; ESPN"),
        ("Petra Lind told the BBC's Sunday With Ann Obi that it was late.", None, "BBC's Sunday With Ann Obi"),
        ("Petra Lind told ESPN's Karl Ness that it was late.", "ESPN", "Karl Ness"),
        # outlets without a name
        ("Petra Lind told a regional TV channel that it was late.", None, "regional TV channel"),
        ("Petra Lind told a Danish radio station that it was late.", None, "Danish radio station"),
        ("Petra Lind told Danish radio that it was late.", None, "Danish radio"),
        (
            "Petra Lind said in a statement carried by the semi-official Tasnim news agency that it was late.",
            None,
            "Tasnim",
        ),
        ("Petra Lind told the Nation that it was late.", None, "Nation"),
        ("Petra Lind told the Nation that it was late.", "Daily Nation", None),
        ("Health Secretary Petra Lind was last week quoted by KBC saying it was late.", None, "KBC"),
    ],
)
def test_outlets_by_names_of_many_words_and_in_short(text: str, outlet: str | None, relay: str | None) -> None:
    row = audit(Article(text, outlet=outlet)).query("attributed").iloc[0]
    assert (row["entity"], None if pd.isna(row["relay"]) else row["relay"]) == ("Petra Lind", relay)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whoever quotes somebody relays it, and what an outlet cites in front, behind, or of another outlet
        ("The ministry quoted Mr. Lavin as saying that the talks had failed.", [("Lavin", "ministry")]),
        (
            "Lena Vale was held on Friday. Her lawyer, Tom Brennan, quoted her as saying that she was innocent.",
            [("Lena Vale", "Tom Brennan")],
        ),
        ("State media quoted Ali Rezaei as saying the strike had failed.", [("Ali Rezaei", "State media")]),
        ("Israeli media reported that the cabinet would vote, citing an official.", [("official", "Israeli media")]),
        ("Citing two officials, Reuters said the bridge had fallen.", [("officials", "Reuters")]),
        ("Reuters reported that the plant would close, citing the Nikkei newspaper.", [("Nikkei", "Reuters")]),
        (
            "Reuters reported that the plant would close, citing people with knowledge of the talks.",
            [("people with knowledge of the talks", "Reuters")],
        ),
        ("The plant will close, AFP reported, quoting the energy minister, Dan Obi.", [("Dan Obi", "AFP")]),
        (
            "“We will not leave,” Mr. Lavin was quoted as saying by the Fars news agency.",
            [("Lavin", "Fars news agency")],
        ),
        ("“We will not leave,” Mr. Lavin was quoted as saying.", [("Lavin", None)]),
        # not an outlet that somebody speaks of, nor to whose people, nor at whose event
        ("The president said CNN was fake news.", [("president", None)]),
        ("Joe Tibbs told CNN executives that cuts were coming.", [("Joe Tibbs", None)]),
        ("Joe Tibbs said at a conference hosted by Bloomberg that cuts were coming.", [("Joe Tibbs", None)]),
        ("Joe Tibbs told CNN anchor Ann Lee that cuts were coming.", [("Joe Tibbs", "CNN")]),
        ("Videos on social media show men in masks.", [("Videos on social media", None)]),
        # several, others than by name, and the same one again
        (
            "Two officials told the Washington Post and the New York Times that the raid had failed.",
            [("officials", "Washington Post and New York Times")],
        ),
        ("Al Dunn said on state television that it was late.", [("Al Dunn", "state television")]),
        ("Al Dunn said in a speech broadcast on state television that it was late.", [("Al Dunn", None)]),
        ("Coach Al Bates said he was done, per The Athletic.", [("Al Bates", "Athletic")]),
        ("Tom Hale told reporters that it was over, per Ann Lee of ESPN.", [("Tom Hale", "Ann Lee; ESPN")]),
        (
            "“We lost,” Al Bates said, via Dan Obi of the Pittsburgh Post-Gazette.",
            [("Al Bates", "Dan Obi; Pittsburgh Post-Gazette")],
        ),
        ("BBC correspondent Dan Obi said it was late.", [("Dan Obi", "BBC")]),
        ("On the podcast “Smartless Men,” Will Hart said he had failed.", [("Will Hart", "Smartless Men")]),
        ("Lord Hexham told the Today programme that the row was avoidable.", [("Hexham", "Today")]),
        (
            "Wade Collins told KXLY that the bridge was closed. “Please, stay home,” he told the station.",
            [("Wade Collins", "KXLY")] * 2,
        ),
        # an interview that is told of in other words, or asked for, or written
        ("Rosa Diaz described the scene to the BBC. “I ran,” she said.", [("Rosa Diaz", "BBC")] * 2),
        ("Rosa Diaz was interviewed by CNN. “I ran,” she said.", [("Rosa Diaz", "CNN")]),
        (
            "In an email to the Guardian, Marcus Hale said that he was broke. “I have nothing,” he wrote.",
            [("Marcus Hale", "Guardian")] * 2,
        ),
        (
            "CNN asked Mr Pratt whether he would resign. He said he would not.",
            [("CNN", None), ("Pratt", "CNN")],
        ),
        # nor of whom it only tells where somebody is
        ("Joe Tibbs objected to CNN host Ann Lee's question.", [("Joe Tibbs", None)]),
        ("Joe Tibbs said BBC presenter Ann Lee's comments were wrong.", [("Joe Tibbs", None)]),
        ("Joe Tibbs told US media that cuts were coming.", [("Joe Tibbs", "US media")]),
        # who only thinks something of a document did not hand it on
        ("Rosa Diaz criticised a report saying the pier was unsafe.", [("Rosa Diaz", None), ("report", None)]),
        ("The court rejected Lee's argument that the law was void.", [("court", None), ("Lee", None)]),
        ("Ann Lee echoed the mayor's warning that the road was unsafe.", [("Ann Lee", None), ("mayor", "Ann Lee")]),
        (
            "Rosa Diaz praised a nurse who said that it rained.",
            [("Rosa Diaz", None), ("nurse", None)],
        ),
        (
            "Rosa Diaz wants to help parents who say that it rained.",
            [("Rosa Diaz", None), ("parents", None)],
        ),
        (
            "Rosa Diaz highlighted a study that says it rained.",
            [("Rosa Diaz", None), ("study", "Rosa Diaz")],
        ),
        ("Rosa Diaz welcomed a study that found the pier was safe.", [("Rosa Diaz", None), ("study", None)]),
        ("Rosa Diaz cited a study showing that the pier was safe.", [("Rosa Diaz", None), ("study", "Rosa Diaz")]),
        # several do not relay one another
        ("The pier fell, according to Reuters and AFP.", [("Reuters and AFP", None)]),
        ("The raid failed, according to reports from CNN and the New York Times.", [("CNN and New York Times", None)]),
        # what is said in a text of its own is said in no interview
        (
            "Ann Lee told CNN that it was late. “We must act,” Lee said in a campaign video.",
            [("Ann Lee", "CNN"), ("Ann Lee", None)],
        ),
        # another time is another occasion
        (
            "Ann Lee told CNN it was late.\n\nLast month, a reporter asked her whether it was early.\n\n“No,” she said.",
            [("Ann Lee", "CNN"), ("reporter", None), ("Ann Lee", None)],
        ),
        (
            "Ann Lee told CNN it was late.\n\nA reporter asked her whether it was early.\n\n“No,” she said.",
            [("Ann Lee", "CNN"), ("reporter", None), ("Ann Lee", "CNN")],
        ),
        (
            "Ann Lee told CNN in 2019 that she would never run. “I have changed my mind,” she said on Monday.",
            [("Ann Lee", "CNN"), ("Ann Lee", None)],
        ),
    ],
)
def test_who_relays_it(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = audit(text).query("attributed")[["entity", "relay"]].astype(object)
    assert list(found.where(found.notna(), None).itertuples(index=False, name=None)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whom a passive names goes with what is stated, who was told something does not
        ("The victim was named by police as Joan Pike.", [("police", "The victim … as Joan Pike")]),
        ("The court was told that Doyle had been drinking.", [(None, "that Doyle had been drinking")]),
        ("The man, identified as Kyle Bandy, was booked on Monday.", []),
        ("It is believed that the man fled to Spain.", [(None, "that the man fled to Spain")]),
        (
            "Clerks can get in trouble for it, and as Ann Lee noted, people could be fired.",
            [("Ann Lee", "people could be fired")],
        ),
        ("It was gathered that the mill will close.", [(None, "that the mill will close")]),
        ("It has emerged that the firm knew.", [(None, "that the firm knew")]),
        ("The club will appeal, it is understood.", [(None, "The club will appeal")]),
        ("It is unclear who ordered the strike.", []),
        (
            "A motorist who identified herself as Mrs Bisi said it rained.",
            [("A motorist", "it rained")],
        ),
        # what somebody does of whom it is told beside that they speak
        ("Ivan Petrov, who rarely says much, left the room.", []),
        ("The mayor, who said little, left the room.", []),
        ("Ann Lee, who said, “It is late,” left on Monday.", [("who", "“It is late,”")]),
        ("British fears that the deal was dead were wrong.", [("British", "that the deal was dead")]),
        # what somebody denies to have said
        (
            "Acme denied that it had promised a refund.",
            [("Acme", "that it had promised a refund")],
        ),
        (
            "Lee denied that Dan Roe had told her the road was open.",
            [("Lee", "that Dan Roe had told her the road was open"), ("Dan Roe", "the road was open")],
        ),
        (
            "Lee rejected a report that found the bridge was unsafe.",
            [("Lee", "a report that found the bridge was unsafe"), ("that", "the bridge was unsafe")],
        ),
        (
            "The mayor rejected Ann Lee's claim that the road was unsafe.",
            [("The mayor", "Ann Lee's claim that the road was unsafe"), ("Ann Lee", "that the road was unsafe")],
        ),
        (
            "Ann Lee defended her decision that the road be closed.",
            [("Ann Lee", "her decision that the road be closed")],
        ),
        # a claim is its owner's, whatever followed it or was said of it
        ("The law followed Lee's warning that the dam could break.", [("Lee", "that the dam could break")]),
        ("Fans laughed at Lee's boast that he is rich.", [("Lee", "that he is rich")]),
        (
            "The ad was a jab at Lee's claim last year that the dam was new.",
            [("Lee", "that the dam was new")],
        ),
        (
            "The union confirmed Lee's claim that the dam is new.",
            [("The union", "Lee's claim that the dam is new"), ("Lee", "that the dam is new")],
        ),
        # what somebody does within a claim is no statement, nor is it what they decline to say
        ("The deal was approved by the board, Lee said.", [("Lee", "The deal was approved by the board")]),
        (
            "The firm does not comment on cases, a spokesman said.",
            [("a spokesman", "The firm does not comment on cases")],
        ),
        (
            "Halcyon spokesman Devon Pruitt declined to say whether the company would cut jobs.",
            [("Halcyon spokesman Devon Pruitt", "to say whether the company would cut jobs")],
        ),
        # who a source is stands before what is claimed
        (
            "According to its chief executive, Sir Andrew Halford, that could drop to 5% tomorrow.",
            [("its chief executive, Sir Andrew Halford", "that could drop to 5% tomorrow")],
        ),
        (
            "According to Ann Lee, the charity's director, demand has doubled.",
            [("Ann Lee, the charity's director", "demand has doubled")],
        ),
        ("Per ESPN, the Jets have cut the kicker.", [("ESPN", "the Jets have cut the kicker")]),
        (
            "According to his lawyer, Obi, a former clerk, will appeal.",
            [("his lawyer", "Obi, a former clerk, will appeal")],
        ),
    ],
)
def test_what_is_claimed_and_by_whom(text: str, expected: list[tuple[str | None, str]]) -> None:
    found = audit(text).query("attributed")[["source", "claim"]].astype(object)
    assert list(found.where(found.notna(), None).itertuples(index=False, name=None)) == expected


def test_what_is_only_said_before_a_court_is_nobodys_word() -> None:
    (row,) = audit("The court heard that Doyle had been drinking.").query("attributed").to_dict("records")
    assert (row["source_type"], row["claim"]) == ("unattributed", "that Doyle had been drinking")


def test_a_paper_that_answers_its_readers_speaks_for_itself() -> None:
    found = audit("Q: Will my ticket be refunded?\n\nA: Nobody knows.").query("attributed")
    assert set(found["source_type"]) <= {"author"}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Petra Lind met Erik Dahl in May. She said it was late. He said it was early.", ["Petra Lind", "Erik Dahl"]),
        ("Erik Dahl met Petra Lind in May. He said it was late. She said it was early.", ["Erik Dahl", "Petra Lind"]),
        ("Petra Lind met Erik Dahl. “It is late,” she told him. He said it was early.", ["Petra Lind", "Erik Dahl"]),
        ("Petra Lind accused Erik Dahl of theft. He denied it.", ["Petra Lind", "Erik Dahl"]),
        ("“It is late,” Petra Lind told Erik Dahl. “It is early,” he replied.", ["Petra Lind", "Erik Dahl"]),
        ("Petra Lind wrote to Erik Dahl that it was late. He replied that it was early.", ["Petra Lind", "Erik Dahl"]),
        # who goes on without an answer is who spoke
        ("“It is late,” Petra Lind told Erik Dahl. “It is early,” she added.", ["Petra Lind"] * 2),
    ],
)
def test_he_and_she_are_two(text: str, speakers: list[str]) -> None:
    frame = audit(text)
    assert frame.loc[frame["attributed"], "entity"].tolist() == speakers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("No official has said that the pier is safe.", ("No official", "unattributed")),
        ("None of the four workers said the roof leaked.", ("None of the four workers", "unattributed")),
        ("No study has shown that tea heals.", ("No study", "unattributed")),
        ("Few experts believe that tea heals.", ("Few experts", "unattributed")),
        (
            "Neither Petra Lind nor Erik Dahl said the pier was safe.",
            ("Neither Petra Lind nor Erik Dahl", "named_person"),
        ),
        # not denied
        ("A few experts believe that tea heals.", ("A few experts", "collective")),
        ("No 10 said the pier was safe.", ("No 10", "organization")),
    ],
)
def test_nobody_is_no_source(text: str, found: tuple[str, str]) -> None:
    (row,) = audit(text).query("attributed").to_dict("records")
    assert (row["source"], row["source_type"]) == found


def test_what_nobody_says_supports_nothing() -> None:
    said = "the old bridge was safe for cars"
    frame = audit(f"Ann Lee said {said}. Neither Dan Roe nor Jim Poe said {said}.")
    assert frame["corroborated_by"].tolist() == [0, 0]
    assert frame["score"].is_monotonic_decreasing


def test_who_goes_on_for_long_is_read_in_bounded_time_and_depth() -> None:
    text = "Bob Lee is the mayor. " + "He said the road was wet. " * 1_200
    assert audit(text, model="rules")["entity"].dropna().unique().tolist() == ["Bob Lee"]


@pytest.mark.parametrize(
    ("text", "relays"),
    [
        # outlets that no table has, told by what they are or where somebody spoke
        ("Danny Marsh confessed to Heat magazine that he was “rubbish at being engaged”.", ["Heat"]),
        ("A grower complained to the Decatur Daily that he learned of the move late.", ["Decatur Daily"]),
        (
            "The closure is open-ended, Dale Munson told Meatingplace in an interview on Monday. Grain was not the "
            "problem, Munson said to the trade title.",
            ["Meatingplace"] * 2,
        ),
        ("On RFD-TV's Market Day Report, Carla Suggs ruled out matching cuts.", ["RFD-TV's Market Day Report"]),
        ("The director of the Prado, Alfonso Reig, assured El País that it would stay free.", ["El País"]),
        ("In an interview with Denmark's Politiken, Piet Hansen argued that it should stop.", ["Politiken"]),
        # a reporter's words, and those of an outlet's sources
        (
            "Marla Quist of The Athletic hears otherwise. The owner has vetoed any deal, she wrote on Monday.",
            ["Athletic"],
        ),
        ("Kommersant, a Moscow daily, had more. Its sources in the party described a dinner of boar.", ["Kommersant"]),
        # who spoke to whom, and in the same paper
        (
            "The minister's friends grumbled. One of them, who spoke to The Times, maintained that the Treasury was slow. "
            "A Treasury source retorted, in the same newspaper, that nobody had read the plan.",
            ["Times", "Times"],
        ),
        ("The Herald also spoke to a retired clerk, who recalled that it was late.", ["Herald"]),
        ("The Guardian interviewed a former nurse who said the ward was full.", ["Guardian"]),
        ("A farmer told a local YouTube channel, Harbour Live, that boats were dear.", ["Harbour Live"]),
        # who got hold of a document, through whom what others say did not come
        (
            "According to a report first obtained by Vermont Watch, the deck scored 3 on a scale of 9.",
            ["Vermont Watch"],
        ),
        ("A letter from the firm to its crews, cited by the Financial Times, asks them to wait.", ["Financial Times"]),
        ("Repairs will be slow, a clerk said, although a note seen by Reuters gave no date.", []),
        # an organization that reports what others told it
        ("STATLINE reported, citing a person with direct knowledge of it, that a warning is likely.", ["STATLINE"]),
    ],
)
def test_relays_that_no_table_tells(text: str, relays: list[str]) -> None:
    cited = audit(text).query("attributed")
    assert [relay for relay in cited["relay"] if pd.notna(relay)] == relays


def test_the_agency_is_the_one_that_has_just_been_cited() -> None:
    text = (
        "Reuters reported on Monday, citing two people briefed on the talks, that the fund had made an offer. "
        "The chance of a deal was small, the agency wrote."
    )
    last = audit(text).query("attributed").iloc[-1]
    assert (last["source_type"], last["entity"]) == ("news_outlet", "Reuters")


@pytest.mark.parametrize(
    ("text", "claim", "entity"),
    [
        (
            "Bloomberg reported late Tuesday, citing people with knowledge of the matter, that Acme is in talks.",
            "that Acme is in talks",
            "people with knowledge of the matter",
        ),
        (
            "The Guardian, citing a leaked email, reported that the minister would resign.",
            "that the minister would resign",
            "leaked email",
        ),
    ],
)
def test_whom_an_outlet_cites_is_no_part_of_what_is_said(text: str, claim: str, entity: str) -> None:
    (row,) = audit(text).query("attributed").to_dict("records")
    assert (row["claim"], row["entity"]) == (claim, entity)


@pytest.mark.parametrize(
    ("text", "relays"),
    [
        (
            "Tarn will close, according to a memo viewed by The Verge. In it, Lee tells staff that it is over.",
            ["Verge"] * 2,
        ),
        ("Tarn shut, according to slides leaked to the Times. In the slides, Lee says it was late.", ["Times"] * 2),
        ("Politico has obtained the letter. In the letter, Roe said that he would sue.", ["Politico"]),
        ("In an internal message reviewed by Axios, Ann Lee said the firm had failed.", ["Axios"]),
        ("The firm published its report. In it, Lee said that sales fell.", [None]),
        ("Ann Lee quit, she told BuzzFeed News. “I am tired,” she had told the website in May.", ["BuzzFeed News"] * 2),
        ("A friend told People that they had split. “It is sad,” she told the magazine.", ["People"] * 2),
        ("The senator visited NBC's Today and said he would run.", ["NBC's Today"]),
        ("Ann Lee joined CBS's Face the Nation and said the plan was dead.", ["CBS's Face the Nation"]),
        ("Ann Lee appeared on CNN's State of the Union and said it was late.", ["CNN's State of the Union"]),
        ("Ann Lee visited NBC's studios and said it was late.", [None]),
        ("Three people spoke to Reuters. One of them said the deal was close.", ["Reuters"]),
        ("Officials spoke to the police. The officials said it was late.", [None]),
        (
            "The deal is done, according to two people close to the talks, who spoke to The Athletic. "
            "One of the people said it was dear.",
            ["Athletic"] * 2,
        ),
        ("Mr. Day denied that through a lawyer.", ["lawyer"]),
    ],
)
def test_through_whom_it_came_is_read_around_a_statement(text: str, relays: list[str | None]) -> None:
    found = audit(text).query("attributed")["relay"].astype(object)
    assert [relay for relay in found.where(found.notna(), None) if relay or None in relays][-len(relays) :] == relays


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Axios first reported that the senator would resign.", ("news_outlet", "Axios")),
        ("Axios later reported that she would stay.", ("news_outlet", "Axios")),
        ("The move followed a CNBC report that Tarn would close.", ("news_outlet", "CNBC")),
        ("It came after a report by CNN that the car had no brakes.", ("news_outlet", "CNN")),
        ("The couple has split, People reported.", ("news_outlet", "People")),
        ("People reported that the water tasted bad.", ("collective", "People")),
        ("Memos show that the firm knew of the fault.", ("document", "Memos")),
        ("The General Medical Council said that it was late.", ("organization", "General Medical Council")),
        ("The witness, the contractor Hugh Denning, testified that he paid.", ("named_person", "Hugh Denning")),
    ],
)
def test_what_a_name_stands_for_is_told_by_its_place(text: str, expected: Row, nlp: Language) -> None:
    (row,) = audit(text).query("attributed")[["source_type", "entity"]].values.tolist()
    assert tuple(row) == expected


@pytest.mark.parametrize(
    ("named", "described", "entity"),
    [
        ("Germany's finance minister, Karl Braun,", "The Spanish finance minister", "Spanish finance minister"),
        ("Germany's finance minister, Karl Braun,", "The German finance minister", "Karl Braun"),
        ("Dutch Prime Minister Jan Smit", "The prime minister of Poland", "prime minister of Poland"),
        ("Karl Braun, the finance minister of Germany,", "The French finance minister", "French finance minister"),
        ("The UK's defence secretary, Ann Lee,", "The British defence secretary", "Ann Lee"),
    ],
)
def test_an_office_of_another_country_is_anothers(named: str, described: str, entity: str) -> None:
    frame = audit(f"{named} rejected the plan. {described} said it was fair.").query("attributed")
    assert frame["entity"].tolist()[-1] == entity


def test_what_an_outlet_reported_did_not_come_through_who_denies_it() -> None:
    frame = audit("Ann Lee denied a Washington Post report that she had met the envoy.")
    assert frame["entity"].tolist() == ["Ann Lee", "Washington Post"]
    assert frame["relay"].isna().all()


def test_who_answers_is_who_was_spoken_to() -> None:
    text = "The governor, Ann Hart, wept. “It is late,” Ms. Stein told Judge Elena Roe. “It is early,” she replied."
    assert audit(text).query("attributed")["entity"].tolist()[-1] == "Elena Roe"


def test_who_is_only_described_and_cited_twice_at_once_is_named_further_down() -> None:
    text = "A judge dismissed the charges, ruling that the state had lied. “It is bad,” Judge Elena Roe wrote. Roe said it was late."
    assert set(audit(text).query("attributed")["entity"]) == {"Elena Roe"}


def test_a_family_is_not_somebody_named_before() -> None:
    text = "Dr. Neil Roe denied it. The family of Ann Coyle said they had been told nothing."
    assert audit(text).query("attributed")["entity"].tolist()[-1] == "family of Ann Coyle"


def test_the_newspaper_may_be_one_that_no_table_has() -> None:
    text = "Poole told WKRB-TV it was late. The Harlow Falls Courier reported the arrests. The newspaper said he wept."
    assert audit(text).query("attributed")["entity"].tolist()[1:] == ["Harlow Falls Courier"] * 2


def test_who_is_briefed_and_who_spoke_are_one() -> None:
    (source,) = (
        audit("According to a person briefed on the talks who spoke to Reuters, Tarn has won.")
        .query("attributed")
        .to_dict("records")
    )
    assert (source["entity"], source["relay"]) == ("person briefed on the talks", "Reuters")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The raid was led by Khalid Nasser, known to his men as Abu Layth. Abu Layth said that it was late.",
            "Khalid Nasser",
        ),
        ("Marion Wayne, whom everybody called Duke, ran the garage. “It is late,” Duke said.", "Marion Wayne"),
        ("Peter Holm, known to all as the Bishop, kept the pub. The Bishop said that it was late.", "Peter Holm"),
        ("Rosa Delgado, nicknamed La Jefa, runs the market. La Jefa said that it was late.", "Rosa Delgado"),
        ("Tomas Reyes, who goes by Tito, drives the bus. Tito said that it was late.", "Tomas Reyes"),
        ("Duke Ellis, known to everyone as Big Red, ran it. “It is late,” Red said.", "Duke Ellis"),
        ("Amir Khan, who performs as DJ Lento, was ill. Lento said that it was late.", "Amir Khan"),
        ("Ivan Bondar, who performs under the name Tarn, was ill. Tarn said that it was late.", "Ivan Bondar"),
        ("Lisa Brown, whose stage name is Lumen, was ill. “It is late,” Lumen said.", "Lisa Brown"),
        ("Olha Kovalenko, call sign Fox, was ill. “It is late,” Fox said.", "Olha Kovalenko"),
        # the longer of the two names
        ("Lena Berg, better known as La Gran Jefa, runs it. La Gran Jefa said that it was late.", "Lena Berg"),
    ],
)
def test_who_speaks_by_another_name(text: str, name: str) -> None:
    frame = audit(text).query("attributed")
    assert frame[["source_type", "entity"]].values.tolist() == [["named_person", name]]


def test_a_part_that_was_played_is_no_other_name() -> None:
    text = "Ann Roe, who performed as Hamlet, was ill. Hamlet said that it was late."
    assert audit(text).query("attributed")["entity"].tolist() == ["Hamlet"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kamala Harris came. The vice-president said that it was late.", ["Kamala Harris"]),
        ("Lena Moss is the vice-president of the bank. The vice-president said that it was late.", ["Lena Moss"]),
        ("VP Kim Lowe was late. The vice-president said that it rained.", ["Kim Lowe"]),
        ("The co-founder said that it was late.", ["co-founder"]),
        ("Lena Moss is the mayor of the town. The mayor said that it was late.", ["Lena Moss"]),
        # the one is not the other
        (
            "Tom Hill is the president. Lena Moss is the vice-president. The vice-president said that it was late. "
            "The president denied that it was late.",
            ["Lena Moss", "president"],
        ),
        ("CFO Tom Price said that it was late. The CFO added that it rained.", ["Tom Price", "Tom Price"]),
        ("Regional VP Sam Cole said that it was late.", ["Sam Cole"]),
    ],
)
def test_whose_office_is_meant(text: str, names: list[str]) -> None:
    assert audit(text).query("attributed")["entity"].tolist() == names


def test_an_office_is_not_whom_somebody_is_nicknamed_after() -> None:
    text = "Peter Holm, known to all as the Bishop, kept the pub. The Bishop of Leeds said that it was late."
    assert audit(text).query("attributed")["entity"].tolist() == ["Bishop of Leeds"]


@pytest.mark.parametrize(
    ("text", "source_type", "name"),
    [
        ("A man who asked to be called Sami said it leaked. Sami said he had left.", "anonymous", "Sami"),
        ("A shopkeeper who asked to be called only Ms Rao said it leaked. Rao said it was late.", "anonymous", "Rao"),
        (
            "A fighter who gave his name only as Omar said it leaked. The fighter said it was late.",
            "named_person",
            "Omar",
        ),
        ("A clerk identified only as Bo Lee said it leaked. Lee said it was late.", "named_person", "Bo Lee"),
    ],
)
def test_who_gives_a_name_is_one_with_whom_it_is_said_of(text: str, source_type: str, name: str) -> None:
    frame = audit(text).query("attributed")
    assert frame[["source_type", "entity"]].values.tolist() == [[source_type, name]] * 2


@pytest.mark.parametrize(
    ("mention", "source_type", "entity"),
    [
        ("A lawyer for Mayor Tom Hale", "anonymous", "lawyer for Mayor Tom Hale"),
        ("An aide to Sen. Ana Ruiz", "anonymous", "aide to Sen. Ana Ruiz"),
        ("A critic of President Rita Cole", "anonymous", "critic of President Rita Cole"),
        ("A spokesperson for Mayor Tom Hale", "organization", "Tom Hale"),
        ("Two spokesmen for Gov. Rita Cole", "organization", "Rita Cole"),
        ("A spokesperson for Mayor Tom Hale, Lucy Grant,", "named_person", "Lucy Grant"),
    ],
)
def test_somebody_of_a_titled_person_is_another(mention: str, source_type: str, entity: str) -> None:
    frame = audit(f"{mention} said that it was late.").query("attributed")
    assert frame[["source_type", "entity"]].values.tolist() == [[source_type, entity]]


@pytest.mark.parametrize(
    "text",
    [
        "The managing director, Petra Lind, said it was shut. The MD said it was late.",
        "The CFO, Petra Lind, said it was shut. The chief financial officer said it was late.",
        "Attorney General Petra Lind said it was shut. The AG said it was late.",
        "DA Petra Lind said it was shut. The district attorney said it was late.",
        "Prime minister Petra Lind said it was shut. The PM said it was late.",
        "The secretary general, Petra Lind, said it was shut. The SG said it was late.",
        "Former police officer Petra Lind said it was shut. The ex-officer said it was late.",
        "Ex-minister Petra Lind said it was shut. The former minister said it was late.",
    ],
)
def test_an_office_in_short_and_in_full(text: str) -> None:
    frame = audit(text).query("attributed")
    assert frame["entity"].tolist() == ["Petra Lind"] * 2


def test_a_deputy_is_not_whom_the_office_in_short_stands_for() -> None:
    text = "Deputy prime minister Petra Lind said it was shut. The PM said it was late."
    assert audit(text).query("attributed")["entity"].tolist()[1] != "Petra Lind"


@pytest.mark.parametrize(
    ("mention", "source_type", "entity"),
    [
        ("The Telegram channel Harbour Now", "social_post", "Harbour Now"),
        ("The Facebook page Leeds Uncovered", "social_post", "Leeds Uncovered"),
        ("On Telegram, a channel that calls itself Steel Front", "social_post", "Steel Front"),
        ("A group that calls itself Steel Dawn", "organization", "Steel Dawn"),
        ("A militia calling itself Steel Dawn", "organization", "Steel Dawn"),
        # the outlet's own, of the papers that write so
        ("Our correspondent", "author", None),
        ("Our reporters", "author", None),
    ],
)
def test_a_channel_or_group_by_the_name_that_it_has(mention: str, source_type: str, entity: str | None) -> None:
    frame = audit(f"{mention} claimed that it was late.").query("attributed | source_type == 'author'")
    found = frame[["source_type", "entity"]].astype(object).where(frame.notna(), None).values.tolist()
    assert found == [[source_type, entity]]


def test_a_small_word_of_a_name_is_no_part_of_the_cue() -> None:
    row = audit("The Telegram channel Harbour Now claimed that it was late.").iloc[0]
    assert (row["source"], row["cue"]) == ("The Telegram channel Harbour Now", "claimed")


def test_who_stands_behind_a_verb_that_no_table_has_speaks() -> None:
    text = 'The rains failed again this year, Dawn reported. "We have lost everything," rued a wheat grower.'
    assert audit(text)["source"].tolist() == ["Dawn", "a wheat grower"]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Jim and Netta Berg left. Netta Berg said it leaked. Her husband said that it was late.", "Jim"),
        (
            "The farm belongs to Ruth and Alan Pike. Ruth said it leaked. Her husband said that it was late.",
            "Alan Pike",
        ),
        ("Omar and Leila Haddad fled. “We walked,” Omar said. His wife said that it was late.", "Leila Haddad"),
        # of two surnames, nobody knows
        ("Petra Lind and Ann Lee left. Lee said it leaked. Her husband said that it was late.", "Ann Lee's husband"),
    ],
)
def test_the_other_of_a_couple(text: str, entity: str) -> None:
    assert audit(text).query("attributed")["entity"].iloc[-1] == entity


def test_who_was_told_something_says_so() -> None:
    frame = audit("Mary Dunn told John Frey that the keys were lost, he said.").query("attributed")
    assert frame["entity"].tolist() == ["John Frey", "Mary Dunn"]


@pytest.mark.parametrize("thing", ["the Kano depot", "the Bauchi plant"])
def test_what_tells_which_thing_is_meant_is_nobody(thing: str) -> None:
    row = audit(f"Workers left {thing}. She said that it was late.").query("attributed").iloc[-1]
    assert (row["source_type"], pd.isna(row["entity"])) == ("anonymous", True)


def test_an_edition_is_an_outlet() -> None:
    row = audit("The minister misled parliament, Guardian Australia reported.").iloc[0]
    assert (row["source_type"], row["entity"]) == ("news_outlet", "Guardian Australia")


SECOND_HAND = [
    # sites, podcasts and papers by what stands before their names, and their short names after
    (
        "The agent, Bento Luz, told the website Dario Ferro that his client was ready.",
        "that his client was ready",
        ("named_person", "Bento Luz", "Dario Ferro"),
    ),
    (
        "The agent, Rui Costa, told the website Bola Nova that he was happy. “He is ready,” Costa was quoted as saying by the site.",
        "“He is ready,”",
        ("named_person", "Rui Costa", "Bola Nova"),
    ),
    (
        "Her neighbour, Jean Rowe, told her local paper, the Selby Courier, that the noise went on.",
        "that the noise went on",
        ("named_person", "Jean Rowe", "Selby Courier"),
    ),
    (
        "The Mill Valley Courier broke the story. A clerk told the Courier that the money was gone.",
        "that the money was gone",
        ("anonymous", "clerk", "Mill Valley Courier"),
    ),
    (
        "The county's other newspaper, the Carver Kite, ran the emails. Mayor Dan Cole told the Kite that they were private.",
        "that they were private",
        ("named_person", "Dan Cole", "Carver Kite"),
    ),
    ("Tarn, an affiliate of Borel Group, said it was safe.", "it was safe", ("organization", "Tarn", None)),
    # who is quoted, and by what
    (
        "AFP quoted a diver who had brought up six bodies as saying that the hull was torn.",
        "that the hull was torn",
        ("anonymous", "diver who had brought up six bodies", "AFP"),
    ),
    (
        "A clerk quoted in the report recalled that the safe was open.",
        "that the safe was open",
        ("anonymous", "clerk", "report"),
    ),
    (
        "The Selby Courier ran the story. A trader quoted by the paper said that prices had doubled.",
        "that prices had doubled",
        ("anonymous", "trader", "Selby Courier"),
    ),
    (
        "Actress Kay Frost left on Monday. “She found out from a text,” a friend told The Sun. “She told me she was done.”",
        "she was done",
        ("named_person", "Kay Frost", "friend; Sun"),
    ),
    # who reads out what another wrote, carries it or speaks for somebody
    (
        "The lawyer Jo Marsh read a statement from Ms Adler on the steps. “I forgive nobody,” Ms Adler said in it.",
        "“I forgive nobody,”",
        ("named_person", "Adler", "Jo Marsh"),
    ),
    (
        "Canon Paul Weir read out a letter from the bishop, Anne Moran, in which Moran said that the church would pay.",
        "that the church would pay",
        ("named_person", "Anne Moran", "Paul Weir"),
    ),
    (
        "In a statement carried by the official news agency, the army said it had shot down two drones.",
        "it had shot down two drones",
        ("organization", "army", "official news agency"),
    ),
    (
        "Mr Cole later told the crowd, through the interpreter Ines Prado, that his son was alive. “He was hungry,” he said.",
        "“He was hungry,”",
        ("named_person", "Cole", "Ines Prado"),
    ),
    (
        "Ann Lee gave an interview to Vogue, in which she described marriage as hard.",
        "marriage as hard",
        ("named_person", "Ann Lee", "Vogue"),
    ),
    # bodies
    (
        "A rival bank, Morton & Hale, told clients that the price was too high.",
        "that the price was too high",
        ("organization", "Morton & Hale", None),
    ),
    (
        "The line was cut, according to the publisher, Harrow Hill Press.",
        "The line was cut",
        ("organization", "Harrow Hill Press", None),
    ),
    (
        "Leeds United sent him to a small clinic in York. The clinic said it had no record of him.",
        "it had no record of him",
        ("organization", "small clinic in York", None),
    ),
    ("Residents’ groups say the road is unsafe.", "the road is unsafe", ("collective", "Residents’ groups", None)),
    # people
    (
        "The lake’s traders, for their part, fear that it will be closed.",
        "that it will be closed",
        ("collective", "lake’s traders", None),
    ),
    ("Juror 7 said that she had read of it.", "that she had read of it", ("anonymous", "Juror 7", None)),
    (
        "Employee A told investigators that the log was false.",
        "that the log was false",
        ("anonymous", "Employee A", None),
    ),
    (
        "One man who fears the worst is the farmer Joe Pike.",
        "the worst",
        ("named_person", "Joe Pike", None),
    ),
    (
        "A woman who died of sepsis had been sent home twice, an inquest has heard. Her son wept.",
        "A woman who died of sepsis had been sent home twice",
        ("unattributed", None, None),
    ),
    (
        "According to a passenger list that was pinned to the wall, 71 tickets had been sold.",
        "71 tickets had been sold",
        ("document", "passenger list that was pinned to the wall", None),
    ),
    ("Local 338 president Ron Sadow said it was late.", "it was late", ("named_person", "Ron Sadow", None)),
]


@pytest.mark.parametrize(("text", "claim", "source"), SECOND_HAND)
def test_what_came_at_second_hand(text: str, claim: str, source: tuple[str | None, ...]) -> None:
    frame = audit(text)
    found = frame.loc[frame["claim"] == claim, ["source_type", "entity", "relay"]]
    assert [tuple(None if pd.isna(cell) else str(cell) for cell in row) for row in found.to_numpy()] == [source]


def test_an_outlet_by_its_short_name_or_without_its_domain_is_the_author(nlp: Language) -> None:
    editorial = "The Sentinel said in a June editorial that the pit was a bad bargain."
    assert cited(editorial, nlp, outlet="The Pine Sentinel")[0].source_type == "author"
    assert (
        cited("Ann Lee said in a text message to the Inquirer that it rained.", nlp, outlet="Inquirer.net")[0].relay
        is None
    )


NOT_AS_WRITTEN = [
    # an office, with a name that begins with an initial
    (
        "District Collector P. Nambiar said 300 people had left. “We went to every house,” he said. The Collector conceded that two were lost.",
        [("named_person", "P. Nambiar")] * 3,
    ),
    # an office that is called a body too
    ("“It is late,” prosecutor Sefa Dunn said.", [("named_person", "Sefa Dunn")]),
    # companies in the plural, with what they are before them
    ("Brokerage Holm Partners called the cut “overdue”.", [("organization", "Holm Partners")]),
    ("The Railways has not said when the line will reopen.", [("organization", "Railways")]),
    ("Owner Tarvin Recycling says the cause is “not yet known”.", [("organization", "Tarvin Recycling")]),
    # what goes round
    ("Rumour has it that the bank will close.", [("unattributed", None)]),
    # somebody's writing that is not theirs to speak
    ("Ann Lee was calm. Her preprint describes a tremor before six falls.", [("document", "Ann Lee's preprint")]),
    # behind a dateline
    (
        "Mill to shut\n\nMILAN, July 3 (Continental Newswire) - Corvane Industries cut its forecast on Thursday, blaming weaker orders.",
        [("organization", "Corvane Industries")],
    ),
    # of a log
    (
        "Caller reported a dog in the road. Dispatcher advised her that this was no crime.",
        [("anonymous", "Caller"), ("anonymous", "Dispatcher")],
    ),
    ("Brewer said that it was late.", [("organization", "Brewer")]),
    ("A 14-year-old told police that he had seen the car.", [("anonymous", "14-year-old")]),
    (
        "“It is late,” said Ann Lee. His three ex-wives, interviewed together, agree that he was kind.",
        [("named_person", "Ann Lee"), ("anonymous", "Ann Lee's three ex-wives")],
    ),
    ("Joana is not her real name. “I ran,” Joana said.", [("anonymous", "Joana")]),
    # of whom the sentence before told
    (
        "“It was quiet,” said Ann Kern. At the gate, a gardener waved. “They are gone,” he said.",
        [("named_person", "Ann Kern"), ("anonymous", "gardener")],
    ),
    (
        "“I’ve got customers,” said Ann Lee. The room fell silent for a man whose daughter was hurt. He told councillors that he had waited.",
        [("named_person", "Ann Lee"), ("anonymous", "man whose daughter was hurt")],
    ),
    (
        "Mayor Tom Hale shook hands with a man whose daughter was hurt. He told councillors that he had waited.",
        [("named_person", "Tom Hale")],
    ),
    (
        "“It is fine,” said Bob Obi. A referee went further. The method, the referee wrote, “does not persuade me”.",
        [("named_person", "Bob Obi"), ("anonymous", "referee")],
    ),
    (
        "“It is late,” said Ann Kern. “We lost.” Paul Roe was less polite. The striker said that the judge was blind.",
        [("named_person", "Ann Kern"), ("named_person", "Paul Roe")],
    ),
    # one of people whom no list has
    (
        "Welders at the yard were angry. “We have had no pay,” said one of them, a father of two.",
        [("anonymous", "father of two")],
    ),
    # no company is a union, and the police are those whom the article names
    (
        "Corvane Industries will close its plant. The United Auto Workers said that it was late. A company spokesperson said it was not.",
        [("organization", "United Auto Workers"), ("organization", "Corvane Industries")],
    ),
    (
        "The Harlow Falls Police Department has two cars. A moose was seen, police said.",
        [("organization", "Harlow Falls Police Department")],
    ),
    (
        "A post in the Leeds Community Forum on Facebook claimed that shots had been fired.",
        [("social_post", "post in the Leeds Community Forum on Facebook")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), NOT_AS_WRITTEN)
def test_who_it_is_is_told_by_the_words_beside_and_before(text: str, expected: list[Row]) -> None:
    frame = audit(text).query("attributed")
    found = frame[["source_type", "entity"]].astype(object).where(frame[["source_type", "entity"]].notna(), None)
    assert list(map(tuple, found.to_numpy().tolist())) == expected


def test_who_asks_is_not_who_answers() -> None:
    text = "Ann Roe warned of it. Asked by Coun. Deb Hale how real that risk was, she answered, “Real enough.”"
    assert audit(text).query("attributed")["entity"].tolist()[-1] == "Ann Roe"


def test_a_paper_calls_itself_by_its_last_word() -> None:
    article = Article("As the Observer reported in June, the plan was shelved.", outlet="The Kettle Bay Observer")
    assert audit(article)["source_type"].tolist() == ["author"]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The engineers put the damage at $3 million.", "the damage at $3 million"),
        ("The union pegged the cost at 14 percent.", "the cost at 14 percent"),
        ("The mill has reportedly been sold, and the town is poorer.", "The mill has … been sold"),
        ("The road is closed, and the mayor has allegedly fled.", "the mayor has … fled"),
        (
            "Coun. Ann Lee called it a shame. The lane, she pointed out, has now been studied three times since 2017.",
            "The lane … has now been studied three times since 2017",
        ),
    ],
)
def test_a_claim_is_its_whole_clause_and_no_other(text: str, claim: str) -> None:
    assert claim in audit(text).query("attributed")["claim"].tolist()


NAMED_BESIDE = [
    # names between commas, with titles, particles, hyphens and numbers, that recognition sees in part or not
    (
        "The Paramount Chief of the Domeabra Area, Togbe Kofi Dotse VII, called for calm. Togbe Dotse said it was late.",
        "it was late",
        ("named_person", "Kofi Dotse VII"),
    ),
    (
        "The town's mayor, María Ángeles Ruiz de la Vega, left. “I go with my head high,” Ruiz de la Vega told reporters.",
        "“I go with my head high,”",
        ("named_person", "María Ángeles Ruiz de la Vega"),
    ),
    (
        "The Minister for Roads, Lawyer Kwame Agbeko-Tsikata, came. The Minister pleaded that it was late.",
        "that it was late",
        ("named_person", "Kwame Agbeko-Tsikata"),
    ),
    (
        "Professor Ng Siu-lam, a scholar at Lion Hill University, said that rents would rise.",
        "that rents would rise",
        ("named_person", "Ng Siu-lam"),
    ),
    (
        "Sheikh Khalid bin Saqr Al Mazmi, its director, left. Sheikh Khalid said that buyers should wait.",
        "that buyers should wait",
        ("named_person", "Khalid bin Saqr Al Mazmi"),
    ),
    (
        "His neighbour Vitthal Ingole, who farms nearby, said that the lot would be sold.",
        "that the lot would be sold",
        ("named_person", "Vitthal Ingole"),
    ),
    # letters in brackets: whose they are
    (
        "An undersecretary of the Department of Roads and Ports (DRP), who asked not to be named, said it was late.",
        "it was late",
        ("anonymous", "undersecretary of the Department of Roads and Ports"),
    ),
    (
        "The clerk told the News Agency of Nigeria (NAN) that it was late. NAN reports that he will retire.",
        "that he will retire",
        ("news_outlet", "News Agency of Nigeria"),
    ),
    (
        "The National Renewal Congress (NRC) lost. The NRC said that it was robbed.",
        "that it was robbed",
        ("organization", "National Renewal Congress"),
    ),
    (
        "The Member of Parliament (MP) for the area, Joan Hiadzi, left. The MP said that she was ill.",
        "that she was ill",
        ("named_person", "Joan Hiadzi"),
    ),
    (
        "The CMO, Dr Lata Rao, left. On Monday, the CMO said that beds were full.",
        "that beds were full",
        ("named_person", "Lata Rao"),
    ),
    (
        "The Chief Justice of Ruritania (CJR), Ann Lee, said the court would sit. The CJR said it was late.",
        "it was late",
        ("named_person", "Ann Lee"),
    ),
    # a title of two words, what stands before "Jr." or a particle
    (
        "Speaker Tan Sri Johari Wahab ruled that the motion failed. Johari said it was late.",
        "it was late",
        ("named_person", "Johari Wahab"),
    ),
    (
        "Presidential spokesperson Atty. Salvador Cruz Jr. left. “It is late,” Cruz said.",
        "“It is late,”",
        ("named_person", "Salvador Cruz Jr."),
    ),
    (
        "Sinn Féin TD Eoin Ó Broin said the plan was a failure. Ó Broin said rents would rise.",
        "rents would rise",
        ("named_person", "Eoin Ó Broin"),
    ),
    ("Gardaí said a man in his 40s was arrested.", "a man in his 40s was arrested", ("organization", "Gardaí")),
    # a word for what somebody is
    (
        "Mayor Ann Lee met Bishop John Obi. The cleric said it was late.",
        "it was late",
        ("named_person", "John Obi"),
    ),
    # bodies behind what they are or do
    (
        "The resort's owner, the Dutch fund Kuyper Leisure, denied that it was late.",
        "that it was late",
        ("organization", "Kuyper Leisure"),
    ),
    ("The developer, Kuyper Living, said work would resume.", "work would resume", ("organization", "Kuyper Living")),
    (
        "East Tarn Railway Co. is checking bolts. The operator said it may sue.",
        "it may sue",
        ("organization", "East Tarn Railway Co."),
    ),
    (
        "A supplier said he had been paid. The supplier added that he was angry.",
        "that he was angry",
        ("anonymous", "supplier"),
    ),
    (
        "Police interviewed 43 people. One of them, a storage clerk, said he had signed blank receipts.",
        "he had signed blank receipts",
        ("anonymous", "storage clerk"),
    ),
]


@pytest.mark.parametrize(("text", "claim", "expected"), NAMED_BESIDE, ids=[text for text, *_ in NAMED_BESIDE])
def test_a_name_or_body_told_by_what_stands_beside(text: str, claim: str, expected: tuple[str, str]) -> None:
    row = audit(text).query("claim == @claim").iloc[0]
    assert (row["source_type"], row["entity"]) == expected


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (
            "Nine people, who asked not to be named because they feared for their jobs, came to the hall. "
            "“It was late,” said one. Another of the nine said that it rained. Several of the nine said that it snowed.",
            [("people", 1), ("people", 1), ("people", None)],
        ),
        (
            "The Herald spoke to six nurses, who asked not to be named because they feared for their jobs. “It was late,” "
            "said a nurse. One of the six, a midwife, said that it rained. The midwife said that it snowed.",
            [("nurse", 1), ("midwife", 1), ("midwife", 1)],
        ),
    ],
)
def test_one_reason_for_many_is_that_of_each(text: str, sources: list[tuple[str, int | None]]) -> None:
    rows = audit(text).query("attributed and source_type == 'anonymous'")
    numbers = [None if pd.isna(number) else number for number in rows["source_number"]]
    assert list(zip(rows["entity"], numbers, strict=True)) == sources
    assert rows["anonymity_reason"].str.endswith("feared for their jobs").all()


def test_a_nurse_elsewhere_has_no_reason_of_others() -> None:
    text = "Six nurses, who asked not to be named because they feared for their jobs, left. A retired nurse said that it was late."
    assert audit(text).query("attributed")["anonymity_reason"].isna().all()


@pytest.mark.parametrize(
    ("text", "entity", "number"),
    [
        ("The first of 12 speakers said that it was late.", "speakers", 1),
        ("The last of the nurses said that it was late.", "nurses", 1),
        ("A third of voters said that it was late.", "voters", None),
        ("Friends knew his columns. The last of them said that it was late.", "last of them", None),
    ],
)
def test_which_one_of_many_it_is(text: str, entity: str, number: int | None) -> None:
    (row,) = audit(text).query("attributed").to_dict("records")
    assert row["entity"] == entity
    assert (None if pd.isna(row["source_number"]) else row["source_number"]) == number


@pytest.mark.parametrize("wish", ["called only Ms Rao", "referred to as Mrs N", "called simply Ann"])
def test_a_wish_to_be_called_so_is_no_statement(wish: str) -> None:
    text = f"The woman, who asked to be {wish}, said that it was late."
    assert audit(text).query("attributed")["claim"].tolist() == ["that it was late"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a title in letters, and what a rank is besides
        (
            "Deputy Commissioner of Police Anil Rao said so. The DCP said that it was late. The US said that it was early.",
            [("named_person", "Anil Rao"), ("named_person", "Anil Rao"), ("organization", "US")],
        ),
        ("Sergeant Bo Day came at six. The officer said that it was late.", [("named_person", "Bo Day")]),
        # relatives by a first name that is a place's or the like
        ("The captain is Bo Day. His wife, Agnes, said that it was late.", [("named_person", "Agnes")]),
        # bodies beside what they are to others
        ("Its owner, the Obi family trust, said that it was late.", [("organization", "Obi family trust")]),
        ("A spokesman for the fund, Dhow Capital, said that it was late.", [("organization", "Dhow Capital")]),
        ("A spokesman for the bank, Jim Doyle, said that it was late.", [("named_person", "Jim Doyle")]),
        (
            "We met at the Larne Standard. The BBC rejects that. A spokesman said that it was late.",
            [("news_outlet", "BBC"), ("organization", "BBC")],
        ),
        (
            "Radio Larne said that it rained. The state-owned New Dawn newspaper said that it was late.",
            [("news_outlet", "Radio Larne"), ("news_outlet", "New Dawn")],
        ),
        # people by a count, a party's too, and by their age
        ("Two senior Liberals said that it was late.", [("anonymous", "senior Liberals")]),
        (
            "Ann Lee said that it rained. Her eldest said that it was late.",
            [("named_person", "Ann Lee"), ("anonymous", "Ann Lee's eldest")],
        ),
        # documents by any noun, by their length, and without what was done with them
        (
            "It was late, according to the indictment. It rained, the document says.",
            [("document", "indictment"), ("document", "indictment")],
        ),
        (
            "A leaked budget memo says that it was late. The eight-page memo says that it rained.",
            [("document", "leaked budget memo")] * 2,
        ),
        (
            "Minutes of the last rate meeting, released Wednesday, show that it was late.",
            [("document", "Minutes of the last rate meeting")],
        ),
    ],
)
def test_who_is_meant_by_letters_kin_count_and_length(text: str, expected: list[Row]) -> None:
    frame = audit(text).query("attributed")
    assert list(zip(frame["source_type"], frame["entity"], strict=True)) == expected


def test_an_outlet_that_cited_a_document_hands_it_on_again() -> None:
    text = "CNN reported, citing internal emails, that it was late. The emails said that it rained."
    assert audit(text)["relay"].tolist() == ["CNN", "CNN"]


def test_two_outlets_that_carry_a_statement_both_relay_it() -> None:
    text = "The ports authority called that claim “malicious” in a statement carried by AFP and Reuters."
    assert audit(text)["relay"].tolist() == ["AFP and Reuters"]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("The auditors Grove Bellamy said the firm was broke.", "Grove Bellamy"),
        ("Its solicitors, Rusk Amery, say no claim has been made.", "Rusk Amery"),
        ("The work of the brokers Pike Fenwick was poor. Pike Fenwick declined to comment.", "Pike Fenwick"),
        ("The towers, by the architects Obi Tarrant, are sound. The firm said it had tested them.", "Obi Tarrant"),
    ],
)
def test_one_name_behind_what_many_are_called_is_a_firm(text: str, entity: str) -> None:
    assert audit(text).query("attributed")[["source_type", "entity"]].values.tolist()[-1] == ["organization", entity]


def test_several_names_behind_what_many_are_called_are_people() -> None:
    rows = audit(
        "The lawyers Ann Lee and Bo Obi said the case was weak. One of the brokers, Jo Vale, said it was strong."
    )
    assert rows.query("attributed")["source_type"].tolist() == ["named_person", "named_person"]


def test_the_document_is_the_one_introduced_or_cited_last() -> None:
    told = "A report from the auditors found a hole in the budget. The 112-page document speaks of a culture of fear."
    assert audit(told)["entity"].tolist()[-1] == "report from the auditors"
    told = "A document leaked to Reuters showed losses. A survey was done. The document says nothing of wages."
    assert audit(told)["entity"].tolist()[-1] == "document leaked to Reuters"


def test_a_spokesman_behind_a_statement_speaks_for_whom_it_is_about() -> None:
    told = "The FBI opened a case. The water company will refund all customers, a spokesman said on Monday."
    assert audit(told)["entity"].tolist()[-1] == "water company"


def test_members_by_their_letters_are_many() -> None:
    rows = audit("Opposition MPs accuse the ministry of inflating the numbers. It denies this.").query("attributed")
    assert rows["source_type"].tolist() == ["collective", "organization"]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        # neither a time nor who drew up a report is a body
        (
            "It was late.\nI saw it.\n— Ann Lee (@annlee) Mar 1, 2025 at 5:25pm PST\nThe club said it would “open in May.”",
            "club",
        ),
        (
            "A memo was sold.\nEngineer’s report, May 2025\nThree of five will leave, according to the union.",
            "union",
        ),
    ],
)
def test_a_body_goes_by_no_name_that_is_none(text: str, entity: str) -> None:
    assert audit(text).query("attributed")["entity"].tolist()[-1] == entity


@pytest.mark.parametrize(
    "line",
    [
        "Tara Quill covers local government. Reach her at tara@example.com.",
        "Tara Quill writes about rail for the Post.",
        "Correction: An earlier version of this article said the count was 9-2. It was 8-3.",
    ],
)
def test_a_line_on_the_reporter_or_the_article_itself_cites_nobody(line: str) -> None:
    assert not audit(f"The council met on Monday.\n{line}")["attributed"].any()


def test_the_hyphen_before_an_item_of_a_list_is_no_part_of_the_claim() -> None:
    text = "The plan was sent out.\n- The hall will go to the county, the memo says.\nProfits fell -5%, Ann Lee said."
    assert audit(text).query("attributed")["claim"].tolist() == ["The hall will go to the county", "Profits fell -5%"]
