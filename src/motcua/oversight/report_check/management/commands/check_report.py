"""Reads a report and says which figures do not follow: ``motcua check-report FILE [--format json]``."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext, override

from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.wording import refusal_text, translated
from motcua.oversight.report_check.adapters.files import text_of_file
from motcua.oversight.report_check.queries.checking import CheckedReport, check_text

NO_FILE = mark("Không mở được tệp «{name}»: {why}.")


class Command(BaseCommand):
    """No database is needed; a refusal ends with 1, a report with problems with 0."""

    help = "Đọc một báo cáo (txt, docx, pdf) và chỉ ra số liệu không khớp"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="tệp .txt, .docx hoặc .pdf; «-» đọc từ đầu vào chuẩn (văn bản UTF-8)")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="dạng kết quả; mặc định: text")
        parser.add_argument("--language", choices=["vi", "en"], default="vi", help="ngôn ngữ của giải thích")

    def handle(self, *_: Any, file: str, format: str, language: str, **__: Any) -> None:  # noqa: A002
        with override(language):
            try:
                report = check_text(text_of_file(*_content(file)), today=clock.local(clock.now()).date())
            except OSError as error:
                name, why = file, error.strerror or str(error)
                raise CommandError(translated(NO_FILE, {"name": name, "why": why})) from error
            except DomainError as error:
                raise CommandError(refusal_text(error)) from error
            self.stdout.write(_as_json(report) if format == "json" else _as_text(report))


def _content(file: str) -> tuple[bytes, str]:
    if file == "-":
        return sys.stdin.buffer.read(), ""
    return Path(file).read_bytes(), Path(file).name


def _as_json(report: CheckedReport) -> str:
    claims = [
        {
            "kind": str(claim.kind),
            "start": claim.start,
            "end": claim.end,
            "quote": report.text[claim.start : claim.end],
            "stated": claim.stated,
            "computed": claim.computed,
        }
        for claim in report.claims
    ]
    problems = [
        {
            "kind": str(remark.kind),
            "start": remark.problem.start,
            "end": remark.problem.end,
            "quote": remark.quote,
            "stated": remark.problem.stated,
            "computed": remark.problem.computed,
            "explanation": remark.explanation,
        }
        for remark in report.remarks
    ]
    return json.dumps({"claims": claims, "problems": problems}, ensure_ascii=False, indent=1)


def _as_text(report: CheckedReport) -> str:
    lines = [gettext("Đã đọc %(claims)d số liệu; %(problems)d chỗ cần xem lại.") % _counts(report)]
    for remark in report.remarks:
        line = report.text.count("\n", 0, remark.problem.start) + 1
        sign = "✗" if remark.is_certain else "⚠"
        place = gettext("dòng %(line)d") % {"line": line}
        quote = " ".join(remark.quote.split())
        lines += ["", f"{sign} {translated(remark.kind.label)} ({place}): «{quote}»", f"  {remark.explanation}"]
    return "\n".join(lines)


def _counts(report: CheckedReport) -> dict[str, int]:
    return {"claims": len(report.claims), "problems": len(report.remarks)}
