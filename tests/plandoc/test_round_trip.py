"""Any plan of our schema, printed as a document in three layouts, reads back to itself."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.domain.answers import MeasureKind
from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import Frequency
from services.domain.directory.unit_kinds import UnitKind
from services.domain.plan.draft import (
    DeliverableDraft,
    ItemDraft,
    ItemKind,
    MeasureDraft,
    Operator,
    PlanDraft,
    Polarity,
    TargetDraft,
    UnitDraft,
    YearlyRule,
)
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.text_source import read_text
from tests.plandoc.printing import LAYOUTS, spoken
from tests.plandoc.word_plan import as_word

# Units as wards have them, and some that no list knows.
UNITS = [
    ("Phòng Kinh tế, Hạ tầng và Đô thị", UnitKind.SPECIALISED),
    ("Phòng Văn hóa - Xã hội", UnitKind.SPECIALISED),
    ("Trung tâm Phục vụ hành chính công", UnitKind.ADMINISTRATIVE),
    ("Công an phường", UnitKind.POLICE),
    ("Phòng Nông nghiệp xanh", UnitKind.SPECIALISED),
    ("Trung tâm Lưu trữ số", UnitKind.SERVICE),
    ("Tổ dân phố", UnitKind.RESIDENTS),
    ("Hội Người cao tuổi", UnitKind.FRONT),
]
THINGS = [
    "vườn hoa",
    "bờ sông",
    "thư viện",
    "sân bóng",
    "đèn đường",
    "làng gốm",
    "bến thuyền",
    "hàng cây",
    "kho sách",
    "giếng cổ",
    "cầu đá",
    "đồi chè",
    "ao cá",
    "xưởng mộc",
    "phố đêm",
    "rừng tre",
]
QUALITIES = [
    "sạch đẹp",
    "văn minh",
    "an lành",
    "xanh mát",
    "bền chắc",
    "gọn gàng",
    "vui tươi",
    "ngăn nắp",
]
VERBS = ["Chăm sóc", "Tu bổ", "Giữ gìn", "Mở cửa", "Sửa sang", "Quảng bá"]
COUNTED = ["công trình", "mô hình", "sản phẩm", "hồ sơ"]
PLACES = ["Hòa Bình", "An Phú", "Vĩnh Lộc"]

values = st.builds(
    lambda whole, part: f"{whole}.{part}" if part % 10 else str(whole),
    st.integers(1, 98),
    st.integers(1, 99),
)


def _report(frequency: Frequency) -> DeliverableDraft:
    return DeliverableDraft(
        name=DeliverableName.REPORT, frequency=frequency, proposed=True, due=None
    )


@st.composite
def targets(draw: st.DrawFn, operator: Operator) -> tuple[TargetDraft | None, TargetDraft | None]:
    """The final and the average target, at least one of them."""

    def one() -> TargetDraft:
        if operator is not Operator.BETWEEN:
            return TargetDraft(value=draw(values), high=None)
        low = draw(st.integers(1, 40))
        return TargetDraft(value=str(low), high=str(low + draw(st.integers(1, 40))))

    which = draw(st.sampled_from(("final", "average", "both")))
    return (one() if which != "average" else None), (one() if which != "final" else None)


@st.composite
def measures(draw: st.DrawFn, code: str, title: str, *, milestone: bool) -> MeasureDraft:
    """A measure: a figure to compare with, or a work to be done by a year."""
    operator = Operator.NONE
    final = average = None
    if not milestone:
        operator = draw(
            st.sampled_from(tuple(each for each in Operator if each is not Operator.NONE))
        )
        final, average = draw(targets(operator))
    return MeasureDraft(
        code=code,
        title=title,
        unit="mốc" if milestone else draw(st.sampled_from(["%", *COUNTED])),
        kind=MeasureKind.MILESTONE if milestone else MeasureKind.NUMBER,
        polarity=Polarity.REACHED if milestone else Polarity.HIGHER,
        operator=operator,
        target_2030=final,
        target_average=average,
        rule=YearlyRule.MILESTONE if milestone else YearlyRule.SAME_EACH_YEAR,
        reach_by=date(draw(st.integers(2027, 2030)), 12, 31) if milestone else None,
        frequencies=(Frequency.YEAR,),
        lead=None,
        stretch=False,
        stretch_target=None,
        in_annex=True,
        cell_2030=None,
        cell_average=None,
        note=None,
        possible=None,
    )


@st.composite
def plans(draw: st.DrawFn) -> PlanDraft:
    """A plan of a ward: some units, each with work; indicators, schemes and duties."""
    chosen = draw(st.lists(st.sampled_from(UNITS), min_size=2, max_size=5, unique=True))
    units = [(f"U{at}", name, kind) for at, (name, kind) in enumerate(chosen, start=1)]
    partners = {
        code: tuple(
            draw(
                st.lists(
                    st.sampled_from([u for u, *_ in units if u != code]), max_size=2, unique=True
                )
            )
        )
        for code, *_ in units
    }
    things = draw(st.permutations(THINGS))
    items = [
        *draw(_indicators(things[:8], partners)),
        *draw(_schemes(things[8:11], partners)),
        *draw(_duties(things, partners)),
    ]
    return PlanDraft(
        code="plan",
        title="Kế hoạch",
        number=f"{draw(st.integers(1, 99))}/KH-UBND",
        issued_on=draw(st.dates(date(2026, 1, 1), date(2026, 12, 31))),
        place=draw(st.sampled_from(PLACES)),
        period_from=2026,
        period_to=2030,
        replaces=draw(st.sampled_from((None, "70/KH-UBND", "8/KH-UBND"))),
        units=tuple(
            UnitDraft(code=code, name=name, kind=kind, aliases=(), internal=True, restricted=False)
            for code, name, kind in units
        ),
        groups=(),
        items=tuple(items),
        findings=(),
    )


def _item(
    code: str, kind: ItemKind, title: str, lead: str, partners: tuple[str, ...]
) -> ItemDraft:
    return ItemDraft(
        code=code,
        kind=kind,
        title=title,
        section="",
        lead=lead,
        supporting=partners,
        restricted=False,
        starts_on=None,
        ends_on=None,
        deliverables=(_report(Frequency.YEAR),),
        measures=(),
    )


@st.composite
def _indicators(
    draw: st.DrawFn, things: list[str], partners: dict[str, tuple[str, ...]]
) -> list[ItemDraft]:
    item_drafts: list[ItemDraft] = []
    while things:
        code = f"CT{len(item_drafts) + 1:02d}"
        count = draw(st.integers(1, 2))
        mine, things = things[:count], things[count:]
        read = []
        for at, thing in enumerate(mine, start=1):
            title = f"Tỷ lệ {thing} {draw(st.sampled_from(QUALITIES))}"
            milestone = draw(st.integers(0, 4)) == 0
            if milestone:
                title = f"Xây dựng {thing} {draw(st.sampled_from(QUALITIES))}"
            read.append(draw(measures(f"{code}.{at}", title, milestone=milestone)))
        lead = draw(st.sampled_from(sorted(partners)))
        item = _item(code, ItemKind.INDICATOR, read[0].title, lead, partners[lead])
        item_drafts.append(replace(item, measures=tuple(read)))
    return item_drafts


@st.composite
def _schemes(
    draw: st.DrawFn, things: list[str], partners: dict[str, tuple[str, ...]]
) -> list[ItemDraft]:
    leads = draw(st.lists(st.sampled_from(sorted(partners)), max_size=3, unique=True))
    return [
        _item(
            f"DA{at}",
            ItemKind.SCHEME,
            f"Đề án phát triển {thing} {draw(st.sampled_from(QUALITIES))}",
            lead,
            partners[lead],
        )
        for at, (lead, thing) in enumerate(zip(leads, things, strict=False), start=1)
    ]


@st.composite
def _duties(
    draw: st.DrawFn, things: list[str], partners: dict[str, tuple[str, ...]]
) -> list[ItemDraft]:
    collected = []
    for at, code in enumerate(partners, start=1):
        titles = draw(
            st.lists(
                st.builds(
                    "{} {} {}".format,
                    st.sampled_from(VERBS),
                    st.sampled_from(things),
                    st.sampled_from(QUALITIES),
                ),
                min_size=1,
                max_size=3,
                unique=True,
            )
        )
        collected += [
            _item(f"3{at}-{place:02d}", ItemKind.DUTY, title, code, partners[code])
            for place, title in enumerate(titles, start=1)
        ]
    return collected


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=150, deadline=None)
@given(draft=plans())
def test_a_printed_plan_reads_back_to_itself(layout: str, draft: PlanDraft) -> None:
    document = read_text(LAYOUTS[layout](draft).encode(), "k.txt")
    assert spoken(read_document(document).draft) == spoken(draft)


@settings(max_examples=25, deadline=None)
@given(draft=plans())
def test_a_plan_printed_as_word_reads_back_to_itself(draft: PlanDraft) -> None:
    document = read_text(LAYOUTS["roman"](draft).encode(), "k.txt")
    reading = read_document(read_source(as_word(document), "k.docx"))
    assert spoken(reading.draft) == spoken(draft)
