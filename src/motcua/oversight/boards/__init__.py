"""Bảng điều hành: figures as people look at them – today, maps, hours, where dossiers wait, a wall, a public page."""
