"""A browser of the barest kind: one connection a request, cookies kept, no redirect followed, failures told apart."""

import http.client
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

PATIENCE_SECONDS = 30


class Broken(Exception):
    """No answer, or one that says the house is out of order: what was asked may have been done or not."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    location: str
    text: str

    def json(self) -> dict:
        return json.loads(self.text)


@dataclass
class Browser:
    """`address` says where the house is now, None while it is down."""

    address: Callable[[], str | None]
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        """A page."""
        return self._ask("GET", path, b"", {})

    def post(self, path: str, fields: Mapping[str, object], *, file: tuple[str, str, bytes] | None = None) -> Answer:
        """A form, with one file at most: (field, name, content)."""
        values = {**fields, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        if file is None:
            body, kind = urlencode(values, doseq=True).encode(), "application/x-www-form-urlencoded"
        else:
            body, kind = _multipart(values, file)
        return self._ask("POST", path, body, {"Content-Type": kind})

    def send(self, path: str, value: object) -> Answer:
        """JSON."""
        return self._ask("POST", path, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        address = self.address()
        if address is None:
            raise Broken("the house is down")
        host = urlsplit(address)
        connection = http.client.HTTPConnection(host.hostname, host.port, timeout=PATIENCE_SECONDS)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body, {**self.headers, **headers, "Cookie": cookies})
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            raise Broken(repr(error)) from error
        finally:
            connection.close()
        if response.status >= 500:
            raise Broken(f"{response.status} at {path}")
        self._keep_cookies(response)
        return Answer(response.status, response.headers.get("Location", ""), text)

    def _keep_cookies(self, response: http.client.HTTPResponse) -> None:
        for header in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}


def _multipart(values: Mapping[str, object], file: tuple[str, str, bytes]) -> tuple[bytes, str]:
    boundary, (field_name, file_name, content) = uuid4().hex, file
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
             for name, value in values.items()]  # fmt: skip
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field_name}"; filename="{file_name}"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    body = b"".join([*parts, head.encode(), content, f"\r\n--{boundary}--\r\n".encode()])
    return body, f"multipart/form-data; boundary={boundary}"
