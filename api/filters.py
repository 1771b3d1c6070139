"""What narrows a list: how much of it is read, and that the page says so."""

from typing import Final

from fastapi import Request

LONGEST: Final = 200  # characters of a filter


def said_cut(request: Request) -> str:
    """The sentence on a page whose address asks for more words than are read; else blank."""
    if len(request.query_params.get("tim", "")) <= LONGEST:
        return ""
    return f"Nội dung tìm dài quá {LONGEST} ký tự: chỉ tìm theo {LONGEST} ký tự đầu. Hãy rút ngắn."
