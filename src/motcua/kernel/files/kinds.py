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
NOT_ALLOWED = mark("Tệp «{name}» thuộc loại không nhận được. Hãy dùng {kinds}.")
NOT_WHAT_IT_SAYS = mark("Nội dung tệp «{name}» không phải là {said}. Hãy mở lại, lưu đúng dạng rồi gửi.")
BOMB = mark("Tệp «{name}» nén bất thường nên không nhận được. Hãy lưu lại thành PDF rồi gửi.")
WITH_MACROS = mark("Tệp «{name}» có chứa macro nên không nhận được. Hãy lưu lại không kèm macro hoặc lưu thành PDF.")
MOST_MEMBERS, MOST_UNPACKED, MOST_RATIO = 5_000, 200 * 1024 * 1024, 200
LONGEST_NAME = 180
HEAD = 4096
_OFFICE_PART = {"docx": "word/", "xlsx": "xl/"}
_DIRECTORY_END, _END_RECORD, _LONGEST_COMMENT, _LARGEST_DIRECTORY = b"PK\x05\x06", 22, 65_535, 1024 * 1024
_UNREADABLE = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError)


def clean_name(name: str) -> str:
    """A name without folders and unseen signs, not too long, never empty."""
    last = nfc(name).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(sign for sign in last if category(sign)[0] != "C").strip(" .")
    stem, dot, ending = seen.rpartition(".")
    room = LONGEST_NAME - len(ending) - 1
    if dot and room > 0:
        return f"{stem[:room]}.{ending}"
    return seen[:LONGEST_NAME] or "tep"


def check_kind(file: Any, name: str, allowed: Collection[str]) -> str:
    """The media type, if the content is what the name says and it is one of `allowed` endings; else `InvalidInput`."""
    ending = name.rpartition(".")[2].lower()
    if ending not in allowed or ending not in MEDIA_TYPES:
        raise InvalidInput(NOT_ALLOWED, name=name, kinds=_listed(allowed))
    file.seek(0)
    is_right = _check_office(file, name, ending) if ending in _OFFICE_PART else _looks_like(file.read(HEAD), ending)
    file.seek(0)
    if not is_right:
        raise InvalidInput(NOT_WHAT_IT_SAYS, name=name, said=ending.upper())
    return MEDIA_TYPES[ending]


def _listed(allowed: Collection[str]) -> str:
    return ", ".join(ending.upper() for ending in MEDIA_TYPES if ending in allowed and ending != "jpeg")


def _looks_like(head: bytes, ending: str) -> bool:
    kind = filetype.guess(head)
    return kind is not None and kind.mime == MEDIA_TYPES[ending] and (ending != "pdf" or head.startswith(b"%PDF-"))


def _check_office(file: Any, name: str, ending: str) -> bool:
    """Whether it is such a ZIP; read from its directory alone, which is never unpacked and must be small."""
    if _directory_size(file) > _LARGEST_DIRECTORY:
        raise InvalidInput(BOMB, name=name)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except _UNREADABLE:
        return False
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or unpacked / packed > MOST_RATIO:
        raise InvalidInput(BOMB, name=name)
    names = [member.filename for member in members]
    if any(one.lower().endswith("vbaproject.bin") for one in names):
        raise InvalidInput(WITH_MACROS, name=name)
    return "[Content_Types].xml" in names and any(one.startswith(_OFFICE_PART[ending]) for one in names)


def _directory_size(file: Any) -> int:
    """Bytes of a ZIP's directory as its end record says; 0 if there is none. A few MB of it fill memory when read."""
    file.seek(max(0, file.size - _END_RECORD - _LONGEST_COMMENT))
    tail = file.read()
    found = tail.rfind(_DIRECTORY_END)
    return int.from_bytes(tail[found + 12 : found + 16], "little") if found >= 0 else 0
