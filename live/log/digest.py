"""Digests: what stands for a secret or a name, and by what files are found; and the form of ids and join codes."""

import hashlib
import re
import secrets
from collections.abc import Callable

_BLOCK = 64
_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))
_CODE = re.compile(r"[0-9]{8}", re.ASCII)


def digest_of(secret: str) -> str:
    """Return the SHA-256 of a link's secret in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_key() -> bytes:
    """Return a fresh key for the ballots of one question."""
    return secrets.token_bytes(32)


def voters_of(key: bytes) -> Callable[[bytes], bytes]:
    """Return what tells the voter of a person (in UTF-8) among the ballots of one question.

    It is HMAC-SHA256 (RFC 2104) with the key's two blocks hashed beforehand: two and a half times
    as fast as ``hmac.digest``, which counts when ten thousand people are looked for. The key is a
    ``new_key``, shorter than a block.
    """
    padded = key.ljust(_BLOCK, b"\0")
    inner, outer = hashlib.sha256(padded.translate(_INNER)), hashlib.sha256(padded.translate(_OUTER))

    def voter_of(person: bytes) -> bytes:
        within, around = inner.copy(), outer.copy()
        within.update(person)
        around.update(within.digest())
        return around.digest()

    return voter_of


def digest_of_bytes(content: bytes) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def require_form(dialogue: str, code: str) -> None:
    """Raise ``ValueError`` unless the id says something and the join code is eight digits."""
    if not dialogue:
        msg = "a dialogue's id is not empty"
        raise ValueError(msg)
    if not _CODE.fullmatch(code):
        msg = "a join code is eight digits"
        raise ValueError(msg)
