"""Trying what another calendar, period or rule would do."""
