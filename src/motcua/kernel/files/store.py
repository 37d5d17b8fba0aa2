"""Storing, reading and handing out files. What a file is, its content says; its name is only how people call it."""

import hashlib
import os
import tempfile
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.base import File as DjangoFile
from django.http import FileResponse
from django.utils.http import content_disposition_header

from motcua.kernel.errors import InvalidInput
from motcua.kernel.files.kinds import ALLOWED, check_kind, clean_name
from motcua.kernel.files.models import StoredFile
from motcua.kernel.texts.mark import mark

EMPTY = mark("Tệp «{name}» trống. Hãy chọn tệp khác.")
TOO_LARGE = mark("Tệp «{name}» nặng {size} MB, quá mức {limit} MB. Hãy chụp nhẹ hơn hoặc chia thành nhiều tệp.")
MB = 1024 * 1024
UNFINISHED = ".new-"
SHOWN_INLINE = frozenset({"application/pdf", "image/jpeg", "image/png"})
FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'self'"
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""A browser's own PDF viewer does not start in a sandbox, and styles its page inline."""
_PDF = "application/pdf"


def store_file(
    content: "bytes | DjangoFile[bytes]", *, name: str, at: datetime, allowed: Collection[str] = ALLOWED
) -> StoredFile:
    """Keep a content under its SHA-256 and give it a name; `InvalidInput` says what is wrong with it.

    The same content is kept once on disk. The bytes are on the disk, synced, before the row is written.
    """
    file: DjangoFile[bytes] = ContentFile(content) if isinstance(content, bytes) else content
    name = clean_name(name)
    size = file.size or 0
    if size == 0:
        raise InvalidInput(EMPTY, name=name)
    if size > settings.FILE_MAX_BYTES:
        shown = f"{size / MB:.1f}".replace(".", ",")
        raise InvalidInput(TOO_LARGE, name=name, size=shown, limit=settings.FILE_MAX_BYTES // MB)
    media_type = check_kind(file, name, allowed)
    digest = _keep(file)
    return StoredFile.objects.create(sha256=digest, name=name, media_type=media_type, size=size, stored_at=at)


def path_of(sha256: str) -> Path:
    """Where a content lies."""
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256[2:4] / sha256


def open_file(stored: StoredFile) -> BinaryIO:
    """The content, to be read."""
    return path_of(stored.sha256).open("rb")


def read_file(stored: StoredFile) -> bytes:
    """The whole content."""
    return path_of(stored.sha256).read_bytes()


def download(stored: StoredFile, *, inline: bool = False) -> FileResponse:
    """Hand it out: never as a page of ours, never guessed anew by the browser; `inline` shows it where that is safe."""
    is_inline = inline and stored.media_type in SHOWN_INLINE
    response = FileResponse(open_file(stored), content_type=stored.media_type)
    response["Content-Disposition"] = content_disposition_header(not is_inline, stored.name) or ""
    response["Content-Length"] = str(stored.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = PDF_POLICY if is_inline and stored.media_type == _PDF else FILE_POLICY
    return response


def _keep(file: "DjangoFile[bytes]") -> str:
    """Write to a temporary file while hashing, sync, then move it to its place at once."""
    root = Path(settings.FILES_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    handle, temporary = tempfile.mkstemp(dir=root, prefix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as target:
            for chunk in file.chunks():
                digest.update(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        place = path_of(digest.hexdigest())
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            Path(temporary).replace(place)
            for folder in (place.parent, place.parent.parent, root):
                _sync_folder(folder)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
