"""What any Django developer would write in an afternoon: no rule is asked, no form checked, no right looked at."""

import json
from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.capabilities.workflow.models import ProcessRun, Task
from motcua.casework.dossiers.models import DayCount, Dossier, Draft, Paper, PaperFile, Party, RegisterCount
from motcua.kernel import clock
from motcua.kernel.events.models import EventRecord


@login_required
@transaction.atomic
def create(request: HttpRequest) -> HttpResponse:
    """One dossier with its persons, papers, files, run, task and events; the draft goes."""
    posted, at = json.loads(request.body), clock.now()
    agency_code = posted["agency_code"]
    count = DayCount.objects.filter(agency_code=agency_code, day=clock.local(at).date())
    if not count.update(last=F("last") + 1):
        DayCount.objects.create(agency_code=agency_code, day=clock.local(at).date(), last=1)
    code = f"{agency_code}-{clock.local(at):%y%m%d}-{count.get().last:04d}"
    dossier = Dossier.objects.create(
        **posted["dossier"], code=code, submission_key=uuid4(), submitted_at=at, agency_code=agency_code,
        receiving_agency_code=agency_code, search_key=f"{code} {posted['dossier']['owner_name']}".lower(),
    )  # fmt: skip
    Party.objects.bulk_create([Party(dossier=dossier, **party) for party in posted["parties"]])
    papers = Paper.objects.bulk_create([Paper(dossier=dossier, **paper) for paper in posted["papers"]])
    given = zip(papers, posted["files"], strict=True)
    PaperFile.objects.bulk_create(
        [
            PaperFile(paper=paper, file_id=file, added_at=at, added_by=request.user.username)
            for paper, file in given
            if file
        ]
    )
    run = ProcessRun.objects.create(
        version_id=dossier.process_version, subject=code, agency_code=agency_code, started_at=at,
        agencies={"receiver": agency_code}, state={"at": ["receive"]},
    )  # fmt: skip
    Task.objects.create(**_task(run, "receive", "receiver"), offered_at=at, due_at=at + timedelta(hours=4))
    _record(request, dossier, posted["payload"], "workflow.process_started", "dossiers.submitted")
    Draft.objects.filter(key=posted["draft"]).delete()
    return render(request, "done.html", {"dossier": dossier})


@login_required
@transaction.atomic
def accept(request: HttpRequest) -> HttpResponse:
    """The dossier taken in: numbered, its task done, the next one offered, two events."""
    posted, at = json.loads(request.body), clock.now()
    dossier = Dossier.objects.select_for_update().get(code=posted["code"])
    register = RegisterCount.objects.filter(agency_code=dossier.agency_code, year=at.year)
    if not register.update(last=F("last") + 1):
        RegisterCount.objects.create(agency_code=dossier.agency_code, year=at.year, last=1)
    dossier.state, dossier.accepted_at, dossier.competent_received_at = "accepted", at, at
    dossier.due_at = dossier.appointed_at = at + timedelta(days=1)
    dossier.register_year, dossier.register_number = at.year, register.get().last
    dossier.allowance_amount, dossier.allowance_unit = 1, "working_day"
    dossier.save()
    task = Task.objects.select_related("run").get(subject=dossier.code, done_at=None)
    task.done_at, task.done_by, task.outcome = at, request.user.username, "done"
    task.save()
    task.run.state = {"at": ["assign"]}
    task.run.save()
    Task.objects.create(**_task(task.run, "assign", "head"), offered_at=at, due_at=at + timedelta(hours=4))
    payload = {"procedure_code": dossier.procedure_code, "channel": dossier.channel}
    _record(request, dossier, payload, "workflow.task_done", "dossiers.accepted")
    return render(request, "done.html", {"dossier": dossier})


def _task(run: ProcessRun, key: str, role: str) -> dict[str, object]:
    return {"run": run, "subject": run.subject, "agency_code": run.agency_code, "key": key, "role": role, "name": key}


def _record(request: HttpRequest, dossier: Dossier, payload: dict[str, object], *kinds: str) -> None:
    at = clock.now()
    EventRecord.objects.bulk_create(
        EventRecord(
            key=uuid4(), kind=kind, subject=dossier.code, agency_code=dossier.agency_code, at=at, recorded_at=at,
            actor=request.user.username, payload=payload,
        )
        for kind in kinds
    )  # fmt: skip
