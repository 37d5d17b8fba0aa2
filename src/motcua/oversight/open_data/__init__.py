"""Dữ liệu mở: counts that anybody may take away, protected against recognition, with licence, schema and versions."""
