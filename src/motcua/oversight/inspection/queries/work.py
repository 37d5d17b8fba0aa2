"""What a move demands of the work done so far."""

from motcua.oversight.inspection.errors import FindingWithoutRemedy, NoSample, NotJudged, RemediesOpen
from motcua.oversight.inspection.models import ChecklistItem, Inspection, Judgement, Remedy, SampledDossier
from motcua.oversight.inspection.rules.life import RemedyState
from motcua.oversight.inspection.rules.words import Mode


def check_minutes(inspection: Inspection) -> None:
    """Remote, it looked at a sample; every dossier of the last draw is judged. Raises `NoSample`, `NotJudged`."""
    if inspection.mode == Mode.REMOTE and not inspection.draws.exists():
        raise NoSample
    if left := unjudged(inspection):
        raise NotJudged(count=left)


def unjudged(inspection: Inspection) -> int:
    """How many dossiers of the last draw are not wholly judged."""
    last = inspection.draws.order_by("-number").first()
    items = ChecklistItem.objects.filter(checklist=inspection.checklist_id, is_per_dossier=True).count()
    if last is None or not items:
        return 0
    wholly = (dossier for dossier, count in _judged(last.pk).items() if count >= items)
    return SampledDossier.objects.filter(draw=last).count() - sum(1 for _one in wholly)


def _judged(draw: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for dossier in Judgement.objects.filter(dossier__draw=draw).values_list("dossier", flat=True):
        found[dossier] = found.get(dossier, 0) + 1
    return found


def check_concludable(inspection: Inspection) -> None:
    """Each finding has a remedy. Raises `FindingWithoutRemedy`."""
    bare = inspection.findings.filter(remedies=None).order_by("number").first()
    if bare is not None:
        raise FindingWithoutRemedy(number=bare.number)


def check_closable(inspection: Inspection) -> None:
    """All is put right. Raises `RemediesOpen`."""
    rows = Remedy.objects.filter(finding__inspection=inspection).exclude(state=RemedyState.ACCEPTED)
    if left := rows.count():
        raise RemediesOpen(count=left)
