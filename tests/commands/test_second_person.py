"""One administrator alone makes no decision maker: grants and links wait for a second person."""

from datetime import date, timedelta

import pytest

from services.commands.operator import OperatorAct, keep
from services.commands.runner import on_stream
from services.commands.setting_up import note_end_of_set_up
from services.domain.directory.account_facts import fold_account
from services.domain.directory.acts.consent_to_grant import ConsentToGrant
from services.domain.directory.acts.consent_to_link import ConsentToLink
from services.domain.directory.acts.end_office import EndOffice
from services.domain.directory.acts.grant_office import GrantOffice
from services.domain.directory.acts.issue_link import IssueLink
from services.domain.directory.consent_events import SETUP_STREAM, InitialSetUpEnded
from services.domain.directory.events import SignedIn, account_stream, person_stream
from services.domain.directory.state import Person, fold_person
from services.domain.errors import NotAllowed, Refusal, Stale
from services.domain.roles import Office
from services.ledger.envelope import decode
from tests.commands.directory_kit import PASSWORD, TODAY, DirectoryKit, Registered
from tests.commands.task_kit import finished
from tests.givens import HERE

WAITED_FOR = date(2026, 11, 25)  # two working days after Monday the 23rd
DECIDING = [
    (Office.UNIT_HEAD, "KTHTDT"),
    (Office.CHIEF_OF_OFFICE, "VP"),
    (Office.VICE_CHAIR, None),
    (Office.CHAIR, None),
    (Office.INSPECTOR, None),
    (Office.ADMINISTRATOR, None),
    (Office.OFFICE_SPECIALIST, "VP"),  # returns for form
    (Office.DEPUTY_CHIEF, "VP"),  # so does whoever has the same rights
]


class SecondPersonWard:
    """A ward whose chief of the Office has signed in, unless it is being set up."""

    def __init__(self, *, setting_up: bool = False) -> None:
        self.kit = DirectoryKit()
        self.kit.adopt_calendar()
        self.first = self.kit.administrator
        self.second = self.kit.first("quantri2", Office.ADMINISTRATOR, None)
        self.chief = self.kit.first("chanhvp", Office.CHIEF_OF_OFFICE, "VP")
        self.chair = self.kit.first("chutich", Office.CHAIR, None)
        if not setting_up:
            finished(self.kit.accounts.sign_in("chanhvp", PASSWORD, HERE))

    def person(self, who: Registered) -> Person:
        result = fold_person(self.kit.facts(person_stream(who.person_id)))
        assert result is not None
        return result

    def grant(
        self,
        who: Registered,
        office: Office,
        unit: str | None = None,
        *,
        by: Registered | None = None,
        from_on: date = TODAY,
        until_on: date | None = None,
    ) -> int:
        """The version of the grant."""
        command = GrantOffice(
            person_id=who.person_id, office=office, unit=unit, from_on=from_on, until_on=until_on
        )
        request = self.kit.request(by or self.first, "grant-office", command)
        outcome = finished(self.kit.directory.acts.handle(request, command))
        assert outcome is not None
        return outcome.versions[person_stream(who.person_id)]

    def agree(self, by: Registered, who: Registered, granted: int) -> None:
        command = ConsentToGrant(person_id=who.person_id, granted=granted)
        request = self.kit.request(by, "consent-to-grant", command)
        finished(self.kit.directory.acts.handle(request, command))

    def link(self, who: Registered, by: Registered | None = None) -> str:
        request = self.kit.request(by or self.first, "issue-link", who)
        return finished(self.kit.directory.issue_link(request, IssueLink(person_id=who.person_id)))

    def agree_to_link(self, by: Registered, who: Registered) -> None:
        account = fold_account(self.kit.facts(account_stream(who.person_id)))
        assert account is not None
        assert account.link is not None
        command = ConsentToLink(person_id=who.person_id, issued=account.link.issued)
        request = self.kit.request(by, "consent-to-link", command)
        finished(self.kit.directory.acts.handle(request, command))

    def holds(self, who: Registered, office: Office, on: date) -> bool:
        return self.person(who).holder_on(on).is_a(office)


@pytest.fixture
def ward() -> SecondPersonWard:
    return SecondPersonWard()


@pytest.mark.parametrize(("office", "unit"), [*DECIDING, (Office.SPECIALIST, "KTHTDT")])
@pytest.mark.parametrize("setting_up", [False, True])
def test_nobody_grants_an_office_to_themselves(
    office: Office, unit: str | None, *, setting_up: bool
) -> None:
    ward = SecondPersonWard(setting_up=setting_up)
    with pytest.raises(NotAllowed) as caught:
        ward.grant(ward.first, office, unit)
    assert caught.value.sentence == "Không ai tự giao chức vụ cho mình."
    assert len(ward.person(ward.first).offices) == 1


@pytest.mark.parametrize(("office", "unit"), DECIDING)
def test_an_office_that_decides_begins_after_two_working_days(
    ward: SecondPersonWard, office: Office, unit: str | None
) -> None:
    lan = ward.kit.register("Cao Thị Lan", "lan")
    ward.grant(lan, office, unit, from_on=TODAY - timedelta(days=40))
    held = [ward.holds(lan, office, TODAY + timedelta(days=n)) for n in range(3)]
    assert held == [False, False, True]
    assert ward.person(lan).waiting_on(TODAY)[0].from_on == WAITED_FOR
    assert ward.person(lan).waiting_on(WAITED_FOR) == ()


def test_a_specialist_of_a_unit_waits_for_nobody(ward: SecondPersonWard) -> None:
    lan = ward.kit.register("Cao Thị Lan", "lan")
    ward.grant(lan, Office.SPECIALIST, "VHXH")
    assert ward.holds(lan, Office.SPECIALIST, TODAY)
    assert ward.person(lan).waiting_on(TODAY) == ()


def test_an_office_that_begins_later_anyway_waits_for_nobody(ward: SecondPersonWard) -> None:
    lan = ward.kit.register("Cao Thị Lan", "lan")
    ward.grant(lan, Office.UNIT_HEAD, "VHXH", from_on=date(2026, 12, 1))
    assert ward.person(lan).waiting_on(TODAY) == ()
    with pytest.raises(Refusal) as caught:
        ward.grant(lan, Office.CHAIR, until_on=TODAY)
    assert caught.value.code == "office-too-short"


@pytest.mark.parametrize("who", ["second", "chief"])
def test_a_second_person_brings_it_forward(ward: SecondPersonWard, who: str) -> None:
    lan = ward.kit.register("Cao Thị Lan", "lan")
    granted = ward.grant(lan, Office.UNIT_HEAD, "VHXH", from_on=TODAY - timedelta(days=3))
    ward.agree(getattr(ward, who), lan, granted)
    assert ward.holds(lan, Office.UNIT_HEAD, TODAY)
    assert not ward.holds(lan, Office.UNIT_HEAD, TODAY - timedelta(days=1))
    assert ward.person(lan).waiting == ()
    with pytest.raises(Stale):
        ward.agree(ward.chief, lan, granted)


def test_consent_is_not_for_oneself_nor_by_the_granter_nor_by_anybody(
    ward: SecondPersonWard,
) -> None:
    granted = ward.grant(ward.second, Office.CHAIR)
    lan = ward.kit.register("Cao Thị Lan", "lan")
    other = ward.grant(lan, Office.INSPECTOR)
    for by, who, version, code in (
        (ward.second, ward.second, granted, "consent-own"),
        (ward.first, ward.second, granted, "consent-same"),
        (ward.chair, ward.second, granted, "not-consenting"),
        (lan, lan, other, "not-consenting"),
    ):
        with pytest.raises(NotAllowed) as caught:
            ward.agree(by, who, version)
        assert caught.value.code == code
    assert not ward.holds(ward.second, Office.CHAIR, TODAY)
    attempts = ward.kit.facts(f"attempt-2026-11-23.{ward.chair.person_id}")
    assert attempts[-1].event.target == person_stream(ward.second.person_id)  # type: ignore[attr-defined]


def test_whom_the_granter_registered_agrees_after_thirty_days() -> None:
    ward = SecondPersonWard()
    friend = ward.kit.register("Người quen", "quen")
    ward.agree(ward.second, friend, ward.grant(friend, Office.ADMINISTRATOR))
    for by, second in ((ward.first, friend), (friend, ward.first)):
        lan = ward.kit.register("Cao Thị Lan", f"lan-{by.login}")
        granted = ward.grant(lan, Office.CHAIR, by=by)
        with pytest.raises(NotAllowed) as caught:
            ward.agree(second, lan, granted)
        assert caught.value.code == "consent-new"
        ward.agree(ward.second, lan, granted)
    ward.kit.wait(days=30, seconds=1)
    later = TODAY + timedelta(days=30)
    son = ward.kit.register("Đinh Văn Sơn", "son")
    ward.agree(friend, son, ward.grant(son, Office.CHAIR, from_on=later))
    assert ward.holds(son, Office.CHAIR, later)


def test_what_ended_before_it_began_is_not_brought_forward(ward: SecondPersonWard) -> None:
    lan = ward.kit.register("Cao Thị Lan", "lan")
    granted = ward.grant(lan, Office.CHAIR)
    command = EndOffice(person_id=lan.person_id, office=Office.CHAIR, unit=None, until_on=TODAY)
    finished(
        ward.kit.directory.acts.handle(
            ward.kit.request(ward.second, "end-office", command), command
        )
    )
    with pytest.raises(Stale):
        ward.agree(ward.chief, lan, granted)
    assert not any(ward.holds(lan, Office.CHAIR, TODAY + timedelta(days=n)) for n in range(9))


def test_until_the_chief_has_signed_in_everything_counts_at_once_and_is_marked() -> None:
    ward = SecondPersonWard(setting_up=True)
    lan = ward.kit.register("Cao Thị Lan", "lan")
    ward.grant(lan, Office.CHAIR)
    assert ward.holds(lan, Office.CHAIR, TODAY)
    assert ward.kit.facts(person_stream(lan.person_id))[-1].event.setting_up  # type: ignore[attr-defined]
    finished(ward.kit.accounts.set_password_by_link(ward.link(lan), PASSWORD))
    linked = ward.kit.facts(account_stream(lan.person_id))[1].event
    assert linked.setting_up  # type: ignore[attr-defined]
    assert ward.kit.facts(SETUP_STREAM) == []
    for _ in range(2):
        finished(ward.kit.accounts.sign_in("chanhvp", PASSWORD, HERE))
    (ended,) = ward.kit.facts(SETUP_STREAM)
    assert ended.event.TYPE == "initial-set-up-ended"
    ward.grant(lan, Office.INSPECTOR)
    assert not ward.holds(lan, Office.INSPECTOR, TODAY)
    assert not ward.kit.facts(person_stream(lan.person_id))[-1].event.setting_up  # type: ignore[attr-defined]


def test_a_link_for_somebody_who_decides_opens_after_a_day_and_is_not_used_up(
    ward: SecondPersonWard,
) -> None:
    token = ward.link(ward.chair)
    for _ in range(2):
        with pytest.raises(Refusal) as caught:
            finished(ward.kit.accounts.set_password_by_link(token, "mật khẩu mới dài"))
        assert caught.value.code == "link-waits"
        assert "09:00 ngày 24/11/2026" in caught.value.sentence
    finished(ward.kit.accounts.sign_in("chutich", PASSWORD, HERE))
    ward.kit.wait(hours=24)
    finished(ward.kit.accounts.set_password_by_link(token, "mật khẩu mới dài"))
    assert finished(ward.kit.accounts.sign_in("chutich", "mật khẩu mới dài", HERE)).token


def test_a_link_waits_also_for_whoever_will_decide_and_for_nobody_else(
    ward: SecondPersonWard,
) -> None:
    lan, son = ward.kit.register("Lan", "lan"), ward.kit.register("Sơn", "son")
    ward.grant(lan, Office.CHAIR)
    ward.grant(son, Office.SPECIALIST, "VHXH")
    with pytest.raises(Refusal):
        finished(ward.kit.accounts.link_owner(ward.link(lan)))
    assert finished(ward.kit.accounts.link_owner(ward.link(son))) == "Sơn"


def test_a_second_person_opens_the_link_at_once(ward: SecondPersonWard) -> None:
    token = ward.link(ward.chair)
    with pytest.raises(NotAllowed):
        ward.agree_to_link(ward.first, ward.chair)
    ward.agree_to_link(ward.chief, ward.chair)
    finished(ward.kit.accounts.set_password_by_link(token, "mật khẩu mới dài"))
    # A newer link is another one: the consent to the older lets it open no earlier.
    again = ward.link(ward.chair)
    with pytest.raises(Refusal):
        finished(ward.kit.accounts.link_owner(again))


def test_the_fact_of_a_password_names_the_link_and_so_its_issuer(ward: SecondPersonWard) -> None:
    token = ward.link(ward.chair, by=ward.second)
    ward.agree_to_link(ward.chief, ward.chair)
    finished(ward.kit.accounts.set_password_by_link(token, "mật khẩu mới dài"))
    stream = account_stream(ward.chair.person_id)
    row = ward.kit.ledger.stored[-1]
    causation = decode(row.record).causation
    assert causation is not None
    assert causation.startswith(f"{stream}@")
    linked = ward.kit.facts(stream)[int(causation.rpartition("@")[2]) - 1]
    assert linked.event.TYPE == "link-issued"
    assert linked.actor.person_id == ward.second.person_id


def test_a_ward_whose_chief_signed_in_before_this_was_a_fact_is_not_set_up_again() -> None:
    ward = SecondPersonWard(setting_up=True)
    finished(note_end_of_set_up(ward.kit.ledger))
    assert ward.kit.facts(SETUP_STREAM) == []
    stream = account_stream(ward.chief.person_id)
    signed_in = on_stream(stream, [SignedIn(person_id=ward.chief.person_id, secret_sha256=None)])
    snapshot = finished(ward.kit.ledger.read([stream]))
    finished(keep(ward.kit.ledger, snapshot, OperatorAct(action="old", decision=signed_in)))
    for _ in range(2):
        finished(note_end_of_set_up(ward.kit.ledger))
    (ended,) = ward.kit.facts(SETUP_STREAM)
    assert ended.event == InitialSetUpEnded(person_id=ward.chief.person_id)
