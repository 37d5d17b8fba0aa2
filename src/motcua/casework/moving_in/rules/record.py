"""One dossier of an older system as its line says it, checked by itself: every fault with its field and why.

Plain Python. What only the province knows – agencies, procedures, codes taken – is asked later.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from motcua.casework.moving_in.errors import MomentNotReadable
from motcua.casework.moving_in.rules import columns
from motcua.casework.moving_in.rules.moments import read_due, read_moment
from motcua.kernel import clock
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark

MISSING = mark("thiếu")
MISSING_FOR = mark("hồ sơ «{state}» phải có")
NOT_FOR = mark("hồ sơ «{state}» không thể có")
NOT_KNOWN = mark("«{given}» không phải một trong: {known}")
NOT_TEXT = mark("phải là chữ hoặc số")
TOO_LONG = mark("dài quá {most} ký tự")
NOT_A_CODE = mark("«{given}» không dùng làm mã được: chỉ gồm chữ không dấu, số và . - _")
NOT_AN_AMOUNT = mark("«{given}» không phải số tiền đồng (số nguyên, không âm)")
NOT_AN_ADDRESS = mark("«{given}» không phải địa chỉ thư điện tử")
IN_FUTURE = mark("{moment} ở tương lai")
OUT_OF_ORDER = mark("{later} trước «{earlier_field}» {earlier}")
STOP_EARLY = mark("trước khi tiếp nhận chỉ có thể là chờ bổ sung")
STOP_ACROSS = mark("lần dừng bắt đầu trước khi tiếp nhận phải kết thúc trước khi tiếp nhận")
STOP_OPEN = mark("hồ sơ «{state}» không thể có lần dừng chưa kết thúc")
NO_OPEN_STOP = mark("hồ sơ «{state}» phải có lần dừng cuối chưa kết thúc, đúng loại")

_NAMESPACE = UUID("6d1c6f5c-3a0e-4d0b-9d3c-2f7a1e6b8a10")
_MOMENTS = ("submitted_at", "accepted_at", "forwarded_at", "ended_at", "returned_at")
_NEEDS = {
    "submitted": (),
    "accepted": ("accepted_at",),
    "not_accepted": ("ended_at",),
    "in_progress": ("accepted_at",),
    "supplement_requested": (),
    "fee_demanded": ("accepted_at",),
    "withdrawn": ("ended_at",),
    "stopped": ("accepted_at", "ended_at"),
    "resolved": ("accepted_at", "ended_at", "result"),
    "returned": ("accepted_at", "ended_at", "returned_at", "result"),
}
_MAY = {"supplement_requested": ("accepted_at",), "withdrawn": ("accepted_at",)}
_TOLD_BY_STATE = ("accepted_at", "ended_at", "returned_at", "result")
_OPEN_STOP = {"supplement_requested": "supplement", "fee_demanded": "financial_duty"}
_MAY_BE_STOPPED = frozenset({"withdrawn", "stopped", *_OPEN_STOP})
_PAUSES = frozenset({"other_agency", "other_ground"})
ENDED = frozenset({"not_accepted", "withdrawn", "stopped", "returned"})
_LONGEST = {
    "code": 45, "agency": 35, "receiving_agency": 35, "procedure": 40, "result_number": 60, "result_reason": 2000,
    "owner_name": 200, "owner_identity_number": 20, "owner_phone": 20, "owner_email": 200, "owner_address": 400,
}  # fmt: skip
_CODES = ("code", "agency", "receiving_agency", "procedure")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_AMOUNT = re.compile(r"\d{1,15}", re.ASCII)
_CHOICES = {
    "channel": columns.lookup(columns.CHANNELS),
    "state": columns.lookup(columns.STATES),
    "result": columns.lookup(columns.RESULTS),
    "delivery": columns.lookup(columns.DELIVERIES),
}
_KNOWN = {
    "channel": columns.CHANNELS,
    "state": columns.STATES,
    "result": columns.RESULTS,
    "delivery": columns.DELIVERIES,
}
_KINDS = columns.lookup(columns.STOP_KINDS)
_SHOWN = 40
_BLANK = (None, "")
_NOTHING = dict.fromkeys(columns.COLUMNS, "")
Raw = Mapping[str, Any]


class Fault(NamedTuple):
    """What is wrong with a line: the field (empty: the line as a whole) and why."""

    field: str
    reason: str


class PastStop(NamedTuple):
    """A time in which the clock stood; `to_at` None: it still does."""

    kind: str
    from_at: datetime
    to_at: datetime | None


@dataclass(frozen=True, slots=True)
class Past:
    """What one line says, made regular."""

    code: str
    agency: str
    receiving_agency: str
    procedure: str
    channel: str
    state: str
    submitted_at: datetime
    accepted_at: datetime | None
    forwarded_at: datetime | None
    due_at: datetime | None
    ended_at: datetime | None
    returned_at: datetime | None
    stops: tuple[PastStop, ...]
    result: str
    result_number: str
    result_reason: str
    fee_amount: int | None
    delivery: str
    owner_name: str
    owner_identity_number: str
    owner_phone: str
    owner_email: str
    owner_address: str

    @property
    def key(self) -> UUID:
        """The same for the same content, however it was written."""
        return uuid5(_NAMESPACE, "\x1f".join(str(getattr(self, field.name)) for field in fields(self)))

    @property
    def early_stops(self) -> tuple[PastStop, ...]:
        """Supplements asked for before receipt: no clock ran yet."""
        return tuple(stop for stop in self.stops if self.accepted_at is None or stop.from_at < self.accepted_at)


def read_record(raw: Raw, *, now: datetime) -> tuple[Past | None, list[Fault]]:
    """What a line says, or all that is wrong with it; `raw` holds texts by column and ``stops`` as a list."""
    faults: list[Fault] = []
    values = _NOTHING | {name: _text(raw, name, faults) for name in columns.COLUMNS if raw.get(name) not in _BLANK}
    moments = {name: _moment(values[name], name, faults, now) for name in _MOMENTS}
    moments["submitted_at"] = moments["submitted_at"] or moments["accepted_at"]
    words = {name: _choice(values[name], name, faults) for name in _CHOICES}
    stops = tuple(_stops(raw.get("stops") or [], faults, now))
    amount = _amount(values["fee_amount"], faults)
    due_at = _due(values["due_at"], faults)
    for name in columns.REQUIRED:
        if not values[name]:
            faults.append(Fault(name, MISSING))
    if not values["submitted_at"] and not values["accepted_at"]:
        faults.append(Fault("submitted_at", MISSING))
    if faults or moments["submitted_at"] is None:
        return None, faults
    read: dict[str, Any] = {**values, **moments, **words, "stops": stops, "fee_amount": amount, "due_at": due_at}
    read["receiving_agency"] = values["receiving_agency"] or values["agency"]
    read["delivery"] = words["delivery"] or "counter"
    past = Past(**read)
    faults = [*_against_state(past), *_against_order(past), *_against_stops(past)]
    return (None, faults) if faults else (past, [])


def _text(raw: Raw, name: str, faults: list[Fault]) -> str:
    value = raw.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        faults.append(Fault(name, NOT_TEXT))
        return ""
    text = nfc(str(value))
    if len(text) > _LONGEST.get(name, 100):
        faults.append(Fault(name, TOO_LONG.format(most=_LONGEST.get(name, 100))))
    elif text and name in _CODES:
        if not _CODE.fullmatch(text):
            faults.append(Fault(name, NOT_A_CODE.format(given=text[:_SHOWN])))
        return text.upper()
    elif text and name == "owner_email" and not _EMAIL.fullmatch(text):
        faults.append(Fault(name, NOT_AN_ADDRESS.format(given=text[:_SHOWN])))
    return text


def _moment(text: str, name: str, faults: list[Fault], now: datetime) -> datetime | None:
    if not text:
        return None
    try:
        moment = read_moment(text)
    except MomentNotReadable as refused:
        faults.append(Fault(name, str(refused)))
        return None
    if moment > now:
        faults.append(Fault(name, IN_FUTURE.format(moment=_shown(moment))))
    return moment


def _due(text: str, faults: list[Fault]) -> datetime | None:
    try:
        return read_due(text) if text else None
    except MomentNotReadable as refused:
        faults.append(Fault("due_at", str(refused)))
        return None


def _choice(text: str, name: str, faults: list[Fault]) -> str:
    found = _CHOICES[name].get(columns.plain(text), "") if text else ""
    if text and not found:
        faults.append(Fault(name, NOT_KNOWN.format(given=text[:_SHOWN], known=", ".join(_KNOWN[name]))))
    return found


def _amount(text: str, faults: list[Fault]) -> int | None:
    if not text:
        return None
    if not _AMOUNT.fullmatch(text):
        faults.append(Fault("fee_amount", NOT_AN_AMOUNT.format(given=text[:_SHOWN])))
        return None
    return int(text)


def _stops(given: Any, faults: list[Fault], now: datetime) -> Iterator[PastStop]:
    if not isinstance(given, list):
        faults.append(Fault("stops", NOT_TEXT))
        return
    for number, one in enumerate(given, start=1):
        stop = one if isinstance(one, Mapping) else {}
        names = {part: f"stop_{stop.get('number', number)}_{part}" for part in columns.STOP_PARTS}
        texts = {part: nfc(str(stop.get(part) or "")) for part in columns.STOP_PARTS}
        kind = _KINDS.get(columns.plain(texts["kind"]), "")
        if not kind:
            known = ", ".join(columns.STOP_KINDS)
            faults.append(Fault(names["kind"], NOT_KNOWN.format(given=texts["kind"][:_SHOWN], known=known)))
        from_at = _moment(texts["from"], names["from"], faults, now)
        to_at = _moment(texts["to"], names["to"], faults, now)
        if not texts["from"]:
            faults.append(Fault(names["from"], MISSING))
        if from_at is not None and kind:
            yield PastStop(kind, from_at, to_at)


def _against_state(past: Past) -> Iterator[Fault]:
    """A state has the moments that made it, and none that come later."""
    needed = _NEEDS[past.state]
    for name in _TOLD_BY_STATE:
        is_there = bool(getattr(past, name))
        if name in needed and not is_there:
            yield Fault(name, MISSING_FOR.format(state=past.state))
        elif is_there and name not in {*needed, *_MAY.get(past.state, ())}:
            yield Fault(name, NOT_FOR.format(state=past.state))
    if past.forwarded_at and (past.accepted_at is None or past.state == "accepted"):
        yield Fault("forwarded_at", NOT_FOR.format(state=past.state))
    if past.state not in ENDED and not past.owner_name:
        yield Fault("owner_name", MISSING_FOR.format(state=past.state))
    if past.fee_amount is None and any(stop.kind == "financial_duty" for stop in past.stops):
        yield Fault("fee_amount", MISSING)


def _against_order(past: Past) -> Iterator[Fault]:
    known = [(name, getattr(past, name)) for name in _MOMENTS if getattr(past, name) is not None]
    yield from _ordered(known)


def _against_stops(past: Past) -> Iterator[Fault]:
    moments: list[tuple[str, datetime]] = [("submitted_at", past.submitted_at)]
    for number, stop in enumerate(past.stops, start=1):
        is_early = stop in past.early_stops
        if is_early and stop.kind != "supplement":
            yield Fault(f"stop_{number}_kind", STOP_EARLY)
        if is_early and past.accepted_at and (stop.to_at is None or stop.to_at > past.accepted_at):
            yield Fault(f"stop_{number}_to", STOP_ACROSS)
        if past.forwarded_at and not is_early and stop.from_at < past.forwarded_at:
            yield Fault(f"stop_{number}_from", _disorder(stop.from_at, "forwarded_at", past.forwarded_at))
        moments.append((f"stop_{number}_from", stop.from_at))
        moments += [(f"stop_{number}_to", stop.to_at)] if stop.to_at else []
    yield from _ordered([*moments, ("ended_at", past.ended_at)] if past.ended_at else moments)
    yield from _against_open_stops(past)


def _against_open_stops(past: Past) -> Iterator[Fault]:
    for number, stop in enumerate(past.stops, start=1):
        may_last = past.state in _MAY_BE_STOPPED or (past.state == "in_progress" and stop.kind in _PAUSES)
        if stop.to_at is None and (number < len(past.stops) or not may_last):
            yield Fault(f"stop_{number}_to", STOP_OPEN.format(state=past.state))
    wanted = _OPEN_STOP.get(past.state)
    last = past.stops[-1] if past.stops else None
    if wanted and (last is None or last.to_at is not None or last.kind != wanted):
        yield Fault("stops", NO_OPEN_STOP.format(state=past.state))
    if past.stops and past.state in {"submitted", "accepted"} and len(past.early_stops) < len(past.stops):
        yield Fault("stops", NOT_FOR.format(state=past.state))


def _ordered(moments: list[tuple[str, datetime]]) -> Iterator[Fault]:
    for (earlier_field, earlier), (field, later) in pairwise(moments):
        if later < earlier:
            yield Fault(field, _disorder(later, earlier_field, earlier))


def _disorder(later: datetime, earlier_field: str, earlier: datetime) -> str:
    return OUT_OF_ORDER.format(later=_shown(later), earlier_field=earlier_field, earlier=_shown(earlier))


def _shown(moment: datetime) -> str:
    return f"{clock.local(moment):%d/%m/%Y %H:%M}"
