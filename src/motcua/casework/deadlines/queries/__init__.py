"""Why a date is what it is, who waits, what a change would move."""
