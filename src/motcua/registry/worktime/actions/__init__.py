"""Declaring hours and days, and loading what is published."""

from motcua.registry.worktime.actions.days import declare_day
from motcua.registry.worktime.actions.hours import declare_hours
from motcua.registry.worktime.actions.loading import Loaded, load_calendar

__all__ = ["Loaded", "declare_day", "declare_hours", "load_calendar"]
