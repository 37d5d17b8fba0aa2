"""Settling the province and letting a year pass in it, through the doors of the house."""
