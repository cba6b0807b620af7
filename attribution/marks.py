"""Marks between words, as tokens: those that end a sentence or a phrase, and dashes."""

SENTENCE_ENDS = frozenset(".?!")
PHRASE_ENDS = SENTENCE_ENDS | frozenset(",;:")
# Two hyphens stand for a dash in copy that was typed, as one between spaces does.
DASHES = frozenset({"—", "–", "--", "―", "-"})
