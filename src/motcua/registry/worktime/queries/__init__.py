"""Calendars of agencies, and deadlines in words."""
