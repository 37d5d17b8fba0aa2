from typing import Any

from django.core.management.base import BaseCommand

from motcua.kernel import clock
from motcua.registry.worktime.actions import load_calendar


class Command(BaseCommand):
    help = "Nạp ngày nghỉ lễ và ngày làm bù đã công bố của cả nước; chạy lại không đổi gì."

    def handle(self, *_args: Any, **_options: Any) -> None:
        loaded = load_calendar(actor="load_calendar", at=clock.now())
        self.stdout.write(f"{loaded.days} ngày đã công bố, ghi mới {loaded.written} dòng.")
