"""The door of deadlines."""
