"""The tools, tested."""
