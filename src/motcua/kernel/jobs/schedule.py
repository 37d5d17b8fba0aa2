"""Scheduled jobs: each runs in one worker at a time.

A turn is held by a lease that is renewed as long as its process lives: a turn that crashed is repeated within minutes,
one that failed after half an hour, and one may take hours. `is_long` jobs get a process of their own, which ends with
them (`roof.worker`).
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from motcua.kernel import clock
from motcua.kernel.jobs.models import JobTurn

log = logging.getLogger(__name__)

REPEATED_AFTER = timedelta(minutes=30)
"""A turn that failed; one that runs more often is repeated at its next turn."""
LEASE, RENEWED_EVERY_SECONDS = timedelta(minutes=2), 30.0
Job = Callable[[datetime], None]


@dataclass(frozen=True)
class _Declared:
    function: Job
    every: timedelta
    is_long: bool

    @property
    def again(self) -> timedelta:
        return min(self.every, REPEATED_AFTER)


_jobs: dict[str, _Declared] = {}


@dataclass(frozen=True)
class Turn:
    """A job whose turn was taken, to be run by `run_turn` in this process or a child of it."""

    name: str
    at: datetime
    until: datetime


def job(*, every: timedelta, is_long: bool = False) -> Callable[[Job], Job]:
    """Run the function every so often; it is given the moment of its turn. `is_long`: it may take minutes or hours."""

    def register(function: Job) -> Job:
        name = f"{function.__module__}.{function.__name__}".removeprefix("motcua.")
        _jobs[name] = _Declared(function, every, is_long)
        return function

    return register


def run_due_jobs() -> int:
    """Run every job whose turn has come, in this process; how many ran."""
    ran = 0
    for turn in take_due():
        run_turn(turn)
        ran += 1
    return ran


def take_due(*, is_long: bool | None = None) -> Iterator[Turn]:
    """Take the turns that have come (of long or of short jobs), one when it is asked for; no other worker takes it."""
    at = clock.now()
    missing = set(_jobs) - set(JobTurn.objects.values_list("name", flat=True))
    JobTurn.objects.bulk_create([JobTurn(name=name, next_at=at) for name in sorted(missing)], ignore_conflicts=True)
    wanted = [name for name, declared in _jobs.items() if is_long in {None, declared.is_long}]
    for name in list(JobTurn.objects.filter(next_at__lte=at, name__in=wanted).values_list("name", flat=True)):
        if turn := _claim(name, at):
            yield turn


def run_turn(turn: Turn) -> None:
    """Do the job and write how it ended."""
    declared = _jobs[turn.name]
    ended: dict[str, object]
    with _renewed(turn):
        try:
            declared.function(turn.at)
        except Exception as error:
            log.exception("job %s failed", turn.name)
            ended = {"last_error": f"{type(error).__name__}: {error}"[:2000], "next_at": turn.at + declared.again}
        else:
            ended = {"last_error": "", "next_at": turn.at + declared.every}
    JobTurn.objects.filter(name=turn.name).update(last_ended_at=clock.now(), **ended)


def give_up(turn: Turn, why: str) -> None:
    """The process of a turn has died without a word: say why, and repeat it no sooner than one that failed."""
    mine = JobTurn.objects.filter(name=turn.name, last_started_at=turn.at, next_at__lte=clock.now() + LEASE)
    mine.update(last_error=why[:2000], last_ended_at=clock.now(), next_at=clock.now() + _jobs[turn.name].again)


def _claim(name: str, at: datetime) -> Turn | None:
    """Take the turn, so that no other worker does; if this one dies, it is due again after the lease."""
    with transaction.atomic():
        turn = JobTurn.objects.select_for_update(skip_locked=True).filter(name=name, next_at__lte=at).first()
        if turn is None:
            return None
        turn.next_at, turn.last_started_at = clock.now() + LEASE, at
        turn.save(update_fields=["next_at", "last_started_at"])
    return Turn(name, at, turn.next_at)


@contextmanager
def _renewed(turn: Turn) -> Iterator[None]:
    """Meanwhile a thread renews the lease, as long as it is ours."""
    ended = threading.Event()
    beat = threading.Thread(target=_renew, args=(turn, ended), name="lease", daemon=True)
    beat.start()
    try:
        yield
    finally:
        ended.set()
        beat.join()


def _renew(turn: Turn, ended: threading.Event) -> None:
    until = turn.until
    while not ended.wait(RENEWED_EVERY_SECONDS):
        try:
            further = clock.now() + LEASE
            if not JobTurn.objects.filter(name=turn.name, next_at=until).update(next_at=further):
                return
            until = further
        except Exception:
            log.warning("the lease of %s could not be renewed", turn.name, exc_info=True)
        finally:
            connection.close()
