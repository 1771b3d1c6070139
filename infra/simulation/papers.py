"""What comes to the Office of a simulated ward each week: papers, meetings, orders, petitions."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Final

from infra.simulation.chance import Chance
from infra.simulation.orders import SimulatedDirective, SimulatedOrder
from infra.simulation.people import Roster
from services.domain.directive.terms import DirectiveSource
from services.domain.roles import Office
from services.ledger.canonical import normalise

_TELLS: Final = "Tình hình, kết quả thực hiện trong thời gian qua được nêu tại báo cáo kèm theo."
_LONG, _FIRST_LONG, _IDLE_LINES = 300, 20, 150  # a long text about once a year, by its clauses
_LETTERS: Final = 8
_WORKDAYS: Final = 5
_HEAD: Final = "Ủy ban nhân dân phường yêu cầu các đơn vị thực hiện các nội dung sau:"
_WORK: Final = (
    "rà soát, thống kê các cơ sở kinh doanh có điều kiện trên địa bàn",
    "tham mưu văn bản trả lời kiến nghị của cử tri",
    "kiểm tra, xử lý tình trạng lấn chiếm lòng đường, vỉa hè",
    "tổng hợp số liệu hộ nghèo, hộ cận nghèo theo tổ dân phố",
    "chuẩn bị nội dung làm việc với đoàn kiểm tra của thành phố",
    "đôn đốc tiến độ giải phóng mặt bằng các dự án đang triển khai",
    "tuyên truyền phòng cháy, chữa cháy đến từng hộ dân",
    "cập nhật dữ liệu đất đai, dân cư phục vụ chuyển đổi số",
    "kiểm tra an toàn thực phẩm tại các bếp ăn tập thể",
    "lập danh sách hộ kinh doanh đủ điều kiện chuyển đổi thành doanh nghiệp",
    "rà soát, đề xuất sửa chữa nhà văn hóa tổ dân phố",
    "báo cáo tiến độ giải ngân vốn đầu tư công",
    "tổ chức ra quân vệ sinh môi trường cuối tuần",
    "tiếp nhận, xử lý phản ánh của người dân trên cổng dịch vụ công",
)
# What a paper is about, with the body that wrote it where it came from outside.
_ABOUT: Final = (
    ("V/v tăng cường quản lý đất đai, trật tự xây dựng", "UBND thành phố Hải Phòng"),
    ("V/v rà soát hộ nghèo, hộ cận nghèo", "Sở Nông nghiệp và Môi trường"),
    ("V/v đẩy mạnh cải cách thủ tục hành chính", "Sở Nội vụ"),
    ("V/v bảo đảm an toàn phòng cháy, chữa cháy", "Công an thành phố Hải Phòng"),
    ("V/v đôn đốc giải ngân vốn đầu tư công", "Sở Tài chính"),
    ("V/v phòng, chống dịch bệnh trên địa bàn", "Sở Y tế"),
    ("V/v chuyển đổi số trong cơ quan nhà nước", "Sở Khoa học và Công nghệ"),
    ("V/v triển khai một số nhiệm vụ trọng tâm", "UBND thành phố Hải Phòng"),
)
# A lead of the list is as likely as any other: the large departments stand in it more than once.
_LEADS: Final = (
    *("KTHTDT", "VHXH") * 3,
    *("TTHCC", "TTDVSNC", "BQLDA", "VP", "CAP", "BCHQS"),
)
_RESTRICTED: Final = frozenset({"CAP", "BCHQS"})
_SUPPORT: Final = ("KTHTDT", "VHXH", "TTHCC")
_ORDERERS: Final = (
    *(Office.VICE_CHAIR,) * 6,
    *(Office.CHAIR,) * 3,
    Office.CHIEF_OF_OFFICE,
)
_SOURCES: Final = (
    *(DirectiveSource.INCOMING_DOCUMENT,) * 4,
    *(DirectiveSource.CONCLUSION,) * 3,
    *(DirectiveSource.DIRECT_ORDER,) * 2,
    DirectiveSource.PETITION,
)
_LAID: Final = frozenset({DirectiveSource.INCOMING_DOCUMENT, DirectiveSource.CONCLUSION})


@dataclass(frozen=True, slots=True)
class PapersOfWeek:
    """What comes to the Office week by week, as the seed decides."""

    chance: Chance
    roster: Roster

    def directive(self, number: int, monday: date) -> SimulatedDirective:
        """The directive of this number, on a working day of that week."""
        chance, key = self.chance, ("directive", number)
        source = chance.pick(_SOURCES, "source", *key)
        on = monday + timedelta(days=chance.between(0, _WORKDAYS - 1, "day", *key))
        incoming = source is DirectiveSource.INCOMING_DOCUMENT
        secret = incoming and chance.share("secret", *key) < 0.05  # noqa: PLR2004  (a share)
        laid = source in _LAID and not secret
        orders = self._orders(number, laid=laid, secret=secret)
        waits = source is DirectiveSource.CONCLUSION and chance.share("waits", *key) < 0.3  # noqa: PLR2004
        about, issuer = chance.pick(_ABOUT, "about", *key)
        written = f"{number}/{'TB' if source is DirectiveSource.CONCLUSION else 'CV'}-UBND"
        superior = incoming and chance.share("superior", *key) < 0.4  # noqa: PLR2004  (a share)
        repeats = any(order.weeks for order in orders)
        idle_lines = _IDLE_LINES if laid and number % _LONG == _FIRST_LONG else 0
        amended = laid and not repeats and not idle_lines and chance.share("amended", *key) < 0.05  # noqa: PLR2004
        return SimulatedDirective(
            code=_code(on, chance.seed, number),
            source=source,
            on=on,
            number=None if waits else written,
            later_number=written,
            arrival_number=str(number) if incoming else None,
            superior_days=60 if superior else None,
            orderer=self.roster.of(chance.pick(_ORDERERS, "orderer", *key)).person_id,
            about=about,
            issuer=issuer,
            secret=secret,
            is_amended=amended,
            text=_text(orders, idle_lines) if laid else "",
            idle_lines=idle_lines,
            orders=orders,
        )

    def _orders(self, number: int, *, laid: bool, secret: bool) -> tuple[SimulatedOrder, ...]:
        """One to four tasks: of a laid text one for each clause, else one of the whole."""
        chance = self.chance
        amount = chance.between(1, 4, "orders", number) if laid else 1
        orders = [
            self._order(number, place, f"k{place + 2}" if laid else None)
            for place in range(amount)
        ]
        if secret:
            return tuple(replace(order, weeks=0, asks_figure=False) for order in orders)
        if laid and chance.share("weekly", number) < 0.03:  # noqa: PLR2004  (a share)
            weeks = chance.between(6, 10, "weeks", number)
            orders[0] = replace(orders[0], weeks=weeks)
        return tuple(orders)

    def _order(self, number: int, place: int, clause: str | None) -> SimulatedOrder:
        chance, key = self.chance, ("order", number, place)
        first = chance.pick(_LEADS, "lead", *key)
        both = chance.share("leads", *key) < 0.1  # noqa: PLR2004  (a share)
        second = chance.pick([each for each in _LEADS if each != first], "second", *key)
        leads = (first, second) if both else (first,)
        helped = chance.share("supported", *key) < 0.3  # noqa: PLR2004  (a share)
        units = [unit for unit in _SUPPORT if unit not in leads]
        undated = chance.share("undated", *key) < 0.15  # noqa: PLR2004  (a share)
        figure = chance.share("figure", *key) < 0.08  # noqa: PLR2004  (a share)
        return SimulatedOrder(
            clause=clause,
            leads=leads,
            supporting=(chance.pick(units, "support", *key),) if helped else (),
            said=chance.pick(_WORK, "work", *key),
            days=None if undated else chance.between(5, 40, "due", *key),
            weeks=0,
            asks_figure=figure and not _RESTRICTED & {*leads},
        )


def _code(on: date, seed: str, number: int) -> str:
    """A code as the pages draw one, of the seed alone."""
    drawn = sha256(f"{seed}/directive/{number}".encode()).digest()
    return f"{on.year}.{base64.b32encode(drawn).decode('ascii').lower()[:_LETTERS]}"


def _text(orders: Sequence[SimulatedOrder], idle_lines: int) -> str:
    """The paper: a line that asks for nothing, a numbered line for each order, so many others."""
    lines = [
        f"{place}. Giao {', '.join(order.leads)} {order.said}."
        for place, order in enumerate(orders, 1)
    ]
    others = [f"{place}. {_TELLS}" for place in range(len(lines) + 1, len(lines) + idle_lines + 1)]
    return normalise("\n".join([_HEAD, *lines, *others]))
