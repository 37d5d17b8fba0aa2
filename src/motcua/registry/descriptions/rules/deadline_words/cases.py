"""Tells whether a case that a text names limits the period for certain, or perhaps only what is done in it."""

from collections.abc import Sequence

from motcua.registry.descriptions.rules.deadline_words.actors import names_office
from motcua.registry.descriptions.rules.deadline_words.clauses import (
    Clause,
    begins,
    ends_in_if,
    is_case,
    is_condition,
    says,
    segments_of,
)
from motcua.registry.descriptions.rules.deadline_words.tokens import Token

Tokens = Sequence[Token]
_FULFILLED = (
    ("du", "dieu", "kien"),
    ("du", "co", "so"),
    ("dat", "yeu", "cau"),
    ("dap", "ung"),
    ("hop", "le"),
    ("day", "du"),
)
_DENIED = {"khong", "chua"}
_BOUNDS = {"qua", "vuot", "tinh", "ke", "qúa"}
_DAMAGED = (("bi", "hu"), ("bi", "mat"), ("bi", "hong"), ("bi", "rach"), ("bi", "that", "lac"), ("bi", "sai"))
_NAME = 6
_MATTERS = (
    ("cap", "moi"),
    ("cap", "lai"),
    ("cap", "doi"),
    ("gia", "han"),
    ("dieu", "chinh"),
    ("lan", "dau"),
    ("sua", "doi"),
    ("thu", "hoi"),
    ("cap", "bo", "sung"),
)
_WAYS = (("nop", "qua"), ("gui", "qua"), ("nop", "truc", "tiep"), ("nop", "truc", "tuyen"))


def is_unclear_case(clause: Clause) -> bool:
    """Whether it is not certain that the period holds for all, or that it holds in one case only."""
    if clause.is_case_before:
        return False
    if clause.is_conditional:
        return _is_unclear_condition(clause)
    return clause.is_unclear or _is_hidden(clause) or _has_case_in_its_name(clause)


def is_fulfilled(tokens: Tokens) -> bool:
    """«đủ điều kiện», «đạt yêu cầu»: a condition that each dossier which gets its result meets."""
    return says(tokens, *_FULFILLED) and not any(_is_denial(tokens, place) for place in range(len(tokens)))


def _is_denial(tokens: Tokens, place: int) -> bool:
    """«không», «chưa»; «không quá 3 ngày» denies nothing."""
    behind = tokens[place + 1].fold if place + 1 < len(tokens) else ""
    return tokens[place].fold in _DENIED and behind not in _BOUNDS


def are_matters(clauses: Sequence[Clause]) -> bool:
    """Whether every period is of a kind of matter: «cấp giấy phép: 15 ngày; gia hạn: 5 ngày»."""
    is_any = any(names_matter(clause) for clause in clauses)
    return is_any and all(names_matter(clause) or begins(clause.left, ("cap",)) for clause in clauses)


def names_matter(clause: Clause) -> bool:
    """«Cấp mới: 15 ngày; cấp lại: 5 ngày», «15 ngày (cấp mới)»: kinds of one matter, of which a dossier is one."""
    name = clause.beside or clause.own or tuple(token for segment in segments_of(clause.left)[-2:] for token in segment)
    is_office = any(names_office(segment) for segment in (*segments_of(clause.left), *clause.rest))
    return says(name[:_NAME], *_MATTERS) and not is_office


def has_name(clause: Clause) -> bool:
    """Whether words say what the period is for, or what starts it: «10 ngày; 5 ngày» says neither."""
    return bool(clause.left or clause.event or clause.rest or clause.beside)


def _is_unclear_condition(clause: Clause) -> bool:
    """«5 ngày đối với Ủy ban xã»: whose step; «(riêng đối với …»: an exception that is cut off."""
    if clause.right and is_condition(clause.right):
        return begins(clause.right, ("doi", "voi")) and names_office(clause.right[2:])
    if begins(clause.beside, ("rieng",)):
        return True
    rest = clause.rest
    if not rest:
        return False
    if clause.is_leading:
        return is_condition(rest[0]) and is_fulfilled(rest[0])
    return bool(clause.event) and ends_in_if(rest[-1])


def _is_hidden(clause: Clause) -> bool:
    """A case in front of «;», in a bracket at the end, or said by the way the dossier came in."""
    if clause.is_leading and any(is_condition(segment) for segment in segments_of(clause.above)[:3]):
        return True
    if is_case(clause.aside):
        return True
    is_direct = says(clause.left, _WAYS[2]) and says(clause.left, ("doi", "voi"))
    return is_direct or says(clause.event, *_WAYS) or says(clause.event, ("nhung", "chua"), ("nhung", "khong"))


def _has_case_in_its_name(clause: Clause) -> bool:
    """«Cảng không tiếp nhận tàu nước ngoài: 5 ngày», «Hồ sơ chưa đầy đủ, trong 2 ngày …»."""
    left = clause.left
    colons = [place for place, token in enumerate(left) if token.word == ":"]
    before = left if clause.is_leading else left[: colons[-1] + 1 if colons else 0]
    names = [segment for segment in segments_of(before)[:-1] if segment]
    return any(_denies(segment) or begins(segment, ("ho", "so")) or says(segment, *_DAMAGED) for segment in names)


def _denies(segment: Tokens) -> bool:
    for place, token in enumerate(segment[:-1]):
        if token.word in {"không", "chưa"} and segment[place + 1].fold not in _BOUNDS:
            return True
    return False
