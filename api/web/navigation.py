"""The pages of the frame: which of them somebody reads, in the order of their office."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from api.labels import phrases
from services.domain.programme.authority import may_see_programmes
from services.domain.roles import LEADING, WORKING, Holder, Office

WORK: Final = "/viec"
IN_SIGHT: Final = 6  # entries that stand in the row of a wide window; the others behind “Thêm”


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationEntry:
    """One page of the frame: its address, its name, whose it is."""

    address: str
    name: str
    shown: Callable[[Holder], bool]
    below: bool = False  # whether the pages under its address are its too
    key: str = ""  # after “g”, on every page

    def current(self, path: str) -> bool:
        """Whether somebody who reads `path` is here."""
        return path == self.address or (self.below and path.startswith(self.address))


@dataclass(frozen=True, slots=True, kw_only=True)
class Navigation:
    """What the frame shows somebody: the first page, what stands in sight, what stands behind.

    `narrow` are the two of a telephone's bar.
    """

    home: str
    in_sight: tuple[NavigationEntry, ...]
    behind: tuple[NavigationEntry, ...]

    @property
    def narrow(self) -> tuple[NavigationEntry, ...]:
        """The two entries of a telephone's bar, beside searching and the rest."""
        return self.in_sight[:2]


def _anybody(_: Holder) -> bool:
    return True


def _reads_work(holder: Holder) -> bool:
    return phrases.reports(holder) or holder.reads_across


def _reads_across(holder: Holder) -> bool:
    return holder.reads_across


def administrates(holder: Holder) -> bool:
    """Whether the pages of the administration are this person's."""
    return holder.is_a(Office.ADMINISTRATOR)


def _proves(holder: Holder) -> bool:
    return holder.reads_across or administrates(holder)


_ENTRIES: Final = tuple(
    NavigationEntry(address=address, name=name, shown=shown, below=below, key=key)
    for address, name, shown, below, key in (
        (WORK, "Việc của tôi", _anybody, False, "v"),
        ("/phieu", "Phiếu báo cáo kỳ", phrases.reports, True, "p"),
        ("/don-doc", "Bảng đôn đốc", phrases.oversees, True, "d"),
        ("/tong-quan", "Tổng quan", _reads_work, True, "t"),
        ("/ke-hoach", "Kế hoạch", _reads_work, True, "k"),
        ("/giao-ban", "Giao ban", phrases.oversees, False, "b"),
        ("/giao-viec", "Nguồn giao việc", phrases.oversees, True, "c"),
        ("/so-theo-doi", "Sổ theo dõi", phrases.oversees, True, "s"),
        ("/chuong-trinh", "Chương trình", may_see_programmes, True, "r"),
        ("/lanh-dao", "Lãnh đạo", phrases.oversees, False, ""),
        ("/loi-hua-nhac-viec", "Lời hứa nhắc việc", phrases.oversees, False, ""),
        ("/bang-chung-cham-diem", "Bằng chứng chấm điểm", _reads_work, False, ""),
        ("/thanh-tra", "Bàn thanh tra", _reads_across, True, "a"),
        ("/nhat-ky", "Nhật ký", _anybody, True, "n"),
        ("/khoa-so", "Khóa ký sổ", _proves, True, ""),
        ("/quan-tri", "Quản trị", administrates, True, "q"),
    )
)
# Whoever holds several of these begins where the first of them does.
_FIRST: Final = (
    (LEADING, ("/tong-quan", WORK)),
    (frozenset({Office.CHIEF_OF_OFFICE, Office.OFFICE_SPECIALIST}), ("/don-doc", WORK)),
    (WORKING, (WORK, "/phieu")),
    (frozenset({Office.INSPECTOR}), ("/thanh-tra", "/nhat-ky")),
    (frozenset({Office.ADMINISTRATOR}), ("/quan-tri", "/nhat-ky")),
)


def navigation(holder: Holder) -> Navigation:
    """The frame of this person: what the office works with comes first."""
    first = next((ways for offices, ways in _FIRST if holder.find(offices)), (WORK,))
    own = [entry for entry in _ENTRIES if entry.shown(holder)]
    own.sort(key=lambda entry: _rank(entry, first))
    return Navigation(home=first[0], in_sight=tuple(own[:IN_SIGHT]), behind=tuple(own[IN_SIGHT:]))


def home(holder: Holder) -> str:
    """The page on which this person's day begins."""
    return navigation(holder).home


def _rank(entry: NavigationEntry, first: tuple[str, ...]) -> int:
    """The first pages of the office, then all others in their own order."""
    return first.index(entry.address) if entry.address in first else len(first)


def saving_address(path: str, query: str) -> str:
    """Where a list is saved as it stands."""
    return f"/cach-xem?dia_chi={quote(f'{path}?{query}' if query else path)}"
