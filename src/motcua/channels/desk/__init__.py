"""Bàn làm việc: the officers' shell, their inbox and what needs an operator."""
