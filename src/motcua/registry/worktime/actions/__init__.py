"""Declaring hours, days and ways of counting, and loading what is published."""

from motcua.registry.worktime.actions.days import declare_day, declare_days
from motcua.registry.worktime.actions.hours import declare_hours
from motcua.registry.worktime.actions.loading import Loaded, load_calendar
from motcua.registry.worktime.actions.policies import declare_policy

__all__ = ["Loaded", "declare_day", "declare_days", "declare_hours", "declare_policy", "load_calendar"]
