"""Addresses of conference servers. Rule: names and secrets go only through TLS, or stay on this machine."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_safe(address: str) -> bool:
    """Whether this is the plain address of a server, by HTTPS or on this machine; without account, query, fragment."""
    try:
        parts = urlsplit(address)
        port_is_one = parts.port != 0
    except ValueError:
        return False
    if (
        not parts.hostname
        or not port_is_one
        or "@" in parts.netloc
        or not address.isascii()
        or not address.isprintable()
    ):
        return False
    if " " in address or "?" in address or "#" in address:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_here(parts.hostname))


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
