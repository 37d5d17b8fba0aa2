"""Codes as people type them: dossier codes, identity numbers, agency codes. Plain Python."""

import re

from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark

OTHER_SCRIPT = mark(
    "Mã có ký tự «{sign}» không phải chữ cái không dấu hoặc chữ số. Hãy gõ lại mã bằng bàn phím thường."
)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SPACES = re.compile(r"\s+")


def plain_code(text: str) -> str:
    """The code in ASCII capitals without spaces, typographic dashes made plain; may be empty.

    Raises `InvalidInput` when a sign is not ASCII: a full-width «Ａ» or a Cyrillic «А» looks like a letter of the code.
    """
    code = _DASHES.sub("-", _SPACES.sub("", nfc(text)))
    for sign in code:
        if not sign.isascii():
            raise InvalidInput(OTHER_SCRIPT, sign=sign)
    return code.upper()
