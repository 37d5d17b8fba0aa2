"""Kho dữ liệu: events and facts as Parquet files that grow, for analysts on one machine and for a cluster."""
