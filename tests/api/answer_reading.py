"""The sentences of the inspector's pages, and where their parts lead, as a browser reads them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from httpx2 import Response


@dataclass
class Answered:
    """One sentence, blanks made one, and its links by the class that they bear."""

    words: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)

    def led_by(self, kind: str) -> list[str]:
        """Where the links of a class lead."""
        return [address for name, address in self.links if name == kind]


class _AnswerReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.answers: list[Answered] = []
        self.following: str | None = None
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "li" and given.get("class") == "answer":
            self._inside = True
            self.answers.append(Answered())
        elif tag == "a" and self._inside:
            self.answers[-1].links.append((given.get("class", ""), given.get("href", "")))
        elif tag == "a" and given.get("rel") == "next":
            self.following = given.get("href")

    def handle_endtag(self, tag: str) -> None:
        if tag == "li" and self._inside:
            self._inside = False
            self.answers[-1].words = " ".join(self.answers[-1].words.split())

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.answers[-1].words += data


def answers_of(page: Response) -> list[Answered]:
    """What a page answers."""
    return _read(page).answers


def next_of(page: Response) -> str:
    """Where the next page is."""
    following = _read(page).following
    assert following is not None
    return following


def _read(page: Response) -> _AnswerReader:
    assert page.status_code == 200, page.status_code
    reader = _AnswerReader()
    reader.feed(page.text)
    return reader
