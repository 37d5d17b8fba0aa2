"""What is kept of a secret and of a content: digests, from which neither can be read back."""

import hashlib
import json
from collections.abc import Mapping

UPLOADS_KEPT_DAYS = 30


def digest_of(token: str) -> str:
    """What is stored of a token: it is long and random, so a plain digest is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def content_digest(content: Mapping[str, object]) -> str:
    """The same for the same content, however its keys were ordered."""
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
