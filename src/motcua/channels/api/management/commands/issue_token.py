"""``motcua issue-token NAME USERNAME``: a token for a partner, shown once."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.channels.api.actions import issue_token
from motcua.channels.api.queries import acting_account
from motcua.kernel import clock

DAYS, MOST_DAYS = 365, 3650


class Command(BaseCommand):
    """Issue a token that acts as an officer's account, with the rights of its postings."""

    help = "Cấp khoá truy cập REST cho một đối tác; khoá chỉ hiện một lần."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who it is for, as whom it acts, how long it lasts."""
        parser.add_argument("name", help="tên đối tác")
        parser.add_argument("username", help="tài khoản cán bộ mà khoá thay mặt")
        parser.add_argument("--days", type=int, default=DAYS, help=f"số ngày có hiệu lực, mặc định {DAYS}")

    def handle(self, *_: Any, name: str, username: str, days: int, **_options: Any) -> None:
        """Print the token."""
        if acting_account(username) is None:
            raise CommandError(f"Không có tài khoản cán bộ «{username}» đang hoạt động.")
        if not 1 <= days <= MOST_DAYS:
            raise CommandError(f"Số ngày phải từ 1 đến {MOST_DAYS}.")
        at = clock.now()
        ends_at = at + timedelta(days=days)
        self.stdout.write(issue_token(name, username=username, at=at, ends_at=ends_at, actor="motcua"))
