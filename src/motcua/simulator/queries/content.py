"""The files of `province/` as typed values. A word that is missing or wrong fails here, with the file's name."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from motcua.registry.catalogue.public import (
    CaseView,
    ChannelView,
    FeeView,
    LegalBasisView,
    PaperView,
    ProcedureDraft,
    ResultView,
)
from motcua.simulator.rules.demand import Pattern
from motcua.simulator.rules.planning import Service
from motcua.simulator.rules.residents import NameTable

FOLDER = Path(__file__).resolve().parent.parent / "province"
EVERY_COMMUNE = "commune"
GENERAL_FORM = "de-nghi-chung"
_CHANNELS = ("online", "counter", "post")
_LEVELS = {"tinh": "province", "xa": "commune"}
_AGENCY_WORDS = {"tinh": "Cơ quan chuyên môn thuộc Ủy ban nhân dân cấp tỉnh", "xa": "Ủy ban nhân dân cấp xã"}
_LONG_DAYS = 3
_UNIT_WORDS = {"working_day": "ngày làm việc", "day": "ngày", "working_hour": "giờ làm việc"}


@dataclass(frozen=True)
class Law:
    """A legal document, and the days between which procedures cite it (None: open)."""

    number: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether a version that begins on that day cites it."""
        return (not self.valid_from or self.valid_from <= day) and (not self.valid_to or day < self.valid_to)


@dataclass(frozen=True)
class SampleProcedure:
    """A procedure as the catalogue takes it, version by version; who offers and handles it; how it is asked for."""

    versions: tuple[ProcedureDraft, ...]
    office: str
    unit_code: str
    service: Service

    @property
    def draft(self) -> ProcedureDraft:
        """The latest version."""
        return self.versions[-1]


@cache
def procedures() -> tuple[SampleProcedure, ...]:
    """All procedures of the province, by code."""
    found = [
        _procedure(row)
        for file in sorted((FOLDER / "procedures").glob("*.toml"))
        for row in _read(f"procedures/{file.name}")["procedure"]
    ]
    return tuple(sorted(found, key=lambda procedure: procedure.draft.code))


def names() -> NameTable:
    """What residents are named after."""
    table = _read("names.toml")
    female, male, organisations = table["female"], table["male"], table["organisations"]
    return NameTable(
        surnames=table["surnames"],
        female_middle=female["middle"],
        female_given=female["given"],
        male_middle=male["middle"],
        male_given=male["given"],
        organisation_kinds=organisations["kinds"],
        trades=organisations["trades"],
        organisation_names=organisations["names"],
    )


def pattern() -> Pattern:
    """How demand is spread over the year, the week and the communes."""
    table = _read("demand.toml")
    communes = dict(table["communes"])
    other = communes.pop("other")
    return Pattern(table["seasons"], table["week"]["weights"], communes, other)


def texts(folder: str, ending: str) -> Iterator[tuple[str, str]]:
    """Name and text of each file of a folder: forms, processes."""
    for file in sorted((FOLDER / folder).glob(f"*{ending}")):
        yield file.name.removesuffix(ending), file.read_text(encoding="utf-8")


def valid_from() -> date:
    """The day from which everything in the province holds."""
    return _read("agencies.toml")["valid_from"]


@cache
def _read(name: str) -> Mapping[str, Any]:
    with (FOLDER / name).open("rb") as file:
        return tomllib.load(file)


read = _read


def _procedure(row: Mapping[str, Any]) -> SampleProcedure:
    channels = row.get("channels", _CHANNELS)
    demand = row["demand"]
    versions = tuple(_draft(row, day) for day in _days_of_versions(row["laws"]))
    office = "" if row["office"] == EVERY_COMMUNE else row["office"]
    service = Service(
        code=row["code"],
        agency_code=office,
        channels=channels,
        cases=len(row["case"]),
        weight=demand["weight"],
        owner=demand["owner"],
        season=demand["season"],
        is_long=int(row["time"].split()[0]) >= _LONG_DAYS,
        duty=demand.get("duty", 0.0),
    )
    return SampleProcedure(versions, office, row["unit"], service)


def _draft(row: Mapping[str, Any], day: date) -> ProcedureDraft:
    agency = _AGENCY_WORDS["xa" if row["office"] == EVERY_COMMUNE else "tinh"]
    return ProcedureDraft(
        code=row["code"],
        name=row["name"],
        valid_from=day,
        field_name=row["field"],
        levels=tuple(_LEVELS[level] for level in row["levels"]),
        subjects=(row["subjects"],),
        executing_agency=agency,
        competent_agency=agency,
        steps_text="\n".join(f"{number}. {step}" for number, step in enumerate(row["steps"], start=1)),
        requirements=row.get("requirements", ""),
        channels=tuple(_channel(kind, row) for kind in row.get("channels", _CHANNELS)),
        cases=tuple(_case(case, is_condition=len(row["case"]) > 1) for case in row["case"]),
        results=tuple(ResultView(result["name"], result.get("code", "")) for result in row["results"]),
        legal_bases=tuple(LegalBasisView(law.name, law.number) for law in _laws(row["laws"]) if law.holds_on(day)),
        form_code=row.get("form", GENERAL_FORM),
        process_code=row.get("process"),
    )


def _days_of_versions(numbers: Sequence[str]) -> list[date]:
    """From the beginning, and from each day on which a law comes or goes."""
    laws = _laws(numbers)
    days = {day for law in laws for day in (law.valid_from, law.valid_to) if day}
    return sorted({max(day, valid_from()) for day in days} | {valid_from()})


def _laws(numbers: Sequence[str]) -> list[Law]:
    table = _read("laws.toml")
    found = {number: table[number] for number in numbers}
    return [
        Law(number, law) if isinstance(law, str) else Law(number, law["name"], law.get("from"), law.get("until"))
        for number, law in found.items()
    ]


def _channel(kind: str, row: Mapping[str, Any]) -> ChannelView:
    amount, unit = row["time"].split()
    words = row.get("time_text", f"{amount} {_UNIT_WORDS[unit]} kể từ khi nhận đủ hồ sơ hợp lệ")
    fees = tuple(_fee(fee, kind) for fee in row["fees"])
    return ChannelView(kind=kind, allowance=(Decimal(amount), unit), time_text=words, fees=fees)


def _fee(fee: Mapping[str, Any], kind: str) -> FeeView:
    amount = fee.get("online", fee["amount"]) if kind == "online" else fee["amount"]
    return FeeView(name=fee["name"], amount=amount, text=fee["text"])


def _case(case: Mapping[str, Any], *, is_condition: bool) -> CaseView:
    papers = tuple(
        PaperView(
            id=0,
            code=paper["code"],
            name=paper["name"],
            originals=paper.get("originals", 0),
            copies=paper.get("copies", 0),
            is_required=paper.get("required", True),
        )
        for paper in case["papers"]
    )
    return CaseView(id=0, name=case["name"], papers=papers, is_condition=is_condition)
