"""What a browser calls itself, in short: “Chrome trên Android”."""

from typing import Final

UNKNOWN: Final = "Trình duyệt khác"
# A browser names those that it is like as well: the more special one comes first.
_BROWSERS: Final = (
    ("Zalo", "Zalo"),
    ("coc_coc_browser", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
)
_DEVICES: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_in_short(user_agent: str) -> str:
    """The browser and the device of a User-Agent; nothing else of it is kept."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), UNKNOWN)
    device = next((name for mark, name in _DEVICES if mark in user_agent), "")
    return f"{browser} trên {device}" if device else browser
