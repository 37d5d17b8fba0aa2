"""Publishing processes and moving runs."""
