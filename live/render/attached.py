"""Pictures that travel beside a tree and not in it: a tree names them, and a file of documentation holds them.

Rule: a picture is kept once, under its digest, and the loop that keeps evenings going never writes one down as text. A
tree that is kept says `kept:<digest>`; whoever makes a file of it puts the pictures in.
"""

import base64
import re
from collections.abc import Iterable, Mapping

from live.core.document import Block, Chapter, Document, Picture

KEPT = "kept:"
_NAMED = re.compile(rb'"data":"kept:([0-9a-f]{64})"')
_HEAD = re.compile(rb"([0-9a-f]{64}) ([a-z]+/[a-z0-9.+-]+) ([0-9]+)\n")


def named(tree: bytes) -> set[str]:
    """The digests of the pictures that a tree in JSON names; what people typed may look like one that is not there."""
    return {digest.decode() for digest in _NAMED.findall(tree)}


def packed(work: bytes, pictures: Iterable[tuple[str, str, bytes]]) -> bytes:
    """A piece of work in JSON, which has no line ends, and after it the pictures: digest, media type, content."""
    out = [work, b"\n"]
    for digest, media_type, content in pictures:
        out += (f"{digest} {media_type} {len(content)}\n".encode(), content)
    return b"".join(out)


def unpacked(given: bytes) -> tuple[bytes, dict[str, str]]:
    """The work, and the pictures by digest as `data:` addresses. Raises `ValueError`."""
    work, _, rest = given.partition(b"\n")
    found: dict[str, str] = {}
    while rest:
        head = _HEAD.match(rest)
        if head is None:
            raise ValueError("a picture without its head")
        digest, media_type, length = head.groups()
        content, rest = rest[head.end() : head.end() + int(length)], rest[head.end() + int(length) :]
        found[digest.decode()] = f"data:{media_type.decode()};base64,{base64.b64encode(content).decode()}"
    return work, found


def attached(document: Document, pictures: Mapping[str, str]) -> Document:
    """The document with its pictures in it; one that is not there is left out."""
    chapters = tuple(_attached(chapter, pictures) for chapter in document.chapters)
    return document.model_copy(update={"chapters": chapters})


def _attached(chapter: Chapter, pictures: Mapping[str, str]) -> Chapter:
    if not any(isinstance(block, Picture) and block.data.startswith(KEPT) for block in chapter.blocks):
        return chapter
    blocks: list[Block] = []
    for block in chapter.blocks:
        if isinstance(block, Picture) and block.data.startswith(KEPT):
            data = pictures.get(block.data.removeprefix(KEPT))
            if data is None:
                continue
            blocks.append(block.model_copy(update={"data": data}))
        else:
            blocks.append(block)
    return chapter.model_copy(update={"blocks": tuple(blocks)})
