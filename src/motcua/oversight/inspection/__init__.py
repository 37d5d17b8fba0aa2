"""Kiểm tra cải cách hành chính: plans, visits, samples of dossiers, findings, remedies."""
