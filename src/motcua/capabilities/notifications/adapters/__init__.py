"""Carriers, a folder a vendor."""

from motcua.capabilities.notifications.adapters import file, smtp

__all__ = ["file", "smtp"]
