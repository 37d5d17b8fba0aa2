"""Số liệu trung thực: what the official on-time rate would be without tricks, each alert led back to its dossiers."""
