"""``motcua end-token NAME``: from now on no token of this partner opens anything."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.channels.api.actions import end_tokens
from motcua.kernel import clock


class Command(BaseCommand):
    """End every token in force of one partner."""

    help = "Chấm dứt các khoá truy cập REST của một đối tác."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose."""
        parser.add_argument("name", help="tên đối tác, đúng như lúc cấp")

    def handle(self, *_: Any, name: str, **_options: Any) -> None:
        """End them; say how many."""
        ended = end_tokens(name, at=clock.now(), actor="motcua")
        if not ended:
            raise CommandError(f"Đối tác «{name}» không có khoá nào đang có hiệu lực.")
        self.stdout.write(f"Đã chấm dứt {ended} khoá của «{name}».")
