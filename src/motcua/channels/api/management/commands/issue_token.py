"""``motcua issue-token NAME USERNAME``: a token for a partner, shown once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.channels.api.actions import issue_token
from motcua.kernel import clock
from motcua.registry.people.public import Account


class Command(BaseCommand):
    """Issue a token that acts as an officer's account."""

    help = "Cấp khoá truy cập cho một đối tác; khoá chỉ hiện một lần."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who it is for, and as whom it acts."""
        parser.add_argument("name")
        parser.add_argument("username")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the token."""
        if not Account.objects.filter(username=options["username"], is_active=True).exists():
            raise CommandError(f"Không có tài khoản «{options['username']}».")
        self.stdout.write(issue_token(options["name"], username=options["username"], at=clock.now()))
