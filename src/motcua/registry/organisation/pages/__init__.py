"""The administrator's pages: officers, their postings and their accounts."""
