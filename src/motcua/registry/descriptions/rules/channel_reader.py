"""Reads the portal's table of ways to hand in: channel, time, fee, note; cells glued by the crawl become doubts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from motcua.kernel.texts.fold import fold
from motcua.kernel.texts.foreign import clean, items_of, one_line
from motcua.kernel.texts.reading import Reading, State
from motcua.registry.descriptions.rules.ledger import Ledger, Part, Reason
from motcua.registry.descriptions.rules.money_reader import fee_cells, read_money
from motcua.registry.descriptions.rules.parts import Allowance, ChannelKind, ChannelView, FeeView
from motcua.registry.descriptions.rules.time_reader import against_words, allowance_text, read_time

_KINDS = {
    "truc tuyen": ChannelKind.ONLINE,
    "nop truc tuyen": ChannelKind.ONLINE,
    "online": ChannelKind.ONLINE,
    "truc tiep": ChannelKind.COUNTER,
    "nop truc tiep": ChannelKind.COUNTER,
    "dich vu buu chinh": ChannelKind.POST,
    "buu chinh": ChannelKind.POST,
    "buu dien": ChannelKind.POST,
    "qua buu dien": ChannelKind.POST,
    "dich vu buu chinh cong ich": ChannelKind.POST,
    "qua dich vu buu chinh": ChannelKind.POST,
}
_TIME_THEN_FEE = re.compile(
    r"(\d{1,4}(?:[.,]\d{1,2})? ?(?:Ngày làm việc|Ngày|Giờ làm việc|Giờ|Tháng))(?=\d|Miễn phí|Không)(.*)", re.DOTALL
)
_TIME_FLAGS, _FEE_FLAGS = ("time",), ("fee", "paren", "amount")
_CELLS = {"time_raw", "fee_raw", "fees"}


@dataclass(frozen=True, slots=True)
class _Fee:
    text: str
    reading: Reading[int]


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the table as read, before it is compared with its neighbours."""

    kind: ChannelKind
    label: str
    time_text: str
    time: Reading[Allowance]
    fees: tuple[_Fee, ...] = field(default=())
    note: str = ""


def read_channels(source: Mapping[str, object], steps: str, ledger: Ledger) -> tuple[ChannelView, ...]:
    """The channels in the order counted; times and fees that depend on the case are doubts, all of them."""
    rows = [_row(method, steps) for method in items_of(source.get("methods"))]
    if not rows:
        return _no_table(clean(source.get("methods_raw")), ledger)
    rows = [_depending(row, rows) for row in rows]
    return tuple(_channel(row, ledger) for row in rows)


def _no_table(raw: str, ledger: Ledger) -> tuple[ChannelView, ...]:
    lost: Reading[Allowance] = Reading(State.DOUBT, reason=Reason.GLUED) if raw else Reading(State.ABSENT)
    doubt = ledger.note(Part.TIME, ChannelKind.OTHER.label, raw, lost)
    ledger.note(Part.FEE, ChannelKind.OTHER.label, raw, lost)
    return (ChannelView(ChannelKind.OTHER, None, "", note=raw, doubt=doubt),) if raw else ()


def _row(method: object, steps: str) -> _Row:
    if not isinstance(method, Mapping) or not (set(method) & _CELLS or set(method) == {"channel"}):
        return _shapeless(method)
    method = _unglued(method)
    label, note = one_line(method.get("channel")), clean(method.get("note"))
    kind = _KINDS.get(fold(label), ChannelKind.OTHER)
    is_glued = _is_glued(method)
    time_text = one_line(method.get("time_raw"))
    return _Row(
        kind,
        label or kind.label,
        time_text or (one_line(method.get("fee_raw")) if is_glued else ""),
        _time(method, kind, against=(note, steps), is_glued=is_glued),
        tuple(_fees(method, is_glued=is_glued)),
        note,
    )


def _shapeless(method: object) -> _Row:
    """A line that the crawl could not cut into cells: all of it is one text."""
    raw = clean(method.get("raw", method) if isinstance(method, Mapping) else method)
    reason = Reason.GLUED if isinstance(method, Mapping) and "raw" in method else Reason.WRONG_TYPE
    fee = _Fee(raw, Reading(State.DOUBT, reason=reason))
    time: Reading[Allowance] = Reading(State.DOUBT, reason=reason)
    return _Row(ChannelKind.OTHER, ChannelKind.OTHER.label, raw, time, (fee,), raw)


def _unglued(method: Mapping[str, object]) -> Mapping[str, object]:
    """«1.5 Ngày làm việc40,000 Việt Nam Đồng»: after a unit the border is certain; after a bare number it is not."""
    if method.get("time_raw") or items_of(method.get("fees")):
        return method
    glued = _TIME_THEN_FEE.match(clean(method.get("fee_raw")))
    if glued is None:
        return method
    return {**method, "time_raw": glued[1], "fee_raw": glued[2], "quality": []}


def _is_glued(method: Mapping[str, object]) -> bool:
    if any("glued" in flag for flag in _flags(method)):
        return True
    return method.get("time_raw") is None and clean(method.get("fee_raw"))[:1].isdigit()


def _flags(method: Mapping[str, object]) -> list[str]:
    return [one_line(flag) for flag in items_of(method.get("quality"))]


def _flagged(reading: Reading[Allowance] | Reading[int], flags: Sequence[str], kinds: Sequence[str]) -> bool:
    return reading.state is State.TYPED and any(kind in flag for flag in flags for kind in kinds)


def _time(
    method: Mapping[str, object], kind: ChannelKind, *, against: tuple[str, str], is_glued: bool
) -> Reading[Allowance]:
    reading = against_words(read_time(method.get("time_raw")), *against)
    if is_glued:
        return reading.doubted(Reason.GLUED)
    if kind is ChannelKind.OTHER and reading.state is State.TYPED:
        return reading.doubted(Reason.UNKNOWN_CHANNEL, one_line(method.get("channel")))
    return reading.doubted(Reason.SOURCE_FLAG) if _flagged(reading, _flags(method), _TIME_FLAGS) else reading


def _fees(method: Mapping[str, object], *, is_glued: bool) -> list[_Fee]:
    fees = []
    for cell, note in fee_cells(method):
        text, reading = clean(cell), read_money(cell, note)
        if is_glued and reading.state is not State.ABSENT:
            reading = reading.doubted(Reason.GLUED)
        elif _flagged(reading, _flags(method), _FEE_FLAGS):
            reading = reading.doubted(Reason.SOURCE_FLAG)
        fees.append(
            _Fee(f"{text} ({note})" if note and not note.startswith("(") else f"{text} {note}".strip(), reading)
        )
    return fees


def _depending(row: _Row, rows: Sequence[_Row]) -> _Row:
    """Doubt what differs between lines of one way to hand in, or between fees of one line: it depends on the case."""
    alike = [other for other in rows if other.kind is row.kind]
    times = {other.time.typed for other in alike if other.time.typed}
    fees = {tuple(fee.reading.typed for fee in other.fees) for other in alike}
    time = row.time
    if len(times) > 1 and time.typed:
        time = time.doubted(Reason.DEPENDS, " · ".join(dict.fromkeys(other.time_text for other in alike)))
    is_several = len(fees) > 1 or len({fee.reading.typed for fee in row.fees}) > 1
    return replace(row, time=time, fees=tuple(_one_of_many(fee) for fee in row.fees) if is_several else row.fees)


def _one_of_many(fee: _Fee) -> _Fee:
    is_typed = fee.reading.state is State.TYPED
    return replace(fee, reading=fee.reading.doubted(Reason.DEPENDS)) if is_typed else fee


def _channel(row: _Row, ledger: Ledger) -> ChannelView:
    time_doubt = ledger.note(Part.TIME, row.label, row.time_text, row.time, proposal=allowance_text(row.time.value))
    fees = [_fee(fee, row.label, ledger) for fee in row.fees]
    return ChannelView(
        row.kind,
        row.time.typed,
        row.time_text if row.time.state is not State.ABSENT else "",
        tuple(fee for fee in fees if fee),
        row.note,
        row.label,
        time_doubt,
    )


def _fee(fee: _Fee, label: str, ledger: Ledger) -> FeeView | None:
    proposal = "" if fee.reading.value is None else str(fee.reading.value)
    doubt = ledger.note(Part.FEE, label, fee.text, fee.reading, proposal=proposal)
    return None if fee.reading.state is State.ABSENT else FeeView("", fee.reading.typed, fee.text, doubt)
