"""Pages for what went wrong: what happened, why, what to do. All in the shell, in the reader's language."""

import logging
import secrets
import sys
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from motcua.kernel.errors import DomainError
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import wants_part
from motcua.kernel.ui.wording import field_errors, refusal_text, translated

log = logging.getLogger(__name__)
QUIET = "X-Quiet"
"""A piece that loads by itself, such as a count, says so: if it cannot come, it just stays away."""
BARE = "ui/bare.html"
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Failure:
    """What is told; `text` is already translated when it comes from a refusal."""

    status: int
    title: str
    text: str
    reference: str = ""


NOT_FOUND = Failure(
    404,
    mark("Không tìm thấy trang này"),
    mark("Địa chỉ có thể đã gõ sai, hoặc nội dung không còn, hoặc bạn không được xem. Hãy tìm từ trang chủ."),
)
FORBIDDEN = Failure(
    403,
    mark("Bạn không có quyền làm việc này"),
    mark("Tài khoản của bạn chưa được giao quyền này. Hãy liên hệ người quản trị của cơ quan bạn."),
)
BAD_REQUEST = Failure(
    400,
    mark("Yêu cầu không đọc được"),
    mark("Trình duyệt đã gửi dữ liệu mà hệ thống không hiểu, có thể do tệp quá lớn. Hãy quay lại và thử lần nữa."),
)
EXPIRED = Failure(
    403,
    mark("Phiên làm việc đã hết hạn"),
    mark(
        "Biểu mẫu đã mở quá lâu nên chưa được gửi. Bản nháp đã lưu của bạn vẫn còn nguyên: hãy quay lại trang trước, "
        "tải lại trang rồi gửi lần nữa; nếu được yêu cầu, hãy đăng nhập lại."
    ),
)
BROKEN = mark("Hệ thống gặp lỗi ngoài dự kiến")
BROKEN_TEXT = mark(
    "Việc bạn vừa làm có thể chưa được ghi nhận. Hãy tải lại trang để kiểm tra rồi thử lại. Nếu vẫn lỗi, hãy gọi "
    "bộ phận hỗ trợ và đọc mã lỗi {reference}."
)
REFUSED = {
    403: FORBIDDEN.title,
    404: NOT_FOUND.title,
    409: mark("Chưa thực hiện được"),
    422: mark("Thông tin chưa hợp lệ"),
}


def refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    """A refusal that no page caught."""
    title = REFUSED.get(error.status, REFUSED[409])
    return _page(request, Failure(error.status, title, refusal_text(error)), errors=field_errors(error))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Django's handler404."""
    return _page(request, NOT_FOUND)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Django's handler403."""
    return _page(request, FORBIDDEN)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Django's handler400."""
    return _page(request, BAD_REQUEST, frame=BARE)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere."""
    log.warning("Form refused at %s: %s", request.path, reason)
    return _page(request, EXPIRED)


def broken(request: HttpRequest) -> HttpResponse:
    """Django's handler500: a code to read out on the phone, the same in the log. Asks no database."""
    reference = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(2))
    log.error("Reference %s: %s %s", reference, request.method, request.path, exc_info=sys.exc_info())
    text = translated(BROKEN_TEXT, {"reference": reference})
    response = _page(request, Failure(500, BROKEN, text, reference), frame=BARE)
    # Django would log the same trace once more, without the reference.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001
    return response


def shell_for(request: HttpRequest) -> str:
    """Officers stay at their desk, everybody else at the portal."""
    user = getattr(request, "user", None)
    return "shell/desk.html" if getattr(user, "kind", "") == "officer" else "shell/portal.html"


def _page(
    request: HttpRequest, failure: Failure, *, frame: str = "", errors: dict[str, str] | None = None
) -> HttpResponse:
    shown = {"failure": failure, "back_url": _back(request), "errors_listed": errors or {}}
    if QUIET in request.headers:
        return HttpResponse(status=failure.status, headers={"HX-Reswap": "none"})
    if wants_part(request):
        notice = {"refusal": translated(failure.text), "summary": errors or {}}
        html = render_to_string("ui/notice.html", notice)
        headers = {"HX-Retarget": "#notice", "HX-Reswap": "outerHTML"}
        return HttpResponse(html, status=failure.status, headers=headers)
    shown["shell"] = frame or shell_for(request)
    html = render_to_string("ui/failure.html", shown, None if frame == BARE else request)
    return HttpResponse(html, status=failure.status)


def _back(request: HttpRequest) -> str:
    """Where the person came from, if that was one of our pages."""
    came_from = request.META.get("HTTP_REFERER", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.META.get("HTTP_HOST", "")})
    return came_from if is_ours else ""
