"""A definition, read: values that pages, queries and actions work with. Only what `checking` let pass comes here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark

Values = Mapping[str, Any]
"""Field code → plain JSON value; a field without a value is not there."""
STATE, AGENCY, CODE = "state", "agency", "code"
OWN_WORDS = frozenset({STATE, AGENCY, CODE})
"""What every record has beside its fields."""


class FieldType(Labelled):
    """What a field holds."""

    TEXT = "text", mark("Một dòng chữ")
    LONG_TEXT = "long_text", mark("Đoạn văn")
    NUMBER = "number", mark("Số")
    MONEY = "money", mark("Số tiền (đồng)")
    DAY = "day", mark("Ngày")
    CHOICE = "choice", mark("Chọn một")
    CHOICES = "choices", mark("Chọn nhiều")
    YES_NO = "yes_no", mark("Có hoặc không")
    AGENCY = "agency", mark("Cơ quan")
    PLACE = "place", mark("Đơn vị hành chính")
    POINT = "point", mark("Điểm trên bản đồ")
    PERSON = "person", mark("Họ tên người")
    FILE = "file", mark("Tệp")
    RECORD = "record", mark("Dẫn tới sổ khác")
    SCORES = "scores", mark("Điểm của hội đồng")


NUMERIC = frozenset({FieldType.NUMBER, FieldType.MONEY})
TEXTUAL = frozenset({FieldType.TEXT, FieldType.LONG_TEXT, FieldType.PERSON})
LISTED = frozenset({FieldType.CHOICE, FieldType.CHOICES})
NEVER_IN_LISTS = frozenset({FieldType.LONG_TEXT, FieldType.FILE, FieldType.POINT})
FILTERABLE = frozenset({*LISTED, FieldType.YES_NO, FieldType.AGENCY, FieldType.PLACE, FieldType.DAY, FieldType.RECORD})
SORTABLE = frozenset({*TEXTUAL, *NUMERIC, FieldType.DAY, FieldType.CHOICE}) - {FieldType.LONG_TEXT}


@dataclass(frozen=True)
class Field:
    """One field. `decimals`, `least`, `most` of numbers and points; `longest` of texts; `register` referred to."""

    code: str
    label: str
    type: FieldType
    required: bool = False
    personal: bool = False
    help: str = ""
    section: str = ""
    unit: str = ""
    longest: int = 0
    decimals: int = 0
    least: float | None = None
    most: float | None = None
    options: tuple[tuple[str, str], ...] = ()
    register: str = ""

    @cached_property
    def option_labels(self) -> dict[str, str]:
        """Code → label of what may be chosen."""
        return dict(self.options)


@dataclass(frozen=True)
class State:
    """Where a record stands; the first of a definition is where records begin."""

    code: str
    name: str
    tone: str = "working"
    final: bool = False


@dataclass(frozen=True)
class Move:
    """A way from states to a state: who may go it, which fields must be filled, what must hold, `refusal` if not."""

    code: str
    name: str
    origins: tuple[str, ...]
    to: str
    roles: frozenset[str]
    needs: tuple[str, ...] = ()
    when: tuple[Mapping[str, Any], ...] = ()
    refusal: str = ""
    asks_reason: bool = False


@dataclass(frozen=True)
class Right:
    """Roles that may; `everywhere`: for the records of all agencies, not only of one's own and those below."""

    roles: frozenset[str]
    everywhere: bool = False


@dataclass(frozen=True)
class Measure:
    """How many records, or the sum of a field over them, that fulfil all of `where`."""

    where: tuple[Mapping[str, Any], ...] = ()
    total: str = ""


@dataclass(frozen=True)
class Count:
    """A figure of the register; with a denominator it is a share."""

    code: str
    name: str
    unit: str
    numerator: Measure
    denominator: Measure | None = None


@dataclass(frozen=True)
class Definition:
    """All that a register is."""

    code: str
    name: str
    singular: str
    group: str
    about: str
    title: str
    code_pattern: str
    identity: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    retention_years: int
    retention_basis: str
    fields: tuple[Field, ...]
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    see: Right
    edit: Right
    columns: tuple[str, ...]
    filters: tuple[str, ...]
    sort: str
    counts: tuple[Count, ...]
    point: str = ""
    place: str = ""

    @cached_property
    def by_code(self) -> dict[str, Field]:
        """The fields by their codes."""
        return {field.code: field for field in self.fields}

    @cached_property
    def state_of(self) -> dict[str, State]:
        """The states by their codes."""
        return {state.code: state for state in self.states}

    @property
    def first_state(self) -> str:
        """Where a record begins."""
        return self.states[0].code

    @cached_property
    def personal(self) -> frozenset[str]:
        """Fields that tell of a person: reading them leaves a trace."""
        return frozenset(field.code for field in self.fields if field.personal)

    @property
    def has_map(self) -> bool:
        """Whether its records have a place."""
        return bool(self.point or self.place)

    def count_of(self, code: str) -> Count | None:
        """The count with this code."""
        return next((count for count in self.counts if count.code == code), None)

    def move_of(self, code: str) -> Move | None:
        """The move with this code."""
        return next((move for move in self.moves if move.code == code), None)

    def moves_from(self, state: str) -> list[Move]:
        """The moves that lead away from a state, in the order of the definition."""
        return [move for move in self.moves if state in move.origins]


def definition_of(written: Mapping[str, Any]) -> Definition:
    """The definition that a checked document describes."""
    shown, retention, place = written["list"], written["retention"], written.get("map") or {}
    ends = written.get("valid_to")
    return Definition(
        code=written["code"],
        name=written["name"],
        singular=written["singular"],
        group=written["group"],
        about=written.get("about", ""),
        title=written["title"],
        code_pattern=written["code_pattern"],
        identity=tuple(written.get("identity", ())),
        valid_from=date.fromisoformat(written["valid_from"]),
        valid_to=date.fromisoformat(ends) if ends else None,
        retention_years=retention["years"],
        retention_basis=retention["basis"],
        fields=tuple(map(field_of, written["fields"])),
        states=tuple(State(**state) for state in written["states"]),
        moves=tuple(map(_move, written.get("moves", ()))),
        see=_right(written["rights"]["see"]),
        edit=_right(written["rights"]["edit"]),
        columns=tuple(shown["columns"]),
        filters=tuple(shown.get("filters", ())),
        sort=shown.get("sort", ""),
        counts=tuple(map(_count, written.get("counts", ()))),
        point=place.get("point", ""),
        place=place.get("place", ""),
    )


def field_of(written: Mapping[str, Any]) -> Field:
    """One field as it is written."""
    options = tuple((one["code"], one["label"]) for one in written.get("options", ()))
    rest = {key: value for key, value in written.items() if key not in {"type", "options"}}
    return Field(**rest, type=FieldType(written["type"]), options=options)


def _move(written: Mapping[str, Any]) -> Move:
    return Move(
        code=written["code"],
        name=written["name"],
        origins=tuple(written["from"]),
        to=written["to"],
        roles=frozenset(written["roles"]),
        needs=tuple(written.get("needs", ())),
        when=tuple(written.get("when", ())),
        refusal=written.get("refusal", ""),
        asks_reason=written.get("asks_reason", False),
    )


def _right(written: Mapping[str, Any]) -> Right:
    return Right(frozenset(written["roles"]), everywhere=written.get("everywhere", False))


def _measure(written: Mapping[str, Any]) -> Measure:
    return Measure(where=tuple(written.get("where", ())), total=written.get("sum", ""))


def _count(written: Mapping[str, Any]) -> Count:
    below = written.get("denominator")
    return Count(
        code=written["code"],
        name=written["name"],
        unit=written.get("unit", ""),
        numerator=_measure(written["numerator"]),
        denominator=_measure(below) if below is not None else None,
    )
