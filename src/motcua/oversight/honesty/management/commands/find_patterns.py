"""``motcua find-patterns``: look through all traces now; ``--rebuild`` makes the traces anew from events first."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from motcua.kernel import clock
from motcua.kernel.events.store import placed_histories
from motcua.oversight.honesty.actions.looking import look_through
from motcua.oversight.honesty.actions.tracing import trace_dossier
from motcua.oversight.honesty.queries.alerts import standing_alerts
from motcua.oversight.honesty.queries.words import alert_words, title_of
from motcua.oversight.honesty.rules.past import KINDS


class Command(BaseCommand):
    """Prints every alert that stands with why."""

    help = "Soát lại toàn bộ vết hồ sơ và in các cảnh báo làm đẹp số liệu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="dựng lại vết hồ sơ từ toàn bộ sự kiện trước")

    def handle(self, *_: Any, rebuild: bool, **__: Any) -> None:
        at = clock.now()
        if rebuild:
            for subject, _history in placed_histories(kinds=KINDS):
                trace_dossier(subject, at=at)
        found = look_through(at=at)
        for alert in standing_alerts(agencies=None):
            self.stdout.write(f"{title_of(alert)}: {alert_words(alert)}")
        self.stdout.write(f"{found.dossiers} hồ sơ của {found.agencies} cơ quan, {found.alerts} cảnh báo")
