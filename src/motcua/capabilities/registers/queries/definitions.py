"""Definitions by day and by version; a version is read once a process."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.capabilities.registers.models import RegisterDraft, RegisterVersion
from motcua.capabilities.registers.rules.definition import Definition, definition_of
from motcua.kernel import clock
from motcua.kernel.memory import kept_by_id, remembered


@dataclass(frozen=True, eq=False)
class VersionView:
    """A published version: its definition as values, and as it was written."""

    id: int
    number: int
    definition: Definition
    written: Mapping[str, Any]
    valid_from: date


@kept_by_id(most=1024)
def version(version_id: int) -> VersionView:
    """A version by its id, whenever it was in force."""
    row = RegisterVersion.objects.get(pk=version_id)
    return VersionView(row.pk, row.number, definition_of(row.written), row.written, row.valid_from)


@remembered(seconds=10)
def ids_on(day: date) -> Mapping[str, int]:
    """Register → id of its version in force on a day, in the order of their names."""
    rows = RegisterVersion.objects.on(day).order_by("name")
    return dict(rows.values_list("register", "id"))


def version_on(register: str, day: date | None = None) -> VersionView | None:
    """The version in force on a day (today)."""
    found = ids_on(day or clock.today()).get(register)
    return version(found) if found else None


def definitions_on(day: date | None = None) -> list[Definition]:
    """All definitions in force on a day (today)."""
    return [version(one).definition for one in ids_on(day or clock.today()).values()]


def latest_version(register: str) -> RegisterVersion | None:
    """The last version published, in force or to come."""
    return RegisterVersion.objects.filter(register=register).order_by("-number").first()


def versions_of(register: str) -> list[RegisterVersion]:
    """All versions, the newest first."""
    return list(RegisterVersion.objects.filter(register=register).order_by("-number"))


def draft_of(register: str) -> RegisterDraft | None:
    """What is being written."""
    return RegisterDraft.objects.filter(register=register).first()


def drafts() -> list[RegisterDraft]:
    """All that is being written, the last touched first."""
    return list(RegisterDraft.objects.order_by("-changed_at"))


def known_codes() -> set[str]:
    """Codes of all registers ever published."""
    return set(RegisterVersion.objects.values_list("register", flat=True).distinct())
