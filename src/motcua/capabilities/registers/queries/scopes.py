"""Who sees and writes what: roles of the definition, at the agencies where the person holds them; deny by default."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from motcua.capabilities.registers import permissions
from motcua.capabilities.registers.models import Record
from motcua.capabilities.registers.queries.definitions import VersionView, definitions_on, version_on
from motcua.capabilities.registers.rules.definition import Definition, Move, Right
from motcua.kernel.access.rights import agencies_where, covers
from motcua.kernel.errors import NotAllowed
from motcua.kernel.texts.mark import mark
from motcua.registry.organisation.public import AgencyView, agencies, codes_under, postings_of

READ_ONLY = mark("Bạn được xem sổ «{name}» nhưng không được ghi ở cơ quan này.")
Roles = Mapping[str, frozenset[str]]
"""Role → codes of the agencies where the person holds it."""


@dataclass(frozen=True, eq=False)
class Scope:
    """One person before one register."""

    version: VersionView
    roles: Roles

    @property
    def definition(self) -> Definition:
        """The definition in force."""
        return self.version.definition

    def where(self, right: Right) -> frozenset[str] | None:
        """Agencies for which the person has the right; None: all."""
        held = [codes for role, codes in self.roles.items() if role in right.roles]
        return None if right.everywhere and held else frozenset().union(*held)

    def may_see(self, agency_code: str) -> bool:
        """Whether records of the agency are there for the person."""
        return _within(self.where(self.definition.see), agency_code)

    def may_edit(self, agency_code: str) -> bool:
        """Whether the person writes records of the agency."""
        return self.may_see(agency_code) and _within(self.where(self.definition.edit), agency_code)

    @property
    def edits_somewhere(self) -> bool:
        """Whether the person writes at all."""
        return self.where(self.definition.edit) != frozenset()

    def moves_of(self, record: Record) -> list[Move]:
        """The moves open to the person from where the record stands."""
        return [move for move in self.definition.moves_from(record.state) if self.may_move(move, record.agency_code)]

    def may_move(self, move: Move, agency_code: str) -> bool:
        """Whether one of the person's roles may go this way with the agency's records."""
        right = Right(move.roles, everywhere=self.definition.edit.everywhere)
        return self.may_see(agency_code) and _within(self.where(right), agency_code)

    def visible(self) -> QuerySet[Record]:
        """The records that are there for the person."""
        rows = Record.objects.filter(register=self.definition.code)
        seen = self.where(self.definition.see)
        return rows if seen is None else rows.filter(agency_code__in=codes_under(seen))

    def agencies_to_edit(self) -> list[AgencyView]:
        """The agencies of today for which the person writes."""
        return [one for one in agencies() if self.may_edit(one.code)]

    def require_edit(self, agency_code: str) -> None:
        """Raise `NotAllowed` to who sees but does not write."""
        if not self.may_edit(agency_code):
            raise NotAllowed(READ_ONLY, name=self.definition.name)


def roles_of(user: Any) -> Roles:
    """The person's roles of today."""
    if not agencies_where(user, permissions.SEE):
        return {}
    held: dict[str, set[str]] = {}
    for posting in postings_of(user.get_username()):
        held.setdefault(posting.role.value, set()).add(posting.agency_code)
    return {role: frozenset(codes) for role, codes in held.items()}


def registers_for(user: Any) -> list[Definition]:
    """The registers of today that are there for the person."""
    roles = roles_of(user)
    return [one for one in definitions_on() if one.see.roles & roles.keys()]


def scopes_for(user: Any) -> list[Scope]:
    """The same, with the person's rights in each."""
    roles = roles_of(user)
    found = (version_on(one.code) for one in definitions_on() if one.see.roles & roles.keys())
    return [Scope(one, roles) for one in found if one]


def scope_for(user: Any, register: str) -> Scope:
    """The register as the person may use it; 404 for who has no role in it."""
    found, roles = version_on(register), roles_of(user)
    if found is None or not found.definition.see.roles & roles.keys():
        raise Http404
    return Scope(found, roles)


def record_for(user: Any, register: str, code: str) -> tuple[Scope, Record]:
    """The funnel: a record that the person does not see is not there."""
    scope = scope_for(user, register)
    record = scope.visible().select_related("version").filter(code=code).first()
    if record is None:
        raise Http404
    return scope, record


def _within(where: frozenset[str] | None, agency_code: str) -> bool:
    return where is None or covers(where, agency_code)
