"""What several tests share."""

import pytest
from spacy.language import Language

from attribution.document import load_pipeline


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The default pipeline, as ``audit`` uses it."""
    return load_pipeline()
