"""Posts and accounts that an article tells of in its own words: which social post a mention stands for, and how it is scored."""

import pytest

from attribution import audit

Row = tuple[str, str | None]


def rows(text: str) -> list[Row]:
    """Give label and name of each source that is cited."""
    cited = audit(text).query("attributed")
    return list(zip(cited["source_type"], cited["entity"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "One Reddit user said the update had bricked his phone. Another wrote: “Mine too.”",
            [("social_post", "One Reddit user"), ("social_post", "another user")],
        ),
        ("“It’s over,” a user on TikTok wrote under the video.", [("social_post", "user on TikTok")]),
        (
            "On the Spotted in Oldbridge Facebook page, one user wrote that it was always empty.",
            [("social_post", "one user")],
        ),
        ("“This is a disgrace,” one X user wrote.", [("social_post", "one X user")]),
        (
            "“It’s over,” one user wrote on X. The council denied it.",
            [("social_post", "one user"), ("organization", "council")],
        ),
        ("“Never again,” a commenter wrote below the article.", [("social_post", "commenter")]),
        # people who are more than an account, or several
        ("On Facebook, a resident wrote that the road was flooded.", [("anonymous", "resident")]),
        ("One user said the app was slow.", [("anonymous", "user")]),
        ("Users on X accused the company of lying.", [("collective", "Users on X")]),
        ("A YouTuber said the store had refused her.", [("anonymous", "YouTuber")]),
    ],
)
def test_who_speaks_by_an_account_alone_is_a_social_post(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A Facebook page called Spotted in Oldbridge said the pool would shut.", "Spotted in Oldbridge"),
        ("A Weibo leaker known as Fixed Focus said mass production had begun.", "Fixed Focus"),
        ("The Telegram channel Mash reported that two people were hurt.", "Mash"),
        ("A Telegram channel with links to the security services, Baza, said the general was held.", "Baza"),
        ("Nexta, a Telegram channel based in Warsaw, said the protest was over.", "Nexta"),
        ("In a post shared 3,000 times, the page Flood Watch wrote that the creek was high.", "Flood Watch"),
        ("An anonymous account on X, @leakybucket, posted that the minister would resign.", "@leakybucket"),
    ],
)
def test_an_account_has_the_name_that_the_article_gives_it(text: str, name: str) -> None:
    assert rows(text) == [("social_post", name)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("A Weibo leaker known as Fixed Focus said it had begun. The same account said it was late.", "Fixed Focus"),
        ("The Telegram channel Mash said he was held. The channel said he was ill.", "Mash"),
        (
            "It rains here, folks.\n— Rain Watch (@rainwatch) May 2, 2025\n\nThe account said it would rain until May.",
            "Rain Watch",
        ),
    ],
)
def test_an_account_is_the_one_cited_before(text: str, last: str) -> None:
    assert rows(text)[-1] == ("social_post", last)


def test_an_account_that_tells_of_something_is_none() -> None:
    assert rows("The account, which was written in May, said the dam was safe.") == [("document", "account")]
    assert rows("The channel said it would air the film.") == [("news_outlet", "channel")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One report said the dam was safe. Another said it was not.", ("document", "another report")),
        ("An email said the dam was safe. Another, sent in May, said it was not.", ("document", "another email")),
        ("“It is gone,” read one tweet. Another said: “Pray for us.”", ("social_post", "another tweet")),
        ("A nurse said a report was late. Another said it was not.", ("anonymous", "another nurse")),
        ("The report said the dam was safe. Another, a clerk, said it was not.", ("anonymous", "clerk")),
    ],
)
def test_another_is_one_more_of_what_was_cited_right_before(text: str, expected: Row) -> None:
    assert rows(text)[-1] == expected


def test_a_post_without_an_account_s_name_is_unsigned() -> None:
    named, unnamed = (
        audit(f"{post} said the mayor had fled.").loc[0, "identity"]
        for post in ("The X account @rainwatch", "One X user")
    )
    assert unnamed < named
