"""Chỉ số phục vụ: the index of Decision 766/QĐ-TTg as dated data, and the arithmetic of its points."""
