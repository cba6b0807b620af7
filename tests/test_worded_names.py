"""Names of bodies that are made of plain words, known or written so in the midst of a sentence."""

import pytest
from spacy.language import Language

from attribution import audit
from attribution.document import make_docs
from attribution.worded_names import find_worded_names
from attribution.words import Words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Friends of the Earth sued.", ["Friends of the Earth"]),
        ("It sued Friends of the Earth and Save the Children.", ["Friends of the Earth", "Save the Children"]),
        ("They met US Friends of the Earth in May.", ["US Friends of the Earth"]),
        ("Physicians Against Landmines sued.", ["Physicians Against Landmines"]),
        # a capital in mid-sentence tells, and then of its like at a beginning
        ("Parents for Better Schools sued. It was joined by Parents for Better Schools.", ["Parents for Better Schools"] * 2),
        ("Parents for Better Schools sued.", []),
        ("Parents of the Year: It said so.", []),
        # a headline has capitals throughout, a title has one everywhere
        ("The Friends of the Library Win", []),
        ("He met Members of Parliament and Ministers of the Crown.", []),
        ("Friends of the earth sued. The friends of the Earth sued.", []),
        ("“Friends of Ann Lee knew,” he said.", []),
    ],
)  # fmt: skip
def test_names(text: str, names: list[str], nlp: Language) -> None:
    (doc,) = make_docs([text], nlp)
    assert [span.text for span in dict.fromkeys(find_worded_names(Words(doc)).values())] == names


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Friends of the Earth said that it rained.", "Friends of the Earth"),
        ("Doctors Without Borders said that it rained.", "Doctors Without Borders"),
        ("No 10 said that it rained.", "No 10"),
        ("Chipmaker Nordlik said that it rained.", "Nordlik"),
        ("Retailer Tarn said that it rained.", "Tarn"),
        ("Danish drugmaker Farma said that it rained.", "Farma"),
    ],
)
def test_they_are_cited_as_bodies(text: str, entity: str) -> None:
    frame = audit(text).query("attributed")
    assert frame[["source_type", "entity"]].to_numpy().tolist() == [["organization", entity]]
