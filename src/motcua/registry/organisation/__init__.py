"""Tổ chức: agencies, their units and who is posted there in which role, all dated."""
