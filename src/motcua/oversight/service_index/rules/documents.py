"""What a file says of which unit: our own shape, or answers of the portal's reporting API as they are. Plain Python.

Ours is ``{"sheet", "period", "units": [{"departmentCode", "departmentName", "metrics": [...]}]}``. The portal has two:
one with ``overview`` and ``evaluation``, whose units have ``metrics``; and one with ``parent`` and ``children``, whose
units carry the figures themselves. A list may mix them; what several say of one unit is put together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.oversight.service_index.errors import FigureNotUsable, FileNotReadable
from motcua.oversight.service_index.rules.figures import Figures, optional

NO_UNITS = mark("tệp không có đơn vị nào: cần «units», hoặc câu trả lời của Cổng có «data»")
NOT_AN_OBJECT = mark("«{where}» phải là một đối tượng JSON {{…}}")
NOT_A_LIST = mark("«{where}» phải là một danh sách JSON […]")
NO_CODE = mark("mục thứ {number} không có «code»")
UNNAMED = mark("đơn vị thứ {number} trong tệp")
NO_PERIOD = mark("kỳ «{period}» không đọc được: cần timeType year, quarter hoặc month với năm, quý, tháng")
PERIOD_MISSING = mark("tệp phải có «period» để biết số liệu thuộc kỳ nào")
NO_TREE_ITEM = mark("không nhận ra đây là nhóm chỉ tiêu nào: không có trường riêng của nhóm nào")

_TREE_FIELDS = {
    "totalReceived": "DOSSIER_PROGRESS",
    "totalFeeFormality": "ONLINE_PAYMENT",
    "onlineServiceTotal": "PROVIDE_ONLINE",
}
"""By which field the portal's trees are told apart: their answers do not say what they are."""
STT = "stt "
"""Before a number that counts the rows of the portal's list, not those of the sheet."""
_LAST_MONTH = 12


@dataclass(slots=True)
class Unit:
    """A department and what was published of it. `totals` are published sums and the items they are of."""

    id: str
    code: str
    name: str
    metrics: list[tuple[str, Figures]] = field(default_factory=list)
    totals: list[tuple[tuple[str, ...], Decimal]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def units_of(document: Any) -> list[Unit]:
    """All units of a file, in its order; raises `FileNotReadable` when it has none of the known shapes."""
    found = _Found()
    for answer in document if isinstance(document, list) else [document]:
        for node, code in _nodes(_object(answer, "tệp")):
            found.add(node, code)
    if not found.units:
        raise FileNotReadable(NO_UNITS)
    return found.units


def asked_sheet(document: Any) -> str:
    """The sheet a file names; empty if none."""
    return _line(document.get("sheet") or "") if isinstance(document, Mapping) else ""


def last_day(document: Any) -> date | None:
    """The last day of the period a file is about; None if it names none. Raises `FileNotReadable`."""
    period = document.get("period") if isinstance(document, Mapping) else None
    if period is None:
        return None
    try:
        year, kind = int(period["year"]), str(period.get("timeType", "year"))
        months = {
            "year": _LAST_MONTH,
            "quarter": 3 * int(period.get("quarter", 0)),
            "month": int(period.get("month", 0)),
        }
        month = months[kind]
        following = date(year + 1, 1, 1) if month == _LAST_MONTH else date(year, month + 1, 1)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise FileNotReadable(NO_PERIOD, period=str(period)[:60]) from None
    return following - timedelta(days=1)


def days_of(document: Any) -> tuple[date, date]:
    """The first and last day of the period a file is about; raises `FileNotReadable` if it names none."""
    last_on = last_day(document)
    if last_on is None:
        raise FileNotReadable(PERIOD_MISSING)
    months = {"year": _LAST_MONTH, "quarter": 3}.get(str(document["period"].get("timeType", "year")), 1)
    return date(last_on.year, last_on.month - months + 1, 1), last_on


class _Found:
    """Units met so far; the same department is known by its id, else its code, else – if it has neither – its name."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self._known: dict[tuple[str, str], Unit] = {}

    def add(self, node: Any, code: str) -> None:
        """Take what one answer says of one unit; `code` is the item that the unit's own fields are about, if any."""
        if not isinstance(node, Mapping):
            self._unit({}).faults.append(NOT_AN_OBJECT.format(where="units[]"))
            return
        unit = self._unit(node)
        if code:
            unit.metrics.append((code, node))
        else:
            _take_metrics(unit, node)

    def _unit(self, node: Mapping[str, Any]) -> Unit:
        identity, code, name = (
            _line(node.get(key) or "") for key in ("departmentId", "departmentCode", "departmentName")
        )
        keys = [(kind, key) for kind, key in (("id", identity), ("code", code)) if key] or [("name", name)]
        unit = (
            next((self._known[key] for key in keys if key in self._known), None)
            if any((identity, code, name))
            else None
        )
        if unit is None:
            unit = Unit(identity, code, name or code or UNNAMED.format(number=len(self.units) + 1))
            self.units.append(unit)
        unit.code = unit.code or code
        self._known.update(dict.fromkeys(keys, unit))
        return unit


def _nodes(answer: Mapping[str, Any]) -> Iterator[tuple[Any, str]]:
    """Each unit of one answer, and the code of the item that its own fields are about (empty: it has metrics)."""
    if "metrics" in answer:
        yield answer, ""
    elif "units" in answer:
        yield from ((unit, "") for unit in _list(answer["units"], "units"))
    elif isinstance(answer.get("data"), Mapping):
        yield from _portal_nodes(answer["data"])
    else:
        raise FileNotReadable(NO_UNITS)


def _portal_nodes(data: Mapping[str, Any]) -> Iterator[tuple[Any, str]]:
    first, rest = ("overview", "evaluation") if {"overview", "evaluation"} & set(data) else ("parent", "children")
    nodes = [data[first]] if data.get(first) else []
    nodes += _list(data.get(rest) or [], rest)
    code = "" if first == "overview" else _tree_item(nodes)
    yield from ((node, code) for node in nodes)


def _tree_item(nodes: list[Any]) -> str:
    named = {name for node in nodes if isinstance(node, Mapping) for name in node}
    codes = {code for name, code in _TREE_FIELDS.items() if name in named}
    if len(codes) != 1:
        raise FileNotReadable(NO_TREE_ITEM if nodes else NO_UNITS)
    return codes.pop()


def _take_metrics(unit: Unit, node: Mapping[str, Any]) -> None:
    metrics = node.get("metrics")
    if not isinstance(metrics, list):
        unit.faults.append(NOT_A_LIST.format(where="metrics"))
        return
    codes = []
    for number, metric in enumerate(metrics, start=1):
        figures = metric if isinstance(metric, Mapping) else {}
        code = _named(figures)
        if code:
            unit.metrics.append((code, figures))
            codes.append(code)
        else:
            unit.faults.append(NO_CODE.format(number=number))
    _take_total(unit, node, tuple(codes))


def _named(figures: Mapping[str, Any]) -> str:
    """By which word a metric names its item: its code, a row, or – a group that has no code – its own fields."""
    for name in ("code", "row"):
        if figures.get(name) is not None:
            return _line(figures[name])
    if figures.get("stt") is not None:
        return f"{STT}{_line(figures['stt'])}"
    codes = {code for name, code in _TREE_FIELDS.items() if figures.get(name) is not None}
    return codes.pop() if len(codes) == 1 else ""


def _line(value: Any) -> str:
    """A name or code on one line: composed, so that two spellings are one unit; without signs no terminal may get."""
    return " ".join(nfc(str(value)).split())


def _take_total(unit: Unit, node: Mapping[str, Any], codes: tuple[str, ...]) -> None:
    try:
        total = optional(node, "totalScore")
    except FigureNotUsable as refused:
        unit.faults.append(str(refused))
        return
    if total is not None and codes:
        unit.totals.append((codes, total))


def _object(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise FileNotReadable(NOT_AN_OBJECT, where=where)
    return value


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise FileNotReadable(NOT_A_LIST, where=where)
    return value
