"""The API object: who may come in, what is read of a request, and what its OpenAPI document says."""

import json
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from ninja.security import HttpBearer

from motcua.channels.api.models import PartnerToken
from motcua.channels.api.pages import refusals
from motcua.channels.api.pages.gate import too_large
from motcua.channels.api.queries import bearer_of
from motcua.kernel import clock
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark
from motcua.registry.people.public import Account

TWICE = mark("Tham số này được ghi nhiều lần. Hãy ghi một lần.")
TITLE = mark("Một Cửa: cổng REST cho đối tác")
ABOUT = mark(
    "Nộp, theo dõi và tiếp nhận hồ sơ. Mỗi đối tác có khoá truy cập riêng, thay mặt một tài khoản cán bộ và có quyền "
    "của tài khoản đó. Hồ sơ không được xem thì như không có (404); được xem nhưng không được làm thì bị từ chối (403)."
)


class PartnerRequest(HttpRequest):
    """What a view gets once the token was checked."""

    auth: PartnerToken
    user: Account


class TokenAuth(HttpBearer):
    """``Authorization: Bearer …``; the request then acts as the partner's account."""

    def authenticate(self, request: HttpRequest, token: str) -> PartnerToken | None:
        """The token's row, if it is in force and its account is active."""
        found = bearer_of(token, at=clock.now())
        if found is None:
            return None
        row, request.user = found
        return row


class StrictParser(Parser):
    """JSON that can be kept and written again as it came: no NaN, no number beyond floats; no parameter twice."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body, or `ValueError` (400)."""
        try:
            return json.loads(request.body, parse_constant=_no_number, parse_float=_finite)
        except RecursionError:
            raise ValueError("nested too deep") from None

    def parse_querydict(self, data: "MultiValueDict[str, Any]", list_fields: list[str], request: HttpRequest) -> Any:
        """Parameters or files by name; `InvalidInput` if one stands twice."""
        if twice := [name for name, values in data.lists() if len(values) > 1 and name not in list_fields]:
            raise InvalidInput(refusals.WRONG_SHAPE, fields=dict.fromkeys(twice, TWICE))
        return super().parse_querydict(data, list_fields, request)


class Readable(JSONRenderer):
    """Vietnamese as it is written, not as numbers of signs."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


class PartnerApi(NinjaAPI):
    """Ninja's API with short operation names and a document in the reader's language."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of its function."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        """OpenAPI 3.1."""
        document = super().get_openapi_schema(**where)
        _say(document)
        document["info"]["title"] = gettext(TITLE)
        return document


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _finite(text: str) -> float:
    number = float(text)
    if number in {float("inf"), float("-inf")}:
        raise ValueError(text)
    return number


def _say(part: Any) -> None:
    """Translate what the document tells people."""
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        _say(inner)
    if isinstance(part, dict):
        told = {name: text for name, text in part.items() if name in {"summary", "description"}}
        part.update({name: gettext(text) for name, text in told.items() if isinstance(text, str)})


api = PartnerApi(
    title=TITLE,
    version="1",
    auth=TokenAuth(),
    description=ABOUT,
    urls_namespace="api",
    docs_url=None,
    parser=StrictParser(),
    renderer=Readable(),
)
_HANDLERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    DomainError: refusals.refused,
    ValidationError: refusals.misshapen,
    AuthenticationError: refusals.unknown,
    HttpError: refusals.malformed,
    Http404: refusals.not_found,
    RequestDataTooBig: too_large,
    SuspiciousOperation: refusals.malformed,
    BadRequest: refusals.malformed,
    MultiPartParserError: refusals.malformed,
    UnreadablePostError: refusals.malformed,
    Exception: refusals.broken,
}
for kind, handler in _HANDLERS.items():
    api.add_exception_handler(kind, handler)
