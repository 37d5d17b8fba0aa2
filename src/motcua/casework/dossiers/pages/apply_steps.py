"""The steps of applying: what each shows and what it reads; one question group a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.capabilities.forms.public import FormView, answers_from_post, check_answers, form_on
from motcua.casework.dossiers.models import Draft
from motcua.casework.dossiers.queries.papers import conditions_of, has_common_papers, papers_of
from motcua.casework.dossiers.rules.application import OWNER_MISSING, PartyInput
from motcua.casework.dossiers.rules.side_lives import METHOD_LABELS, DeliveryMethod
from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.fold import nfc
from motcua.kernel.ui.pieces import Row
from motcua.kernel.ui.wording import refusal_text
from motcua.registry.catalogue.public import PaperView, ProcedureView
from motcua.registry.people.public import (
    check_email,
    check_name,
    check_person_name,
    check_personal_number,
    check_tax_code,
    normal_phone,
)

PEOPLE, CASE, PAPERS, RESULT, REVIEW = "nguoi-yeu-cau", "truong-hop", "giay-to", "nhan-ket-qua", "kiem-tra"
FORM = "khai-"
NO_CASE = 0
LONGEST = 400
CHECKS: dict[str, dict[str, Callable[[str], str]]] = {
    "person": {
        "full_name": check_person_name,
        "identity_number": check_personal_number,
        "phone": normal_phone,
        "email": check_email,
    },
    "organisation": {
        "full_name": check_name,
        "identity_number": check_tax_code,
        "phone": normal_phone,
        "email": check_email,
    },
}


@dataclass(frozen=True)
class Step:
    """One page of the way; `template` draws it."""

    key: str
    title: str
    template: str


@dataclass(frozen=True)
class Read:
    """What a step's form said: changes to keep in the draft, and what is wrong with them."""

    changes: Mapping[str, Any]
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Way:
    """The whole way of one draft."""

    draft: Draft
    procedure: ProcedureView
    form: FormView | None

    @property
    def steps(self) -> list[Step]:
        steps = [Step(PEOPLE, _("Người yêu cầu"), "people")]
        if conditions_of(self.procedure):
            steps.append(Step(CASE, _("Trường hợp của bạn"), "case"))
        if self.form is not None:
            steps += [Step(f"{FORM}{group.key}", _(group.title), "form") for group in self.form.groups]
        if self.papers:
            steps.append(Step(PAPERS, _("Giấy tờ kèm theo"), "papers"))
        return [*steps, Step(RESULT, _("Nhận kết quả"), "result"), Step(REVIEW, _("Kiểm tra và nộp"), "review")]

    @property
    def papers(self) -> tuple[PaperView, ...]:
        return papers_of(self.procedure, self.draft.case_id)

    def step(self, key: str) -> Step | None:
        """The step of that name, if the way has it."""
        return next((step for step in self.steps if step.key == key), None)

    def after(self, step: Step) -> Step:
        """The next step; the last one is its own next."""
        steps = self.steps
        return steps[min(steps.index(step) + 1, len(steps) - 1)]

    def before(self, step: Step) -> Step | None:
        """The step before, or None."""
        at = self.steps.index(step)
        return self.steps[at - 1] if at else None

    def url(self, step: Step) -> str:
        """The step's address."""
        return reverse("dossiers:apply-step", args=[self.draft.key, step.key])


def way_of(draft: Draft, procedure: ProcedureView, on: date) -> Way:
    """The way of a draft as the procedure and its form stand on a day."""
    form = form_on(procedure.form_code, on) if procedure.form_code else None
    return Way(draft, procedure, form)


def read_step(way: Way, step: Step, posted: QueryDict) -> Read:
    """Read the posted form of a step."""
    if step.key.startswith(FORM):
        return _read_form(way, step.key.removeprefix(FORM), posted)
    if step.key == CASE:
        return _read_case(way, posted)
    return _READERS[step.key](posted) if step.key in _READERS else Read({})


def errors_of_all(way: Way) -> dict[str, str]:
    """What still keeps the draft from being sent, by step key; empty when all is there."""
    found: dict[str, str] = {}
    if not way.draft.parties.get("owner", {}).get("full_name"):
        found[PEOPLE] = OWNER_MISSING
    if way.form is not None:
        wrong = check_answers(way.form, way.draft.answers).errors
        for group in way.form.groups:
            if text := next((wrong[name] for name in group.keys if name in wrong), ""):
                found[f"{FORM}{group.key}"] = text
    if conditions_of(way.procedure) and way.draft.case_id is None:
        found[CASE] = _("Bạn chưa chọn trường hợp của mình.")
    missing = [paper.name for paper in way.papers if paper.is_required and not way.draft.files.get(str(paper.id))]
    if missing:
        found[PAPERS] = _("Còn thiếu: %(papers)s") % {"papers": "; ".join(missing)}
    return found


def _read_people(posted: QueryDict) -> Read:
    owner, errors = read_party(posted, "owner")
    parties: dict[str, Any] = {"owner": owner, "submitter": None}
    if posted.get("is_for_other") == "yes":
        parties["submitter"], more = read_party(posted, "submitter")
        errors |= more
    return Read({"parties": parties}, errors)


def read_party(posted: QueryDict, role: str) -> tuple[dict[str, str], dict[str, str]]:
    """A person's or organisation's details as typed, made regular, and what is wrong with them by field."""
    names = ("kind", "full_name", "identity_number", "phone", "email", "address")
    party = {name: nfc(posted.get(f"{role}_{name}", ""))[:LONGEST] for name in names}
    party["kind"] = "organisation" if party["kind"] == "organisation" else "person"
    errors = {}
    for name, check in CHECKS[party["kind"]].items():
        typed = posted.get(f"{role}_{name}", "")[:LONGEST]
        if typed.strip() or name == "full_name":
            try:
                party[name] = check(typed)
            except InvalidInput as refused:
                errors[f"{role}_{name}"] = refusal_text(refused)
    return party, errors


def party_of(role: str, party: Mapping[str, str], *, username: str = "") -> PartyInput:
    """The details of `read_party` as a person in a role."""
    return PartyInput(
        role=role,
        kind=party["kind"],
        full_name=party["full_name"],
        identity_number=party["identity_number"],
        phone=party["phone"],
        email=party["email"],
        address=party["address"],
        username=username,
    )


def _read_case(way: Way, posted: QueryDict) -> Read:
    chosen = posted.get("case", "")
    known = {str(value) for value, _label in case_options(way.procedure)}
    if chosen not in known:
        return Read({}, {"case": _("Bạn chưa chọn trường hợp của mình.")})
    return Read({"case_id": int(chosen)})


def _read_form(way: Way, group: str, posted: QueryDict) -> Read:
    assert way.form is not None
    answers = answers_from_post(way.form, posted, group=group)
    checked = check_answers(way.form, {**way.draft.answers, **answers}, group=group)
    return Read({"answers": answers}, checked.errors)


def _read_result(posted: QueryDict) -> Read:
    method = posted.get("delivery_method", "")
    if method not in set(DeliveryMethod):
        return Read({}, {"delivery_method": _("Bạn chưa chọn cách nhận kết quả.")})
    return Read({"delivery_method": method})


def options_of(way: Way) -> dict[str, Any]:
    """The choices that the steps offer, and what the review page lists."""
    return {
        "delivery_options": [(method.value, _(label)) for method, label in METHOD_LABELS.items()],
        "kind_options": [("person", _("Cá nhân")), ("organisation", _("Tổ chức, doanh nghiệp"))],
        "for_other_options": [("no", _("Chính chủ hồ sơ nộp")), ("yes", _("Nộp thay người khác"))],
        "for_other": "yes" if way.draft.parties.get("submitter") else "no",
        "case_options": case_options(way.procedure),
        "review_rows": _review_rows(way),
        "form_prefix": FORM,
    }


def case_options(procedure: ProcedureView) -> list[tuple[int, str]]:
    """The cases to choose from, with «none» where some papers hold for everybody."""
    options = [(case.id, case.name) for case in conditions_of(procedure)]
    if not options or not has_common_papers(procedure):
        return options
    return [*options, (NO_CASE, _("Không thuộc trường hợp nào ở trên"))]


def _review_rows(way: Way) -> list[Row]:
    """Check your answers: who, which case, which papers, how the result comes."""
    urls = {step.key: way.url(step) for step in way.steps}
    owner, submitter = way.draft.parties.get("owner") or {}, way.draft.parties.get("submitter") or {}
    rows = [Row(_("Chủ hồ sơ"), _who(owner), urls[PEOPLE])]
    if submitter:
        rows.append(Row(_("Người nộp"), _who(submitter), urls[PEOPLE]))
    if CASE in urls:
        chosen = dict(case_options(way.procedure)).get(way.draft.case_id if way.draft.case_id is not None else -1, "")
        rows.append(Row(_("Trường hợp"), chosen, urls[CASE]))
    for paper in way.papers:
        files = way.draft.files.get(str(paper.id), [])
        given = ", ".join(file["name"] for file in files) or (_("Chưa có") if paper.is_required else _("Không nộp"))
        rows.append(Row(paper.name, given, urls[PAPERS]))
    method = DeliveryMethod(way.draft.delivery_method)
    return [*rows, Row(_("Nhận kết quả"), _(METHOD_LABELS[method]), urls[RESULT])]


def _who(party: Mapping[str, str]) -> str:
    """All that was said of a person: what is wrong here reaches nobody."""
    said = ("full_name", "identity_number", "phone", "email", "address")
    return " · ".join(party[name] for name in said if party.get(name))


_READERS = {PEOPLE: _read_people, RESULT: _read_result}
