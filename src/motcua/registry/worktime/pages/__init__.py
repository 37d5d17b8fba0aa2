"""The calendar of an agency, days declared on it, and trying what another calendar, period or rule would do."""
