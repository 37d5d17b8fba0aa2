from typing import Any

from django.core.management.base import BaseCommand

from motcua.kernel import clock
from motcua.registry.worktime.actions import load_calendar


class Command(BaseCommand):
    help = "Load the published national days off and weekends worked; running it again changes nothing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        loaded = load_calendar(actor="load_calendar", at=clock.now())
        self.stdout.write(f"{loaded.days} days published, {loaded.written} rows written")
