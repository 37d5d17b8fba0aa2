"""Chương trình cải cách: what a province promises – programmes, plans, targets –, and what came of it."""
