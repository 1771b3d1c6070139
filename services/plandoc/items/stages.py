"""Stages of a plan: by when the works below a heading are due, where they do not say it."""

import re
from dataclasses import dataclass
from typing import Final

from services.plandoc.structure.numbering import Level
from services.plandoc.structure.outline import Entry
from services.plandoc.wording.rhythms import is_only_time

_NUMBERED: Final = re.compile(
    r"(?:Bước|Giai đoạn|Đợt|Việc|Tiêu chí|Nhóm việc)\s+\d{1,2}\s*[.:]", re.IGNORECASE
)
_BRACKET: Final = re.compile(r"\(([^()]*)\)")


@dataclass(slots=True)
class PlanStage:
    """Giai đoạn đang đọc: the time in the brackets of its heading, and how deep that stands."""

    due: str = ""
    depth: int = 0

    def enter(self, entry: Entry, *, heads: bool) -> None:
        """Begin or leave a stage: "Trước mùa bão (xong trước 31/5)", "Bước 2: … (quý III)".

        `heads` tells that other paragraphs stand below the entry.
        """
        numbered = _NUMBERED.match(entry.text) is not None
        if numbered or (entry.level < Level.DASH and len(entry.path) <= self.depth):
            self.due, self.depth = "", 0
        if numbered or heads:
            timed = [words for words in _BRACKET.findall(entry.text) if is_only_time(words)]
            if timed:
                self.due, self.depth = timed[-1], len(entry.path)
