"""That somebody always administers."""

from collections.abc import Collection
from datetime import date

from motcua.registry.organisation.errors import LastAdministrator
from motcua.registry.organisation.queries import administrators_of, agency_names
from motcua.registry.people.public import officers


def require_administrator(
    code: str, day: date, *, without: Collection[int] = (), without_user: str = "", of: str = ""
) -> None:
    """Refuse (`LastAdministrator`) unless somebody who may sign in administers `code` from `day` on, without an end.

    `without` are postings and `without_user` is an officer that will count no more; `of` is named in the refusal.
    """
    left = administrators_of(code, day, without=without) - {without_user}
    if not officers.active_among(left):
        named = of or code
        raise LastAdministrator(agency=agency_names([named], day).get(named, named), day=f"{day:%d/%m/%Y}")
