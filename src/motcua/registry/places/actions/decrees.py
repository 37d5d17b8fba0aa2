"""Carrying out a decree that changes units."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db import transaction

from motcua.kernel.events.store import record
from motcua.kernel.texts.fold import sort_key
from motcua.kernel.texts.mark import mark
from motcua.kernel.turns import take_turn_at
from motcua.registry.places.errors import DecreeRefused
from motcua.registry.places.events import DecreeLoaded
from motcua.registry.places.models import Place, Succession
from motcua.registry.places.rules import PROVINCE_DIGITS, Share, full_name, search_key
from motcua.registry.places.rules.decree import DecreeLine, read

UNKNOWN_OLD = mark("Dòng {line}: không có đơn vị nào mang mã «{code}» trước ngày {day}.")
ENDED_OTHERWISE = mark("Dòng {line}: đơn vị «{code}» đã kết thúc ngày {ended}, không phải {day}.")
TAKEN = mark("Dòng {line}: mã mới «{code}» đang dùng cho {name}; đơn vị đó phải có một dòng trong tệp.")
OTHER_PROVINCE = mark("Dòng {line}: chưa rõ {name} thuộc tỉnh nào. Hãy thêm cột province_code.")
NO_PROVINCE = mark("Dòng {line}: không có tỉnh nào mang mã «{code}» từ ngày {day}.")
ORPHANS = mark(
    "Tỉnh «{code}» kết thúc ngày {day} nhưng còn {count} xã, phường chưa có dòng trong tệp, ví dụ «{example}»."
)


@dataclass(frozen=True)
class Changed:
    """How many units a decree ended and began; both 0 if it was loaded before."""

    ended: int
    begun: int


@transaction.atomic(durable=True)
def load_decree(content: bytes, *, actor: str, at: datetime) -> Changed:
    """End the old units of a decree (CSV, see `rules.decree`) and begin those that take over; idempotent.

    All or nothing. Raises `DecreeRefused` with every fault, each with its line.
    """
    lines = sorted(read(content), key=lambda line: line.valid_from)
    take_turn_at(Place)
    faults: list[str] = []
    total = Changed(0, 0)
    for day, group in groupby(lines, key=lambda line: line.valid_from):
        changed = _Day(day, list(group), faults).carry_out()
        total = Changed(total.ended + changed.ended, total.begun + changed.begun)
        if changed.ended or changed.begun:
            subject = f"decree:{day.isoformat()}"
            record(
                DecreeLoaded(
                    subject=subject,
                    agency_code="",
                    at=at,
                    actor=actor,
                    valid_from=day,
                    ended=changed.ended,
                    begun=changed.begun,
                )
            )
    if faults:
        raise DecreeRefused(faults)
    return total


class _Day:
    """All that changes on one day."""

    def __init__(self, day: date, lines: Sequence[DecreeLine], faults: list[str]) -> None:
        self.day, self.lines, self.faults = day, lines, faults
        codes = {line.old_code for line in lines} | {line.new_code for line in lines}
        rows = Place.objects.select_for_update(no_key=True).filter(code__in=codes).order_by("valid_from")
        self.rows: dict[str, list[Place]] = defaultdict(list)
        for row in rows:
            self.rows[row.code].append(row)

    def carry_out(self) -> Changed:
        """End, begin, link; faults are collected, the caller rolls back."""
        old = self._old_rows()
        ending = [row for row in old.values() if row.valid_to is None]
        for row in ending:
            row.valid_to = self.day
        Place.objects.bulk_update(ending, ["valid_to"])
        begun = self._begin(old)
        self._link()
        self._check_orphans(old)
        self._refresh_search_keys({row.code for row in begun if len(row.code) == PROVINCE_DIGITS})
        return Changed(len(ending), len(begun))

    def _old_rows(self) -> dict[str, Place]:
        found: dict[str, Place] = {}
        for line in self.lines:
            rows = [row for row in self.rows[line.old_code] if row.valid_from < self.day]
            if not rows or (rows[-1].valid_to and rows[-1].valid_to < self.day):
                self._fault(UNKNOWN_OLD, line, code=line.old_code)
            elif rows[-1].valid_to not in {None, self.day}:
                self._fault(ENDED_OTHERWISE, line, code=line.old_code, ended=f"{rows[-1].valid_to:%d/%m/%Y}")
            else:
                found[line.old_code] = rows[-1]
        return found

    def _begin(self, old: dict[str, Place]) -> list[Place]:
        """The new units, provinces first so that their wards find them."""
        begun: list[Place] = []
        first_lines = {line.new_code: line for line in reversed(self.lines)}
        for code in sorted(first_lines, key=len):
            line = first_lines[code]
            if not self._is_there(line):
                begun += self._begin_one(line, old)
        return begun

    def _is_there(self, line: DecreeLine) -> bool:
        """The unit began on this day already, or goes on unchanged; a code in use for another unit is a fault."""
        held = [row for row in self.rows[line.new_code] if row.valid_to is None or row.valid_to > self.day]
        if not held:
            return False
        if any((row.name, row.kind) == (line.new_name, line.kind) for row in held if row.valid_from <= self.day):
            return True
        row = held[-1]
        self._fault(TAKEN, line, code=line.new_code, name=full_name(row.kind, row.name))
        return True

    def _begin_one(self, line: DecreeLine, old: dict[str, Place]) -> list[Place]:
        province = self._province(line, old)
        if province is None:
            return []
        above = [] if len(line.new_code) == PROVINCE_DIGITS else [full_name(province.kind, province.name)]
        row = Place.objects.create(
            code=line.new_code,
            kind=line.kind,
            name=line.new_name,
            parent_code=province.code if above else "",
            province_code=province.code,
            decree=line.decree,
            search_key=search_key([full_name(line.kind, line.new_name), *above]),
            sort_key=sort_key(line.new_name),
            valid_from=self.day,
        )
        return [row]

    def _province(self, line: DecreeLine, old: dict[str, Place]) -> Place | None:
        """The province of a new ward; a new province stands for itself."""
        if len(line.new_code) == PROVINCE_DIGITS:
            return Place(code=line.new_code, kind=line.kind, name=line.new_name)
        olds = [other.old_code for other in self.lines if other.new_code == line.new_code]
        codes = (
            {line.province_code} if line.province_code else {old[code].province_code for code in olds if code in old}
        )
        if len(codes) != 1:
            if codes:
                self._fault(OTHER_PROVINCE, line, name=full_name(line.kind, line.new_name))
            return None
        code = codes.pop()
        province = Place.objects.on(self.day).filter(code=code).first()
        if province is None:
            self._fault(NO_PROVINCE, line, code=code)
        return province

    def _link(self) -> None:
        targets: dict[str, list[str]] = defaultdict(list)
        for line in self.lines:
            targets[line.old_code].append(line.new_code)
        rows = [
            Succession(old_code=old, new_code=new, on=self.day, share=_share(number, len(news)))
            for old, news in targets.items()
            for number, new in enumerate(news)
        ]
        Succession.objects.bulk_create(rows, ignore_conflicts=True)

    def _check_orphans(self, old: dict[str, Place]) -> None:
        """A province that is no more leaves no ward behind."""
        for code in (code for code in old if len(code) == PROVINCE_DIGITS):
            if Place.objects.on(self.day).filter(code=code).exists():
                continue
            left = Place.objects.on(self.day).filter(province_code=code).order_by("code")
            if count := left.count():
                text = ORPHANS.format(code=code, day=f"{self.day:%d/%m/%Y}", count=count, example=left[0].code)
                self.faults.append(text)

    def _refresh_search_keys(self, province_codes: set[str]) -> None:
        """The wards of a province with a new name are found by it."""
        provinces = {row.code: row for row in Place.objects.filter(code__in=province_codes, valid_from=self.day)}
        wards = list(Place.objects.on(self.day).filter(parent_code__in=provinces))
        for ward in wards:
            province = provinces[ward.parent_code]
            names = [full_name(ward.kind, ward.name), full_name(province.kind, province.name)]
            ward.search_key = search_key(names)
        Place.objects.bulk_update(wards, ["search_key"], batch_size=1000)

    def _fault(self, text: str, line: DecreeLine, **parameters: str) -> None:
        self.faults.append(text.format(line=line.line, day=f"{self.day:%d/%m/%Y}", **parameters))


def _share(number: int, of: int) -> str:
    if of == 1:
        return Share.WHOLE
    return Share.MAIN if number == 0 else Share.PART
