"""What people say and what the law calls it: a small dated table of ours, used when somebody searches.

``everyday_words.csv``: said (alternatives between bars; matched without accents, whole words) and official words.
``idle_words.txt``: words that say nothing about which procedure is meant.
"""

import csv
import re
from pathlib import Path

from motcua.kernel.texts.fold import fold

_TABLE = Path(__file__).resolve().parent
IDLE = frozenset(fold((_TABLE / "idle_words.txt").read_text(encoding="utf-8")).split())


def _official() -> dict[str, str]:
    with (_TABLE / "everyday_words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {fold(said): fold(row["official"]) for row in rows for said in row["said"].split("|")}


OFFICIAL = _official()
_PHRASES = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, OFFICIAL), key=len, reverse=True)) + r")\b")


def in_official_words(folded: str) -> tuple[str, str]:
    """(what was said without the everyday phrases, the official words for them); both folded."""
    found = _PHRASES.findall(folded)
    return _PHRASES.sub(" ", folded), " ".join(dict.fromkeys(OFFICIAL[phrase] for phrase in found))
