"""Reads a text in which no duration stands: it says that there is none, or it says it otherwise."""

from collections.abc import Sequence

from motcua.registry.descriptions.rules.deadline_words.clauses import is_condition, says
from motcua.registry.descriptions.rules.deadline_words.deadline import DeadlineReading, Kind, Why
from motcua.registry.descriptions.rules.deadline_words.tokens import Token

_NOTHING = (
    ("khong", "quy", "dinh"),
    ("khong", "co", "thong", "tin"),
    ("chua", "quy", "dinh"),
    ("khong", "xac", "dinh"),
    ("khong", "co", "quy", "dinh"),
    ("chua", "co", "quy", "dinh"),
)
_NOTHING_ALONE = {"", "khong", "khong co", "none", "null", "n a", "chua co"}
_ELSEWHERE = (("theo", "quy"), ("theo", "luat"), ("theo", "nghi"), ("theo", "thong"), ("quy", "dinh", "tai"))
_TIME_WORDS = (
    ("thoi", "han"),
    ("thoi", "gian"),
    ("cham", "nhat"),
    ("trong", "vong"),
    ("truoc", "khi"),
    ("truoc", "ngay"),
    ("ket", "thuc"),
    ("tra", "ngay"),
    ("ngay", "khi"),
    ("ngay", "sau"),
    ("ngay", "lap", "tuc"),
    ("ngay", "trong"),
    ("ke", "tu", "khi"),
    ("lap", "tuc"),
)
_UNIT_WORDS = {"ngay", "gio", "thang", "tuan", "buoi", "phut", "lam", "viec", "nam"}
_SHORT = 5


def read_silence(text: str, tokens: Sequence[Token]) -> DeadlineReading:
    """No period, or a doubt: a bare number, a date, an event, another document."""
    words = [token for token in tokens if token.kind == "word"]
    has_number = any(token.kind in {"number", "vulgar"} for token in tokens)
    if says(words, *_NOTHING) or (not has_number and " ".join(token.fold for token in words) in _NOTHING_ALONE):
        return DeadlineReading(Kind.NONE)
    if "\ufffd" in text:
        return _doubt(Why.UNREADABLE)
    if has_number and _is_bare(words):
        return _doubt(Why.NO_UNIT)
    if all(token.fold in _UNIT_WORDS for token in words):
        return _doubt(Why.UNCERTAIN_NUMBER)
    return _said_otherwise(words)


def _is_bare(words: Sequence[Token]) -> bool:
    """«7», «5 ng»: too short to be about anything else than the time."""
    is_about_else = says(words, ("tuoi",)) or any(is_condition(words, place) for place in range(len(words)))
    return len(words) < _SHORT and not is_about_else


def _said_otherwise(words: Sequence[Token]) -> DeadlineReading:
    is_elsewhere = says(words, *_ELSEWHERE)
    if says(words, *_TIME_WORDS):
        return _doubt(Why.ELSEWHERE if is_elsewhere else Why.DATE)
    is_short = len(words) <= 2 * _SHORT
    if is_short and is_elsewhere and (words[0].fold == "theo" or says(words, ("theo", "quy", "dinh"))):
        return _doubt(Why.ELSEWHERE)
    return _doubt(Why.DATE) if any(token.word == "ngay" for token in words) else DeadlineReading(Kind.NONE)


def _doubt(why: Why) -> DeadlineReading:
    return DeadlineReading(Kind.DOUBT, why=why)
