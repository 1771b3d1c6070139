"""Who works in a simulated ward, and the words that they write."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

import yaml

from infra.shipped import shipped_text
from infra.simulation.chance import Chance
from services.commands.ports import Randomness
from services.domain.roles import SIGNING, Office

OFFICE_UNIT: Final = "VP"
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
    people = yaml.safe_load(shipped_text("demo-people.yaml"))["people"]
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
    """What the ward's people write."""

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
