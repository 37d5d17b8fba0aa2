"""Hồ sơ: what one applicant asks of one agency under one procedure."""
