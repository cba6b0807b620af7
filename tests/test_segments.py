"""Texts cut at the borders of marks."""

from hypothesis import given
from hypothesis import strategies as st

from attribution.model import CharSpan
from attribution.segments import Mark, cut

TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\r\n\t \u00a0👇é"), max_size=60)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[tuple[Mark, CharSpan]]]:
    text = draw(TEXTS)
    offsets = st.integers(0, len(text))
    marks = st.builds(Mark, st.integers(1, 5), st.sampled_from(["claim", "cue", "source"]))
    spans = st.tuples(offsets, offsets).map(lambda pair: CharSpan(*sorted(pair)))
    return text, draw(st.lists(st.tuples(marks, spans), max_size=12))


@given(marked_texts(), st.lists(st.integers(-5, 80)))
def test_segments_join_up_to_the_text_and_carry_what_covers_them(
    given_: tuple[str, list[tuple[Mark, CharSpan]]], also_at: list[int]
) -> None:
    text, marked = given_
    segments = cut(len(text), marked, also_at=also_at)
    assert "".join(text[segment.start : segment.end] for segment in segments) == text
    for segment in segments:
        assert segment.start < segment.end
        for offset in range(segment.start, segment.end):
            assert set(segment.marks) == {mark for mark, span in marked if span.start <= offset < span.end}
        assert len(set(segment.marks)) == len(segment.marks)


@given(marked_texts())
def test_a_claim_begins_once_where_its_first_piece_does(given_: tuple[str, list[tuple[Mark, CharSpan]]]) -> None:
    text, marked = given_
    begun = {n: segment.start for segment in cut(len(text), marked) for n in segment.begins}
    claims = [(mark.statement, span) for mark, span in marked if mark.role == "claim" and span.start < span.end]
    assert begun == {number: min(span.start for other, span in claims if other == number) for number, _ in claims}
    assert sum(len(segment.begins) for segment in cut(len(text), marked)) == len(begun)


def test_the_wider_mark_is_the_outer() -> None:
    inner, outer, cue = Mark(2, "claim"), Mark(1, "claim"), Mark(2, "cue")
    segments = cut(20, [(inner, CharSpan(5, 9)), (outer, CharSpan(0, 15)), (cue, CharSpan(5, 9))])
    assert [segment.marks for segment in segments] == [(outer,), (outer, inner, cue), (outer,), ()]


def test_a_text_of_nothing_has_no_segment() -> None:
    assert cut(0, []) == ()
