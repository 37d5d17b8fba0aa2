"""A closed list of words whose members know what they are called on screen. Plain Python."""

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """Members are written ``RECEIVER = "receiver", mark("Tiếp nhận")``; the second word is the `label`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_, member.label = value, label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and label of each member, as a model's field wants them."""
        return [(member.value, member.label) for member in cls]
