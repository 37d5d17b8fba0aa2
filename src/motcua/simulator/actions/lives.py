"""The life of one dossier as a generator: it yields the moment of its next move, and is resumed when that has come."""

from collections.abc import Callable, Iterator
from datetime import datetime
from random import Random

from motcua.capabilities.workflow.public import TaskView, open_tasks
from motcua.casework.dossiers import public as dossiers
from motcua.casework.dossiers.errors import AlreadySubmitted
from motcua.casework.dossiers.public import DefectInput, DeliveryMethod, ResultInput
from motcua.simulator.actions.world import World
from motcua.simulator.rules import words
from motcua.simulator.rules.behaviour import Plan, Trouble, answers_after
from motcua.simulator.rules.demand import later
from motcua.simulator.rules.steps import APOLOGY_AHEAD, Event, is_worth_an_apology, share_of, troubles_of
from motcua.simulator.rules.words import one_of

Moments = Iterator[datetime]
_DAY = 480


class Life:
    """One dossier from its arrival to its result, as its plan has it."""

    def __init__(self, plan: Plan, world: World) -> None:
        self.plan, self.world = plan, world
        self.random = Random(str(plan.key))
        self.now = plan.arrives_at
        self.unit_code = world.units[plan.procedure_code]
        self.times_asked = 0
        self.is_begun = self.is_new = False

    def run(self) -> Moments:
        """All moments at which something happens; only the first if the dossier is there from an earlier load."""
        yield self.now
        self.is_begun = True
        application = self.world.application_of(self.plan, self.random)
        try:
            if self.plan.channel == "online":
                self.dossier = dossiers.submit_dossier(application, actor=self._applicant, at=self.now)
            else:
                self.dossier = dossiers.receive_at_counter(application, officer=self._receiver, at=self.now)
        except AlreadySubmitted:
            return
        self.is_new = True
        if not self.dossier.is_accepted:
            yield from self._receipt()
        if self.dossier.is_accepted:
            yield from self._payment()
            yield from self._work()
        if self.dossier.ended_at and self.dossier.is_accepted and not self._is_given_up:
            yield from self._delivery()

    def _receipt(self) -> Moments:
        """An online dossier at the counter's desk: taken in, completed first, refused or taken back."""
        trouble = self.plan.trouble
        yield self._after(self.random.randint(8, 300))
        if trouble is Trouble.REFUSED_AT_RECEIPT:
            reason = one_of(words.REFUSED_AT_RECEIPT, self.random)
            self.dossier = dossiers.refuse_receipt(self.dossier, reason=reason, officer=self._receiver, at=self.now)
        elif trouble is Trouble.WITHDRAWN_EARLY:
            self._withdraw()
        elif trouble in {Trouble.PAPERS_COMPLETED, Trouble.PAPERS_NEVER_COMPLETED}:
            yield from self._completion()
        else:
            self._accept()

    def _completion(self) -> Moments:
        self._ask(self._receiver)
        if self.plan.trouble is Trouble.PAPERS_COMPLETED:
            yield self._after(answers_after(self.random))
            self._answer()
            yield self._after(self.random.randint(10, 200))
            self._accept()

    def _accept(self) -> None:
        self.dossier = dossiers.accept_dossier(self.dossier, officer=self._receiver, at=self.now)

    def _payment(self) -> Moments:
        if self.dossier.fee_amount:
            yield self._after(self.random.randint(1, 6))
            self.dossier = dossiers.collect_fee(self.dossier, officer=self._receiver, at=self.now)
        yield self._after(self.random.randint(5, 60))
        self.dossier = dossiers.forward_dossier(self.dossier, officer=self._receiver, at=self.now)

    def _work(self) -> Moments:
        """Step by step through the process, with the troubles of the plan in between."""
        started = self.world.hours.position(self.now)
        self.period = max(self.world.hours.position(self._due_at) - started, 60)
        ahead = self._ahead()
        while not self.dossier.ended_at and (tasks := open_tasks(self.dossier.code)):
            task = tasks[0]
            share = share_of(task.key, [outcome.code for outcome in task.outcomes], task.moves) * self.plan.spent
            if ahead and ahead[0][0] <= share:
                due_share, event = ahead.pop(0)
                yield self._mark(due_share)
                yield from self._events[event]()
            else:
                yield self._mark(share)
                self._take(task)

    def _ahead(self) -> list[tuple[float, Event]]:
        """What will happen between the steps, by the share of the period."""
        events = troubles_of(self.plan)
        if is_worth_an_apology(self.plan, self.period):
            events.append((1 - APOLOGY_AHEAD / self.period, Event.APOLOGY))
        return sorted(events)

    def _take(self, task: TaskView) -> None:
        """Do the step on the desk of whoever holds it."""
        officer = task.username or self._officer(task.agency_code, task.role)
        outcomes = [outcome.code for outcome in task.outcomes]
        if task.key == "assign":
            to = self._officer(task.agency_code, "specialist")
            self.dossier = dossiers.assign_dossier(self.dossier, task=task.id, to=to, officer=officer, at=self.now)
        elif "propose" in outcomes:
            self.dossier = dossiers.prepare_result(
                self.dossier, self._result(), task=task.id, officer=officer, at=self.now
            )
        elif "resolve" in task.moves:
            self.dossier = dossiers.resolve_dossier(self.dossier, officer=officer, at=self.now)
        else:
            outcome = outcomes[0] if "redo" not in outcomes or self.random.random() > 0.04 else "redo"
            self.dossier = dossiers.complete_step(
                self.dossier, task=task.id, outcome=outcome, officer=officer, at=self.now
            )

    def _result(self) -> ResultInput:
        is_refused = self.plan.trouble is Trouble.REFUSED_ON_MERITS
        procedure = self.world.version_of(self.plan)
        granted = procedure.results[0].name if procedure.results else f"Kết quả «{procedure.name}»"
        return ResultInput(
            title=f"Văn bản trả lời về «{procedure.name}»" if is_refused else granted,
            file=self.world.shelf.result_of(procedure),
            outcome="refused" if is_refused else "granted",
            document_number=f"{self.dossier.register_number}/KQ-{self.now:%Y}",
            reason=one_of(words.REFUSED_ON_MERITS, self.random) if is_refused else "",
        )

    def _delivery(self) -> Moments:
        """The way of the result to the person; not everybody comes for it."""
        if self.plan.trouble is Trouble.REOPENED:
            yield from self._reopening()
        if self.plan.collected_after is None:
            return
        if self.plan.method == "post":
            yield self._after(self.random.randint(40, 300))
            tracking_code = f"CB{self.random.randrange(10**9):09d}VN"
            self.dossier = dossiers.post_result(
                self.dossier, tracking_code=tracking_code, officer=self._receiver, at=self.now
            )
        yield self._after(self.plan.collected_after)
        self.dossier = dossiers.return_result(
            self.dossier,
            method=DeliveryMethod(self.plan.method),
            taken_by=self.plan.submitter.full_name,
            officer=self._receiver,
            at=self.now,
        )

    def _reopening(self) -> Moments:
        yield self._after(self.random.randint(30, 200))
        leader = self._officer(self.dossier.agency_code, "leader")
        reason = one_of(words.REOPENED, self.random)
        self.dossier = dossiers.reopen_dossier(self.dossier, reason=reason, officer=leader, at=self.now)
        for task in iter(self._next_task, None):
            yield self._after(self.random.randint(15, 90))
            self._take(task)

    def _next_task(self) -> TaskView | None:
        """The next step before the result is signed again."""
        tasks = open_tasks(self.dossier.code)
        return tasks[0] if tasks and "return_result" not in tasks[0].moves else None

    def _supplement(self) -> Moments:
        self._ask(self._officer(self.dossier.agency_code, "specialist"))
        yield self._after(answers_after(self.random))
        self._answer()

    def _ask(self, officer: str) -> None:
        self.times_asked += 1
        self.dossier = dossiers.request_supplement(
            self.dossier,
            defects=[DefectInput(one_of(words.DEFECTS, self.random), paper_number=1)],
            reason=one_of(words.SUPPLEMENT_REASONS, self.random),
            officer=officer,
            at=self.now,
            is_approved=self.times_asked > 1,
        )

    def _answer(self) -> None:
        is_online = self.plan.channel == "online"
        self.dossier = dossiers.provide_supplement(
            self.dossier,
            files={1: [self.world.shelf.scan()]} if is_online else {},
            paper_copies=() if is_online else (1,),
            actor=self._applicant if is_online else self._receiver,
            at=self.now,
        )

    def _duty(self) -> Moments:
        self.dossier = dossiers.demand_fee(
            self.dossier,
            amount=self.random.randint(150, 6000) * 1000,
            reason=one_of(words.DUTIES, self.random),
            officer=self._officer(self.dossier.agency_code, "specialist"),
            at=self.now,
        )
        yield self._after(answers_after(self.random))
        self.dossier = dossiers.confirm_fee(self.dossier, officer=self._receiver, at=self.now)

    def _apology(self) -> Moments:
        self.dossier = dossiers.extend_deadline(
            self.dossier,
            appointed_at=later(self.world.hours, self._due_at, int((self.plan.spent - 1) * self.period) + _DAY),
            reason=one_of(words.APOLOGIES, self.random),
            officer=self._officer(self.dossier.agency_code, "leader"),
            at=self.now,
        )
        yield from ()

    def _correction(self) -> Moments:
        owner = self.world.party(self.plan.owner)
        self.dossier = dossiers.correct_party(self.dossier, owner, officer=self._receiver, at=self.now)
        yield from ()

    def _transfer(self) -> Moments:
        communes = [code for code in self.world.communes if code != self.dossier.agency_code]
        self.dossier = dossiers.transfer_dossier(
            self.dossier,
            to_agency_code=self.random.choice(communes),
            reason=one_of(words.TRANSFERRED, self.random),
            officer=self._officer(self.dossier.agency_code, "head"),
            at=self.now,
        )
        yield from ()

    def _withdrawal(self) -> Moments:
        self._withdraw()
        yield from ()

    def _withdraw(self) -> None:
        reason = one_of(words.WITHDRAWN, self.random)
        self.dossier = dossiers.withdraw_dossier(self.dossier, reason=reason, actor=self._applicant, at=self.now)

    def _stop(self) -> Moments:
        self.dossier = dossiers.stop_dossier(
            self.dossier,
            reason=one_of(words.STOPPED, self.random),
            officer=self._officer(self.dossier.agency_code, "leader"),
            at=self.now,
        )
        yield from ()

    @property
    def _events(self) -> dict[Event, Callable[[], Moments]]:
        return {
            Event.SUPPLEMENT: self._supplement,
            Event.DUTY: self._duty,
            Event.APOLOGY: self._apology,
            Event.CORRECTION: self._correction,
            Event.TRANSFER: self._transfer,
            Event.WITHDRAWAL: self._withdrawal,
            Event.STOP: self._stop,
        }

    @property
    def _is_given_up(self) -> bool:
        return self.plan.trouble in {Trouble.WITHDRAWN, Trouble.STOPPED}

    @property
    def _due_at(self) -> datetime:
        return self.dossier.due_at or later(self.world.hours, self.now, 5 * _DAY)

    @property
    def _receiver(self) -> str:
        return self.world.staff.one(self.plan.receiving_agency_code, "receiver", number=self.plan.number)

    @property
    def _applicant(self) -> str:
        return self.world.applicant_of(self.plan)

    def _officer(self, agency_code: str, role: str) -> str:
        return self.world.staff.one(agency_code, role, unit_code=self.unit_code, number=self.plan.number)

    def _after(self, minutes: int) -> datetime:
        self.now = later(self.world.hours, self.now, minutes)
        return self.now

    def _mark(self, share: float) -> datetime:
        """The moment when `share` of the legal period is used, as the clock stands now; never before something else."""
        hours = self.world.hours
        position = hours.position(self._due_at) - round((1 - share) * self.period)
        at_least = hours.position(self.now) + self.random.randint(1, 6)
        self.now = hours.next_opening(hours.moment(max(position, at_least)))
        return self.now
