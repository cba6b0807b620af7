"""Articles with frames made up for them, so that exports meet texts and spans that no pipeline finds."""

from __future__ import annotations

import pandas as pd
from hypothesis import strategies as st

from attribution.frame import to_frame
from attribution.model import (
    Article,
    Attribution,
    CharSpan,
    Commitment,
    Quotation,
    Score,
    Source,
    SourceType,
    Statement,
    Strength,
    relays_in,
)

# What breaks offsets: several code units or points for one sign, line ends and spaces of every kind, markup.
HOSTILE = "“It’s 👩‍👩‍👧 done”,\r\nsaid Zoë\u00a0Núñez.\n\n\t&nbsp;e\u0301 <b>no</b>\u2028=1+1 \x85 end 🇪🇺"
TEXTS = st.one_of(st.just(HOSTILE), st.text(alphabet=st.sampled_from(sorted(set(HOSTILE))), min_size=1, max_size=60))


def statement(
    claim: tuple[CharSpan, ...],
    *,
    cue: tuple[CharSpan, ...] = (),
    source: tuple[CharSpan, ...] = (),
    quotation: Quotation = Quotation.INDIRECT,
    source_type: SourceType = SourceType.NAMED_PERSON,
    entity: str | None = "Ann Lee",
    relay: str | None = None,
    description: str | None = None,
    parent: int | None = None,
) -> Statement:
    """A statement with a score of no account."""
    commitment = Commitment.NEUTRAL if cue else None
    return Statement(
        Attribution(claim, quotation, cue, source, commitment=commitment, parent=parent),
        Source(source_type, entity, relays_in(relay), description),
        Score(0.9, 0.8, 0.7, 0.6, 1 / 3, 0.55, Strength.MODERATE, "Named person: “Ann Lee”."),
    )


def own_voice(claim: tuple[CharSpan, ...]) -> Statement:
    """A statement of the article itself."""
    score = Score(0, 0, 0, 0, 0, 0, Strength.UNSOURCED, "Nobody is cited.")
    return Statement(Attribution(claim), Source(SourceType.AUTHOR), score)


@st.composite
def spans_in(draw: st.DrawFn, text: str, *, least: int = 0) -> tuple[CharSpan, ...]:
    """Up to three spans, in order and apart, anywhere in a text."""
    number = draw(st.integers(least, 3))
    offsets = draw(st.lists(st.integers(0, len(text)), min_size=2 * number, max_size=2 * number))
    offsets.sort()
    spans = [CharSpan(start, end) for start, end in zip(offsets[::2], offsets[1::2], strict=True) if start < end]
    return tuple(spans) if len(spans) >= least else (CharSpan(0, len(text)),)


@st.composite
def audits(draw: st.DrawFn) -> tuple[pd.DataFrame, list[Article]]:
    """A frame of up to three articles, and the articles."""
    articles = [Article(draw(TEXTS), f"{n}/a b") for n in range(draw(st.integers(0, 3)))]
    audited = []
    for article in articles:
        statements = []
        for _ in range(draw(st.integers(0, 4))):
            claim = draw(spans_in(article.text, least=1))
            if draw(st.booleans()):
                cue, source = draw(spans_in(article.text)), draw(spans_in(article.text))
                statements.append(statement(claim, cue=cue, source=source))
            else:
                statements.append(own_voice(claim))
        audited.append((article, statements))
    return to_frame(audited), articles
