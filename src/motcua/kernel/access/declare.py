"""Permissions are declared with a Vietnamese label; an unknown name fails when it is wired. Plain Python."""

from dataclasses import dataclass

_declared: dict[str, "Permission"] = {}


class UnknownPermission(LookupError):
    """A name that no module declared."""


@dataclass(frozen=True)
class Permission:
    """`name` is ``module:verb``; `label` is what an administrator reads."""

    name: str
    label: str

    def __str__(self) -> str:
        return self.name


def permission(name: str, label: str) -> Permission:
    """Declare a permission once, in a module's ``permissions.py``."""
    declared = Permission(name, label)
    if _declared.setdefault(name, declared) != declared:
        raise ValueError(f"Permission {name} is declared twice with different labels.")
    return declared


def permission_named(name: str) -> Permission:
    """The declared permission, or `UnknownPermission`."""
    try:
        return _declared[name]
    except KeyError:
        raise UnknownPermission(f"No module declares the permission {name!r}.") from None


def declared_permissions() -> dict[str, Permission]:
    """All of them, by name."""
    return dict(_declared)
