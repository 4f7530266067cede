"""A page that is the same for everybody but for a few words, written and compressed once.

Rule: what comes out is the page with the words in it, byte for byte. Compressing it anew for each of ten thousand
people who come at once cost half of a page; here the stretches between the words lie compressed (RFC 1951, each
beginning anew), the words stand between them as they are, and only the sum at the end is counted.
"""

import re
import zlib
from collections.abc import Mapping, Sequence

_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_END = b"\x03\x00"
"""An empty last block."""


class Mould:
    """A page with holes, each marked by a word that stands nowhere else."""

    def __init__(self, page: str, holes: Sequence[str]) -> None:
        """Cut the page at its holes and compress what lies between them."""
        pieces = re.split(f"({'|'.join(map(re.escape, holes))})", page)
        self._between = [piece.encode() for piece in pieces[::2]]
        self._holes = pieces[1::2]
        self._compressed = [_block(piece) for piece in self._between]

    def plain(self, words: Mapping[str, str]) -> bytes:
        """The page with these words in its holes."""
        return b"".join(self._filled(self._between, [words[hole].encode() for hole in self._holes]))

    def gzipped(self, words: Mapping[str, str]) -> bytes:
        """The same as a gzip file (RFC 1952)."""
        filled = [words[hole].encode() for hole in self._holes]
        page = b"".join(self._filled(self._between, filled))
        body = self._filled(self._compressed, [_stored(word) for word in filled])
        sums = zlib.crc32(page).to_bytes(4, "little") + (len(page) & 0xFFFFFFFF).to_bytes(4, "little")
        return b"".join((_HEAD, *body, _END, sums))

    @staticmethod
    def _filled(between: Sequence[bytes], words: Sequence[bytes]) -> list[bytes]:
        out = [between[0]]
        for word, piece in zip(words, between[1:], strict=True):
            out += (word, piece)
        return out


def _block(piece: bytes) -> bytes:
    """Compressed so that it ends on a whole byte and knows nothing of what stands before it."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(piece) + compressor.flush(zlib.Z_FULL_FLUSH)


def _stored(word: bytes) -> bytes:
    """A block of bytes as they are; no word of ours comes near its 65,535."""
    length = len(word)
    return b"\x00" + length.to_bytes(2, "little") + (length ^ 0xFFFF).to_bytes(2, "little") + word
