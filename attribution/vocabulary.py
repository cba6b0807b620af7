"""What words tell by themselves of those whom they name: the package's tables of nouns, verbs, titles, names and places."""

from __future__ import annotations

from functools import cache

from attribution.lexicon import Row, read_table

# The classes of ``nouns.tsv`` that are people's.
PEOPLE = frozenset({"person", "insider", "class", "press_office"})
# By the words before a noun: "the Republican nominee".
PARTY_WORDS = {"republican": frozenset({"republican", "gop"}), "democrat": frozenset({"democratic", "democrat"})}
PARTIES = {"R": "republican", "D": "democrat"}  # by what stands behind a name: "(R-Fla.)"
QUANTITIES = frozenset({"few", "many", "most", "several", "some"})  # tell of more than one, and not how many
EXPLETIVES = frozenset({"it", "there"})  # as a subject: "it is clear", "there are fears"


@cache
def noun_classes() -> dict[str, str]:
    """Load what kind of source a common noun names, by lemma."""
    people = {row["noun"]: "person" for row in read_table("people", ("noun",))}
    return people | {row["noun"]: row["class"] for row in _nouns() if row["class"] != "-"}


def _nouns() -> tuple[Row, ...]:
    return read_table("nouns", ("noun", "class", "traits"))


@cache
def nouns_with(trait: str) -> frozenset[str]:
    """Give the nouns, by lemma, of which ``nouns.tsv`` tells a trait.

    >>> "senator" in nouns_with("office")
    True
    """
    return frozenset(row["noun"] for row in _nouns() if trait in row["traits"].split())


@cache
def nameless_nouns() -> frozenset[str]:
    """Give the nouns, by lemma, that stand for nobody whom the article names: "source", "official"."""
    return nouns_with("bare") | nouns_with("never_named")


@cache
def nouns_as(prefix: str) -> dict[str, str]:
    """Give what stands behind ``prefix`` in the traits of a noun, by lemma.

    >>> nouns_as("kind:")["tabloid"]
    'newspaper'
    """
    return {
        row["noun"]: trait.removeprefix(prefix)
        for row in _nouns()
        for trait in row["traits"].split()
        if trait.startswith(prefix)
    }


@cache
def verbs_with(trait: str) -> frozenset[str]:
    """Give the verbs, by lemma, of which ``verbs.tsv`` tells a trait."""
    return frozenset(row["verb"] for row in read_table("verbs", ("verb", "traits")) if trait in row["traits"].split())


@cache
def outlet_words(place: str) -> frozenset[str]:
    """Give the words of outlets' names that stand in a place of them: "last", "first", "short", "network" and others of the table."""
    rows = read_table("outlet_words", ("word", "places"))
    return frozenset(row["word"] for row in rows if place in row["places"].split())


@cache
def known_bodies() -> frozenset[str]:
    """Load the well-known bodies whose names NER takes for people's or places', in lower case."""
    return frozenset(row["name"].lower() for row in read_table("bodies", ("name",)))


@cache
def country_adjectives() -> dict[str, str]:
    """Load what is said of what is a country's, by the last word of its name, both in lower case: "german", of "germany"."""
    rows = read_table("countries", ("country", "adjective"))
    return {row["country"].lower(): row["adjective"].lower() for row in rows}


@cache
def peoples() -> frozenset[str]:
    """Load what one of a people or a place is called: "Uruguayan", "Dubliner"."""
    return frozenset(row["noun"] for row in read_table("peoples", ("noun",)))


@cache
def titles() -> dict[str, str]:
    """Load the words that stand before names, with the gender that they tell, or "-"."""
    return {row["title"]: row["gender"] for row in _titles()}


@cache
def roles_of_titles() -> dict[str, tuple[str, ...]]:
    """Load what one is called whose title stands before the name in short: of "Sen.", "senator"."""
    return {row["title"]: tuple(row["roles"].split()) for row in _titles() if row["roles"] != "-"}


@cache
def untelling_titles() -> frozenset[str]:
    """Load the titles that stand before names of bodies too ("Former Treasury", "State Farm")."""
    return frozenset(row["title"] for row in _titles() if row["before"] == "any")


@cache
def telling_titles() -> frozenset[str]:
    """Load the titles that tell that a person's name follows."""
    return frozenset(titles()) - untelling_titles()


@cache
def short_titles() -> frozenset[str]:
    """Load the titles of people that end in a stop: "Capt."."""
    return frozenset(title for title in telling_titles() if title.endswith("."))


@cache
def letters_behind() -> frozenset[str]:
    """Load the titles that may stand behind a name: "Ann Lee KC"."""
    return frozenset(row["title"] for row in _titles() if row["before"] == "after")


def _titles() -> tuple[Row, ...]:
    return read_table("titles", ("title", "gender", "roles", "before"))


@cache
def states() -> dict[str, str]:
    """Load the American states by their abbreviations."""
    rows = read_table("states", ("state", "abbreviations"))
    return {short: row["state"] for row in rows for short in row["abbreviations"].split("|")}


@cache
def nicknames() -> frozenset[tuple[str, str]]:
    """Load first names with each of their short forms.

    >>> ("James", "Jim") in nicknames()
    True
    """
    return frozenset(
        (row["name"], short) for row in read_table("nicknames", ("name", "short")) for short in row["short"].split("|")
    )


@cache
def first_names() -> frozenset[str]:
    """Load the first names that are nothing else."""
    return frozenset(row["name"] for row in read_table("first_names", ("name",)))
