"""Nhập hồ sơ cũ: dossiers of an older system become events and rows here, marked imported."""
