"""People are called by the title that they bear, not by the office in the rules."""

import pytest

from services.domain.roles import TITLES, Office
from services.domain.titles import UnitName, title_of, titled, usual_title
from tests import givens

ECONOMY = "Phòng Kinh tế, Hạ tầng và Đô thị"


@pytest.mark.parametrize(
    ("office", "unit", "said"),
    [
        (Office.UNIT_HEAD, ECONOMY, "Trưởng phòng Kinh tế, Hạ tầng và Đô thị"),
        (Office.DEPUTY_HEAD, ECONOMY, "Phó Trưởng phòng Kinh tế, Hạ tầng và Đô thị"),
        (Office.SPECIALIST, ECONOMY, "Chuyên viên Phòng Kinh tế, Hạ tầng và Đô thị"),
        (Office.UNIT_HEAD, "Trung tâm Y tế", "Giám đốc Trung tâm Y tế"),
        (Office.DEPUTY_HEAD, "Trung tâm Y tế", "Phó Giám đốc Trung tâm Y tế"),
        (Office.UNIT_HEAD, "Công an phường", "Trưởng Công an phường"),
        (
            Office.UNIT_HEAD,
            "Ban Chỉ huy Quân sự phường",
            "Chỉ huy trưởng Ban Chỉ huy Quân sự phường",
        ),
        (
            Office.DEPUTY_HEAD,
            "Ban Chỉ huy Quân sự phường",
            "Chỉ huy phó Ban Chỉ huy Quân sự phường",
        ),
        (Office.UNIT_HEAD, "Trạm Y tế phường", "Trưởng Trạm Y tế phường"),
        (Office.UNIT_HEAD, "Hội Người cao tuổi", "Thủ trưởng Hội Người cao tuổi"),
        (
            Office.CHIEF_OF_OFFICE,
            "Văn phòng HĐND&UBND phường",
            "Chánh Văn phòng HĐND&UBND phường",
        ),
        (
            Office.DEPUTY_CHIEF,
            "Văn phòng HĐND&UBND phường",
            "Phó Chánh Văn phòng HĐND&UBND phường",
        ),
        (
            Office.OFFICE_SPECIALIST,
            "Văn phòng HĐND&UBND phường",
            "Chuyên viên Văn phòng HĐND&UBND phường",
        ),
        (Office.CHAIR, None, "Chủ tịch"),
    ],
)
def test_title_and_unit_are_read_as_people_say_them(
    office: Office, unit: str | None, said: str
) -> None:
    assert titled(office, unit) == said


def test_a_named_title_is_shown_instead_of_the_usual_one() -> None:
    post = UnitName("Trạm Y tế phường", head="Trạm trưởng", deputy="Trạm phó")
    assert titled(Office.UNIT_HEAD, post) == "Trạm trưởng Trạm Y tế phường"
    assert titled(Office.DEPUTY_HEAD, post) == "Trạm phó Trạm Y tế phường"
    assert title_of(Office.UNIT_HEAD, post) == "Trạm trưởng"
    assert post == "Trạm Y tế phường"


def test_a_name_that_only_begins_alike_says_nothing_of_its_head() -> None:
    assert usual_title("Phòngan") == "Thủ trưởng"


@pytest.mark.parametrize("office", Office)
def test_every_office_has_a_title_without_a_unit(office: Office) -> None:
    assert titled(office) == TITLES[office]


def test_a_deputy_has_the_rights_of_a_specialist_of_the_unit_and_signs_nothing() -> None:
    deputy = givens.holder("deputy", (Office.DEPUTY_HEAD, "KTHTDT"))
    held = deputy.find(frozenset({Office.SPECIALIST}), "KTHTDT")
    assert held is not None
    assert held.office is Office.DEPUTY_HEAD
    assert deputy.find(frozenset({Office.SPECIALIST}), "VHXH") is None
    assert not deputy.is_a(Office.UNIT_HEAD)
    chief = givens.holder("deputy chief", (Office.DEPUTY_CHIEF, "VP"))
    assert chief.is_a(Office.OFFICE_SPECIALIST)
    assert not chief.is_a(Office.CHIEF_OF_OFFICE)
