"""Facts that happened: the history, the audit trail, the outbox and the source of every figure."""
