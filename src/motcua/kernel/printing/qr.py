"""QR codes as SVG."""

import io

import segno


def qr_svg(text: str, *, scale: int = 4) -> bytes:
    """The QR code of `text`, error correction M, with its quiet zone."""
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", scale=scale, border=2, xmldecl=True)
    return out.getvalue()
