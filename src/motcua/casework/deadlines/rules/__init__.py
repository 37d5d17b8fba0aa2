"""Plain rules of deadlines."""
