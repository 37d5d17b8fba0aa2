"""``motcua ask-warehouse DIR "SELECT …"``: DuckDB's answer as CSV; without SQL, the questions that are ready."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel.errors import DomainError
from motcua.kernel.texts.sheet import BYTE_ORDER_MARK, csv_text
from motcua.kernel.ui.wording import refusal_text
from motcua.oversight.warehouse.adapters.files import asked
from motcua.oversight.warehouse.rules.tables import QUESTIONS


class Command(BaseCommand):
    """Reads only the files of the folder."""

    help = "Hỏi kho dữ liệu bằng SQL (bảng events, facts); không có SQL thì liệt kê câu hỏi sẵn có."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("sql", nargs="?", default="", metavar="SQL", help="câu SQL, hoặc tên câu hỏi sẵn có")

    def handle(self, *_: Any, folder: Path, sql: str, **__: Any) -> None:
        ready = {question.code: question.sql for question in QUESTIONS}
        if not sql:
            self.stdout.write("\n".join(f"{code}\n    {text}" for code, text in ready.items()))
            return
        try:
            names, rows = asked(folder.absolute(), ready.get(sql, sql))
        except DomainError as error:
            raise CommandError(refusal_text(error)) from error
        self.stdout.write(csv_text(names, rows).removeprefix(BYTE_ORDER_MARK))
