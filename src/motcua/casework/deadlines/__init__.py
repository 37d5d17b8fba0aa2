"""Thời hạn hồ sơ: every date derived anew and explained, who is owed an answer, and what a change would move."""
