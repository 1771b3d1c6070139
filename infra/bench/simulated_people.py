"""Who works in a simulated ward, what they write, and a chance that a seed alone decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import count
from typing import Final, TypeVar
from uuid import UUID

import yaml

from infra.supervise.first_start import PLANS
from services.commands.ports import Randomness
from services.domain.assignment.events import MeasureAsked
from services.domain.roles import SIGNING, Office

OFFICE_UNIT: Final = "VP"
_T = TypeVar("_T")
_MOST: Final = 2**64
_REPORTS: Final = (
    "Đơn vị đã hoàn thành các nội dung được giao trong kỳ, tiến độ bảo đảm theo kế hoạch.",
    "Đã triển khai đến các tổ dân phố; còn hai nội dung chuyển tiếp sang kỳ sau do chờ kinh phí.",
    "Tổng hợp kết quả thực hiện: đạt yêu cầu; kiến nghị phường quan tâm bố trí nhân lực phối hợp.",
    "Đã rà soát hồ sơ đất đai, công khai thủ tục; không phát sinh phản ánh của người dân.",
    "Phối hợp với các đơn vị tuyên truyền, vận động doanh nghiệp và hộ kinh doanh trên địa bàn.",
)
_CONTRIBUTIONS: Final = (
    "Đơn vị gửi số liệu phần việc phối hợp theo đề nghị.",
    "Thống nhất với nội dung báo cáo, bổ sung kết quả của tổ dân phố.",
    "Đã cử cán bộ tham gia; không có ý kiến khác.",
)
_REASONS: Final = (
    "Số liệu chưa khớp với báo cáo kỳ trước, đề nghị rà soát lại.",
    "Thiếu phụ lục kèm theo, đề nghị bổ sung.",
    "Chưa nêu nguyên nhân của phần việc chậm, đề nghị làm rõ.",
)
_NILS: Final = ("Kỳ này chưa có số liệu của cơ quan thống kê.", "Chỉ tiêu chỉ tính theo năm.")


@dataclass(frozen=True, slots=True)
class Chance:
    """Answers of a seed: the same question has the same answer, in whatever order it is asked."""

    seed: str

    def share(self, *key: object) -> float:
        """A number from 0 up to 1, without 1."""
        asked = "/".join([self.seed, *(str(part) for part in key)])
        return int.from_bytes(sha256(asked.encode()).digest()[:8]) / _MOST

    def between(self, low: int, high: int, *key: object) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.share(*key) * (high - low + 1))

    def pick(self, options: Sequence[_T], *key: object) -> _T:
        """One of the options."""
        return options[self.between(0, len(options) - 1, *key)]


def seeded_randomness(seed: str) -> Randomness:
    """Ids, salts and tokens in an order that the seed decides."""
    numbers = count(1)

    def draw(kind: str) -> bytes:
        return sha256(f"{seed}/{kind}/{next(numbers)}".encode()).digest()

    return Randomness(
        new_id=lambda: UUID(bytes=draw("id")[:16], version=4),
        salt=lambda: draw("salt"),
        token=lambda: draw("token").hex(),
    )


@dataclass(slots=True, kw_only=True)
class Worker:
    """Somebody of the ward, with the public id of the session that was begun last."""

    login: str
    name: str
    office: Office
    unit: str | None
    person_id: UUID
    session_id: UUID


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody of the ward by login."""

    workers: dict[str, Worker]

    def of(self, *offices: Office, unit: str | None = None) -> Worker:
        """Who holds one of these offices, in the unit where one is named."""
        return next(
            worker
            for worker in self.workers.values()
            if worker.office in offices and unit in {None, worker.unit}
        )

    def person(self, person_id: UUID) -> Worker:
        """Somebody by id."""
        return next(each for each in self.workers.values() if each.person_id == person_id)

    def head(self, unit: str) -> Worker:
        """Whose signature is the unit's."""
        return self.of(*SIGNING, unit=unit)

    def specialist(self, unit: str) -> Worker:
        """Who writes the unit's reports."""
        return self.of(Office.SPECIALIST, Office.OFFICE_SPECIALIST, unit=unit)

    def works(self, unit: str) -> bool:
        """Whether the unit has people here; a partner outside has none."""
        return any(worker.unit == unit for worker in self.workers.values())


def invented_workers(randomness: Randomness) -> list[Worker]:
    """The demonstration's people, before they are registered."""
    people = yaml.safe_load((PLANS / "demo-people.yaml").read_text(encoding="utf-8"))["people"]
    return [
        Worker(
            login=person["login"],
            name=person["name"],
            office=Office(person["office"]),
            unit=person.get("unit"),
            person_id=randomness.new_id(),
            session_id=randomness.new_id(),
        )
        for person in people
    ]


@dataclass(frozen=True, slots=True)
class Writing:
    """What the ward's people write, in words and figures."""

    chance: Chance

    def report(self, *key: object) -> str:
        """Some sentences of a report."""
        number = self.chance.between(1, len(_REPORTS), "length", *key)
        return "\n".join(_REPORTS[:number])

    def contribution(self, *key: object) -> str:
        """What a supporting unit writes."""
        return self.chance.pick(_CONTRIBUTIONS, "contribution", *key)

    def reason(self, *key: object) -> str:
        """Why a report goes back."""
        return self.chance.pick(_REASONS, "reason", *key)

    def nil(self, *key: object) -> str | None:
        """Why there is no figure; None where there is one."""
        if self.chance.share("nil", *key) < 0.05:  # noqa: PLR2004  (one of twenty)
            return self.chance.pick(_NILS, "nil", *key)
        return None

    def value(self, measure: MeasureAsked, *key: object) -> Decimal:
        """A figure that can be true of a measure."""
        if measure.is_yes_no:
            return Decimal(self.chance.between(0, 1, "reached", *key))
        possible = measure.possible
        low = possible.low if possible and possible.low is not None else Decimal(0)
        high = possible.high if possible and possible.high is not None else low + 500
        return Decimal(self.chance.between(int(low), int(high), "value", *key))
