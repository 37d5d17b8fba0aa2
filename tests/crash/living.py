"""The load: people who send, ask, answer and accept through the pages, a partner at the REST door; all keep a diary."""

import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import uuid4

from motcua.casework.dossiers.tests.factories import PDF
from tests.crash.browsing import Answer, Broken, Browser

PAUSE_SECONDS = 0.2
DONE_BEFORE = {404, 409}
DEFECTS = {"paper": "2", "defect-2": "Giấy chứng sinh", "reason": "Điều 16 Luật Hộ tịch"}


@dataclass
class Diary:
    """What was acknowledged: (dossier code, kind of event). Written by all, read at the end."""

    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    broken: int = 0
    progress: threading.Condition = field(default_factory=threading.Condition)

    def note(self, code: str, kind: str) -> None:
        with self.progress:
            self.acknowledged.append((code, kind))
            self.progress.notify_all()

    def wait_for_more(self, than: int, *, seconds: float) -> bool:
        """Whether more moves than that were acknowledged in time."""
        with self.progress:
            return self.progress.wait_for(lambda: len(self.acknowledged) > than, timeout=seconds)


class Person:
    """Somebody who does one thing after the other until told to stop, and tries again what broke."""

    def __init__(self, house: Callable[[], str | None], told: dict[str, Any], diary: Diary, stop: threading.Event):
        self._house, self._told, self._diary, self._stop = house, told, diary, stop

    def live(self) -> None:
        """Until the end."""
        while not self._stop.is_set():
            try:
                self.one_round()
            except _Stopped:
                return
            except Exception:  # told at the end; the others go on
                self._diary.unexpected.append(traceback.format_exc())

    def one_round(self) -> None:
        """One dossier's life."""
        raise NotImplementedError

    def _until_answered(self, ask: Callable[[], Answer]) -> tuple[Answer, bool]:
        """The answer, and whether an earlier try broke: then it may have been done already."""
        broke = False
        while True:
            try:
                return ask(), broke
            except Broken:
                broke = True
                self._diary.broken += 1
                if self._stop.wait(PAUSE_SECONDS):
                    raise _Stopped from None

    def _make(self, code: str, kind: str, ask: Callable[[], Answer]) -> None:
        """A move: acknowledged, or done by a try that broke."""
        answer, broke = self._until_answered(ask)
        if answer.status == 302:
            self._diary.note(code, kind)
        elif not (broke and answer.status in DONE_BEFORE):
            raise AssertionError(f"{kind} of {code}: {answer.status} {answer.text[:2000]}")

    def _signed_in(self, who: str) -> Browser:
        browser = Browser(self._house)
        self._until_answered(partial(browser.get, "/dang-nhap/"))
        posted = {"username": self._told[who], "password": self._told["password"]}
        answer, _ = self._until_answered(partial(browser.post, "/dang-nhap/", posted))
        assert answer.status == 302, answer.text[:2000]
        return browser


class _Stopped(Exception):
    """The load is over."""


class Family(Person):
    """A citizen and the officers who serve him, from the draft to the specialist's desk."""

    def __init__(self, citizen: str, *given: Any) -> None:
        super().__init__(*given)
        self._citizen = citizen
        self._people: dict[str, Browser] = {}

    def one_round(self) -> None:
        """Send, ask, answer, accept, assign."""
        code = self._send()
        asked = partial(self._as("receiver").post, self._desk(code, "request_supplement"), DEFECTS)
        self._make(code, "dossiers.supplement_requested", asked)
        self._make(code, "dossiers.supplement_provided", partial(self._answer, code))
        self._make(code, "dossiers.accepted", partial(self._as("receiver").post, self._desk(code, "accept"), {}))
        self._make(code, "dossiers.forwarded", partial(self._as("receiver").post, self._desk(code, "forward"), {}))

    def _as(self, who: str) -> Browser:
        if who not in self._people:
            self._people[who] = self._signed_in(who)
        return self._people[who]

    def _desk(self, code: str, move: str) -> str:
        return f"/ban-lam-viec/ho-so/{code}/viec/{move}/"

    def _send(self) -> str:
        citizen, agency = self._as(self._citizen), {"agency": self._told["agency"]}
        begun, _ = self._until_answered(partial(citizen.post, f"/nop-ho-so/{self._told['procedure']}/", agency))
        assert begun.status == 302, (begun.status, begun.text[:3000])
        draft = begun.location.split("/")[2]
        people = {"owner_full_name": "Triệu Thị Mai", "owner_email": "mai@vidu.vn"}
        steps = (
            partial(citizen.post, f"/ban-nhap/{draft}/nguoi-yeu-cau/", people),
            partial(
                citizen.post,
                f"/ban-nhap/{draft}/giay-to/{self._told['papers'][0]}/",
                {},
                file=("files", "to-khai.pdf", PDF),
            ),
            partial(citizen.post, f"/ban-nhap/{draft}/nhan-ket-qua/", {"delivery_method": "counter"}),
        )
        for step in steps:
            answer, _ = self._until_answered(step)
            assert answer.status == 302, (answer.status, answer.text[:2000])
        sent, _ = self._until_answered(partial(citizen.post, f"/ban-nhap/{draft}/kiem-tra/", {}))
        assert sent.location.startswith("/ho-so/"), (sent.status, sent.text[:2000])
        code = sent.location.split("/")[2]
        self._diary.note(code, "dossiers.submitted")
        return code

    def _answer(self, code: str) -> Answer:
        citizen, url = self._as(self._citizen), f"/ho-so/{code}/bo-sung/"
        page = citizen.get(url)
        if page.status == 302:  # nothing is asked any more
            return page
        assert 'name="defect-' in page.text, (page.status, page.text[:3000])
        name = page.text.split('name="defect-')[1].split('"')[0]
        return citizen.post(url, {}, file=(f"defect-{name}", "chung-sinh.pdf", PDF))


class Partner(Person):
    """A partner that submits and reads the feed of events from where it stopped."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._door = Browser(self._house, headers={"Authorization": f"Bearer {self._told['token']}"})
        self._cursor = 0
        self.read: list[tuple[int, str, str]] = []

    def one_round(self) -> None:
        """Bring a file, send a dossier under one key until it is told its code, read on."""
        file, _ = self._until_answered(partial(self._door.post, "/api/v1/files", {}, file=("file", "to-khai.pdf", PDF)))
        body = {
            "key": str(uuid4()),
            "procedure": self._told["procedure"],
            "agency": self._told["agency"],
            "people": [{"role": "owner", "full_name": "Nông Văn Nam", "email": "nam@vidu.vn"}],
            "papers": [{"paper": self._told["papers"][0], "files": [file.json()["id"]]}],
        }
        sent, broke = self._until_answered(partial(self._door.send, "/api/v1/dossiers", body))
        assert sent.status == 201 or (broke and sent.status == 200), (sent.status, sent.text[:2000])
        self._diary.note(sent.json()["code"], "dossiers.submitted")
        self.read_on()

    def read_on(self) -> bool:
        """One page of the feed; whether there was anything."""
        page, _ = self._until_answered(partial(self._door.get, f"/api/v1/events?cursor={self._cursor}&limit=200"))
        told = page.json()
        self.read += [(item["position"], item["subject"], item["kind"]) for item in told["items"]]
        is_more, self._cursor = told["cursor"] != self._cursor, told["cursor"]
        return is_more

    def read_to_the_end(self) -> None:
        """All that is left, after the load."""
        self._stop = threading.Event()
        while self.read_on():
            pass
