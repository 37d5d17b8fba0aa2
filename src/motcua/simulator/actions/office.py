"""Who does what in the sample: for each role at an agency the officer who would, always the same for the same work."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from motcua.registry.organisation.public import PostingView, officers_at


class Staff:
    """The officers of the province by agency and role, read once."""

    def __init__(self, agency_codes: Collection[str], *, on: date) -> None:
        self._by_role: Mapping[tuple[str, str], list[PostingView]] = _by_role(agency_codes, on)

    def one(self, agency_code: str, role: str, *, unit_code: str = "", number: int = 0) -> str:
        """User name of an officer with the role, of the unit if somebody is posted there."""
        posted = self._by_role[agency_code, role]
        of_unit = [posting for posting in posted if posting.unit_code == unit_code] or posted
        return of_unit[number % len(of_unit)].username


def _by_role(agency_codes: Collection[str], on: date) -> Mapping[tuple[str, str], list[PostingView]]:
    found: dict[tuple[str, str], list[PostingView]] = defaultdict(list)
    for code in agency_codes:
        for posting in officers_at(code, on=on):
            found[code, posting.role].append(posting)
    return found
