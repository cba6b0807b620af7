"""Names that people give articles, to their ids."""

import pytest

from attribution.ids import matched


@pytest.mark.parametrize(
    ("names", "ids", "expected"),
    [
        (["mill", "mill.txt"], ["mill", "mill.txt"], {"mill": "mill", "mill.txt": "mill.txt"}),
        (["mill"], ["mill.txt"], {"mill": "mill.txt"}),
        (["news/mill.html.gz"], ["mill"], {"news/mill.html.gz": "mill"}),
        (["mill"], ["2025/05/mill.html"], {"mill": "2025/05/mill.html"}),
        (["05/mill.html"], ["2025/05/mill.html", "2025/06/mill.html"], {"05/mill.html": "2025/05/mill.html"}),
        (["2025/mill", "mill"], ["mill.txt", "2025/mill.txt"], {"2025/mill": "2025/mill.txt", "mill": "mill.txt"}),
        # Of another folder, or in another form, it is another article.
        (["06/mill.txt"], ["05/mill.txt"], {}),
        (["mill.html"], ["mill.txt"], {}),
        # What is no suffix of a text is part of the name.
        (["2025.02"], ["2025", "2025.03"], {}),
        (["rows.jsonl#1"], ["news/rows.jsonl#1", "rows.jsonl#12"], {"rows.jsonl#1": "news/rows.jsonl#1"}),
        # In doubt, none; but the same name is beyond doubt.
        (["mill"], ["a/mill.txt", "b/mill.txt"], {}),
        (["b/mill.txt"], ["a/b/mill.txt", "mill"], {}),
        (["a/mill.txt", "b/mill.txt"], ["mill"], {}),
        (["a/mill.txt", "mill"], ["mill"], {"mill": "mill"}),
        (["", "mill"], ["", "other"], {"": ""}),
    ],
)
def test_a_name_means_the_id_that_is_a_form_of_it(names: list[str], ids: list[str], expected: dict[str, str]) -> None:
    assert matched(names, ids) == expected
