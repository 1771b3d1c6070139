"""Where somebody is led after signing in: an address of these pages, never one elsewhere."""

import re
from typing import Final

from fastapi import FastAPI

from api.web.addresses import opens

HOME: Final = "/"  # it leads on to the first page of the office
# Percent-encoded as a browser sends it: what a header cannot hold never gets there.
_ADDRESS: Final = re.compile(
    r"(?P<path>/[a-z-]+(?:/(?!\.{1,2}(?:[/?]|\Z))[A-Za-z0-9._-]{1,128}){0,4})"
    r"(?:\?[A-Za-z0-9._~%+&=:,*/-]{0,2000})?"
)
# Nobody stands at these: what signs in and out, and what scripts and supervisors ask.
_NO_PAGES: Final = re.compile(r"/(?:dang-nhap|dang-xuat|lien-ket|healthz|thay-doi)(?:/.*)?")


def return_address(app: FastAPI, address: str) -> str:
    """The address, where it is a page of `app`; else where their day begins."""
    return address if _is_ours(app, "GET", address) else HOME


def sending_address(app: FastAPI, address: str) -> str:
    """The address, where a form of `app` is sent to it; else blank."""
    return address if _is_ours(app, "POST", address) else ""


def _is_ours(app: FastAPI, method: str, address: str) -> bool:
    match = _ADDRESS.fullmatch(address)
    if match is None or _NO_PAGES.fullmatch(match["path"]):
        return False
    return opens(app, match["path"], method)
