"""Scheduled jobs: each runs in one worker at a time; a turn that failed or crashed is repeated after half an hour."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.jobs.models import JobTurn

log = logging.getLogger(__name__)

REPEATED_AFTER = timedelta(minutes=30)
"""No job takes longer; one that runs more often is repeated at its next turn."""
Job = Callable[[datetime], None]
_jobs: dict[str, tuple[Job, timedelta]] = {}


def job(*, every: timedelta) -> Callable[[Job], Job]:
    """Run the function every so often; it is given the moment of its turn."""

    def register(function: Job) -> Job:
        _jobs[f"{function.__module__}.{function.__name__}".removeprefix("motcua.")] = (function, every)
        return function

    return register


def run_due_jobs() -> int:
    """Run every job whose turn has come; how many ran."""
    at = clock.now()
    missing = set(_jobs) - set(JobTurn.objects.values_list("name", flat=True))
    JobTurn.objects.bulk_create([JobTurn(name=name, next_at=at) for name in missing], ignore_conflicts=True)
    names = JobTurn.objects.filter(next_at__lte=at, name__in=_jobs).values_list("name", flat=True)
    return sum(_run(name, at) for name in list(names))


def _run(name: str, at: datetime) -> bool:
    function, every = _jobs[name]
    if not _claim(name, at, min(every, REPEATED_AFTER)):
        return False
    ended: dict[str, object]
    try:
        function(at)
    except Exception as error:
        log.exception("job %s failed", name)
        ended = {"last_error": f"{type(error).__name__}: {error}"[:2000]}
    else:
        ended = {"last_error": "", "next_at": at + every}
    JobTurn.objects.filter(name=name).update(last_ended_at=clock.now(), **ended)
    return True


def _claim(name: str, at: datetime, lease: timedelta) -> bool:
    """Take the turn, so that no other worker does; if this one dies, it is due again after the lease."""
    with transaction.atomic():
        turn = JobTurn.objects.select_for_update(skip_locked=True).filter(name=name, next_at__lte=at).first()
        if turn is None:
            return False
        turn.next_at, turn.last_started_at = at + lease, at
        turn.save(update_fields=["next_at", "last_started_at"])
    return True
