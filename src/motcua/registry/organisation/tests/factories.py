"""Rows for tests, one each."""

from datetime import date

from motcua.registry.organisation.models import Agency, Posting, Unit
from motcua.registry.organisation.rules import Level, Role

REFORM = date(2025, 7, 1)


def agency(code: str = "H14.31", name: str = "Ủy ban nhân dân xã Hòa An", **more: object) -> Agency:
    """An agency that is there since the reform."""
    values = {
        "short_name": "UBND xã Hòa An",
        "level": Level.COMMUNE,
        "place_code": "01654",
        "valid_from": REFORM,
    }
    return Agency.objects.create(code=code, name=name, **values | more)


def unit(code: str = "MOT-CUA", agency_code: str = "H14.31", name: str = "Bộ phận Một cửa", **more: object) -> Unit:
    """A unit that is there since the reform."""
    return Unit.objects.create(code=code, agency_code=agency_code, name=name, **{"valid_from": REFORM} | more)


def posting(
    username: str = "lan.nt", agency_code: str = "H14.31", role: Role = Role.RECEIVER, **more: object
) -> Posting:
    """A role since the reform."""
    values = {"valid_from": REFORM} | more
    return Posting.objects.create(username=username, agency_code=agency_code, role=role, **values)
