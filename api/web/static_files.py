"""Stylesheet, script and fonts: addresses that change with their content, kept for a year."""

import hashlib
import mimetypes
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC: Final = Path(__file__).parents[1] / "static"
OWN: Final = STATIC / "own"
_A_YEAR: Final = "public, max-age=31536000, immutable"


@cache
def own_digest() -> str:
    """One name for our own files together: a change of any gives all of them new addresses."""
    digest = hashlib.sha256()
    for path in sorted(path for path in OWN.rglob("*") if path.is_file()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def vendor_folders() -> Mapping[str, str]:
    """The versioned folder of each vendored package by its name."""
    folders = [path.name for path in (STATIC / "vendor").iterdir() if path.is_dir()]
    return {folder.rpartition("-")[0]: folder for folder in folders}


def asset(name: str) -> str:
    """The address of one of our own files."""
    return f"/static/own-{own_digest()}/{name}"


def vendor(package: str, name: str) -> str:
    """The address of a vendored file."""
    return f"/static/vendor/{vendor_folders()[package]}/{name}"


class _Kept(StaticFiles):
    """Files that a browser need not ask for again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, to be kept where it was found."""
        response = await super().get_response(path, scope)
        if response.status_code in {200, 304}:
            response.headers["Cache-Control"] = _A_YEAR
        return response


async def _missing(_: Request, __: Exception) -> Response:
    return PlainTextResponse("Không có tệp này.", status_code=404)


def mount(app: Any) -> None:
    """Serve both folders of static files."""
    mimetypes.add_type("image/webp", ".webp")  # Python 3.11 takes it for text
    files = Starlette(exception_handlers={404: _missing})
    files.mount(f"/own-{own_digest()}", _Kept(directory=STATIC / "own"))
    files.mount("/vendor", _Kept(directory=STATIC / "vendor"))
    app.mount("/static", files)
