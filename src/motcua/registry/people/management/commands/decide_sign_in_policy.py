"""Đặt quy định khoá đăng nhập từ một ngày: số lần sai, trong bao nhiêu phút, khoá bao nhiêu phút, theo văn bản nào."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.registry.people.actions.policy import decide_sign_in_policy
from motcua.registry.people.rules.locking import Policy


class Command(BaseCommand):
    """A dated row, never edited: the next decision ends it."""

    help = "Đặt quy định khoá đăng nhập từ một ngày."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("decision", help="số, ký hiệu văn bản")
        parser.add_argument(
            "--from", dest="valid_from", type=date.fromisoformat, help="ngày hiệu lực, mặc định hôm nay"
        )
        parser.add_argument("--per-account", type=int, default=Policy.failures_per_account)
        parser.add_argument("--per-address", type=int, default=Policy.failures_per_address)
        parser.add_argument("--window", type=int, default=15, help="phút")
        parser.add_argument("--lock", type=int, default=15, help="phút")

    def handle(self, *_: Any, decision: str, valid_from: date | None, **given: Any) -> None:
        policy = Policy.of_minutes(given["per_account"], given["per_address"], given["window"], given["lock"])
        now, day = clock.now(), valid_from or clock.today()
        try:
            decide_sign_in_policy(policy, decision=decision, valid_from=day, actor="motcua", at=now)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Từ ngày {day:%d/%m/%Y}: {policy.failures_per_account} lần sai, khoá {given['lock']} phút.")
