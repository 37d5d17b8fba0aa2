"""What every dossier of a year shares: hours, people at work, published versions, files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from motcua.casework.dossiers.public import Application, Channel, DeliveryMethod, PaperInput, PartyInput, everyone
from motcua.kernel import clock
from motcua.registry.catalogue.public import CaseView, PaperView, ProcedureView
from motcua.simulator.actions.office import Staff
from motcua.simulator.actions.shelf import Shelf
from motcua.simulator.rules.answers import answers_of
from motcua.simulator.rules.behaviour import Plan
from motcua.simulator.rules.demand import Hours
from motcua.simulator.rules.residents import Resident

_OPTIONAL_GIVEN = 0.5


@dataclass(frozen=True)
class World:
    """The province during the year; `units` are the units that handle, by procedure."""

    hours: Hours
    staff: Staff
    versions: Mapping[str, Sequence[ProcedureView]]
    units: dict[str, str]
    shelf: Shelf
    communes: tuple[str, ...]
    citizen: PartyInput
    citizen_actor: str

    def version_of(self, plan: Plan) -> ProcedureView:
        """The procedure as it stood when the applicant came."""
        day = clock.local(plan.arrives_at).date()
        versions = self.versions[plan.procedure_code]
        return next((version for version in reversed(versions) if version.valid_from <= day), versions[0])

    def applicant_of(self, plan: Plan) -> str:
        """Who an event names as its actor when the applicant acts: an account, or nobody by name."""
        return self.citizen_actor if self._is_citizen(plan.submitter) else "applicant"

    def application_of(self, plan: Plan, random: Random) -> Application:
        """What the applicant of a plan hands in."""
        procedure = self.version_of(plan)
        case = procedure.cases[plan.case_number % len(procedure.cases)] if procedure.cases else None
        return Application(
            submission_key=plan.key,
            procedure_version=procedure.version_id,
            receiving_agency_code=plan.receiving_agency_code,
            agency_code=plan.agency_code,
            channel=Channel(plan.channel),
            parties=everyone(self.party(plan.owner), self.party(plan.submitter), None),
            papers=self._papers(case, plan.channel, random) if case else (),
            case_id=case.id if case else None,
            answers=answers_of(procedure.form_code, plan, procedure.name, random),
            delivery_method=DeliveryMethod(plan.method),
        )

    def party(self, resident: Resident) -> PartyInput:
        """A resident as a dossier writes him down; only the cast can be written to."""
        if self._is_citizen(resident):
            return self.citizen
        return PartyInput(
            role="owner",
            full_name=resident.full_name,
            kind="organisation" if resident.is_organisation else "person",
            identity_number=resident.identity_number,
            birth_on=resident.birth_on,
            address=resident.address_line,
        )

    def _papers(self, case: CaseView, channel: str, random: Random) -> tuple[PaperInput, ...]:
        return tuple(
            self._paper(paper, channel)
            for paper in case.papers
            if paper.is_required or random.random() < _OPTIONAL_GIVEN
        )

    def _paper(self, paper: PaperView, channel: str) -> PaperInput:
        is_online = channel == "online"
        return PaperInput(
            name=paper.name,
            code=paper.code,
            originals=0 if is_online else paper.originals or 0,
            copies=0 if is_online else paper.copies or 0,
            is_required=paper.is_required,
            files=(self.shelf.scan(),) if is_online else (),
        )

    def _is_citizen(self, resident: Resident) -> bool:
        return resident.identity_number == self.citizen.identity_number != ""
