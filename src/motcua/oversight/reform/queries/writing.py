"""What a person may write plans for."""

from typing import Any

from motcua.kernel.access.rights import agencies_where
from motcua.oversight.reform.permissions import PLAN
from motcua.registry.organisation.public import codes_under


def writable_agencies(user: Any) -> tuple[str, ...]:
    """Codes of the agencies whose plans the person writes."""
    return codes_under(agencies_where(user, PLAN))
