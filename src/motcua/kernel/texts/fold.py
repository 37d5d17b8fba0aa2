"""The forms of a Vietnamese text: clean, folded for searching, keyed for sorting, cased as a name. Plain Python."""

import re
from unicodedata import category, combining, normalize

_KEPT_CONTROLS = "\n\t"
_DROPPED = {"Cc", "Cf", "Cs"}
_PLAIN_D = str.maketrans("đð", "dd")
_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: the order of dictionaries, after ngang, which has no mark."""
_LETTERS = {letter: letter.upper() for letter in "abcdefghijklmnopqrstuvwxyz0123456789"} | {
    "ă": "A{",
    "â": "A|",
    "đ": "D{",
    "ð": "D{",
    "ê": "E{",
    "ô": "O{",
    "ơ": "O|",
    "ư": "U{",
}
_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")
_NAME_PART = re.compile(r"[^\s\-'’]+")


def nfc(text: str) -> str:
    """The text in Unicode form NFC, trimmed, lines ended by a newline, without control and invisible characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if not lines.isprintable():  # else there is none
        lines = "".join(sign for sign in lines if sign in _KEPT_CONTROLS or category(sign) not in _DROPPED)
    return normalize("NFC", lines).strip()


def fold(text: str) -> str:
    """Lower case, no marks, đ as d, single spaces: «  Hồ  Sơ ĐẤT» → «ho so dat». For searching, not for showing."""
    spread = normalize("NFKD", normalize("NFKD", nfc(text)).casefold())
    bare = "".join(sign for sign in spread if not combining(sign))
    return " ".join(bare.translate(_PLAIN_D).split())


def sort_key(text: str) -> str:
    """A printable ASCII string whose byte order is the order of Vietnamese dictionaries; store it with collation C.

    Word by word: first the letters (a ă â b c d đ e ê …), then the tone (ngang huyền hỏi ngã sắc nặng), only then the
    next word: «ba, ba sao, bà, bà ngoại, bác». Case and punctuation do not count; figures stand before letters,
    other scripts after.
    """
    return " ".join(_word_key(word) for word in _WORD.findall(_composed(text)))


def name_case(text: str) -> str:
    """A person's or place's name as it is written: «NGUYỄN VĂN AN» → «Nguyễn Văn An», «h'hen niê» → «H'Hen Niê»."""
    return " ".join(_NAME_PART.sub(lambda part: _capitalised(part[0]), nfc(text)).split())


def _composed(text: str) -> str:
    return normalize("NFKC", nfc(text).casefold()).casefold()


def _word_key(word: str) -> str:
    """Letters, a space, the tone as a figure. Suffixes of ă â đ … stand above all letters, so «ăn» follows «azote»."""
    spread = normalize("NFD", word)
    tones = "".join(str(_TONES.index(sign) + 1) for sign in spread if sign in _TONES)
    level = normalize("NFC", "".join(sign for sign in spread if sign not in _TONES))
    return "".join(map(_letter_key, level)) + " " + (tones or "0")


def _letter_key(letter: str) -> str:
    base = letter if letter in _LETTERS else normalize("NFD", letter)[0]
    if combining(base):
        return ""
    return _LETTERS.get(base) or f"_{ord(base):06x}"


def _capitalised(part: str) -> str:
    return part[:1].upper() + part[1:].lower()
