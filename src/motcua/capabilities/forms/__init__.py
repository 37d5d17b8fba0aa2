"""Tờ khai điện tử: forms as JSON Schema – published once, drawn and checked on the server, in Vietnamese."""
