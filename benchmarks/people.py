"""Who takes part: citizens with a draft in which only the last click is missing, and a receiver at each commune.

Rows are made in bulk, sessions too, so that only the measured requests cost time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from motcua.casework.dossiers.models import Draft
from motcua.kernel import clock
from motcua.kernel.files.models import StoredFile
from motcua.kernel.files.store import store_file
from motcua.registry.catalogue.public import ProcedureView, agencies_offering, procedure_on
from motcua.registry.organisation.public import Role, officers_at
from motcua.registry.people.models import Account

PROCEDURE = "1.001193"
CSRF = "benchmarkbenchmarkbenchmarkbench"
"""What the browser got with an earlier page: a secret of 32 characters, in the cookie and in the form."""
_PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
_ANSWERS = {
    "child_full_name": "Nông Bảo An",
    "child_birth_on": "2026-11-02",
    "child_sex": "female",
    "child_ethnicity": "Tày",
    "child_birth_place": "Bệnh viện Đa khoa tỉnh Cao Bằng",
    "child_home_town": "Tỉnh Cao Bằng",
    "mother_full_name": "Hoàng Thị Hiền",
    "mother_identity_number": "004190000123",
    "mother_ethnicity": "Tày",
    "mother_residence": "Tổ 3, phường Thục Phán, tỉnh Cao Bằng",
    "relation": "mother",
    "copies": 2,
}


@dataclass(frozen=True)
class Applicant:
    """A signed-in citizen and the key of the draft."""

    username: str
    cookie: str
    draft: str
    agency_code: str


def procedure() -> ProcedureView:
    """Birth registration: a form, two papers with a file each, a process of its own."""
    found = procedure_on(PROCEDURE, clock.today())
    if found is None:
        raise LookupError("The sample province is not loaded.")
    return found


def applicants(count: int) -> Iterator[Applicant]:
    """So many citizens, spread over the communes, each with a finished draft."""
    made = procedure()
    case = next(one for one in made.cases if one.is_condition)
    agencies = cycle(agencies_offering(made.code, clock.today()))
    accounts = Account.objects.bulk_create(
        Account(username=f"{uuid4().int % 10**12:012d}", full_name="Hoàng Thị Hiền", password="!") for _ in range(count)
    )
    papers = [paper for one in made.cases if one is case or not one.is_condition for paper in one.papers]
    drafts = [_draft(account, made, case.id, next(agencies), papers) for account in accounts]
    Draft.objects.bulk_create(drafts)
    for account, draft, cookie in zip(accounts, drafts, _sessions(accounts), strict=True):
        yield Applicant(account.username, cookie, str(draft.key), draft.agency_code)


def receivers() -> dict[str, str]:
    """Agency code → the cookie of a receiver who works there."""
    offering = agencies_offering(PROCEDURE, clock.today())
    names = {code: officers_at(code, role=Role.RECEIVER)[0].username for code in offering}
    accounts = {account.username: account for account in Account.objects.filter(username__in=names.values())}
    cookies = _sessions([accounts[name] for name in names.values()])
    return dict(zip(names, cookies, strict=True))


def cookie_of(username: str) -> str:
    """The cookies of a signed-in person."""
    return _sessions([Account.objects.get(username=username)])[0]


def session_row(cookie: str) -> dict[str, object]:
    """The session of such cookies, to be copied into another database."""
    key = cookie.partition("=")[2].partition(";")[0]
    row = Session.objects.get(session_key=key)
    return {"key": row.session_key, "data": row.session_data, "until": row.expire_date}


def _draft(account: Account, made: ProcedureView, case: int, agency_code: str, papers: list[Any]) -> Draft:
    owner = _party("Nông Bảo An", "", "")
    submitter = _party(account.full_name, account.username, "+84912345678")
    at = clock.now()
    return Draft(
        key=uuid4(),
        username=account.username,
        procedure_code=made.code,
        procedure_version=made.version_id,
        agency_code=agency_code,
        case_id=case,
        answers=_ANSWERS,
        parties={"owner": owner, "submitter": submitter},
        files={str(paper.id): [_file()] for paper in papers if paper.is_required},
        started_at=at,
        saved_at=at,
    )


def _party(full_name: str, identity_number: str, phone: str) -> dict[str, str]:
    """A person as the page of applying keeps one."""
    return {
        "kind": "person",
        "full_name": full_name,
        "identity_number": identity_number,
        "phone": phone,
        "email": "",
        "address": "Tổ 3, phường Thục Phán, tỉnh Cao Bằng",
    }


_scans: list[StoredFile] = []


def _file() -> dict[str, object]:
    """One scan serves all drafts; `KeptFile` as uploading keeps it."""
    if not _scans:
        _scans.append(store_file(_PDF, name="giay-to.pdf", at=clock.now()))
    (scan,) = _scans
    return {"id": scan.pk, "name": scan.name, "size": scan.size, "sha256": scan.sha256}


def _sessions(accounts: list[Account]) -> list[str]:
    store, until = SessionStore(), clock.now() + timedelta(hours=10)
    rows = [
        Session(session_key=uuid4().hex, session_data=store.encode(_signed_in(account)), expire_date=until)
        for account in accounts
    ]
    Session.objects.bulk_create(rows)
    return [f"{settings.SESSION_COOKIE_NAME}={row.session_key}; csrftoken={CSRF}" for row in rows]


def _signed_in(account: Account) -> dict[str, str]:
    return {
        SESSION_KEY: str(account.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: account.get_session_auth_hash(),
    }
