"""From articles to a frame: one or many, broken ones left out and named."""

import re
from pathlib import Path

import pandas as pd
import pytest
import spacy

import attribution
from attribution import Article
from attribution.document import DEFAULT_PIPELINE

TEXT = "The bank will close, two people familiar with the matter told Reuters. It opened in 1900."
FRENCH = "Le ministre a démissionné lundi, ont indiqué deux responsables au journal, et le gouvernement cherche un successeur."


def test_one_article() -> None:
    frame = attribution.audit(TEXT)
    assert frame["claim"].tolist() == ["The bank will close", "It opened in 1900"]
    assert frame["attributed"].tolist() == [True, False]
    assert frame["doc_id"].tolist() == ["", ""]
    attribution.validate(frame, {"": TEXT})


def test_an_article_keeps_its_name() -> None:
    assert attribution.audit(Article(TEXT, "story")).loc[0, "doc_id"] == "story"


@pytest.mark.parametrize("text", ["", " \n\t", "\x00", "…"])
def test_a_text_without_a_word_gives_an_empty_frame(text: str) -> None:
    frame = attribution.audit(text)
    assert frame.empty
    pd.testing.assert_series_equal(frame.dtypes, attribution.audit(TEXT).dtypes)


@pytest.mark.parametrize(("item", "message"), [(None, "string"), (b"x", "read"), (3, "string"), (FRENCH, "French")])
def test_what_is_no_english_text_is_refused(item: object, message: str) -> None:
    with pytest.raises(attribution.InputError, match=message):
        attribution.audit(item)  # type: ignore[arg-type]


def test_many_articles_are_those_one_by_one_whatever_the_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [
        ("a", TEXT),
        ("b", ""),
        ("c", "He left, she said."),
        ("d", "“No,” said Ann Lee.\n“Never.”"),
        ("e", TEXT),
    ]
    alone = pd.concat([attribution.audit(Article(text, doc_id)) for doc_id, text in articles], ignore_index=True)
    for size in (1, 2, 16):
        monkeypatch.setattr("attribution.analysis.BATCH_SIZE", size)
        together = attribution.audit_many(articles)
        assert together[["doc_id", "claim", "entity", "score"]].equals(alone[["doc_id", "claim", "entity", "score"]])


def test_the_functions_of_the_package_stay_what_they_are_after_an_audit() -> None:
    frame = attribution.audit(TEXT)
    assert attribution.sources(frame)["entity"].tolist() == ["people familiar with the matter"]
    assert attribution.summarize(frame).loc[0, "statements"] == 2
    submodules = {path.stem for path in Path(attribution.__file__).parent.glob("*.py")}
    functions = set(attribution.__all__) - set(attribution._MODULES)
    assert submodules & functions == set()  # importing a submodule would put it in the name's place


def test_broken_articles_never_stop_the_others() -> None:
    with pytest.warns(UserWarning, match=r"3 of the articles.*1: .*string.*French.*'?d"):
        frame = attribution.audit_many([TEXT, None, FRENCH, ("d", b"")])  # type: ignore[list-item]
    assert set(frame["doc_id"]) == {"0"}


def test_an_error_of_the_pipeline_costs_only_its_article() -> None:
    nlp = spacy.load(DEFAULT_PIPELINE)

    @spacy.Language.component("fails_on_fire")
    def fails_on_fire(doc: spacy.tokens.Doc) -> spacy.tokens.Doc:
        if "fire" in doc.text:
            raise ValueError("burnt")
        return doc

    nlp.add_pipe("fails_on_fire")
    failures: list[tuple[str, str]] = []
    frame = attribution.audit_many(
        [("a", TEXT), ("b", "There was a fire, she said."), ("c", TEXT)],
        nlp=nlp,
        on_error=lambda doc_id, error: failures.append((doc_id, str(error))),
    )
    assert frame["doc_id"].unique().tolist() == ["a", "c"]
    assert failures == [("b", "burnt")]


def test_the_first_error_is_raised_on_demand() -> None:
    with pytest.raises(attribution.InputError, match="French"):
        attribution.audit_many([TEXT, FRENCH], on_error="raise")


def test_what_to_do_on_error_is_one_of_three() -> None:
    for wrong in ("ignore", None, "Raise"):
        with pytest.raises(
            attribution.AttributionError, match=f"cannot be {wrong!r}: give 'warn', 'raise', or a function"
        ):
            attribution.audit_many([TEXT], on_error=wrong)  # type: ignore[arg-type]


def test_two_articles_of_one_id_are_never_one() -> None:
    articles = [("a", TEXT), Article("It rained, she said.", "a"), ("b", "It snowed, he said.")]
    with pytest.warns(UserWarning, match=r"1 of the articles.*a: an article before it has the id 'a' too"):
        frame = attribution.audit_many(articles)
    assert frame["doc_id"].tolist() == ["a", "a", "b"]
    assert frame["claim"].tolist() == ["The bank will close", "It opened in 1900", "It snowed"]
    with pytest.raises(attribution.InputError, match="the id '1' too"):
        attribution.audit_many([("1", "It rained."), "It snowed."], on_error="raise")


def test_a_table_is_no_iterable_of_articles() -> None:
    table = pd.DataFrame({"id": ["a"], "text": [TEXT]})
    with pytest.raises(attribution.InputError, match=r"type DataFrame: .* zip\(table\['doc_id'\], table\['text'\]\)"):
        attribution.audit_many(table)
    assert attribution.audit_many(zip(table["id"], table["text"], strict=True)).equals(
        attribution.audit_many([("a", TEXT)])
    )


def test_the_name_of_a_file_is_no_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for path in (Path("story.txt"), Path("a folder", "story.txt")):
        path.parent.mkdir(exist_ok=True)
        path.write_text("The suspect reportedly fled to Spain.")
        said = rf"'{path}', the name of a file: attribution\.read\('{path}'\) gives"
        for take in (attribution.audit, attribution.check, attribution.display):
            with pytest.raises(attribution.InputError, match=said):
                take(str(path))  # type: ignore[operator]
            with pytest.raises(attribution.InputError, match=r"attribution\.read\(\) reads files"):
                take(path)  # type: ignore[operator]
        for items in ([str(path)], [("a", str(path))]):
            with pytest.raises(attribution.InputError, match=said):
                attribution.audit_many(items, on_error="raise")  # type: ignore[arg-type]
        assert [found.rule for found in attribution.check(attribution.read(path))] == ["AT302"]
    assert attribution.audit(Article("story.txt"))["claim"].tolist() == ["story.txt"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "none.txt",
            "the text is 'none.txt', the name of a file that is not there: check the path, and give the file to",
        ),
        ("news/none.HTML.gz", "the name of a file that is not there"),
        ("none.csv", "the name of a file that is not there"),
        (
            "<html><body><p>It rained, he said.</p></body></html>",
            "is a page's markup: attribution.read() gives the article",
        ),
        ("https://example.org/2025/mill", "an address, and nothing is fetched: save the page, for attribution.read"),
    ],
)
def test_markup_and_one_word_that_is_a_file_or_an_address_are_no_article(text: str, said: str) -> None:
    with pytest.raises(attribution.InputError, match=re.escape(said)):
        attribution.audit(text)
    heard: list[str] = []
    frame = attribution.audit_many([text, TEXT], on_error=lambda _, error: heard.append(str(error)))
    assert (len(heard), frame["doc_id"].unique().tolist()) == (1, ["1"])


@pytest.mark.parametrize(
    "text", ["She wrote it down in none.txt", "Rain.", "none.txt\n", "See https://example.org/a.html"]
)
def test_words_that_only_end_as_a_file_are_an_article(text: str) -> None:
    assert len(attribution.audit(text, model="rules")) == 1


def test_of_many_failures_a_warning_names_the_first_and_the_number_of_the_others() -> None:
    with pytest.warns(UserWarning, match=r"^1,200 of the articles could not be audited") as heard:
        assert attribution.audit_many(["none.txt"] * 1200).empty
    said = str(heard[0].message)
    assert "on_error hears of each): 0: article 0 is 'none.txt'" in said
    assert (said.count("none.txt"), said.endswith("; and 1,195 more")) == (5, True)


def test_a_missing_value_is_called_so() -> None:
    with pytest.warns(UserWarning, match=r"article 0 should be a string, not a missing value \(nan\)"):
        attribution.audit_many(pd.Series([float("nan"), TEXT]), model="rules")


def test_an_iterator_is_read_once_and_in_order() -> None:
    frame = attribution.audit_many(f"It rained on day {n}." for n in range(40))
    assert frame["doc_id"].tolist() == [str(n) for n in range(40)]


def test_a_missing_pipeline_is_named_with_the_remedy() -> None:
    with pytest.raises(attribution.PipelineError, match=r"en_core_web_xl.*pip install"):
        attribution.audit(TEXT, nlp="en_core_web_xl")


@pytest.mark.parametrize(
    ("option", "error"),
    [("nlp", attribution.PipelineError), ("rubric", attribution.DataFileError), ("model", attribution.ModelError)],
)
def test_an_option_of_another_type_is_refused(option: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=f"a {option.replace('nlp', 'pipeline')} should be .*, not a value of type int"):
        attribution.audit("It rained, he said.", **{option: 5})


def test_what_is_reportedly_so_is_the_whole_clause() -> None:
    frame = attribution.audit("The strike reportedly killed three people.")
    assert frame[["claim", "cue"]].values.tolist() == [["The strike … killed three people", "reportedly"]]
