"""The cells of a period sheet, by task and column."""

from html.parser import HTMLParser

from httpx2 import Response


class _SheetReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: dict[str, list[tuple[str, str]]] = {}
        self._task = ""
        self._column: str | None = None
        self._said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        read = {name: value or "" for name, value in attrs}
        if tag == "tbody":
            self._task = read.get("id", "")
        if tag in {"td", "th"}:
            column = read.get("data-label") or read.get("class", "")
            self._column, self._said = column, ""

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._column is not None:
            said = " ".join(self._said.split())
            self.cells.setdefault(self._task, []).append((self._column, said))
            self._column = None

    def handle_data(self, data: str) -> None:
        self._said += data


def cells_of(page: Response, stream: str, column: str) -> list[str]:
    """What stands in a column of one task, line by line; the column by how its label begins."""
    reader = _SheetReader()
    reader.feed(page.text)
    return [said for name, said in reader.cells.get(stream, []) if name.startswith(column)]
