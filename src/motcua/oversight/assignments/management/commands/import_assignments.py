"""``motcua import-assignments FILE --plan CODE``: the tasks of an annex, from Excel or CSV."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.kernel.ui.wording import translated
from motcua.oversight.assignments.actions.assigning import give_assignments
from motcua.oversight.assignments.queries.importing import annex_of
from motcua.oversight.assignments.queries.plans import home_of, plan_titles


class Command(BaseCommand):
    """Takes every line that is right; the same file again takes nothing."""

    help = "Nhập phụ lục nhiệm vụ của một kế hoạch; dòng sai được nêu số dòng và lý do, nhập lại không ghi thêm gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="tệp .xlsx hoặc .csv (UTF-8) có dòng tên cột")
        parser.add_argument("--plan", required=True, help="mã kế hoạch")
        parser.add_argument("--by", default="import-assignments", help="tên đăng nhập của người giao")

    def handle(self, *_: Any, file: str, plan: str, by: str, **__: Any) -> None:
        began = time.monotonic()
        found = plan_titles([plan]).get(plan)
        if found is None or not found.agency_code:
            raise CommandError(f"Không có kế hoạch mã «{plan}» của cơ quan ở đây.")
        try:
            annex = annex_of(Path(file).read_bytes(), found)
            taken = give_assignments(annex.drafts, home=home_of(found), explain=translated, officer=by, at=clock.now())
        except DomainError as error:
            raise CommandError(f"{file}: {error}") from error
        except OSError as error:
            raise CommandError(f"{file}: không đọc được tệp: {error.strerror}") from error
        refused = sorted([*annex.refused, *taken.refused])
        for line, why in refused:
            self.stdout.write(f"dòng {line}: {why}")
        seconds = time.monotonic() - began
        told = f"{taken.new} nhiệm vụ mới, {taken.known} đã có, {len({line for line, _why in refused})} dòng bỏ qua"
        self.stdout.write(f"{told}, {seconds:.1f} giây")
