"""Tells a period of the office from other durations: counted back, waited for, added, of validity."""

from collections.abc import Sequence

from motcua.registry.descriptions.rules.deadline_words.actors import is_condition_of_person, why_not_office
from motcua.registry.descriptions.rules.deadline_words.cases import is_unclear_case
from motcua.registry.descriptions.rules.deadline_words.clauses import Clause, begins, is_condition, says
from motcua.registry.descriptions.rules.deadline_words.deadline import Why
from motcua.registry.descriptions.rules.deadline_words.tokens import Token
from motcua.registry.descriptions.rules.parts import TimeUnit

Tokens = Sequence[Token]
_NEAR, _ADJACENT, _HEADING = 4, 2, 6
_MEASURES = {"tu", "hon", "tren", "duoi", "du", "moi"}
"""Right before a figure they make it a property of something: «tạm ngừng từ 05 ngày», «dưới 30 ngày»."""
_VALID = (
    ("chup",),
    ("hieu", "luc"),
    ("gia", "tri"),
    ("luu", "tru"),
    ("luu", "giu"),
    ("bao", "hanh"),
    ("bao", "quan"),
    ("han", "su", "dung"),
)
_MORE = (("tang", "them"), ("them",), ("gia", "han", "thoi"), ("thoi", "gian", "gia", "han"), ("cong", "them"))
_OFF = (("ngay", "nghi"), ("thu", "bay"), ("chu", "nhat"), ("ngay", "le"))
_UNCOUNTED = (("khong", "ke"), ("khong", "tinh"), ("tru",), ("khong", "bao", "gom"))
_BACK = (("truoc",), ("tinh", "den"), ("den", "ngay", "het"), ("cho", "den"))
_EXPECTED = (("du", "kien", "den"), ("du", "kien", "roi"), ("du", "kien", "cap"), ("du", "kien", "vao"))
_WAITED = (
    ("het", "thoi", "han"),
    ("qua", "thoi", "han"),
    ("qua", "han"),
    ("sau", "thoi", "han"),
    ("sau", "thoi", "gian"),
)


def why_not_a_period(clause: Clause) -> Why | None:
    """The first reason why the figure is not the time an office has; None if it is."""
    if clause.figure.flaw is not None:
        return clause.figure.flaw
    for reason, holds in _CHECKS:
        if holds(clause):
            return reason
    return why_not_office(clause) or (Why.UNCLEAR_CASE if is_unclear_case(clause) else None)


def _is_at_least(clause: Clause) -> bool:
    near = clause.left[-_NEAR:]
    if near and near[-1].fold in _MEASURES:
        return not (clause.figure.is_range and near[-1].fold == "tu")
    return says(near, ("toi", "thieu"), ("it", "nhat")) or begins(clause.right, ("tro", "len"))


def _is_counted_back(clause: Clause) -> bool:
    behind = _behind(clause)
    if any(begins(behind, words) for words in _BACK) or says(clause.event, *_EXPECTED):
        return True
    own = clause.own
    return bool(own) and (own[-1].fold == "truoc" or own[0].fold == "truoc")


def _is_waited(clause: Clause) -> bool:
    """«sau 5 ngày», «quá thời hạn 5 ngày mà không …», «nếu trong thời hạn 5 ngày không có ý kiến»."""
    own = clause.own
    if says(own, *_WAITED) and not says(own, ("khong", "qua")):
        return True
    if _is_after(own) or _is_over(own):
        return True
    if _is_without(clause.event):
        return True
    is_if = is_condition(own) and says(own[:4], ("trong", "thoi"), ("trong", "vong"))
    behind = (clause.event, *clause.rest)
    if clause.rest and is_condition_of_person(clause.rest[0]):
        return True
    return is_if or any(begins(segment, ("ma",)) or says(segment, ("ma", "khong")) for segment in behind[:2])


def _is_without(event: Tokens) -> bool:
    """«kể từ ngày lập biên bản mà các bên có ý kiến khác thì …»."""
    words = [token.word for token in event]
    return "mà" in words and "thì" in words[words.index("mà") :]


def _is_after(own: Tokens) -> bool:
    return bool(own) and own[-1].fold == "sau" and not says(own[-3:], ("cham", "nhat"), ("muon", "nhat"))


def _is_over(own: Tokens) -> bool:
    if not own or own[-1].word not in {"quá", "qua"}:  # «kết quả» is another word
        return False
    return not any(token.fold in {"khong", "vuot", "chua", "cham", "ket"} for token in own[-4:-1])


def _is_more(clause: Clause) -> bool:
    """«được tăng thêm 5 ngày», «gia hạn một lần nhưng không quá 30 ngày»; a total with its start is no more."""
    own = clause.own
    if says(own, *_MORE) or begins(clause.right, ("nua",)):
        return True
    if says(own, ("keo", "dai")):
        return not clause.event
    return _is_extension(own)


def _is_extension(own: Tokens) -> bool:
    for place in range(len(own) - 1):
        if begins(own[place:], ("gia", "han")):
            between = own[place + 2 :]
            return len(between) <= _ADJACENT or says(between, ("nhung",), ("lan",), ("khong", "qua"))
    return False


def _is_uncounted(clause: Clause) -> bool:
    if begins(clause.right, ("khong", "duoc", "tinh")) or says(clause.right, ("va", "khong", "tinh", "vao")):
        return True
    return begins(clause.right, ("khong", "tinh", "vao"))


def _is_validity(clause: Clause) -> bool:
    own = clause.own
    if own and own[0].fold == "thoi" and says(own[:_HEADING], *_VALID):
        return True
    return says(own[-10:], *_VALID) or says(clause.right[:3], *_VALID[:2])


def _is_without_days_off(clause: Clause) -> bool:
    if clause.figure.unit is not TimeUnit.DAY:
        return False
    behind = (*clause.beside, *_behind(clause)[:12])
    return says(behind, *_OFF) and says(behind, *_UNCOUNTED)


def _behind(clause: Clause) -> Tokens:
    right = clause.right
    return right[1:] if right and right[0].word == "," else right


_CHECKS = (
    (Why.AT_LEAST, _is_at_least),
    (Why.COUNTED_BACK, _is_counted_back),
    (Why.ELAPSED, _is_waited),
    (Why.EXTRA, _is_more),
    (Why.NOT_COUNTED, _is_uncounted),
    (Why.VALIDITY, _is_validity),
    (Why.DAYS_OFF, _is_without_days_off),
)
