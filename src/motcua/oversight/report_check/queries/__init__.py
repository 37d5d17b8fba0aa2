"""A text checked, and what the own events say of it."""
