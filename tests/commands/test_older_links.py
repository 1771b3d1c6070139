"""A link that is older than its person's deciding office is judged again when it is used."""

from datetime import date

import pytest

from services.commands.accounts import AccountCommands
from services.domain.directory.events import OfficeGranted, account_stream, person_stream
from services.domain.errors import NotAllowed, NotFound, Refusal, Stale
from services.domain.roles import Office
from tests.commands.directory_kit import PASSWORD, TODAY, Registered
from tests.commands.stores import Overtaken
from tests.commands.task_kit import finished
from tests.commands.test_read_guards import tell
from tests.commands.test_second_person import DECIDING, SecondPersonWard
from tests.givens import HERE

CHOSEN = "mật khẩu mới dài"
WAITS = (
    "Liên kết này có hiệu lực từ 09:00 ngày 24/11/2026, hoặc sớm hơn khi có người thứ hai đồng ý "
    "(một quản trị hệ thống khác hoặc Chánh Văn phòng). Hãy giữ liên kết và mở lại sau."
)


@pytest.fixture
def ward() -> SecondPersonWard:
    return SecondPersonWard()


def granted_by_consent(
    ward: SecondPersonWard, who: Registered, office: Office, unit: str | None
) -> None:
    """In office today: one grants, another agrees."""
    ward.agree(ward.second, who, ward.grant(who, office, unit))
    assert ward.holds(who, office, TODAY)


def choose(ward: SecondPersonWard, token: str) -> None:
    finished(ward.kit.accounts.set_password_by_link(token, CHOSEN))


def refused(ward: SecondPersonWard, token: str) -> Refusal:
    """What the page and the form say, which is the same; nothing is set."""
    with pytest.raises(Refusal) as page:
        finished(ward.kit.accounts.link_owner(token))
    with pytest.raises(Refusal) as form:
        choose(ward, token)
    assert (page.value.code, page.value.sentence) == (form.value.code, form.value.sentence)
    return form.value


@pytest.mark.parametrize(("office", "unit"), DECIDING)
def test_a_link_from_before_the_grant_waits_as_one_from_after_it(
    ward: SecondPersonWard, office: Office, unit: str | None
) -> None:
    lan = ward.kit.register("Cao Thị Lan", "lan")
    token = ward.link(lan)
    assert finished(ward.kit.accounts.link_owner(token)) == "Cao Thị Lan"
    granted_by_consent(ward, lan, office, unit)
    said = refused(ward, token)
    assert (said.code, said.sentence) == ("link-waits", WAITS)
    ward.kit.wait(hours=23, minutes=59)
    refused(ward, token)
    assert "password-set" not in ward.kit.account_facts(lan)
    ward.kit.wait(minutes=1)
    choose(ward, token)
    assert finished(ward.kit.accounts.sign_in("lan", CHOSEN, HERE)).token


def test_it_waits_also_for_a_grant_that_waits_or_begins_later(ward: SecondPersonWard) -> None:
    lan, son = ward.kit.register("Lan", "lan"), ward.kit.register("Sơn", "son")
    waiting, later = ward.link(lan), ward.link(son)
    ward.grant(lan, Office.CHAIR)
    ward.grant(son, Office.UNIT_HEAD, "VHXH", from_on=date(2026, 12, 31))
    assert refused(ward, waiting).code == refused(ward, later).code == "link-waits"


def test_the_wait_counts_from_the_link_and_not_from_the_grant(ward: SecondPersonWard) -> None:
    lan = ward.kit.register("Cao Thị Lan", "lan")
    token = ward.link(lan)
    ward.kit.wait(hours=24)
    ward.agree(ward.second, lan, ward.grant(lan, Office.CHAIR))
    choose(ward, token)


def test_the_end_of_the_link_stays_where_it_was(ward: SecondPersonWard) -> None:
    lan = ward.kit.register("Cao Thị Lan", "lan")
    token = ward.link(lan)
    granted_by_consent(ward, lan, Office.CHAIR, None)
    ward.kit.wait(hours=72)
    assert finished(ward.kit.accounts.link_owner(token)) is None


def test_a_second_person_lets_the_older_link_open_and_the_issuer_does_not(
    ward: SecondPersonWard,
) -> None:
    lan = ward.kit.register("Cao Thị Lan", "lan")
    token = ward.link(lan)
    with pytest.raises(Stale):
        ward.agree_to_link(ward.second, lan)  # nothing waits yet, so nobody agrees beforehand
    granted_by_consent(ward, lan, Office.CHAIR, None)
    for by, code in ((ward.first, "consent-same"), (ward.chair, "not-consenting")):
        with pytest.raises(NotAllowed) as caught:
            ward.agree_to_link(by, lan)
        assert caught.value.code == code
    ward.agree_to_link(ward.chief, lan)
    choose(ward, token)


def test_a_consent_to_an_older_link_opens_no_newer_one(ward: SecondPersonWard) -> None:
    lan = ward.kit.register("Cao Thị Lan", "lan")
    ward.link(lan)
    granted_by_consent(ward, lan, Office.CHAIR, None)
    ward.agree_to_link(ward.chief, lan)
    assert refused(ward, ward.link(lan)).code == "link-waits"


def test_an_office_that_decides_nothing_shuts_no_link(ward: SecondPersonWard) -> None:
    lan = ward.kit.register("Cao Thị Lan", "lan")
    token = ward.link(lan)
    ward.grant(lan, Office.SPECIALIST, "VHXH")
    choose(ward, token)


def test_what_the_set_up_or_the_machine_s_owner_issued_stays_open() -> None:
    ward = SecondPersonWard(setting_up=True)
    lan, son = ward.kit.register("Lan", "lan"), ward.kit.register("Sơn", "son")
    from_the_set_up = ward.link(lan)
    finished(ward.kit.accounts.sign_in("chanhvp", PASSWORD, HERE))
    printed = finished(ward.kit.directory.first_link(son.person_id, 72))
    for who, token in ((lan, from_the_set_up), (son, printed)):
        granted_by_consent(ward, who, Office.CHAIR if who is lan else Office.INSPECTOR, None)
        choose(ward, token)


def test_a_grant_between_reading_and_writing_is_noticed(ward: SecondPersonWard) -> None:
    lan = ward.kit.register("Cao Thị Lan", "lan")
    token = ward.link(lan)
    store = Overtaken(ward.kit.ledger, account_stream(lan.person_id))
    chair = OfficeGranted(
        office=Office.CHAIR,
        unit=None,
        from_on=TODAY,
        until_on=None,
        wished_from_on=TODAY,
        setting_up=False,
        basis=None,
        scope=None,
    )
    store.meanwhile = lambda: tell(ward.kit.ledger, person_stream(lan.person_id), chair)
    kit = ward.kit
    accounts = AccountCommands(
        store, kit.store, kit.passwords, kit.randomness, kit.sign_ins, kit.access
    )
    with pytest.raises(NotFound):
        finished(accounts.set_password_by_link(token, CHOSEN))
    assert store.meanwhile is None
    assert "password-set" not in ward.kit.account_facts(lan)
