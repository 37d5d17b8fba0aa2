"""Where published calendars are read."""
