"""Another place, another body, another label: the reading changes by that name alone."""

import re
from functools import partial

import pytest

from services.domain.directory.unit_kinds import UnitKind
from services.domain.plan.draft import UnitDraft
from services.domain.plan_document.reading import Reading
from tests.plandoc.changes import renamed, with_label
from tests.plandoc.plan_texts import NOUNS_AS_WORK, REAL, TEXTS, WHOLE_LINES, reading_of
from tests.plandoc.reading_facts import difference, facts_of, item_facts, read

# Names that communes bear: with a body's first word, a verb, a number, a time, a title in them.
PLACES = [
    "Bến Đò",
    "Chi Lăng",
    "Công Hải",
    "Ia Krái",
    "Krông Nô",
    "Kế Sách",
    "Quỹ Nhất",
    "Sở Dầu",
    "Tháp Mười",
    "Đồn Đạc",
]
PART = 3  # each place in every third document, in others than the place before it
SHORTEST = 5  # letters of a form that is surely a name
LEADS = ("Cơ quan chủ trì", "Đơn vị chủ trì", "Chủ trì", "Bộ phận chủ trì")
SUPPORTS = ("Cơ quan phối hợp", "Đơn vị phối hợp", "Phối hợp", "Cơ quan phối hợp thực hiện")
TIMES = ("Thời gian thực hiện", "Thời gian hoàn thành", "Thời hạn hoàn thành", "Tiến độ")
LABELS = [(label, group) for group in (LEADS, SUPPORTS, TIMES) for label in group]
# A misspelt place of the ward's own plan looks like its name, not like any other.
AS_SPELT = {REAL: ("Thạch Khê", "Thạch Khôi")}


@pytest.mark.parametrize("place", PLACES)
def test_another_place_is_another_place_and_nothing_else(place: str) -> None:
    for name in WHOLE_LINES[PLACES.index(place) % PART :: PART]:
        text = TEXTS[name].replace(*AS_SPELT.get(name, ("", "")))
        reading = read(text) if name in AS_SPELT else reading_of(name)
        other = partial(renamed, words={reading.draft.place: place})
        changed = facts_of(read(other(text)))
        assert difference(facts_of(reading, other), changed) == [], name


# Bodies that every reader of the genre knows, and bodies that nobody has seen before.
KNOWN = ["Hội Cựu chiến binh", "Hội Chữ thập đỏ"]
UNSEEN = ["Ban Quản lý chợ Bến Đò", "Hợp tác xã nước sạch Đồng Dừa", "Đội cứu hộ Mũi Né"]
# Where a name stands by itself: in front a mark, a label or a cell's border, behind it an end.
_BEFORE = r"(?:^(?:[-+*•]|\d+[.)]|[a-zđ]\))\s+|:\s|\t|^)"
_BEHIND = r"(?=\s*(?:[:\t]|[.;]?$)|\s+(?:chủ trì|có trách nhiệm)(?!\w))"


def printed_forms(unit: UnitDraft, text: str) -> list[str]:
    """How the text prints a body, with and without the kind of its place behind."""
    forms = [form for form in {unit.name, *unit.aliases} if len(form) >= SHORTEST]
    tails = ("", " phường", " xã", " đặc khu")
    return [form + tail for form in forms for tail in tails if form[0].isupper() and form in text]


def may_be_renamed(unit: UnitDraft, reading: Reading, text: str, new: str) -> bool:
    """Whether its name is its own: no other body's name holds it, no group or kind is meant."""
    forms = printed_forms(unit, text)
    printed = [
        form for form in unit.aliases if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text)
    ]
    others = " | ".join(each.name for each in reading.draft.units if each is not unit)
    holds = [each.name for each in reading.draft.units if each.name in unit.name]
    return (
        unit.kind is not UnitKind.RESIDENTS
        and len(holds) == 1
        and new not in text
        and not unit.name.startswith(("Đồng chí", "Các "))
        and bool(forms)
        and all(len(form) >= SHORTEST and form[0].isupper() for form in printed)
        and not any(form in others for form in forms)
    )


def stands_alone(unit: UnitDraft, text: str) -> bool:
    """Whether each place that names it shows where the name begins and ends."""
    names = "|".join(map(re.escape, sorted(printed_forms(unit, text), key=len, reverse=True)))
    printed = len(re.findall(rf"(?<!\w)(?:{names})(?!\w)", text))
    alone = len(re.findall(rf"{_BEFORE}(?:{names}){_BEHIND}", text, re.MULTILINE))
    return alone == printed


def renamings(new: str, *, alone: bool) -> list[tuple[str, str]]:
    """Each document with each body that may bear the new name."""
    return [
        (name, unit.code)
        for name in WHOLE_LINES
        for unit in reading_of(name).draft.units
        if may_be_renamed(unit, reading_of(name), TEXTS[name], new)
        and (not alone or stands_alone(unit, TEXTS[name]))
    ]


def work_differs(name: str, code: str, new: str) -> list[str]:
    """What differs in the items once a body bears another name."""
    reading = reading_of(name)
    unit = next(each for each in reading.draft.units if each.code == code)
    other = partial(renamed, words=dict.fromkeys(printed_forms(unit, TEXTS[name]), new))
    return difference(item_facts(reading, other), item_facts(read(other(TEXTS[name]))))


@pytest.mark.parametrize("new", KNOWN)
def test_another_known_body_leads_the_same_work(new: str) -> None:
    """Without the document of NOUNS_AS_WORK."""
    changes = [each for each in renamings(new, alone=False) if each[0] not in NOUNS_AS_WORK]
    assert len(changes) > 100
    for name, code in changes[KNOWN.index(new) :: PART]:
        assert work_differs(name, code, new) == [], f"{name}: {code}"


@pytest.mark.parametrize("new", UNSEEN)
def test_a_body_that_nobody_has_seen_leads_the_same_work(new: str) -> None:
    """Where the name stands alone: behind a mark or label, in front of a colon or a line's end.

    Inside of a sentence nothing says where such a name ends.
    """
    changes = renamings(new, alone=True)
    assert len(changes) > 50
    for name, code in changes[UNSEEN.index(new) :: PART]:
        assert work_differs(name, code, new) == [], f"{name}: {code}"


@pytest.mark.parametrize(("label", "group"), LABELS)
def test_a_label_may_be_exchanged_for_its_equal(label: str, group: tuple[str, ...]) -> None:
    exchanged = 0
    for name in WHOLE_LINES:
        other = partial(with_label, label=label, instead_of=group)
        if other(TEXTS[name]) != TEXTS[name]:
            exchanged += 1
            changed = facts_of(read(other(TEXTS[name])))
            assert difference(facts_of(reading_of(name), other), changed) == [], name
    assert exchanged
