"""Two boards: what counters owe before the legal clock runs, and whether stored dates are what they must be."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.casework.deadlines.queries.proof import last_proof
from motcua.casework.deadlines.queries.waiting import Owed, counted, owed_to
from motcua.casework.dossiers.permissions import SEE
from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.ui.answers import answer
from motcua.registry.organisation.public import agency_names

WAITING, PROOF = "deadlines/desk/waiting.html", "deadlines/desk/proof.html"
MOST = 200


@needs(SEE)
@require_safe
def waiting(request: HttpRequest) -> HttpResponseBase:
    """«Chờ tiếp nhận»: in time and overdue by agency, then each dossier, the longest overdue first."""
    owed = owed_to(request.user, clock.now())
    names = agency_names({one.waiting.receiving_agency_code for one in owed})
    page = {
        "counts": [(row, names.get(row.agency_code, row.agency_code)) for row in counted(owed)],
        "in_time": sum(not one.is_late for one in owed),
        "late": sum(one.is_late for one in owed),
        "rows": owed[:MOST],
        "more": max(len(owed) - MOST, 0),
        "rules": _rules(owed),
    }
    return answer(request, WAITING, page)


@needs(SEE)
@require_safe
def proof(request: HttpRequest) -> HttpResponseBase:
    """«Kiểm tra hạn»: what the nightly proof found, and how far dates were counted anew."""
    return answer(request, PROOF, {"proof": last_proof(request.user)})


def _rules(owed: list[Owed]) -> list[str]:
    """By which rules the answers are owed; one that nobody has declared is said to be not verified."""
    unverified = _("8 giờ làm việc theo Nghị định 61/2018, Điều 17 – chưa xác minh theo văn bản hiện hành")
    return sorted({one.legal_basis or unverified for one in owed})
