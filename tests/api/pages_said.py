"""What a page says to its reader, and that it says it in Vietnamese."""

import re

from httpx2 import Response

from tests.api.reading import read

_CODE = re.compile(r"<code>.*?</code>", re.DOTALL)
_STRANGE = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{4}-(?:Q\d|H\d|M\d\d)|\bNone\b"
    r"|\b(?:task|report|submitted|approved|confirmed|issued|running|done|late|unit|specialist"
    r"|indicator|duty|scheme|official|estimate|undefined|true|false)\b"
)


def said(answer: Response) -> str:
    """The words of a page, blanks made one; what stands as a code is left out."""
    assert answer.status_code in {200, 422}, answer.status_code
    answer_text = _CODE.sub("", answer.text)
    reader = type(read(answer))()
    reader.feed(answer_text)
    words = " ".join(" ".join(reader.text).split())
    strange = _STRANGE.findall(words)
    assert strange == [], strange
    return words
