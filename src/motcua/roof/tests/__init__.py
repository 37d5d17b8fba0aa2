"""The roof, tested."""
