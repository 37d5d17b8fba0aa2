"""Rows for tests, one each."""

from datetime import date

from motcua.kernel.texts.fold import sort_key
from motcua.registry.places.models import Place
from motcua.registry.places.rules import REFORM, full_name, search_key

TODAY = date(2026, 11, 23)


def province(code: str = "04", name: str = "Cao Bằng", kind: str = "province", **more: object) -> Place:
    """A province since the reform."""
    return _place(code, name, kind, province_code=code, **more)


def ward(
    code: str = "01654", name: str = "Hòa An", kind: str = "commune", province_code: str = "04", **more: object
) -> Place:
    """A ward since the reform."""
    return _place(code, name, kind, parent_code=province_code, province_code=province_code, **more)


def _place(code: str, name: str, kind: str, **more: object) -> Place:
    values = {"valid_from": REFORM, "search_key": search_key([full_name(kind, name)]), "sort_key": sort_key(name)}
    return Place.objects.create(code=code, name=name, kind=kind, **values | more)
