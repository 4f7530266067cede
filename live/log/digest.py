"""Digests: what the log keeps instead of a secret or a name, and the form of join codes."""

import hashlib
import hmac
import re
import secrets

_CODE = re.compile(r"[0-9]{8}", re.ASCII)


def digest_of(secret: str) -> str:
    """Return the SHA-256 of a link's secret in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_key() -> bytes:
    """Return a fresh key for the ballots of one question."""
    return secrets.token_bytes(32)


def voter_of(key: bytes, person: str) -> bytes:
    """Return what stands for a person among the ballots of one question (HMAC-SHA256)."""
    return hmac.digest(key, person.encode(), "sha256")


def require_code(code: str) -> None:
    """Raise ``ValueError`` unless the join code is eight digits."""
    if not _CODE.fullmatch(code):
        msg = "a join code is eight digits"
        raise ValueError(msg)
