"""Whose account an embedded post is, on texts never seen."""

import pandas as pd
import pytest
from spacy.language import Language

from attribution import audit
from attribution.accounts import Accounts
from attribution.document import make_docs
from attribution.frame import to_frame
from attribution.mentions import Mentions
from attribution.model import Account
from attribution.posts import find_posts


@pytest.mark.parametrize(
    ("before", "signature", "expected"),
    [
        # a person, by the display name in a longer or shorter form, or by a handle that holds the name
        ("Fire chief Tom Rey was there.", "Tom Rey (@chiefrey)", ("named", "Tom Rey")),
        ("Tom Rey was there. Mr. Rey was wet.", "Tom A. Rey (@trey)", ("named", "Tom A. Rey")),
        ("Senator Maria Keller was there.", "M 🔥 (@realMariaKeller)", ("named", "Maria Keller")),
        # a body or an account, by its name as written
        ("Amnesty International was there.", "Amnesty International (@amnesty)", ("named", "Amnesty International")),
        ("The video came from @dodo.", "Dodo 🦤 (@dodo)", ("named", "Dodo 🦤")),
        # an outlet of the table, one of its desks, and one whose name somebody else has taken
        ("It rained.", "Reuters (@Reuters)", ("lexicon", "Reuters")),
        ("It rained.", "BBC Breaking News (@BBCBreaking)", ("lexicon", "BBC Breaking News")),
        ("It rained.", "Bloomberg (@mike_fan_88)", ("unknown", "Bloomberg")),
        # nobody whom the article knows: a first name of somebody's, a name that stands in the post alone
        ("Ann Lee was there.", "Ann (@annie77)", ("unknown", "Ann")),
        ("It rained.", "Tom Rey (@chiefrey)", ("unknown", "Tom Rey")),
        ("It rained.", "wet feet (@wetfeet99)", ("unknown", "wet feet")),
    ],
)
def test_an_account_is_known_by_the_article_or_by_the_table(
    before: str, signature: str, expected: tuple[str, str], nlp: Language
) -> None:
    text = f"{before}\nWet again! https://t.co/a1b2\n— {signature} May 1, 2024\nThe rain stopped."
    (doc,) = make_docs([text], nlp)
    posts = find_posts(text)
    assert Accounts(posts, Mentions(doc)).owner_of(posts[0]) == expected


def test_a_name_that_stands_in_another_post_makes_no_account_known(nlp: Language) -> None:
    post = "Wet again! https://t.co/a1b2\n— Tom Rey (@chiefrey) May 1, 2024\n"
    text = f"It rained.\n{post}{post}The rain stopped."
    (doc,) = make_docs([text], nlp)
    posts = find_posts(text)
    assert len(posts) == 2
    accounts = Accounts(posts, Mentions(doc))
    assert {accounts.owner_of(post)[0] for post in posts} == {Account.UNKNOWN}


def test_the_frame_says_of_posts_alone_whether_their_account_is_known() -> None:
    text = (
        "It rained, Ann Lee said.\nWet again! https://t.co/a1b2\n— wet feet (@wetfeet99) May 1, 2024\nThe rain stopped."
    )
    frame = audit(text)
    assert frame.loc[frame["quotation"] == "post", "account"].tolist() == ["unknown"]
    assert frame.loc[frame["quotation"] != "post", "account"].isna().all()
    assert frame["account"].dtype == pd.CategoricalDtype(["named", "lexicon", "unknown"])
    assert to_frame([])["account"].dtype == frame["account"].dtype
