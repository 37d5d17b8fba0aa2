"""Mô tả thủ tục: what a procedure says of itself as plain values, read from the portal's words: typed, or a doubt."""
