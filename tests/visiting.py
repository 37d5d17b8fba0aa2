"""People at their pages without a browser: Django's client, whole middleware, real rows."""

from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.models import Dossier, Draft
from motcua.casework.dossiers.tests.factories import COMMUNE, PDF, Cast
from motcua.registry.people.public import Account


def signed_in(account: Account) -> Client:
    """A browser in which this person is signed in; a page that breaks answers 500 as it would outside."""
    client = Client(raise_request_exception=False)
    client.force_login(account)
    return client


def second_tab(client: Client) -> Client:
    """Another tab of the same browser: the same session."""
    tab = Client(raise_request_exception=False)
    tab.cookies = client.cookies.copy()
    return tab


def upload(content: bytes = PDF, name: str = "to-khai.pdf", media_type: str = "application/pdf") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content, media_type)


def begun_draft(client: Client, cast: Cast) -> UUID:
    """A draft of the cast's procedure, begun on the page."""
    answer = client.post(reverse("dossiers:apply", args=[cast.procedure.code]), {"agency": COMMUNE})
    assert answer.status_code == 302, answer.content.decode()
    return Draft.objects.latest("started_at").key


def ready_draft(client: Client, cast: Cast) -> UUID:
    """A draft in which only the last click is missing."""
    key = begun_draft(client, cast)
    first, _second = cast.procedure.cases[0].papers
    steps = (
        (step_url(key, "nguoi-yeu-cau"), {"owner_full_name": "Triệu Thị Mai", "owner_email": "mai@vidu.vn"}),
        (reverse("dossiers:apply-upload", args=[key, first.id]), {"files": upload()}),
        (step_url(key, "nhan-ket-qua"), {"delivery_method": "counter"}),
    )
    for url, posted in steps:
        assert client.post(url, posted).status_code == 302
    return key


def step_url(key: UUID, step: str) -> str:
    """A page of applying."""
    return reverse("dossiers:apply-step", args=[key, step])


def submit(client: Client, key: UUID) -> HttpResponse:
    """The last click."""
    return client.post(step_url(key, "kiem-tra"))


def move_url(dossier: Dossier, move: str) -> str:
    """The officer's form of a legal move."""
    return reverse("dossiers:desk-move", args=[dossier.code, move])


def step_of(dossier: Dossier, task: int) -> str:
    """The officer's form of an inner step."""
    return reverse("dossiers:desk-step", args=[dossier.code, task])


def text_of(answer: HttpResponse) -> str:
    """What the page says."""
    return answer.content.decode()
