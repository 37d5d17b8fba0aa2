"""Kiểm tra báo cáo: reads a reform report and says which of its figures do not follow from one another."""
