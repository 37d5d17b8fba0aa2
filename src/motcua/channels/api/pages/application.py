"""A dossier as a partner gave it, made into an application: the same checks of persons and papers as on the pages."""

from collections.abc import Callable

from motcua.casework.dossiers.public import (
    Application,
    Channel,
    DeliveryMethod,
    PaperInput,
    PartyInput,
    everyone,
    papers_of,
)
from motcua.channels.api.errors import (
    CaseUnknown,
    FilesMissing,
    FilesUnknown,
    FormMissing,
    PaperNotAsked,
    PersonTwice,
    PersonWrong,
)
from motcua.channels.api.pages.given import NewDossier, PaperGiven, Person
from motcua.channels.api.queries import brought_by
from motcua.channels.api.rules import UPLOADS_KEPT_DAYS
from motcua.kernel.errors import InvalidInput
from motcua.registry.catalogue.public import PaperView, ProcedureView
from motcua.registry.people.public import (
    check_email,
    check_name,
    check_person_name,
    check_personal_number,
    check_tax_code,
    normal_phone,
)

_CHECKS: dict[str, Callable[[str], str]] = {"phone": normal_phone, "email": check_email}
_CHECKS_OF: dict[str, dict[str, Callable[[str], str]]] = {
    "person": {"full_name": check_person_name, "identity_number": check_personal_number, **_CHECKS},
    "organisation": {"full_name": check_name, "identity_number": check_tax_code, **_CHECKS},
}


def application_of(given: NewDossier, procedure: ProcedureView, *, username: str) -> Application:
    """What is handed in, or the refusal that says which part of it cannot be."""
    if given.answers and procedure.form_code is None:
        raise FormMissing(fields={"answers": FormMissing.text})
    check_files({file for paper in given.papers for file in paper.files}, username=username)
    channel = Channel(given.channel)
    return Application(
        submission_key=given.key,
        procedure_version=procedure.version_id,
        receiving_agency_code=given.receiving_agency or given.agency,
        agency_code=given.agency,
        channel=channel,
        case_id=_case(given.case, procedure),
        answers=given.answers,
        parties=_parties(given.people),
        papers=_papers(given.papers, papers_of(procedure, given.case), channel),
        delivery_method=DeliveryMethod(given.delivery),
        given_code=given.code,
    )


def check_files(files: set[int], *, username: str) -> None:
    """Refuse files that the account did not bring."""
    if unknown := files - brought_by(username, files):
        raise FilesUnknown(files=_listed(unknown), days=UPLOADS_KEPT_DAYS)


def _parties(people: list[Person]) -> tuple[PartyInput, ...]:
    by_role = {person.role: person for person in people}
    if len(by_role) < len(people) or "owner" not in by_role:
        raise PersonTwice(fields={"people": PersonTwice.text})
    wrong: dict[str, str] = {}
    checked = {person.role: _party(person, f"people.{index}", wrong) for index, person in enumerate(people)}
    if wrong:
        raise PersonWrong(fields=wrong)
    return everyone(checked["owner"], checked.get("submitter"), checked.get("receiver"))


def _party(person: Person, place: str, wrong: dict[str, str]) -> PartyInput:
    details = person.model_dump()
    for name, check in _CHECKS_OF[person.kind].items():
        if details[name] or name == "full_name":
            try:
                details[name] = check(details[name])
            except InvalidInput as refused:
                wrong[f"{place}.{name}"] = str(refused)
    return PartyInput(**details)


def _case(chosen: int | None, procedure: ProcedureView) -> int | None:
    conditions = {case.id: case.name for case in procedure.cases if case.is_condition}
    may_be_none = len(conditions) < len(procedure.cases) or not conditions
    if chosen not in conditions and (chosen is not None or not may_be_none):
        raise CaseUnknown(cases="; ".join(f"{number} – {name}" for number, name in conditions.items()) or "–")
    return chosen


def _papers(given: list[PaperGiven], asked: tuple[PaperView, ...], channel: Channel) -> tuple[PaperInput, ...]:
    by_id = {paper.paper: paper for paper in given}
    twice = {paper.paper for paper in given if by_id[paper.paper] is not paper}
    if wrong := twice | (set(by_id) - {paper.id for paper in asked}):
        raise PaperNotAsked(papers=_listed(wrong), known=_listed({paper.id for paper in asked}) or "–")
    if channel is Channel.ONLINE and any(paper.originals or paper.copies for paper in given):
        raise FilesMissing(fields={"papers": FilesMissing.text})
    return tuple(_paper(paper, by_id.get(paper.id)) for paper in asked)


def _paper(asked: PaperView, given: PaperGiven | None) -> PaperInput:
    counts = {"originals": given.originals, "copies": given.copies} if given else {}
    files = tuple(dict.fromkeys(given.files)) if given else ()
    return PaperInput(name=asked.name, code=asked.code, is_required=asked.is_required, files=files, **counts)


def _listed(numbers: set[int]) -> str:
    return ", ".join(str(number) for number in sorted(numbers))
