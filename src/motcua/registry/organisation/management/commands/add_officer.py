"""Thêm một cán bộ, ví dụ người quản trị đầu tiên: tài khoản, phân công từ hôm nay và một mật khẩu một lần."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.kernel import clock
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.registry.organisation.actions.postings import engage_officer
from motcua.registry.organisation.rules import Role


class Command(BaseCommand):
    """What «Thêm cán bộ» does on the desk, for the first administrator, who has nobody to ask."""

    help = "Thêm một cán bộ, ví dụ người quản trị đầu tiên; in ra mật khẩu một lần."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="tên đăng nhập, ví dụ quan.tri")
        parser.add_argument("full_name", help="họ và tên")
        parser.add_argument("agency", help="mã định danh cơ quan")
        parser.add_argument("role", nargs="+", choices=[role.value for role in Role])

    def handle(self, *_: Any, username: str, full_name: str, agency: str, role: list[str], **__: Any) -> None:
        try:
            kept, password = engage_officer(
                username=username,
                full_name=full_name,
                agency_code=agency,
                roles=list(dict.fromkeys(role)),
                valid_from=clock.today(),
                actor="motcua",
                at=clock.now(),
            )
        except InvalidInput as refusal:
            raise CommandError("; ".join([str(refusal), *refusal.fields.values()])) from refusal
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{kept}: mật khẩu một lần {password} (phải đổi khi đăng nhập lần đầu).")
