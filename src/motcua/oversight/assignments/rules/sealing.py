"""The chain of digests over a task's lines, and the key by which the same work is known again."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from motcua.kernel.texts.fold import fold


def content_key(content: str) -> str:
    """The same words, however they are spaced, accented or capitalised."""
    return hashlib.sha256(fold(content).encode()).hexdigest()


def covered(entry: Any, code: str) -> Mapping[str, object]:
    """What the digest of a line covers."""
    line = {
        "code": code,
        "number": entry.number,
        "move": str(entry.move),
        "at": entry.at.timestamp(),
        "who": entry.username,
        "for": entry.agency_code,
        "note": entry.note,
        "percent": entry.percent,
        "state": str(entry.state),
        "round": entry.round_number,
        "due": entry.due_on.isoformat(),
        "was_due": entry.was_due_on.isoformat(),
        "handed_in": entry.handed_in_on.isoformat() if entry.handed_in_on else "",
        "decision": entry.document_number,
        "decided": entry.document_on.isoformat() if entry.document_on else "",
        "file": entry.file.sha256 if entry.file else "",
    }
    # Lines written before a lead could change carry no lead: their digests stay as they were.
    return {**line, "lead": entry.lead_code, "was_lead": entry.was_lead_code} if entry.was_lead_code else line


def digest_of(line: Mapping[str, object], before: str) -> str:
    """SHA-256 over a line in a fixed spelling and the digest of the line before it ("" for the first)."""
    written = json.dumps({**line, "before": before}, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def is_whole(lines: Iterable[tuple[Mapping[str, object], str]]) -> bool:
    """Whether every line still has the digest it was given, in order."""
    before = ""
    for line, kept in lines:
        if digest_of(line, before) != kept:
            return False
        before = kept
    return True
