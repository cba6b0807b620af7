"""Which marks open, which close, and which paragraphs go on."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.document import find_paragraphs
from attribution.quotations import QuotedPassage, find_quotations


def passages(text: str) -> tuple[QuotedPassage, ...]:
    return find_quotations(text, find_paragraphs(text))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "no" and "never".', ['"no"', '"never"']),
        ("He said “no” and “never”.", ["“no”", "“never”"]),
        ("Il dit « non » et «oui».", ["« non »", "«oui»"]),
        ("Sie sagte „nein“ und „ja”.", ["„nein“", "„ja”"]),
        ("``No,'' he said, ''never.''", ["``No,''", "''never.''"]),
        ("He said ‘no’ and 'never'.", ["‘no’", "'never'"]),
        # nested marks belong to the outer passage
        ("“She told me ‘leave’ at once,” he said.", ["“She told me ‘leave’ at once,”"]),
        ("\"She told me 'leave' at once,\" he said.", ["\"She told me 'leave' at once,\""]),
        ("“She said “no” twice,” he said.", ["“She said “no” twice,”"]),
        # apostrophes, years, feet and inches are no quotation marks
        ("The workers' rights of the '90s aren't Ms. Jones' alone.", []),
        ("It’s the voters’ choice, rock ’n’ roll since the ’60s.", []),
        ('The 6\'2" guard and a 12" pipe.', []),
        # a single mark after "s" may be a possessive: the passage ends at the later one
        ("He wrote 'the workers' rights come first' in it.", ["'the workers' rights come first'"]),
        # an odd number of marks costs one passage, not the article
        ('It is "odd. But this "is fine" here.', ['"is fine"']),
        ("He said “we never stop.", ["“we never stop."]),
        ("“One.” He left”.", ["“One.”"]),
        # a mark never pairs over the end of a paragraph
        ('An "open one.\nNext "is closed" here.', ['"open one.', '"is closed"']),
        ("", []),
        ('"', []),
        ('""', ['""']),
    ],
)
def test_passages(text: str, quoted: list[str]) -> None:
    assert [text[slice(*passage.span)] for passage in passages(text)] == quoted


def test_each_paragraph_of_a_long_quotation_opens_and_only_the_last_closes() -> None:
    found = passages("“One.\n\n“Two.\n\n“Three.”\n\n“Another.”")
    assert [(p.is_closed, p.continues) for p in found] == [(False, False), (False, True), (True, True), (True, False)]


@given(st.text(alphabet="ab s.,\n\"'“”‘’«»„‟`"))
def test_passages_are_in_order_and_stay_within_their_paragraph(text: str) -> None:
    starts = [paragraph.start for paragraph in find_paragraphs(text)]
    last = 0
    for passage in passages(text):
        start, end = passage.span
        assert last <= start < end <= len(text)
        assert not any(start < paragraph < end for paragraph in starts)
        last = end


@pytest.mark.parametrize("mark", ['"', "“", "'", "„", "''", '5" ', " “a ‘", ' "a'])
def test_a_paragraph_of_marks_costs_time_in_proportion(mark: str) -> None:
    def seconds(text: str) -> float:
        started = time.process_time()
        passages(text)
        return time.process_time() - started

    short, long = seconds(mark * 2_000), seconds(mark * 20_000)
    assert long < 40 * short + 0.5
