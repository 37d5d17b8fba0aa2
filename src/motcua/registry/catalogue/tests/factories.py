"""Drafts and rows for tests, one each."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from motcua.registry.catalogue.actions.import_files import Totals, import_files
from motcua.registry.catalogue.public import (
    CaseView,
    ChannelView,
    FeeView,
    LegalBasisView,
    PaperView,
    ProcedureDraft,
    ProcedureView,
    ResultView,
    publish_procedure,
)

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DAY = date(2026, 1, 1)
THREE_DAYS = (Decimal(3), "working_day")


def draft(code: str = "9.000001", name: str = "Cấp thẻ đọc sách lưu động", **more: object) -> ProcedureDraft:
    """A whole procedure of a commune, as authored here."""
    values = {
        "valid_from": DAY,
        "field_name": "Thư viện",
        "levels": ("commune",),
        "subjects": ("Công dân Việt Nam",),
        "executing_agency": "Ủy ban nhân dân cấp xã",
        "steps_text": "Bước 1: Nộp đơn.\nBước 2: Nhận thẻ.",
        "channels": (
            ChannelView("online", THREE_DAYS, "3 Ngày làm việc", (FeeView("", 0, "Miễn phí"),)),
            ChannelView("counter", THREE_DAYS, "3 Ngày làm việc", (FeeView("", 20_000, "20.000 đồng"),)),
        ),
        "cases": (
            CaseView(0, "", (PaperView(0, "don", "Đơn đề nghị cấp thẻ", 1, 0, True),)),
            CaseView(0, "Trường hợp làm lại", (PaperView(0, "the-cu", "Thẻ cũ", 1, 0, True),), is_condition=True),
        ),
        "results": (ResultView("Thẻ đọc sách", "KQ.1"),),
        "legal_bases": (LegalBasisView("Luật Thư viện mẫu", "46/2019/QH14"),),
    }
    return ProcedureDraft(code=code, name=name, **values | more)


def procedure(code: str = "9.000001", name: str = "Cấp thẻ đọc sách lưu động", **more: object) -> ProcedureView:
    """The same, published."""
    return publish_procedure(draft(code, name, **more), actor="soan-thao", at=AT)


def export(folder: Path, *rows: object, name: str = "xuat.jsonl") -> Path:
    """A file of rows; a text is written as it is."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def imported(*paths: Path, valid_from: date = DAY, at: datetime = AT) -> Totals:
    """What an import of the files came to."""
    return import_files(list(paths), valid_from=valid_from, actor="import-procedures", at=at)
