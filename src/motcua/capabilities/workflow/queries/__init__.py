"""Reading processes and tasks as plain values."""
