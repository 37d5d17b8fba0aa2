"""A form as stored content, and stored content as a form."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.kernel.ui.wording import moment
from motcua.oversight.insight.public import ColumnView, PeriodRuleView, SheetView, Window, indicators_on, sheets_on
from motcua.oversight.sheets.models import FrozenSheet
from motcua.oversight.sheets.queries.filling import MaySee, SheetRow, sheet_figures
from motcua.oversight.sheets.queries.paper import Bounds, Issuer, Paper, by_number, issuer_of
from motcua.oversight.sheets.rules.sealing import digest_of


@dataclass(frozen=True)
class Ordered:
    """Which form of which agency over which days is to be fixed."""

    sheet: SheetView
    agency_code: str
    agencies: tuple[str, ...]
    first_on: date
    last_on: date
    rule: PeriodRuleView | None


def content_of(ordered: Ordered, window: Window, may_see: MaySee) -> dict[str, Any]:
    """Everything that the form says and rests on, as plain JSON: nothing in it is looked up again later."""
    sheet = ordered.sheet
    figures = sheet_figures(sheet, window, agencies=ordered.agencies, on=ordered.last_on, may_see=may_see)
    known = indicators_on(ordered.last_on)
    used = sorted({column.indicator_code for column in sheet.columns if column.indicator_code})
    return {
        "sheet": {
            "code": sheet.code,
            "name": sheet.name_vi,
            "name_en": sheet.name_en,
            "law": sheet.law,
            "note": sheet.note,
            "rows_by": sheet.rows_by,
            "identity": [list(side) for side in sheet.identity] if sheet.identity else None,
            "period_rule": sheet.period_rule,
            "valid_from": sheet.valid_from.isoformat(),
            "digest": sheet.digest,
            "columns": [asdict(column) for column in sheet.columns],
        },
        "indicators": {
            code: {
                "valid_from": known[code].valid_from.isoformat(),
                "digest": known[code].digest,
                "numerator": known[code].numerator_text,
                "law": known[code].law,
            }
            for code in used
        },
        "agency": {"code": ordered.agency_code, **asdict(issuer_of(ordered.agency_code, ordered.last_on))},
        "agencies": sorted(ordered.agencies),
        "first_on": ordered.first_on.isoformat(),
        "last_on": ordered.last_on.isoformat(),
        "rule": f"{ordered.rule.name_vi}; {ordered.rule.law}" if ordered.rule else "",
        "to_at": window.to_at.isoformat(),
        "position": window.known_to,
        "rows": [_stored(row) for row in figures.rows],
        "total": _stored(figures.total),
    }


def is_whole(frozen: FrozenSheet) -> bool:
    """Whether what is stored still has the digest that was given."""
    return digest_of(frozen.content) == frozen.digest


def view_of(frozen: FrozenSheet) -> SheetView:
    """The form as it was defined when it was frozen."""
    stored = frozen.content["sheet"]
    left, right = stored["identity"] or ((), ())
    return SheetView(
        code=stored["code"],
        name_vi=stored["name"],
        name_en=stored["name_en"],
        rows_by=stored["rows_by"],
        period_rule=stored["period_rule"],
        identity=(tuple(left), tuple(right)) if stored["identity"] else None,
        note=stored["note"],
        law=stored["law"],
        columns=tuple(_column(column) for column in stored["columns"]),
        valid_from=date.fromisoformat(stored["valid_from"]),
        digest=stored["digest"],
    )


def paper_of_frozen(frozen: FrozenSheet) -> Paper:
    """The form as it was, for any output; its seal says number, moment and digest."""
    content = frozen.content
    sheet = view_of(frozen)
    agency = content["agency"]
    paper = Paper(
        sheet=sheet,
        bounds=Bounds(frozen.first_on, frozen.last_on, datetime.fromisoformat(content["to_at"]), content["rule"]),
        issuer=Issuer(agency["name"], agency["above"], agency["place"]),
        rows=(),
        total=SheetRow("", "", {}),
        made_at=frozen.frozen_at,
        seal=_("Chốt lần {number} lúc {at}; SHA-256 {digest}").format(
            number=frozen.number, at=moment(frozen.frozen_at), digest=frozen.digest
        ),
    )
    return _filled(paper, content["rows"], content["total"])


def has_other_definitions(frozen: FrozenSheet) -> bool:
    """Whether the form or an indicator of it is defined otherwise today for the same days."""
    sheet, known = sheets_on(frozen.last_on).get(frozen.sheet_code), indicators_on(frozen.last_on)
    stored = frozen.content["indicators"]
    return (
        sheet is None
        or sheet.digest != frozen.content["sheet"]["digest"]
        or any(code not in known or known[code].digest != one["digest"] for code, one in stored.items())
    )


def _filled(paper: Paper, rows: Iterable[Any], total: Any) -> Paper:
    return Paper(
        **{
            **{name: getattr(paper, name) for name in ("sheet", "bounds", "issuer", "made_at", "seal")},
            "rows": tuple(_row(paper, row) for row in rows),
            "total": _row(paper, total),
        }
    )


def _row(paper: Paper, stored: Any) -> SheetRow:
    return SheetRow(stored["key"], stored["label"], by_number(paper, stored["cells"]), stored["is_balanced"])


def _stored(row: SheetRow) -> dict[str, Any]:
    cells = {str(number): value for number, value in sorted(row.cells.items())}
    return {"key": row.key, "label": row.label, "cells": cells, "is_balanced": row.is_balanced}


def _column(stored: Any) -> ColumnView:
    tuples = {name: tuple(stored[name]) for name in ("headings_vi", "headings_en", "adds")}
    return ColumnView(**{**stored, **tuples})
