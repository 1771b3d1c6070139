"""What only the whole plan can tell: codes that meet, leads that exist, sound targets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from services.domain.answers import MeasureKind
from services.domain.assignment.ranges import MeasureRange, range_words
from services.domain.calendar import Frequency
from services.domain.numerals import written
from services.domain.plan.draft import (
    FindingDraft,
    GroupDraft,
    ItemDraft,
    MeasureDraft,
    Operator,
    TargetDraft,
    UnitDraft,
)
from services.domain.plan.proposals import targets_outside
from services.planyaml.cursor import Cursor, likely
from services.planyaml.plan_parts import Placed


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that was read, each part with its places."""

    units: list[Placed[UnitDraft]]
    groups: list[Placed[GroupDraft]]
    items: list[Placed[ItemDraft]]
    measures: list[tuple[str, Placed[MeasureDraft]]]  # the code of its row, the measure
    findings: list[Placed[FindingDraft]]


def check(parts: Parts) -> None:
    """Note everything that does not fit together."""
    bodies = Bodies.of(parts)
    bodies_codes = [(unit.part.code, unit.at["code"]) for unit in parts.units]
    bodies_codes += [(group.part.code, group.at["code"]) for group in parts.groups]
    _unique(bodies_codes, "Mã đơn vị, nhóm")
    for group in parts.groups:
        _check_group(group, bodies)
    for item in parts.items:
        _check_item(
            item, bodies, {code for finding in parts.findings for code in finding.part.items}
        )
    _unique(list(_assignment_codes(parts.items, bodies)), "Mã mục")
    _unique(
        [(measure.part.code, measure.at["code"]) for _, measure in parts.measures], "Mã chỉ số"
    )
    for row, measure in parts.measures:
        _check_measure(row, measure, bodies)
    _unique(
        [(finding.part.code, finding.at["code"]) for finding in parts.findings],
        "Mã điểm cần làm rõ",
    )
    known = {item.part.code for item in parts.items}
    for finding in parts.findings:
        for code, at in _listed(finding.part.items, finding.at["items"]):
            if code not in known:
                at.complain(f'Không có mục "{code}"{likely(code, known)}. Sửa lại mã mục.')


@dataclass(frozen=True, slots=True)
class Bodies:
    """Units and groups by code."""

    units: dict[str, UnitDraft]
    groups: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, parts: Parts) -> "Bodies":
        """Index what was read; the first of two equal codes counts."""
        return cls(
            units={unit.part.code: unit.part for unit in reversed(parts.units)},
            groups={group.part.code: group.part.members for group in reversed(parts.groups)},
        )

    def require(self, code: str, at: Cursor) -> bool:
        """Note a code that is neither a unit nor a group."""
        if not code or code in self.units or code in self.groups:
            return bool(code)
        known = [*self.units, *self.groups]
        at.complain(
            f'Không có đơn vị hoặc nhóm "{code}"{likely(code, known)}.'
            " Dùng một mã trong units hoặc groups, hoặc khai báo đơn vị mới ở units."
        )
        return False

    def members(self, code: str) -> Iterator[str]:
        """List the units behind a code; a cycle is walked once."""
        waiting, seen = [code], set[str]()
        while waiting:
            each = waiting.pop(0)
            if each in seen:
                continue
            seen.add(each)
            if each in self.units:
                yield each
            waiting[:0] = self.groups.get(each, ())

    def reaches(self, start: str, goal: str) -> bool:
        """Whether a group holds another one, at any depth."""
        waiting, seen = list(self.groups.get(start, ())), set[str]()
        while waiting:
            each = waiting.pop()
            if each == goal:
                return True
            if each not in seen:
                seen.add(each)
                waiting.extend(self.groups.get(each, ()))
        return False


def _unique(codes: Iterable[tuple[str, Cursor]], what: str) -> None:
    """Refuse equal codes; streams are unique without regard to case."""
    seen: dict[str, Cursor] = {}
    for code, at in codes:
        first = seen.get(code.lower())
        if first is not None and first.node is not None and code:
            line = first.node.start_mark.line + 1
            at.complain(f'{what} "{code}" đã dùng ở dòng {line}. Mỗi mã chỉ dùng một lần.')
        seen.setdefault(code.lower(), at)


def _check_group(group: Placed[GroupDraft], bodies: Bodies) -> None:
    if not group.part.members:
        group.at["members"].complain("Nhóm chưa có đơn vị nào. Thêm mã đơn vị vào members.")
    for code, at in _listed(group.part.members, group.at["members"]):
        bodies.require(code, at)
    if bodies.reaches(group.part.code, group.part.code):
        group.at["members"].complain(
            f"Nhóm {group.part.code} chứa chính nó qua các nhóm thành viên. Bỏ một mã trong vòng."
        )


def _check_item(item: Placed[ItemDraft], bodies: Bodies, asked: set[str]) -> None:
    part, at = item.part, item.at
    if part.lead is None and at["lead"].is_null and part.code not in asked:
        at["lead"].complain(
            "Mục chưa có đơn vị chủ trì. Ghi mã đơn vị, hoặc thêm vào findings một điểm cần làm rõ"
            f" có {part.code or 'mã mục'} trong items."
        )
    if part.lead is not None and bodies.require(part.lead, at["lead"]):
        outside = [unit for unit in bodies.members(part.lead) if not bodies.units[unit].internal]
        if outside:
            at["lead"].complain(
                f"{', '.join(outside)} không có tài khoản nên không thể chủ trì."
                " Chọn đơn vị của phường, chuyển đơn vị này sang supporting."
            )
    for code, place in _listed(part.supporting, at["supporting"]):
        if bodies.require(code, place) and code == part.lead:
            place.complain(f"{code} đã chủ trì mục này. Bỏ khỏi supporting.")
    _check_dates(item)


def _check_dates(item: Placed[ItemDraft]) -> None:
    part = item.part
    if part.starts_on and part.ends_on and part.ends_on < part.starts_on:
        item.at["ends_on"].complain("Ngày kết thúc trước ngày bắt đầu. Sửa một trong hai ngày.")
    undated = any(
        deliverable.frequency is Frequency.ONCE and deliverable.days is None
        for deliverable in part.deliverables
    )
    if undated and part.ends_on is None:
        item.at["code"].complain(
            'Kỳ "once" cần ngày kết thúc. Thêm ends_on hoặc days vào mục này.'
        )
    kinds = [(deliverable.name, deliverable.frequency) for deliverable in part.deliverables]
    if len(set(kinds)) < len(kinds):
        item.at["deliverables"].complain("Hai sản phẩm trùng cả tên và kỳ. Giữ lại một.")


def _assignment_codes(
    items: list[Placed[ItemDraft]], bodies: Bodies
) -> Iterator[tuple[str, Cursor]]:
    for item in items:
        code, lead = item.part.code, item.part.lead
        yield code, item.at["code"]
        if code and lead in bodies.groups:
            for unit in bodies.members(lead):
                yield f"{code}.{unit}", item.at["code"]


def _check_measure(row: str, measure: Placed[MeasureDraft], bodies: Bodies) -> None:
    part, at = measure.part, measure.at
    if part.code and row and part.code != row and not part.code.startswith(f"{row}."):
        at["code"].complain(
            f'Mã chỉ số phải là "{row}" hoặc bắt đầu bằng "{row}.". Sửa mã hoặc chuyển chỉ số'
            " sang đúng dòng."
        )
    if part.lead is not None:
        bodies.require(part.lead, at["lead"])
    targets = [each for each in (part.target_2030, part.target_average) if each is not None]
    if part.kind is MeasureKind.NUMBER:
        _check_number(part.operator, targets, at["operator"])
    elif targets or part.operator is not Operator.NONE:
        at["operator"].complain(
            f"Chỉ số kiểu {part.kind} không có con số. Đặt operator: none và bỏ các target."
        )
    if part.possible is not None:
        _check_range(part, part.possible, at["range"])
    if part.kind is MeasureKind.MILESTONE and part.reach_by is None:
        at["code"].complain("Mốc chưa có ngày phải đạt. Thêm reach_by vào chỉ số này.")


def _check_range(measure: MeasureDraft, possible: MeasureRange, at: Cursor) -> None:
    """A range that was set by hand fits its measure; a proposed one does so by itself."""
    if measure.kind is not MeasureKind.NUMBER:
        at.complain(f"Chỉ số kiểu {measure.kind} không có con số. Bỏ range.")
        return
    outside = targets_outside(measure, possible)
    if outside:
        at.complain(
            f"Mục tiêu {written(outside[0])} nằm ngoài giới hạn của số liệu"
            f" ({range_words(possible)}). Sửa giới hạn hoặc sửa mục tiêu."
        )


def _check_number(operator: Operator, targets: list[TargetDraft], at: Cursor) -> None:
    if (operator is Operator.NONE) == bool(targets):
        at.complain(
            "Con số và dấu so sánh phải đi cùng nhau. Thêm target_2030 hoặc target_average,"
            " hoặc đặt operator: none."
        )
    for target in targets:
        if (operator is Operator.BETWEEN) != (target.high is not None):
            at.complain("Chỉ operator: between dùng khoảng {low, high}. Sửa dấu hoặc mức.")
        elif target.high and target.value and Decimal(target.high) < Decimal(target.value):
            at.complain("Mức trên thấp hơn mức dưới của khoảng. Đổi chỗ hai mức.")


def _listed(codes: tuple[str, ...], at: Cursor) -> Iterator[tuple[str, Cursor]]:
    yield from zip(codes, at.items() if codes else (), strict=True)
