"""Names to codes and codes to names of what a record refers to: agencies, places, records of other registers."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Q

from motcua.capabilities.registers.models import Record
from motcua.capabilities.registers.rules.definition import AGENCY, Definition, FieldType
from motcua.capabilities.registers.rules.saying import Names, kind_of
from motcua.kernel.texts.fold import fold
from motcua.registry.organisation.public import agencies, agency_names
from motcua.registry.places.public import PlaceView, place_names, wards_of

BETWEEN = " – "
"""«H14.05 – Sở Nông nghiệp và Môi trường»: a code with its name, as tables and boxes show a reference."""
_RECORD = "record:"


class Finder:
    """Finds codes (`rules.reading.Lookup`); each kind is read once, records one by one unless `bulk`."""

    def __init__(self, *, bulk: bool = False, scopes: Iterable[Any] | None = None) -> None:
        self._known: dict[str, dict[str, str]] = {}
        self._bulk = bulk
        self._seen = None if scopes is None else {scope.definition.code: scope for scope in scopes}

    def find(self, kind: str, text: str) -> str | None:
        """The code of what is called so, or bears it; None if there is none, or two."""
        head = text.split(BETWEEN, maxsplit=1)[0].strip()
        if kind.startswith(_RECORD) and not self._bulk:
            return self._records(kind).filter(code=head.upper()).values_list("code", flat=True).first()
        if kind not in self._known:
            self._known[kind] = self._read(kind)
        known = self._known[kind]
        return known.get(fold(text)) or known.get(fold(head)) or None

    def _read(self, kind: str) -> dict[str, str]:
        if kind.startswith(_RECORD):
            return {fold(code): code for code in self._records(kind).values_list("code", flat=True)}
        if kind == AGENCY:
            every = agencies()
            return _named([(one.code, (one.code, one.name, one.short_name)) for one in every])
        return _named([(one.code, (one.code, one.full_name, one.name)) for one in own_places()])

    def _records(self, kind: str) -> Any:
        register = kind.removeprefix(_RECORD)
        if self._seen is None:
            return Record.objects.filter(register=register)
        return self._seen[register].visible() if register in self._seen else Record.objects.none()


def own_places() -> list[PlaceView]:
    """The wards and communes of the province that the agencies work in."""
    provinces = [one.place_code for one in agencies("province") if one.place_code]
    return [ward for code in provinces for ward in wards_of(code[:2])]


def names_for(
    definition: Definition, records: Collection[Mapping[str, Any]], *, seen: Mapping[str, Any] | None = None
) -> Names:
    """Names of all that these values refer to; of other registers those that `seen` (scopes by register) lets see."""
    wanted: dict[str, set[str]] = {}
    for field in definition.fields:
        if kind := kind_of(field):
            wanted.setdefault(kind, set()).update(one[field.code] for one in records if one.get(field.code))
    names: dict[str, Mapping[str, str]] = {}
    if wanted.get(FieldType.AGENCY.value):
        names[AGENCY] = agency_names(wanted[FieldType.AGENCY.value])
    if wanted.get(FieldType.PLACE.value):
        long_names = place_names(wanted[FieldType.PLACE.value])
        names[FieldType.PLACE.value] = {code: name.split(",")[0] for code, name in long_names.items()}
    return {**names, **_titles(wanted, seen)}


def _titles(wanted: Mapping[str, Collection[str]], seen: Mapping[str, Any] | None) -> dict[str, dict[str, str]]:
    """Titles of records of all registers in one query."""
    asked = Q(pk__in=[])
    for kind, codes in wanted.items():
        register = kind.removeprefix(_RECORD)
        if kind.startswith(_RECORD) and codes and seen is not None and register in seen:
            asked |= Q(pk__in=seen[register].visible().filter(code__in=codes).values("pk"))
    titles: dict[str, dict[str, str]] = {}
    if len(asked) > 1:
        for register, code, title in Record.objects.filter(asked).values_list("register", "code", "title"):
            titles.setdefault(f"{_RECORD}{register}", {})[code] = title
    return titles


def _named(called: list[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """Folded name → code; a name that two bear names nothing."""
    known: dict[str, str] = {}
    for code, names in called:
        for name in {fold(name) for name in names if name}:
            known[name] = code if known.get(name, code) == code else ""
    return known
