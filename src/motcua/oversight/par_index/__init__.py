"""Chỉ số cải cách hành chính: sets of criteria, scoring, appraisal, ranking, and the indices others publish."""
