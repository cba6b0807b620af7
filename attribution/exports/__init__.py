"""Frames in the forms of others: schema.org, W3C Web Annotation, spaCy's DocBin, brat's standoff.

Each function takes a frame and the articles that it was made from, and checks one against the other.
"""

from attribution.exports.docbin import to_docbin
from attribution.exports.jsonld import to_jsonld
from attribution.exports.standoff import read_standoff, to_standoff
from attribution.exports.web_annotation import to_web_annotations

__all__ = ["read_standoff", "to_docbin", "to_jsonld", "to_standoff", "to_web_annotations"]
