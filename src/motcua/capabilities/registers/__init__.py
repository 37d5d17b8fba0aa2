"""Sổ quản lý: any list of things with fields, a life, counts and a map, made from a definition and not from code."""
