"""What units of a simulated ward register for a programme."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from infra.simulation.chance import Chance
from infra.simulation.ward import SimulatedWard
from services.commands.requests import TypedTexts
from services.domain.programme.periods import ProgrammeKind, ProgrammePeriod
from services.domain.programme.terms import PresentedTo

_SHARES: Final = {ProgrammeKind.MONTH: 0.8, ProgrammeKind.QUARTER: 0.5, ProgrammeKind.YEAR: 0.6}
_FOLLOWED: Final = 0.3  # how often a row is about work that is there
_CONTENTS: Final = (
    "Trình phương án chỉnh trang đô thị các tuyến đường chính",
    "Trình kế hoạch rà soát hộ nghèo, hộ cận nghèo",
    "Sơ kết phong trào xây dựng đời sống văn hóa ở khu dân cư",
    "Báo cáo kết quả giải quyết thủ tục hành chính",
    "Trình hồ sơ nghiệm thu đường trục khu dân cư",
    "Tổ chức đối thoại với doanh nghiệp trên địa bàn",
    "Báo cáo tình hình an ninh, trật tự và tiếp công dân",
    "Trình dự toán kinh phí hoạt động của tổ dân phố",
)


@dataclass(frozen=True, slots=True)
class ProgrammeRowsOfUnit:
    """The rows of one programme, as a seed decides them."""

    ward: SimulatedWard
    chance: Chance
    period: ProgrammePeriod

    @property
    def share(self) -> float:
        """How many units register in time."""
        return _SHARES[self.period.kind]

    @property
    def other(self) -> str:
        """What a corrected row says."""
        return self.chance.pick(_CONTENTS, "other", self.period.code)

    def asked(self, unit: str, words: TypedTexts, *, alone: bool = False) -> dict[str, Any]:
        """What a row of the unit asks for; `alone` is new work in any case."""
        key = (self.period.code, unit)
        source = None if alone else self._followed(unit)
        content = self.chance.pick(_CONTENTS, "content", *key)
        return {
            "stream": self.period.stream,
            "content": None if source else words.put(content, label="Nội dung"),
            "product": words.put("Tờ trình, báo cáo", label="Sản phẩm"),
            "lead_unit": unit,
            "supporting_units": (),
            "due_on": self._due_on(*key),
            "presented_to": self.chance.pick(tuple(PresentedTo), "to", *key),
            "leader": None,
            "sits_at": None,
            "note": None,
            "source": source,
            "superior_due_on": None,
            "twins": (),
        }

    def day_from(self, day: date) -> date:
        """A day of the period from that one on, some days later."""
        return min(max(day, self.period.first_on) + timedelta(days=7), self.period.last_on)

    def _due_on(self, *key: object) -> date:
        days = (self.period.last_on - self.period.first_on).days
        return self.period.first_on + timedelta(days=self.chance.between(3, days, "due", *key))

    def _followed(self, unit: str) -> str | None:
        """Work of the unit that runs and that everybody may name."""
        if self.chance.share("followed", self.period.code, unit) >= _FOLLOWED:
            return None
        running = sorted(
            stream
            for stream, task in self.ward.tasks.items()
            if task.lead == unit and task.ending is None and not task.restricted
        )
        return self.chance.pick(running, "which", self.period.code, unit) if running else None
