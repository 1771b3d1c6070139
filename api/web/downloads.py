"""Files that a page gives to be kept."""

from typing import Final

from fastapi.responses import Response

EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def excel_file(content: bytes, name: str) -> Response:
    """An Excel file to be kept under that name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=EXCEL, headers=headers)
