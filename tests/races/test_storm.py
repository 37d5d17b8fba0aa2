"""Six officers and the applicant do anything at all with the same four dossiers at once; nothing may come apart."""

import random
import threading
from functools import partial

import pytest

from motcua.capabilities.workflow.public import open_tasks
from motcua.casework.dossiers import public as moves
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.public import DefectInput, DeliveryMethod, PartyInput
from motcua.casework.dossiers.rules.life import FINAL
from motcua.casework.dossiers.tests.factories import COMMUNE, ELSEWHERE, make_dossier, make_file, make_result
from motcua.casework.dossiers.tests.test_walk_a_dossier import says_the_same_as_its_events
from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.kernel.events.models import EventRecord
from motcua.kernel.events.store import history_of
from motcua.registry.catalogue.public import offer_procedure
from tests.races.together import together

THREADS, MOVES_EACH, DOSSIERS = 6, 60, 4
WHY = "Theo Điều 16 Luật Hộ tịch."
ONCE, OFTEN = 1, 6
"""How likely a move is: those that end a dossier are rare, so that it lives long."""


class Storm:
    """All moves with arguments that fit; the moment is taken before the row is locked, as the pages do."""

    def __init__(self, cast, dice) -> None:
        self._cast, self._dice = cast, dice
        self._moves = [(self._by_receiver, OFTEN), (self._inside, OFTEN * 2), (self._about_papers, OFTEN),
                       (self._about_money, OFTEN), (self._about_the_result, OFTEN), (self._ending, ONCE)]  # fmt: skip

    def move(self, dossier: Dossier) -> None:
        """One move, any."""
        chosen = self._dice.choices([one for one, _ in self._moves], [weight for _, weight in self._moves])[0]
        chosen(dossier, clock.now())

    def _one_of(self, *actions) -> None:
        self._dice.choice(actions)()

    def _by_receiver(self, dossier, at):
        by = {"officer": self._cast.receiver.username, "at": at}
        name = f"Triệu Thị Mai {self._dice.randrange(100)}"
        self._one_of(
            partial(moves.accept_dossier, dossier, **by),
            partial(moves.forward_dossier, dossier, **by),
            partial(moves.correct_party, dossier, PartyInput(role="owner", full_name=name), **by),
        )

    def _inside(self, dossier, at):
        """A step that happens to be open, any of its ways."""
        tasks = open_tasks(dossier.code)
        if not tasks:
            return
        task = self._dice.choice(tasks)
        officer = task.username or self._dice.choice([self._cast.leader, self._cast.specialist]).username
        ways = [
            partial(moves.complete_step, dossier, task=task.id, outcome=one.code, officer=officer, at=at)
            for one in task.outcomes
        ]
        if task.key == "assign":
            ways = [partial(moves.assign_dossier, dossier, task=task.id, to="chuyen.vien", officer=officer, at=at)]
        self._one_of(
            *ways,
            partial(moves.hand_over_task, dossier, task=task.id, to="lanh.dao", officer=officer, at=at),
            partial(moves.prepare_result, dossier, make_result(), task=task.id, officer=officer, at=at),
        )

    def _about_papers(self, dossier, at):
        ask = partial(moves.request_supplement, dossier, defects=[DefectInput("Giấy chứng sinh", 2)], reason=WHY,
                      officer="chuyen.vien", is_approved=True, at=at)  # fmt: skip
        give = partial(moves.provide_supplement, dossier, files={2: [make_file().id]}, actor="mai", at=at)
        bring = partial(moves.provide_supplement, dossier, files={}, paper_copies=[2], actor="tiep.nhan", at=at)
        self._one_of(ask, give, bring)

    def _about_money(self, dossier, at):
        demand = partial(moves.demand_fee, dossier, amount=135_000, reason=WHY, officer="chuyen.vien", at=at)
        confirm = partial(moves.confirm_fee, dossier, officer="tiep.nhan", at=at)
        collect = partial(moves.collect_fee, dossier, officer="tiep.nhan", at=at)
        self._one_of(demand, confirm, collect)

    def _about_the_result(self, dossier, at):
        self._one_of(
            partial(moves.resolve_dossier, dossier, officer="lanh.dao", at=at),
            partial(moves.resolve_dossier, dossier, officer="lanh.dao", at=at, reason=WHY),
            partial(moves.reopen_dossier, dossier, reason=WHY, officer="lanh.dao", at=at),
            partial(moves.post_result, dossier, tracking_code="EA1", officer="tiep.nhan", at=at),
        )

    def _ending(self, dossier, at):
        to = self._dice.choice([COMMUNE, ELSEWHERE])
        counter = DeliveryMethod.COUNTER
        self._one_of(
            partial(moves.withdraw_dossier, dossier, reason=WHY, actor="mai", at=at),
            partial(moves.stop_dossier, dossier, reason=WHY, officer="lanh.dao", at=at),
            partial(moves.transfer_dossier, dossier, to_agency_code=to, reason=WHY, officer="lanh.dao", at=at),
            partial(moves.return_result, dossier, method=counter, taken_by="Mai", officer="tiep.nhan", at=at),
        )  # fmt: skip


@pytest.mark.parametrize("seed", [random.SystemRandom().randrange(10**6)])
def test_whatever_is_done_at_once_each_dossier_still_says_what_its_events_say(cast, seed):
    offer_procedure(cast.procedure.code, ELSEWHERE, clock.today(), actor="test", at=clock.now())
    dossiers = [make_dossier(cast, at=clock.now()) for _ in range(DOSSIERS)]
    done, refused = [], []

    def work(number):
        dice = random.Random(f"{seed}-{number}")
        storm = Storm(cast, dice)
        for _ in range(MOVES_EACH):
            try:
                storm.move(dice.choice(dossiers))
                done.append(threading.get_ident())
            except DomainError as refusal:
                refused.append(type(refusal).__name__)

    together(*(partial(work, number) for number in range(THREADS)))
    assert len(set(done)) == THREADS, f"seed {seed}: {len(done)} moves made, {len(refused)} refused"
    for dossier in Dossier.objects.all():
        assert says_the_same_as_its_events(dossier), seed
        assert bool(open_tasks(dossier.code)) == (dossier.life not in FINAL), (seed, dossier.state)
        events = history_of(dossier.code)
        assert len({event.id for event in events}) == EventRecord.objects.filter(subject=dossier.code).count()
