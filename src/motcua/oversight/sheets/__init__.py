"""Biểu số liệu: report forms on screen, on paper and in files; frozen when they are sent in, mailed on schedule."""
