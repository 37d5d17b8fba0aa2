"""``motcua sample-par-index``: rounds of the sample province in all their states; a second run writes nothing."""

from datetime import date, datetime
from typing import Any
from zlib import crc32

from django.core.management.base import BaseCommand

from motcua.kernel import clock
from motcua.oversight.par_index.actions.evidence import state_effort
from motcua.oversight.par_index.actions.indices import import_index
from motcua.oversight.par_index.actions.loading import load_sets
from motcua.oversight.par_index.actions.moving import move_sheet
from motcua.oversight.par_index.actions.rounds import open_round
from motcua.oversight.par_index.actions.scoring import save_scores
from motcua.oversight.par_index.actions.surveys import import_survey
from motcua.oversight.par_index.models import Round
from motcua.oversight.par_index.queries.scores import Standpoint, sheets_of, standpoints
from motcua.oversight.par_index.queries.sets import sets
from motcua.oversight.par_index.rules.criteria import Component, Source, Way
from motcua.oversight.par_index.rules.inputs import Typed
from motcua.oversight.par_index.rules.life import Move
from motcua.oversight.par_index.rules.provinces import provinces_of
from motcua.registry.organisation.public import Level, agencies

UNITS = {"province": 1, "department": 12, "commune": 10}
WAYS = ((), (Move.SUBMIT,), (Move.SUBMIT, Move.FINISH_APPRAISAL), (Move.SUBMIT, Move.FINISH_APPRAISAL, Move.FINISH))
PARTS = {"papi": ("participation", "transparency", "accountability", "corruption", "procedures", "service",
                  "environment", "e_governance"),
         "sipas": (), "dti": ("government", "economy", "society")}  # fmt: skip
ILLUSTRATION = "Số minh hoạ, không phải số công bố ({index}-{year}.csv)"


class Command(BaseCommand):
    """Figures are drawn from the names, so that they are the same every time; no figure is a real province's."""

    help = "Nạp đợt chấm điểm và chỉ số minh hoạ của tỉnh mẫu; chạy lại không ghi thêm gì."

    def handle(self, *_: Any, **__: Any) -> None:
        at = clock.now()
        load_sets(actor="sample", at=at)
        roots = agencies(Level.PROVINCE)
        if not roots or Round.objects.exists():
            self.stdout.write("Đã có đợt chấm điểm, không nạp thêm.")
            return
        for row in sets():
            units = [one.code for one in agencies(row.level)][: UNITS[row.level]]
            if units:
                due = date(row.year, 12, 15)
                made = open_round(row, agency_code=roots[0].code, units=units, name=row.name, due_on=due,
                                  officer="sample", at=at)  # fmt: skip
                _fill(made, at)
        for index in PARTS:
            for year in range(2021, 2025):
                file = ILLUSTRATION.format(index=index, year=year)
                import_index(index, _index(index, year), file_name=file, year=year, actor="sample", at=at)
        self.stdout.write("Đã nạp đợt chấm điểm và chỉ số minh hoạ.")


def _fill(made: Round, at: datetime) -> None:
    sheets = sheets_of([made.pk])
    stands = standpoints(sheets, at=at)
    import_survey(made, _survey(list(stands.values())), file_name="dieu-tra-minh-hoa.csv", officer="sample", at=at)
    for number, sheet in enumerate(sheets):
        own = stands[sheet.pk]
        typed = {
            one.number: _typed(one, sheet.agency_code)
            for one in own.criteria.components
            if one.source is Source.DOCUMENTS and own.rows[one.number].live is None
        }
        save_scores(sheet, typed, move=Move.SCORE, officer="sample", at=at)
        for one in own.criteria.components[::3]:
            state_effort(sheet, one.number, 1 + _drawn(one.number, sheet.agency_code) % 5, officer="sample", at=at)
        for move in WAYS[number % len(WAYS)] if len(sheets) > 1 else ():
            if move is Move.FINISH_APPRAISAL:
                number_appraised = own.criteria.components[1].number
                stated = {number_appraised: Typed(value="0", reason="Chưa có tài liệu kiểm chứng")}
                save_scores(sheet, stated, move=Move.APPRAISE, officer="sample-tham-dinh", at=at)
            move_sheet(sheet, move, officer="sample", at=at)


def _typed(component: Component, agency: str) -> Typed:
    drawn = _drawn(component.number, agency)
    if component.is_share:
        return Typed(str(70 + drawn % 31), "100")
    if component.way is Way.YES_NO:
        return Typed(value="0" if drawn % 7 == 0 else "1")
    if component.is_measured:
        return Typed(value=str(drawn % 4))
    return Typed(value=str(component.maximum))


def _survey(stands: list[Standpoint]) -> bytes:
    lines = ["Đơn vị;Tiêu chí;Kết quả;Số phiếu"]
    for one in stands:
        code = one.sheet.agency_code
        for component in one.criteria.components:
            if component.source is Source.SURVEY:
                drawn = _drawn(component.number, code)
                lines.append(f"{code};{component.number};{78 + drawn % 20},{drawn % 10};{100 + drawn % 90}")
    return "\n".join(lines).encode()


def _index(index: str, year: int) -> bytes:
    parts = PARTS[index]
    lines = [";".join(["Tỉnh, thành phố", *parts, "Tổng"])]
    for province in sorted(provinces_of(year)):
        drawn = [_drawn(part, f"{province}{year}") % 250 for part in parts or ("",)]
        values = [f"{400 + one}" if index != "dti" else f"{450 + one}" for one in drawn]
        if index == "papi":
            total = sum(int(one) for one in values)
            cells = [f"{one[:-2]},{one[-2:]}" for one in values] + [f"{total // 100},{total % 100:02}"]
        elif index == "dti":
            total = sum(int(one) for one in values) // 3
            cells = [f"0,{one}" for one in values] + [f"0,{total}"]
        else:
            cells = [f"{80 + drawn[0] // 20},{drawn[0] % 100:02}"]
        lines.append(";".join([province, *cells]))
    return "\n".join(lines).encode()


def _drawn(word: str, agency: str) -> int:
    return crc32(f"{agency}/{word}".encode())
