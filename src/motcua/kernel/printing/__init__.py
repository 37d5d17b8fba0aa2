"""Official papers as PDF, drawn by Typst; QR codes."""
