"""A paper as a Word file (.docx)."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.documents.paper import Paper

__all__ = ["as_docx"]


def as_docx(paper: Paper) -> bytes:
    """Opens in Word, LibreOffice and Google Docs. Takes a processor for some time, so let a thread do it."""
    from bot.documents.word_body import body  # noqa: PLC0415  # slow to load: only for those who ask

    content = BytesIO()
    body(paper).save(content)
    return undated(content)


def undated(content: BytesIO) -> bytes:
    """The file without the minute in which it was made, so that equal papers make equal files."""
    made = BytesIO()
    with ZipFile(content) as parts, ZipFile(made, "w", ZIP_DEFLATED) as file:
        for name in parts.namelist():
            file.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)
    return made.getvalue()
