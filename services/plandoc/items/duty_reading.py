"""A duty as it was read, before it is drafted."""

from dataclasses import dataclass

from services.plandoc.bodies.assignees import Assignee
from services.plandoc.items.times import times_of
from services.plandoc.structure.outline import Entry
from services.plandoc.wording.rhythm import Rhythm
from services.plandoc.wording.rhythms import rhythms_of


@dataclass(slots=True, kw_only=True)
class DutyReading:
    """Một nhiệm vụ đọc được: its sentence, its topic, who leads and supports it."""

    text: str
    topic: str
    entry: Entry
    assignee: Assignee
    supporting: tuple[str, ...]
    code: str = ""
    due: str = ""  # the words of a column that says by when
    year: int | None = None  # of a plan of one year
    below: tuple[Entry, ...] = ()  # the lines under it that say who leads it, and by when

    def take_from(self, *beside: Assignee) -> None:
        """Take the supporters and the times that brackets and labels beside it name."""
        for each in beside:
            named = (*self.supporting, *each.supporting)
            leads = self.assignee.leads
            self.supporting = tuple(dict.fromkeys(code for code in named if code not in leads))
            self.add_time(each.work)

    def add_unsaid_time(self, heading: str) -> None:
        """Take the time that its topic or the heading above says, where it says none itself."""
        if heading and not self.rhythms:
            self.add_time("; ".join(each.words for each in rhythms_of(heading) if each.words))

    def add_time(self, words: str) -> None:
        """Take a clause behind it that says nothing but when."""
        self.due = "; ".join(filter(None, (self.due, words)))

    @property
    def rhythms(self) -> tuple[Rhythm, ...]:
        """When and how often, as its own words and its column or label of time say."""
        return times_of(self.text, self.due, self.year)
