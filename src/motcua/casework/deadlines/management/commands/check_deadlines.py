from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.casework.deadlines.actions.checking import check_dates
from motcua.kernel import clock

SHOWN = 50


class Command(BaseCommand):
    help = "đối chiếu hạn đã ghi của mọi hồ sơ đang giải quyết với hạn tính lại; có sai lệch thì mã thoát khác 0"

    def handle(self, *_args: Any, **_options: Any) -> None:
        check = check_dates(clock.now())
        found = check.differences.count()
        self.stdout.write(
            f"{check.looked_at_count} hồ sơ đang giải quyết, {check.undated_count} chưa có hạn, {found} cần xem lại"
        )
        for one in check.differences.order_by("id")[:SHOWN]:
            self.stdout.write(f"{one.dossier_code}\tđã ghi {_said(one.stored_at)}\ttính lại {_said(one.derived_at)}")
        if found:
            raise CommandError("Có hồ sơ chưa có hạn hoặc hạn đã ghi khác hạn tính lại.")


def _said(at: Any) -> str:
    return f"{clock.local(at):%H:%M %d/%m/%Y}" if at else "không có"
