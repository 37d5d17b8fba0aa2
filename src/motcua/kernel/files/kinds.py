"""What a file really is: told from its content, compared with its name."""

import zipfile
from collections.abc import Collection
from typing import Any
from unicodedata import category

import filetype

from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ALLOWED = frozenset(MEDIA_TYPES)
NOT_ALLOWED = mark("Tệp «{name}» thuộc loại không nhận được. Hãy dùng PDF, JPG, PNG, DOCX hoặc XLSX.")
NOT_WHAT_IT_SAYS = mark("Nội dung tệp «{name}» không phải là {said}. Hãy mở lại, lưu đúng dạng rồi gửi.")
BOMB = mark("Tệp «{name}» nén bất thường nên không nhận được.")
MOST_MEMBERS, MOST_UNPACKED, MOST_RATIO = 5_000, 200 * 1024 * 1024, 200
LONGEST_NAME = 180
HEAD = 4096
_OFFICE_PART = {"docx": "word/", "xlsx": "xl/"}


def clean_name(name: str) -> str:
    """A name without folders and unseen signs, not too long, never empty."""
    last = nfc(name).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(sign for sign in last if category(sign)[0] != "C").strip(" .")
    stem, dot, ending = seen.rpartition(".")
    if dot and stem:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return seen[:LONGEST_NAME] or "tep"


def check_kind(file: Any, name: str, allowed: Collection[str]) -> str:
    """The media type, if the content is what the name says and it is one of `allowed` endings."""
    ending = name.rpartition(".")[2].lower()
    if ending not in allowed or ending not in MEDIA_TYPES:
        raise InvalidInput(NOT_ALLOWED, name=name)
    file.seek(0)
    head = file.read(HEAD)
    is_right = _check_office(file, name, ending) if ending in _OFFICE_PART else _looks_like(head, ending)
    file.seek(0)
    if not is_right:
        raise InvalidInput(NOT_WHAT_IT_SAYS, name=name, said=ending.upper())
    return MEDIA_TYPES[ending]


def _looks_like(head: bytes, ending: str) -> bool:
    kind = filetype.guess(head)
    if kind is None or kind.mime != MEDIA_TYPES[ending]:
        return False
    return ending != "pdf" or head.startswith(b"%PDF-")


def _check_office(file: Any, name: str, ending: str) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or unpacked / packed > MOST_RATIO:
        raise InvalidInput(BOMB, name=name)
    names = [member.filename for member in members]
    return "[Content_Types].xml" in names and any(one.startswith(_OFFICE_PART[ending]) for one in names)
