"""Chấm lại điểm Quyết định 766 từ số liệu đã công bố, để so với điểm của Cổng."""

import json
import sys
from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.oversight.service_index.queries.scores import Scores, UnitScores, score_content
from motcua.oversight.service_index.queries.sheets import sheets
from motcua.oversight.service_index.rules.figures import shown
from motcua.oversight.service_index.rules.scoring import Scored, Status

UNREADABLE, WITH_FAULTS, DIFFERING = 1, 3, 4
UNKNOWN = "unknown"
_MEANS = {Status.FAULT: "lỗi", Status.EMPTY: "–", Status.UNKNOWN: UNKNOWN}
_HEADINGS = ("mục", "mã", "tử số", "mẫu số", "điểm", "tối đa", "công bố", "chênh")
_LEFT = 2
"""Columns of words; the others are numbers and stand to the right."""


class Command(BaseCommand):
    """Scores a file; exit 0 all agrees, 1 not readable, 3 something given is faulty, 4 published points differ."""

    help = "Chấm lại điểm Quyết định 766 từ tử số, mẫu số, tỷ lệ đã công bố và so với điểm công bố."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="tệp JSON, hoặc - để đọc từ đầu vào")
        parser.add_argument("--format", choices=("table", "json"), default="table", help="bảng (mặc định) hoặc JSON")
        parser.add_argument("--sheet", default="", help=f"phiếu: {', '.join(sheet.code for sheet in sheets())}")

    def handle(self, *_: Any, file: str, sheet: str, **options: Any) -> None:
        try:
            scores = score_content(_content(file), sheet=sheet, today=clock.today())
        except DomainError as error:
            raise CommandError(f"{file}: {error}", returncode=UNREADABLE) from None
        except OSError as error:
            raise CommandError(f"{file}: không đọc được tệp: {error.strerror}", returncode=UNREADABLE) from None
        if options["format"] == "json":
            self.stdout.write(json.dumps(_as_json(scores), ensure_ascii=False, indent=2))
        else:
            self._table(scores)
        if scores.faults:
            raise CommandError(
                f"{scores.faults} chỗ trong tệp không dùng được; phần còn lại đã chấm.", returncode=WITH_FAULTS
            )
        if scores.differing:
            raise CommandError(f"{scores.differing} điểm công bố khác điểm tính lại.", returncode=DIFFERING)

    def _table(self, scores: Scores) -> None:
        self.stdout.write(f"{scores.sheet.name}\n{scores.sheet.legal_source}\n{scores.sheet.formula_source}")
        for unit in scores.units:
            self.stdout.write("\n" + " ".join(filter(None, (unit.code, unit.name))))
            for fault in unit.faults:
                self.stdout.write(f"  lỗi: {fault}")
            self._rows(unit)
            for total in unit.totals:
                if total.points is None:
                    self.stdout.write(f"  tổng công bố {shown(total.published)}: {total.word}")
                    continue
                ends = f", chênh {_signed(total.difference)}" if total.difference else ", khớp"
                self.stdout.write(f"  tổng tính lại {shown(total.points)}, công bố {shown(total.published)}{ends}")
        self.stdout.write(
            f"\nchấm {scores.counted(Status.SCORED)}, unknown {scores.counted(Status.UNKNOWN)}, "
            f"không chấm {scores.counted(Status.EMPTY)}, lỗi {scores.faults}, "
            f"khớp {scores.agreeing}, khác {scores.differing}"
        )

    def _rows(self, unit: UnitScores) -> None:
        rows = [_HEADINGS, *(_cells(item) for item in unit.items)]
        widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
        words: list[tuple[str, ...]] = [(), *(item.words for item in unit.items)]
        for row, told in zip(rows, words, strict=True):
            cells = [
                cell.ljust(width) if column < _LEFT else cell.rjust(width)
                for column, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
            self.stdout.write("  " + "  ".join([*cells, "; ".join(told)]).rstrip())


def _content(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()


def _cells(item: Scored) -> tuple[str, ...]:
    above = " ".join(str(part.numerator) for part in item.parts if part.numerator is not None)
    below = " ".join(str(part.denominator) for part in item.parts if part.denominator is not None)
    points = _MEANS[item.status] if item.points is None else shown(item.points)
    top = "" if item.item is None or item.item.top is None else shown(item.item.top)
    published = "" if item.published is None else shown(item.published)
    difference = "" if item.difference is None else _signed(item.difference)
    return (item.item.row if item.item else "?", item.code, above, below, points, top, published, difference)


def _signed(value: Decimal | None) -> str:
    return "0" if not value else f"{'+' if value > 0 else '−'}{shown(abs(value))}"


def _as_json(scores: Scores) -> dict[str, Any]:
    sheet = scores.sheet
    return {
        "sheet": sheet.code,
        "name": sheet.name,
        "legal_source": sheet.legal_source,
        "formula_source": sheet.formula_source,
        "units": [_unit_as_json(unit) for unit in scores.units],
        "summary": {
            **{status.value: scores.counted(status) for status in Status},
            "faults": scores.faults,
            "agreeing": scores.agreeing,
            "differing": scores.differing,
        },
    }


def _unit_as_json(unit: UnitScores) -> dict[str, Any]:
    return {
        "departmentId": unit.id,
        "departmentCode": unit.code,
        "departmentName": unit.name,
        "items": [_item_as_json(item) for item in unit.items],
        "totals": [
            {
                "codes": list(total.codes),
                "points": _number(total.points),
                "published": _number(total.published),
                "difference": _number(total.difference),
                "word": total.word,
            }
            for total in unit.totals
        ],
        "faults": list(unit.faults),
    }


def _item_as_json(item: Scored) -> dict[str, Any]:
    return {
        "row": item.item.row if item.item else None,
        "code": item.code,
        "name": item.item.name if item.item else None,
        "group": item.item.group if item.item else None,
        "status": item.status.value,
        "points": UNKNOWN if item.status is Status.UNKNOWN else _number(item.points),
        "top": _number(item.item.top) if item.item else None,
        "published": _number(item.published),
        "difference": _number(item.difference),
        "agrees": item.agrees,
        "parts": [
            {
                "name": part.name,
                "numerator": part.numerator,
                "denominator": part.denominator,
                "points": _number(part.points),
            }
            for part in item.parts
        ],
        "words": list(item.words),
    }


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
