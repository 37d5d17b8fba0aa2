"""``motcua check-figures``: the read tables of figures against all events; ``--repair`` counts anew what differs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.kernel import clock
from motcua.oversight.insight.actions.checking import WRITTEN_AT_ONCE, Found, compare, keep_result
from motcua.oversight.insight.actions.folding import refold
from motcua.oversight.insight.actions.telling import count_dossiers, recount_dossiers


class Command(BaseCommand):
    """Compares, reports, and with --repair puts right; ends with 1 while something differs."""

    help = "Đối soát số liệu: bảng số liệu cập nhật dần phải bằng kết quả tính lại từ toàn bộ sự kiện."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="tính lại những hồ sơ sai khác hoặc chưa tính")
        parser.add_argument("--processes", type=int, default=1, help="đọc bằng bao nhiêu tiến trình cùng lúc")

    def handle(self, *_: Any, repair: bool, processes: int, **__: Any) -> None:
        found = compare(processes=processes)
        for example in found.examples:
            self.stdout.write(example)
        keep_result(found, at=clock.now())
        self.stdout.write(
            f"{found.dossiers} hồ sơ, {found.movements} biến động, {len(found.behind)} hồ sơ chưa tính xong, "
            f"{len(found.wrong)} hồ sơ sai khác"
        )
        if repair:
            self._repair(found)
        elif found.wrong or found.sums:
            raise CommandError("Bảng số liệu khác kết quả tính lại. Chạy lại với --repair để sửa.")

    def _repair(self, found: Found) -> None:
        for action, subjects in ((recount_dossiers, found.wrong), (count_dossiers, found.behind)):
            for first in range(0, len(subjects), WRITTEN_AT_ONCE):
                action(subjects[first : first + WRITTEN_AT_ONCE])
        if found.sums:
            refold()
        self.stdout.write(f"đã tính lại {len(found.wrong)} hồ sơ, tính tiếp {len(found.behind)} hồ sơ")
