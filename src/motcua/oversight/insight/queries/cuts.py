"""Which row groups a count; made when a new combination is met."""

from motcua.kernel.memory import remembered
from motcua.oversight.insight.models import Cut
from motcua.oversight.insight.rules.life import Place
from motcua.registry.catalogue.errors import NoSuchVersion
from motcua.registry.catalogue.public import procedure_version
from motcua.registry.organisation.public import agencies


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
