"""The key that a page gives its form, and the sending that comes back with it."""

import hashlib
from collections.abc import Iterator
from uuid import UUID, uuid4

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from motcua.kernel.once.keeping import Once, SentOtherwise

FIELD = "form_key"
_NOT_CONTENT = {FIELD, "csrfmiddlewaretoken"}


def key_field(request: HttpRequest, refused: object = None) -> SafeString:
    """The hidden field of a form: a new key, or the one that came if what came may be mended and sent again.

    After `SentOtherwise` the key is a new one, so that who presses again means it.
    """
    posted = "" if isinstance(refused, SentOtherwise) else _key(request)
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, posted or str(uuid4()))


def once_of(request: HttpRequest) -> Once | None:
    """The sending; None where a form came without a key of ours, which then can only be taken as it is."""
    key = _key(request)
    return Once(request.user.get_username(), key, _digest(request)) if key else None


def _key(request: HttpRequest) -> str:
    try:
        return str(UUID(request.POST.get(FIELD, "")))
    except ValueError:
        return ""


def _digest(request: HttpRequest) -> str:
    digest = hashlib.sha256()
    for piece in _pieces(request):
        digest.update(len(piece).to_bytes(8) + piece)
    return digest.hexdigest()


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    """All that was sent and where to: fields by name, files by their content."""
    yield request.get_full_path().encode()
    for name in sorted(set(request.POST) - _NOT_CONTENT):
        yield from (text.encode() for text in (name, *request.POST.getlist(name)))
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            content = hashlib.sha256()
            for chunk in file.chunks():
                content.update(chunk)
            file.seek(0)
            yield from (name.encode(), (file.name or "").encode(), content.digest())
