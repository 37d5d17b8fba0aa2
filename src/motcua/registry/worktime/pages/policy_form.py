"""A policy as a form says it, and as it is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext

from motcua.kernel.errors import InvalidInput
from motcua.kernel.questions import ask
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.registry.worktime.pages.declaring import CHECK_FIELDS
from motcua.registry.worktime.pages.looking import check_basis, stretch_of
from motcua.registry.worktime.queries.moves import ProcedureNames
from motcua.registry.worktime.queries.words import allowance_words
from motcua.registry.worktime.rules.hours_text import minute_text, read_minute
from motcua.registry.worktime.rules.terms import (
    AFTER_SUPPLEMENT_LABELS,
    EARLY_RULE_LABELS,
    FIRST_DAY_LABELS,
    AfterSupplement,
    Allowance,
    EarlyRule,
    FirstDay,
    Policy,
    Unit,
)

FIELDS = ("procedure", "valid_from", "last_day", "first_day", "after_supplement", "same_day_until", "forward_until",
          "answer_amount", "answer_unit", "early_rule", "legal_basis")  # fmt: skip
ANSWER_UNITS = (Unit.WORKING_HOUR, Unit.HOUR, Unit.HALF_DAY, Unit.WORKING_DAY, Unit.DAY)
LONGEST_ANSWER, PLACES = Decimal(1000), Decimal("0.01")
NO_SUCH_PROCEDURE = mark("Không có thủ tục mang mã này. Để trống là mọi thủ tục.")
NOT_AN_HOUR = mark("Hãy nhập giờ trong ngày, ví dụ 15:00.")
NOT_AN_AMOUNT = mark("Hãy nhập một số lớn hơn 0, không quá 1000, nhiều nhất hai chữ số thập phân, ví dụ 8 hoặc 0,5.")
CHOOSE = mark("Hãy chọn một cách.")


@dataclass(frozen=True)
class Proposal:
    """What the form proposes."""

    procedure_code: str
    policy: Policy
    valid_from: date
    valid_to: date | None


def values_of(given: Mapping[str, str]) -> dict[str, str]:
    """What was typed, tidied."""
    return {name: " ".join(nfc(given.get(name, "")).split()) for name in FIELDS}


def values_from(policy: Policy, procedure_code: str, valid_from: date) -> dict[str, str]:
    """A form filled with what holds now, for the next version; its legal basis is to be written."""
    return {
        "procedure": procedure_code,
        "valid_from": f"{valid_from:%d/%m/%Y}",
        "last_day": "",
        "first_day": policy.first_day.value,
        "after_supplement": policy.after_supplement.value,
        "same_day_until": minute_text(policy.same_day_until),
        "forward_until": minute_text(policy.forward_until),
        "answer_amount": f"{policy.answer_within.amount.normalize():f}".replace(".", ","),
        "answer_unit": policy.answer_within.unit.value,
        "early_rule": policy.early_rule.value,
        "legal_basis": "",
    }


def proposal_of(values: Mapping[str, str]) -> Proposal:
    """What the form proposes; `InvalidInput` names every field that will not do."""
    errors: dict[str, str] = {}
    valid_from, valid_to = stretch_of(values, errors)
    check_basis(values, errors)
    code = values["procedure"]
    if code and not names_of([code]):
        errors["procedure"] = NO_SUCH_PROCEDURE
    minutes = {name: read_minute(values[name]) for name in ("same_day_until", "forward_until")}
    errors |= {name: NOT_AN_HOUR for name, minute in minutes.items() if minute is None}
    amount = _amount(values["answer_amount"])
    if amount is None:
        errors["answer_amount"] = NOT_AN_AMOUNT
    choices: dict[str, type[FirstDay | AfterSupplement | EarlyRule]] = {
        "first_day": FirstDay,
        "after_supplement": AfterSupplement,
        "early_rule": EarlyRule,
    }
    errors |= {name: CHOOSE for name, known in choices.items() if values[name] not in set(known)}
    if values["answer_unit"] not in set(ANSWER_UNITS):
        errors["answer_unit"] = CHOOSE
    if errors or amount is None:
        raise InvalidInput(CHECK_FIELDS, fields=errors)
    policy = Policy(
        FirstDay(values["first_day"]),
        AfterSupplement(values["after_supplement"]),
        minutes["same_day_until"] or 0,
        minutes["forward_until"] or 0,
        Allowance(amount, Unit(values["answer_unit"])),
        EarlyRule(values["early_rule"]),
        values["legal_basis"],
    )
    return Proposal(code, policy, valid_from, valid_to)


def names_of(codes: list[str]) -> dict[str, str]:
    """Names of procedures that are known."""
    return {code: name for found in ask(ProcedureNames(frozenset(codes) - {""})) for code, name in found.items()}


def told(policy: Policy) -> list[tuple[str, str]]:
    """What a policy says, point by point."""
    return [
        (gettext("Ngày nhận hồ sơ"), gettext(FIRST_DAY_LABELS[policy.first_day])),
        (gettext("Sau khi bổ sung"), gettext(AFTER_SUPPLEMENT_LABELS[policy.after_supplement])),
        (gettext("«Ngay trong ngày» nếu nhận trước"), minute_text(policy.same_day_until)),
        (gettext("Giấy chuyển đi trong ngày nếu nhận trước"), minute_text(policy.forward_until)),
        (gettext("Trả lời hồ sơ trực tuyến trong"), allowance_words(policy.answer_within)),
        (gettext("Là trước hạn khi"), gettext(EARLY_RULE_LABELS[policy.early_rule])),
    ]


def changed(before: Policy, after: Policy) -> list[tuple[str, str, str]]:
    """The points that differ: what, how it was, how it would be."""
    pairs = zip(told(before), told(after), strict=True)
    return [(name, was, would_be) for (name, was), (_name, would_be) in pairs if was != would_be]


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    is_usable = amount.is_finite() and 0 < amount <= LONGEST_ANSWER and amount == amount.quantize(PLACES)
    return amount if is_usable else None
