"""A page written once for everybody comes out whole."""

import gzip

from hypothesis import given
from hypothesis import strategies as st

from live.web.mould import Mould

HOLES = ("hole-a", "hole-b")
WORDS = st.text(max_size=60)
PAGES = st.lists(st.one_of(st.text(), st.sampled_from(HOLES)), max_size=12).map("".join)


@given(page=PAGES, one=WORDS, other=WORDS)
def test_a_page_comes_out_with_its_words_whether_compressed_or_not(page: str, one: str, other: str) -> None:
    words = dict(zip(HOLES, (one, other), strict=True))
    whole = "".join(words.get(piece, piece) for piece in _pieces(page)).encode()
    mould = Mould(page, HOLES)
    assert mould.plain(words) == whole
    assert gzip.decompress(mould.gzipped(words)) == whole


def test_what_is_the_same_for_everybody_is_compressed() -> None:
    page = "hole-a" + "the same words for everybody, " * 200 + "hole-b"
    assert len(Mould(page, HOLES).gzipped({"hole-a": "x", "hole-b": "y"})) < len(page) / 20


def _pieces(page: str) -> list[str]:
    """The page cut at its holes, the leftmost first."""
    pieces, rest = [], page
    while found := min((at for hole in HOLES if (at := rest.find(hole)) >= 0), default=-1) + 1:
        hole = next(hole for hole in HOLES if rest.startswith(hole, found - 1))
        pieces += [rest[: found - 1], hole]
        rest = rest[found - 1 + len(hole) :]
    return [*pieces, rest]
