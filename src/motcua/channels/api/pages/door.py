"""The API object: who may come in, and how a refusal reads."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer

from motcua.channels.api.actions import digest_of
from motcua.channels.api.models import PartnerToken
from motcua.kernel import clock
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.registry.people.public import Account


class TokenAuth(HttpBearer):
    """``Authorization: Bearer …``; the request then acts as the partner's account."""

    def authenticate(self, request: HttpRequest, token: str) -> PartnerToken | None:
        """The token's row, if it is in force and its account is active."""
        found = token_in_force(token, at=clock.now())
        if found is None:
            return None
        account = Account.objects.filter(username=found.username, is_active=True).first()
        if account is None:
            return None
        request.user = account
        return found


def token_in_force(token: str, *, at: datetime) -> PartnerToken | None:
    """The row of a token that opens the door at `at`."""
    in_force = Q(ends_at=None) | Q(ends_at__gt=at)
    return PartnerToken.objects.filter(in_force, digest=digest_of(token)).first()


api = NinjaAPI(
    title="Một Cửa",
    version="1",
    auth=TokenAuth(),
    description="Nộp hồ sơ, xem trạng thái, theo dõi sự kiện. Một khoá cho mỗi đối tác.",
    urls_namespace="api",
    docs_url=None,
)


@api.exception_handler(DomainError)
def refuse(request: HttpRequest, error: DomainError) -> HttpResponse:
    """A refusal in Vietnamese with its status."""
    fields = error.fields if isinstance(error, InvalidInput) else {}
    return api.create_response(request, {"message": str(error), "fields": fields}, status=error.status)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What of the request has the wrong shape."""
    fields = {".".join(str(part) for part in one["loc"]): str(one["msg"]) for one in error.errors}
    return api.create_response(request, {"message": gettext("Yêu cầu không đúng dạng."), "fields": fields}, status=422)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, _error: Any) -> HttpResponse:
    """No token, or one that is not in force."""
    text = gettext("Khoá truy cập không có hoặc đã hết hạn.")
    return api.create_response(request, {"message": text, "fields": {}}, status=401)


@api.exception_handler(HttpError)
def malformed(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that cannot be read."""
    text = gettext("Không đọc được nội dung yêu cầu.")
    return api.create_response(request, {"message": text, "fields": {}}, status=error.status_code)
