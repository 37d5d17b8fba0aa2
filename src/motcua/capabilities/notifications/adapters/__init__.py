"""Carriers, a folder a vendor: copying a folder in here gives a new one."""

from importlib import import_module
from pkgutil import iter_modules


def load() -> None:
    """Import every vendor's folder, which registers its carriers."""
    for found in iter_modules(__path__):
        if found.ispkg:
            import_module(f"{__name__}.{found.name}")
