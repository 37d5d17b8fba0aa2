"""The digest of a form: SHA-256 over one canonical spelling of all that it says. Plain Python."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any


def digest_of(content: Mapping[str, Any]) -> str:
    """64 hexadecimal signs; the same content gives the same wherever and whenever it is read."""
    spelled = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return sha256(spelled.encode()).hexdigest()
