"""How the door refuses: JSON with a message in the reader's language and, by field, what is to be put right."""

import logging
import secrets
from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja.errors import ValidationError

from motcua.kernel.errors import DomainError
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.wording import field_errors, refusal_text, translated

log = logging.getLogger(__name__)
MALFORMED = mark("Không đọc được nội dung yêu cầu. Hãy gửi JSON hợp lệ (UTF-8) hoặc multipart/form-data đúng dạng.")
NO_TOKEN = mark("Khoá truy cập không có, đã hết hạn hoặc đã chấm dứt. Hãy gửi tiêu đề Authorization: Bearer <khoá>.")
NOT_FOUND = mark("Không có gì ở địa chỉ này, hoặc khoá truy cập không được xem. Hãy kiểm tra lại mã.")
NOT_THIS_WAY = mark("Địa chỉ này không nhận phương thức {method}. Được dùng: {allowed}.")
TOO_LARGE = mark("Yêu cầu lớn quá mức: nội dung JSON nhiều nhất {json} MB, tệp nhiều nhất {file} MB.")
WRONG_SHAPE = mark("Yêu cầu không đúng dạng. Hãy sửa các trường được nêu.")
BROKEN = mark("Hệ thống gặp lỗi ngoài dự kiến. Hãy thử lại sau ít phút; nếu vẫn lỗi, hãy báo mã lỗi {reference}.")
OTHERWISE = mark("Không đúng dạng hoặc không thuộc các giá trị cho phép.")
SAID = {
    "missing": mark("Phải có trường này."),
    "extra_forbidden": mark("Không có trường nào tên như vậy."),
    "string_type": mark("Phải là chuỗi ký tự."),
    "string_too_long": mark("Dài quá {max_length} ký tự."),
    "string_too_short": mark("Phải có ít nhất {min_length} ký tự."),
    "string_pattern_mismatch": mark("Sai dạng hoặc có ký tự không nhận được."),
    "string_unicode": mark("Có ký tự điều khiển hoặc ký tự hỏng. Hãy kiểm tra bảng mã của hệ thống gửi."),
    "int_type": mark("Phải là số nguyên."),
    "bool_type": mark("Phải là true hoặc false."),
    "greater_than_equal": mark("Phải từ {ge} trở lên."),
    "less_than_equal": mark("Không được quá {le}."),
    "literal_error": mark("Phải là một trong các giá trị: {expected}."),
    "enum": mark("Phải là một trong các giá trị: {expected}."),
    "too_long": mark("Nhiều quá {max_length} mục."),
    "too_short": mark("Phải có ít nhất {min_length} mục."),
}


def refusal(status: int, text: str, fields: dict[str, str] | None = None, **parameters: object) -> JsonResponse:
    """One refusal; `text` is a marked message."""
    said = {"message": translated(text, parameters), "fields": fields or {}}
    return JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})


def refused(_request: HttpRequest, error: DomainError) -> JsonResponse:
    """The same refusal as on the pages."""
    said = {"message": refusal_text(error), "fields": field_errors(error)}
    return JsonResponse(said, status=error.status, json_dumps_params={"ensure_ascii": False})


def misshapen(_request: HttpRequest, error: ValidationError) -> JsonResponse:
    """What of the request has the wrong shape."""
    return refusal(422, WRONG_SHAPE, {_place(one["loc"]): _said(one) for one in error.errors})


def unknown(_request: HttpRequest, _error: Exception) -> JsonResponse:
    """No token, or one that is not in force."""
    response = refusal(401, NO_TOKEN)
    response["WWW-Authenticate"] = 'Bearer realm="motcua"'
    return response


def not_found(_request: HttpRequest, _error: Exception | None = None) -> JsonResponse:
    """Nothing there, or nothing for this token."""
    return refusal(404, NOT_FOUND)


def malformed(_request: HttpRequest, _error: Exception) -> JsonResponse:
    """A body that cannot be read."""
    return refusal(400, MALFORMED)


def broken(request: HttpRequest, error: Exception) -> JsonResponse:
    """A fault of ours: the partner gets a reference, the log the same with the whole story."""
    reference = secrets.token_hex(4).upper()
    log.error("Reference %s: %s %s", reference, request.method, request.path, exc_info=error)
    return refusal(500, BROKEN, reference=reference)


def _place(location: tuple[Any, ...]) -> str:
    """``("body", "dossier", "people", 0, "full_name")`` → ``people.0.full_name``."""
    source, *parts = location
    inner = parts[1:] if source == "body" and len(parts) > 1 else parts
    return ".".join(str(part) for part in inner)


def _said(error: dict[str, Any]) -> str:
    context = error.get("ctx") or {}
    return translated(context.get("text") or SAID.get(error["type"], OTHERWISE), context)
