"""Lịch làm việc và thời hạn: working calendars and the legal clock – what a deadline is, why, and when it stops."""
