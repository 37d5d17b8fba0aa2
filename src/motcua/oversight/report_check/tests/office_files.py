"""Word files and PDFs made for a test, with no program but ours."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

import typst
from pypdf import PdfReader, PdfWriter

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file(paragraphs, table=(), *, story=None):
    """A .docx with paragraphs and, after them, a table of rows of cells; or with a `story` as it is given."""
    body = "".join(_paragraph(words) for words in paragraphs)
    if table:
        rows = "".join(f"<w:tr>{''.join(f'<w:tc>{_paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in table)
        body += f"<w:tbl>{rows}</w:tbl>"
    xml = story or f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}><w:body>{body}</w:body></w:document>'
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", xml)
    return file.getvalue()


def _paragraph(words):
    half = len(words) // 2
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in (words[:half], words[half:])
    )
    return f"<w:p>{runs}</w:p>"


def pdf_file(tmp_path, words):
    """A PDF of the words, set by typst with lines of its own breaking."""
    source = tmp_path / "report.typ"
    source.write_text(words, encoding="utf-8")
    return typst.compile(str(source))


def locked(pdf, password):
    """The same PDF behind a password."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt(password, algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()
