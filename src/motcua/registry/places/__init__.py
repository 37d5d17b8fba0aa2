"""Địa danh: provinces, wards and the old units, dated, and what became of each."""
