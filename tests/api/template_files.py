"""Every template of the pages, for tests that read them."""

from pathlib import Path

from api.web.pages import TEMPLATES


def templates() -> list[Path]:
    """All of them; there are some, whatever becomes of their folders."""
    files = sorted(path for folder in TEMPLATES.values() for path in folder.rglob("*.html"))
    assert len(files) > 50
    return files
