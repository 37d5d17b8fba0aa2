"""Plain Python: calendars, the legal clock, its explanation."""
