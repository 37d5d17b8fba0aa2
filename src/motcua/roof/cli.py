"""The `motcua` command: `motcua run`, `motcua import-procedures FILE…`; without words it lists what there is.

Kept light: Django is loaded only by the commands that need it.
"""

import ast
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
DJANGO_COMMANDS = {
    "check": "kiểm tra cấu hình",
    "clearsessions": "xoá các phiên đăng nhập đã hết hạn",
    "collectstatic": "gom tệp tĩnh cho máy chủ web đứng trước",
    "dbshell": "mở psql vào cơ sở dữ liệu",
    "makemigrations": "viết bước nâng cấp bảng cho mô hình đã đổi",
    "migrate": "nâng cấp các bảng",
    "shell": "mở Python đã nạp sẵn hệ thống",
    "showmigrations": "liệt kê các bước nâng cấp đã áp dụng",
}
WITHOUT_DATABASE = {"check", "collectstatic", "makemigrations", "make-places"}
WITHOUT_DATABASE |= {"ask-warehouse", "check-report", "qd766-score", "read-deadlines", "read-fees"}


def main(words: list[str] | None = None) -> int:
    """Do what the words say; 0 done, 1 refused, 2 not understood, 130 stopped by Ctrl-C."""
    words = sys.argv[1:] if words is None else words
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.roof.settings")
    name = words[0] if words else "help"
    try:
        return _do(name, words[1:])
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if os.environ.get("MOTCUA_DEBUG"):
            raise
        from motcua.roof.children import in_words

        print(in_words(error), file=sys.stderr)
        return 1


def _do(name: str, rest: list[str]) -> int:
    if name in {"help", "--help", "-h"}:
        print(overview())
        return 0
    if name in OWN and {"--help", "-h"} & set(rest):
        print(f"motcua {name}: {OWN[name][1]}")
        return 0
    if name in OWN:
        return OWN[name][0](rest) or 0
    if name not in django_commands():
        print(f"Không có lệnh «{name}» (no such command).\n\n{overview()}", file=sys.stderr)
        return 2
    _django(name, rest)
    return 0


def overview() -> str:
    """Every command with a line of explanation."""
    own = {name: text for name, (_, text) in OWN.items()}
    lines = [f"  {name:<22} {text}" for name, text in {**own, **dict(sorted(django_commands().items()))}.items()]
    return "\n".join(["motcua LỆNH [tuỳ chọn]   (motcua COMMAND [options]; motcua COMMAND --help)", "", *lines])


def django_commands() -> dict[str, str]:
    """Commands of the modules, found by their files, and those of Django's that make sense here."""
    return dict(_commands_of_modules()) | DJANGO_COMMANDS


def _commands_of_modules() -> Iterator[tuple[str, str]]:
    for file in PACKAGE.glob("*/**/management/commands/[a-z]*.py"):
        yield file.stem.replace("_", "-"), _help_of(ast.parse(file.read_text(encoding="utf-8")))


def _help_of(tree: ast.Module) -> str:
    """The `help` of its Command class, read without loading the module (a second for a list would be long)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and "help" in {getattr(target, "id", "") for target in node.targets}:
            texts = [part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant)]
            return "".join(str(text) for text in texts).split("\n")[0]
    return ""


def _django(name: str, rest: list[str]) -> None:
    from motcua.roof import database

    is_asking = "--help" in rest or "-h" in rest
    needs_database = name not in WITHOUT_DATABASE and not is_asking
    with database.database() if needs_database else nullcontext() as server:
        import django
        from django.core.management import execute_from_command_line

        django.setup()
        if server is not None and name not in {"migrate", "showmigrations", "dbshell"}:
            database.prepare()
        elif needs_database:
            database.check_version()
        execute_from_command_line(["motcua", name.replace("-", "_"), *rest])


def _run(_rest: list[str]) -> int:
    from motcua.roof.supervise import run

    return run()


def _web(_rest: list[str]) -> None:
    from motcua.roof import database, web

    with database.database():
        web.serve()


def _worker(_rest: list[str]) -> None:
    from motcua.roof import database, worker

    with database.database():
        worker.work()


def _prepare(_rest: list[str]) -> None:
    from motcua.roof import database
    from motcua.roof.prepare import prepare, show_sign_ins

    with database.database():
        prepare()
        show_sign_ins()


def _install(_rest: list[str]) -> None:
    from motcua.roof.install import install

    install()


def _version(_rest: list[str]) -> None:
    from importlib.metadata import version

    print(version("motcua"))


OWN: dict[str, tuple[Callable[[list[str]], int | None], str]] = {
    "run": (_run, "chạy tất cả: PostgreSQL, trang web, tiến trình nền; Ctrl-C để dừng"),
    "web": (_web, "chỉ chạy trang web"),
    "worker": (_worker, "chỉ chạy tiến trình nền: giao sự kiện, việc định kỳ"),
    "prepare": (_prepare, "nâng cấp bảng; nạp tỉnh mẫu nếu cơ sở dữ liệu còn trống"),
    "install": (_install, "làm tệp cho trình duyệt và bản dịch sau khi cài gói"),
    "version": (_version, "số phiên bản"),
}

if __name__ == "__main__":
    sys.exit(main())
