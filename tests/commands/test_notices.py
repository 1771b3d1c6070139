"""What others did to an account: a press of one session hides it from no other."""

import pytest

from services.commands.acting import Acting
from services.commands.notices import SHOWN, newest_changes
from services.commands.requests import CommandRequest
from services.domain.directory.acts.end_sessions import EndSessions
from services.domain.directory.acts.read_notices import ReadNotices
from services.domain.directory.events import PasswordSet, account_stream
from services.domain.errors import Refusal
from tests.commands.directory_kit import PASSWORD, Registered
from tests.commands.task_kit import finished
from tests.commands.test_second_person import SecondPersonWard
from tests.givens import HERE

CHOSEN = "mật khẩu mới dài"


@pytest.fixture
def ward() -> SecondPersonWard:
    return SecondPersonWard()


def signs_in(ward: SecondPersonWard, login: str, password: str = CHOSEN) -> str:
    return finished(ward.kit.accounts.sign_in(login, password, HERE)).token


def looks(ward: SecondPersonWard, token: str) -> Acting:
    acting = finished(ward.kit.accounts.acting(token))
    assert acting is not None
    return acting


def said(acting: Acting) -> tuple[list[str], list[str]]:
    """What stands large, and what in one line, by the types of the facts."""
    reported = acting.notices
    return [item.event.TYPE for item in reported.items], [
        each.event.TYPE for each in reported.recent
    ]


def presses(ward: SecondPersonWard, token: str, *, account: int | None = None) -> None:
    """Đã xem."""
    acting = looks(ward, token)
    reported = acting.notices
    request = CommandRequest(
        sender=acting.sender, command_id=ward.kit.new_id(), name="read-notices", sent={}
    )
    versions = reported.account_version if account is None else account, reported.person_version
    command = ReadNotices(
        person_id=acting.sender.person_id,
        session_id=acting.sender.session_id,
        account_version=versions[0],
        person_version=versions[1],
    )
    finished(ward.kit.directory.acts.handle(request, command))


def taken_over(ward: SecondPersonWard) -> str:
    """Somebody sets the chair's password by a link that waited, and signs in."""
    token = ward.link(ward.chair)
    ward.kit.wait(hours=24)
    finished(ward.kit.accounts.set_password_by_link(token, CHOSEN))
    return signs_in(ward, "chutich")


def test_what_the_intruder_pressed_is_shown_to_the_next_session_all_the_same(
    ward: SecondPersonWard,
) -> None:
    intruder = taken_over(ward)
    assert said(looks(ward, intruder)) == (["password-set"], [])
    presses(ward, intruder)
    assert said(looks(ward, intruder)) == ([], [])
    holder = signs_in(ward, "chutich")
    acting = looks(ward, holder)
    assert said(acting) == ([], ["password-set"])
    assert acting.informed_by == {ward.first.person_id: "Người quantri"}
    presses(ward, holder)
    assert said(looks(ward, holder)) == ([], [])
    assert said(looks(ward, signs_in(ward, "chutich"))) == ([], ["password-set"])


def test_a_new_change_stands_large_beside_the_older_one(ward: SecondPersonWard) -> None:
    presses(ward, taken_over(ward))
    request = ward.kit.request(ward.second, "end-sessions", ward.chair)
    finished(ward.kit.directory.acts.handle(request, EndSessions(person_id=ward.chair.person_id)))
    holder = signs_in(ward, "chutich")
    assert said(looks(ward, holder)) == (["sessions-ended"], ["password-set"])
    presses(ward, holder)
    assert said(looks(ward, holder)) == ([], [])


def test_after_the_policy_s_days_the_account_s_own_page_alone_tells_it(
    ward: SecondPersonWard,
) -> None:
    presses(ward, taken_over(ward))
    ward.kit.wait(days=29, hours=23)
    assert said(looks(ward, signs_in(ward, "chutich"))) == ([], ["password-set"])
    ward.kit.wait(hours=1, seconds=1)
    assert said(looks(ward, signs_in(ward, "chutich"))) == ([], [])
    changes = finished(newest_changes(ward.kit.ledger, ward.chair.person_id))
    (change,) = changes.items
    assert isinstance(change.event, PasswordSet)
    assert changes.informed_by == {change.by.person_id: "Người quantri"}


def test_what_nobody_pressed_stands_large_for_however_long(ward: SecondPersonWard) -> None:
    taken_over(ward)
    ward.kit.wait(days=365)
    assert said(looks(ward, signs_in(ward, "chutich"))) == (["password-set"], [])


def test_an_older_page_takes_back_no_mark_and_the_same_press_is_kept_once(
    ward: SecondPersonWard,
) -> None:
    intruder = taken_over(ward)
    presses(ward, intruder)
    stream = account_stream(ward.chair.person_id)
    size = len(ward.kit.facts(stream))
    presses(ward, intruder, account=size - 1)
    presses(ward, intruder, account=1)
    assert len(ward.kit.facts(stream)) == size
    other = signs_in(ward, "chutich")
    presses(ward, other, account=1)
    assert said(looks(ward, intruder)) == ([], [])
    assert said(looks(ward, other)) == ([], ["password-set"])
    with pytest.raises(Refusal):
        presses(ward, other, account=size + 100)


def test_the_newest_twenty_are_listed_newest_first(ward: SecondPersonWard) -> None:
    who = Registered(person_id=ward.chief.person_id, login="chanhvp")
    for _ in range(SHOWN + 2):
        ward.kit.wait(minutes=1)
        request = ward.kit.request(ward.first, "end-sessions", ward.kit.new_id())
        finished(ward.kit.directory.acts.handle(request, EndSessions(person_id=who.person_id)))
    items = finished(newest_changes(ward.kit.ledger, who.person_id)).items
    assert len(items) == SHOWN
    assert [each.at for each in items] == sorted((each.at for each in items), reverse=True)
    assert [each.version for each in items] == sorted(
        (each.version for each in items), reverse=True
    )
    assert items[0].version - items[-1].version == SHOWN - 1
    assert said(looks(ward, signs_in(ward, "chanhvp", PASSWORD)))[0] == [
        "sessions-ended" for _ in range(SHOWN + 2)
    ]
