"""Small contents that are really what they say."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(17)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(64)
HTML = b"<!doctype html><script>alert(1)</script>"


def zipped(members: dict[str, bytes]) -> bytes:
    """A ZIP of those members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def office(part: str, **more: bytes) -> bytes:
    """A DOCX (`part` «word») or XLSX («xl»), with more members if wanted."""
    return zipped({"[Content_Types].xml": b"<Types/>", f"{part}/document.xml": b"<w:document/>", **more})


DOCX, XLSX = office("word"), office("xl")
