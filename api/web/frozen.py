"""A page of the past: its links stay on the day, and nothing on it can be done.

The templates are those of today, with what they offer. What acts is taken out of the finished
page in one place, so that no template can forget it: forms that send, buttons and fields outside
a form that only asks, the ways to forms, and the marks by which a page learns of news.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html import escape, unescape
from html.parser import HTMLParser
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from services.domain.instants import written_day

AS_OF: Final = "tai-ngay"
# The pages that are read as of a day; `api/past.py` stands before each of them.
PAGES_OF_DAYS: Final = re.compile(
    r"/(viec(/[^/]+(/vi-sao/[^/]+)?)?|don-doc|tong-quan(/viec|/in)?"
    r"|ke-hoach(/nhanh/[^/]+|/(?!van-ban$)[^/]+)?|so-sanh-ngay)"
)
# Below these stands what knows today alone: forms of rows, tables to be taken along.
_TODAY_ALONE: Final = re.compile(r"/(don-doc|tong-quan)/.+")
# An element with this attribute is the frame's own and leads back to today.
NOW: Final = "data-now"
_VOID: Final = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()  # noqa: SIM905  (as HTML lists them)
)
_FIELDS: Final = frozenset({"button", "input", "select", "textarea", "label", "output"})
_EMPTIED: Final = frozenset({"section", "details", "div", "li", "fieldset", "ul", "p", "dialog"})
_TITLES: Final = frozenset({"summary", "legend", "h2", "h3", "h4", "h5", "h6"})
_LISTS: Final = frozenset({"table", "ul", "ol", "dl", "form"})
_LIVE: Final = frozenset({"data-mark", "data-watch", "data-waiting", "hx-post", "data-live"})
Attributes = list[tuple[str, str | None]]


@dataclass(slots=True)
class _Element:
    """An element as it was read; `lost` where something was taken out of it."""

    tag: str
    attributes: Attributes = field(default_factory=list)
    children: "list[_Element | str]" = field(default_factory=list)
    lost: bool = False

    def get(self, name: str) -> str | None:
        """An attribute's value."""
        return next((value or "" for key, value in self.attributes if key == name), None)


class _Reader(HTMLParser):
    """The page as a tree, each text as it was written."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.root = _Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        element = _Element(tag, attrs)
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self._open[-1].children.append(_Element(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        while len(self._open) > 1:
            if self._open.pop().tag == tag:
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        del data

    def handle_decl(self, decl: str) -> None:
        self.handle_data(f"<!{decl}>")


def frozen(page: str, day: date) -> str:
    """The page as of a day, which is read and never acted on."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    _go_through(reader.root, day, acting="<main" not in page, asking=False)
    return "".join(_written(reader.root))


def on_day(address: str, day: date) -> str:
    """An address of a page that knows days, on this one; any other as it is."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or PAGES_OF_DAYS.fullmatch(parts.path) is None:
        return address
    asked = [each for each in parse_qsl(parts.query, keep_blank_values=True) if each[0] != AS_OF]
    query = urlencode([*asked, (AS_OF, written_day(day))])
    return urlunsplit(("", "", parts.path, query, parts.fragment))


def without_day(address: str) -> str:
    """The same page as it is today."""
    parts = urlsplit(address)
    asked = [each for each in parse_qsl(parts.query, keep_blank_values=True) if each[0] != AS_OF]
    return urlunsplit(("", "", parts.path, urlencode(asked), ""))


def _go_through(element: _Element, day: date, *, acting: bool, asking: bool) -> None:
    """`acting` is within what people act on, `asking` within a form that only asks."""
    kept: list[_Element | str] = []
    for child in element.children:
        if isinstance(child, str):
            kept.append(child)
            continue
        if acting and _acts(child, asking=asking):
            element.lost = True
            continue
        _turn(child, day)
        asks = asking or (child.tag == "form" and not _sends(child))
        _go_through(child, day, acting=acting or child.tag == "main", asking=asks)
        element.lost = element.lost or child.lost
        if child.lost and child.tag in _EMPTIED and not _is_kept(child):
            continue
        kept.append(child)
    element.children = kept


def _sends(element: _Element) -> bool:
    return (element.get("method") or "get").lower() != "get"


def _acts(element: _Element, *, asking: bool) -> bool:
    if element.tag == "form":
        return _sends(element)
    if element.tag == "a":
        path = urlsplit(element.get("href") or "").path
        below = _TODAY_ALONE.fullmatch(path) and not PAGES_OF_DAYS.fullmatch(path)
        return element.get("data-opens") is not None or bool(below)
    return element.tag in _FIELDS and not asking


def _turn(element: _Element, day: date) -> None:
    """Turn what leads on from the page to the same day."""
    element.attributes = [each for each in element.attributes if each[0] not in _LIVE]
    if element.tag == "form":
        action = element.get("action") or ""
        if not _sends(element) and on_day(action, day) != action and element.get(NOW) is None:
            value: Attributes = [("type", "hidden"), ("name", AS_OF), ("value", written_day(day))]
            element.children.insert(0, _Element("input", value))
        return
    if element.get(NOW) is None:
        element.attributes = [
            (name, on_day(value, day) if name in {"href", "hx-get"} and value else value)
            for name, value in element.attributes
        ]


def _is_kept(element: _Element) -> bool:
    """What opened a form alone is of no use without it, however it was explained."""
    if element.tag == "details":
        return any(_holds_list(child) for child in element.children)
    return _says(element)


def _holds_list(given: _Element | str) -> bool:
    if isinstance(given, str):
        return False
    return given.tag in _LISTS or any(_holds_list(child) for child in given.children)


def _says(element: _Element) -> bool:
    """Whether anything but a title is left to read in it."""
    for child in element.children:
        if isinstance(child, str):
            says = bool(unescape(child).strip())
        elif child.tag in {"img", "svg", "input"}:
            says = child.get("type") != "hidden"
        else:
            says = child.tag not in _TITLES and _says(child)
        if says:
            return True
    return False


def _written(element: _Element) -> Iterator[str]:
    if element.tag:
        attributes = "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"'
            for name, value in element.attributes
        )
        yield f"<{element.tag}{attributes}>"
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _written(child)
    if element.tag and element.tag not in _VOID:
        yield f"</{element.tag}>"
