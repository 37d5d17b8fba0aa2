"""Which row groups a count; made when a new combination is met."""

from collections.abc import Iterable

from django.db import connection

from motcua.kernel.memory import kept_by_id, remembered
from motcua.oversight.insight.models import Cut, Measure
from motcua.oversight.insight.rules.life import Place
from motcua.registry.catalogue.errors import NoSuchVersion
from motcua.registry.catalogue.public import procedure_version
from motcua.registry.organisation.public import agencies

_MOST = 1000
_IDS = """
SELECT c.id, c.agency_code, c.procedure_code, c.procedure_version, c.channel, c.origin, c.officer
FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::text[]) AS p (a, b, c, d, e, f)
CROSS JOIN LATERAL (
    SELECT * FROM insight_cut WHERE (agency_code, procedure_code, procedure_version, channel, origin, officer)
                                    = (p.a, p.b, p.c, p.d, p.e, p.f)) AS c
"""


def level_of(agency_code: str) -> str:
    """Where the agency stands today; '' of one that is not known."""
    return _levels().get(agency_code, "")


def field_of(version_id: int) -> str:
    """The field of a procedure version; '' of one that is not known."""
    try:
        return procedure_version(version_id).field_name
    except NoSuchVersion:
        return ""


def place_of(cut: Cut) -> Place:
    """The cut as the rules know it."""
    return Place(cut.agency_code, cut.procedure_code, cut.procedure_version, cut.channel, cut.origin, cut.officer)


@remembered(seconds=10)
def _levels() -> dict[str, str]:
    return {agency.code: str(agency.level) for agency in agencies()}


def cut_ids(places: Iterable[Place]) -> dict[Place, int]:
    """The ids of those places that have a row; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_IDS, [list(column) for column in zip(*places, strict=True)])
        return {Place(*place): identity for identity, *place in cursor}


def measure_known(fact: str, detail: str) -> int:
    """The id of a measure; 0 if nobody made it yet."""
    try:
        return measure_id(fact, detail)
    except Measure.DoesNotExist:
        return 0


@kept_by_id(most=_MOST)
def measure_id(fact: str, detail: str) -> int:
    """Kept once it is there: whoever makes one asks anew, for his transaction may yet be undone."""
    return Measure.objects.only("id").get(fact=fact, detail=detail).pk
