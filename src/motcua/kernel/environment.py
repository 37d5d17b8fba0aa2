"""Typed settings: every value the environment gives passes through here and fails with its own name."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


class SettingError(ValueError):
    """A setting is missing or cannot be read; the text names the variable."""


def text(name: str, default: str | None = None) -> str:
    """The variable `name`, or the content of the file that `name`_FILE points to (for secrets)."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingError(f"{name}_FILE: cannot read {file}: {error.strerror}") from error
    value = os.environ.get(name, default)
    if value is None:
        raise SettingError(f"{name} is not set and has no default.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """A yes/no variable."""
    value = text(name, str(default)).strip().lower()
    if value in _TRUE | _FALSE:
        return value in _TRUE
    raise SettingError(f"{name} must be one of {sorted(_TRUE | _FALSE - {''})}, not {value!r}.")


def integer(name: str, default: int | None = None, *, least: int | None = None) -> int:
    """A whole number, at least `least`."""
    return _parsed(name, None if default is None else str(default), lambda raw: _at_least(int(raw), least))


def path(name: str, default: str) -> Path:
    """A folder or file, made absolute."""
    return Path(text(name, default)).expanduser().resolve()


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def _parsed(name: str, default: str | None, parse: Callable[[str], T]) -> T:
    raw = text(name, default)
    try:
        return parse(raw)
    except ValueError as error:
        raise SettingError(f"{name}={raw!r}: {error}") from error


def _at_least(number: int, least: int | None) -> int:
    if least is not None and number < least:
        raise ValueError(f"must be at least {least}")
    return number
