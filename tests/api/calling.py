"""A partner's system at the door."""

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from motcua.casework.dossiers.tests.factories import BORN, COMMUNE, PDF, Cast, make_officer
from motcua.channels.api.actions import issue_token
from motcua.registry.organisation.public import Role
from motcua.registry.people.public import Account

DOOR = "/api/v1"


class Partner:
    """Calls with the token of an account; paths are below the door."""

    def __init__(self, account: Account, name: str = "Cổng đối tác") -> None:
        self.account = account
        self.token = issue_token(name, username=account.username, at=BORN)
        self._client = Client(raise_request_exception=False)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def get(self, path: str, **query: object) -> HttpResponse:
        return self._client.get(DOOR + path, query, headers=self.headers)

    def post(self, path: str, body: object = None, **headers: str) -> HttpResponse:
        given = {} if body is None else {"data": body, "content_type": "application/json"}
        return self._client.post(DOOR + path, **given, headers={**self.headers, **headers})

    def raw(self, path: str, content: bytes, media_type: str = "application/json") -> HttpResponse:
        return self._client.generic("POST", DOOR + path, content, media_type, headers=self.headers)

    def upload(self, content: bytes = PDF, name: str = "to-khai.pdf") -> HttpResponse:
        file = SimpleUploadedFile(name, content, "application/octet-stream")
        return self._client.post(f"{DOOR}/files", {"file": file}, headers=self.headers)

    def file(self, name: str = "to-khai.pdf") -> int:
        """The number of a file just uploaded."""
        return self.upload(name=name).json()["id"]


def counter() -> Partner:
    """A partner's counter that takes in dossiers for the commune."""
    return Partner(make_officer("doi.tac", "Bưu điện Lý Quốc", COMMUNE, Role.RECEIVER))


def new_dossier(cast: Cast, partner: Partner, **changes: object) -> dict[str, object]:
    """What a partner sends for a citizen: the required paper with its file."""
    given = {
        "key": str(uuid4()),
        "procedure": cast.procedure.code,
        "agency": COMMUNE,
        "people": [{"role": "owner", "full_name": "Triệu Thị Mai", "email": "mai@vidu.vn"}],
        "papers": [{"paper": cast.procedure.cases[0].papers[0].id, "files": [partner.file()]}],
    }
    return {**given, **changes}


def sent(cast: Cast, partner: Partner, **changes: object) -> str:
    """The code of a dossier just sent."""
    answer = partner.post("/dossiers", new_dossier(cast, partner, **changes))
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()["code"]
