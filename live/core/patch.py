"""The difference of two views as a JSON Merge Patch (RFC 7396).

Views are mappings keyed by id; they hold no nulls, so that null can mean "gone". Lists are replaced whole, so
collections are mappings with a small `order` list. Unchanged branches are recognised by identity first.
"""

from typing import Any

Json = Any
View = dict[str, Json]


def diff(before: View, after: View) -> View:
    """The patch for which `merge(before, patch) == after`; empty when nothing changed."""
    patch: View = {key: None for key in before if key not in after}
    for key, new in after.items():
        if key not in before:
            patch[key] = new
            continue
        old = before[key]
        if old is new or (old == new and type(old) is type(new)):
            continue
        if isinstance(old, dict) and isinstance(new, dict):
            patch[key] = diff(old, new)
        else:
            patch[key] = new
    return patch


def merge(target: Json, patch: Json) -> Json:
    """Apply a merge patch and return the result; `target` is left as it is (RFC 7396, section 2)."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge(merged.get(key), value)
    return merged
