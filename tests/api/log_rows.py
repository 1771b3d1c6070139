"""The rows of the log as its table shows them."""

from html.parser import HTMLParser

from httpx2 import Response


class _LogTable(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.days: list[str] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        collected = {name: value or "" for name, value in attrs}
        if tag == "tr" and collected.get("id", "").startswith("su-kien-"):
            self.rows.append([])
        elif tag == "td" and self.rows:
            self.rows[-1].append("")
            self._into = self.rows[-1]
        elif tag == "th" and collected.get("scope") == "rowgroup":
            self.days.append("")
            self._into = self.days

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] = " ".join(f"{self._into[-1]} {data}".split())


def rows_of(answer: Response) -> list[list[str]]:
    """Each act of the page: when, who, on what, what."""
    assert answer.status_code == 200, answer.status_code
    table = _LogTable()
    table.feed(answer.text)
    assert all(len(row) == 4 for row in table.rows)
    return table.rows


def days_of(answer: Response) -> list[str]:
    """The days that stand above the acts, in their order."""
    table = _LogTable()
    table.feed(answer.text)
    return table.days
