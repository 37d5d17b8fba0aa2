"""Quy trình: processes drawn in BPMN 2.0 and the tasks they put on desks."""
