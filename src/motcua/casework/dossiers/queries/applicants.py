"""Who applied, as a key to compare by and to forget: never shown, never stored."""

import hashlib
from collections.abc import Iterable

from motcua.casework.dossiers.models import Party
from motcua.kernel.texts.fold import fold

_AT_ONCE = 5000


def applicant_keys(codes: Iterable[str]) -> dict[str, str]:
    """A digest of the owner of each dossier that tells one person from another: by number, account, or name and phone.

    A dossier whose owner is not known that well has none.
    """
    wanted, found = list(codes), dict[str, str]()
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Party.objects.filter(dossier__code__in=wanted[start : start + _AT_ONCE], role=Party.Role.OWNER)
        names = ("dossier__code", "identity_number", "username", "full_name", "phone")
        for code, number, username, full_name, phone in rows.values_list(*names):
            known = number or username or (f"{fold(full_name)} {phone}" if full_name and phone else "")
            if known:
                found[code] = hashlib.sha256(known.encode()).hexdigest()
    return found
