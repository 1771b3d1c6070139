"""Characters as they are printed: what nobody sees is gone, every blank is one blank.

Files of the office hold characters that no page shows: blanks without width, soft hyphens, marks
of the writing direction, blanks at which no line may break. They would part or join words.
"""

import re

from services.ledger.canonical import normalise

# Soft hyphen, marks of direction, blanks and joiners without width, selectors of a glyph's form.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# The bullets of Symbol and Wingdings stand in the private part of Unicode.
_BULLET = re.compile("[\uf000-\uf0ff]\\s*(?=\\S)")


def visible(text: str) -> str:
    """The text without what no page shows, its lines kept; NFC with LF line ends."""
    return normalise(_UNSEEN.sub("", text).translate(_HYPHENS))


def one_line(words: str) -> str:
    """Visible words on one line with single blanks; a bullet of a symbol font becomes a dash."""
    line = " ".join(_CONTROL.sub(" ", words).split())
    return _BULLET.sub("- ", line, count=1) if _BULLET.match(line) else line
