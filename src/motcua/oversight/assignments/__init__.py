"""Nhiệm vụ được giao: who leads what by when, how far it is, whose word it is that it is done."""
