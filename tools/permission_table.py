"""Who may open what: ``python -m tools.permission_table`` writes docs/permissions.md; tests/house compares it.

An address without an answer to «who?» stands in the table as «nobody said»; the test refuses it.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).resolve().parent.parent / "docs" / "permissions.md"
_HEAD = """# Who may open what

Made by `python -m tools.permission_table` from the addresses of the house and the permissions its modules declare; a
test compares it with them. «everyone» needs no sign-in, «signed-in» any account; else the permission, for some agency.
What of a page's rows a person sees is decided by the module's funnel: unseen is 404, seen but forbidden 403.
"""


class Address(NamedTuple):
    """One URL pattern: its path, its name with namespace, and who may open it (None: nobody said)."""

    path: str
    name: str
    needs: str | None


def addresses() -> list[Address]:
    """Every address of the house, by path. Django must be set up."""
    from django.urls import get_resolver

    return sorted(_walk(get_resolver(), "/", ""))


def table() -> str:
    """The whole page as Markdown."""
    lines = [_HEAD, "## Addresses", "", "| address | name | needs |", "|---|---|---|"]
    lines += [f"| `{path}` | {name} | {needs or '**nobody said**'} |" for path, name, needs in addresses()]
    lines += ["", "## Permissions", "", "| permission | what the administrator reads | roles |", "|---|---|---|"]
    lines += [f"| {name} | {label} | {roles} |" for name, label, roles in _permissions()]
    return "\n".join(lines) + "\n"


def _walk(resolver: object, path: str, space: str) -> Iterator[Address]:
    from django.urls import URLPattern

    for pattern in resolver.url_patterns:  # type: ignore[attr-defined]
        if isinstance(pattern, URLPattern):
            name = space + (pattern.name or "")
            yield Address(path + str(pattern.pattern), name, getattr(pattern.callback, "needs", None))
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern, path + str(pattern.pattern), inner)


def _permissions() -> Iterator[tuple[str, str, str]]:
    from motcua.kernel.access.declare import declared_permissions
    from motcua.registry.organisation.public import ROLE_PERMISSIONS

    for name, permission in sorted(declared_permissions().items()):
        if name.partition(":")[0].endswith("tests"):
            continue  # tests declare some of their own when they run in the same process
        roles = [role.value for role, granted in ROLE_PERMISSIONS.items() if name in granted]
        yield name, permission.label, ", ".join(roles) or "–"


def main() -> int:
    """Write the page."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.roof.settings")
    django.setup()
    PAGE.write_text(table(), encoding="utf-8")
    print(f"{len(addresses())} addresses: {PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
