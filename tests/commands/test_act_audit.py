"""Acts that a stolen login appended past the rules, with every digest right, are found."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

import pytest

from infra.randomness import RANDOMNESS
from infra.verify.exit_codes import Wrong
from infra.wiring import CODEC
from services.commands.session_audit import UNDER_WAY, SessionFault, Sessions
from services.domain.directory.account_state import LONGEST_SESSION
from services.domain.directory.events import SignedOut, account_stream
from services.domain.facts import NewEvent
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.grant_extension import ExtensionGranted
from services.domain.task.acts.note_progress import ProgressNoted
from services.domain.task.acts.return_contribution import ContributionReturned
from services.ledger.engine import make_engine
from services.ledger.port import Command
from services.ledger.postgres_source import postgres_source
from services.ledger.salts import keep_text
from services.ledger.verify import verify
from tests.api.fixtures import filled, web
from tests.api.ward import WebWard
from tests.commands.forging import appended, judged, signed_in
from tests.ledger.attacks.kit import rewrite
from tests.moment import today
from tests.projections.lives import act as click_act
from tests.projections.lives import approval, live, report

__all__ = ["filled", "web"]
pytestmark = pytest.mark.postgres


async def faults(web: WebWard, ledger_id: str) -> Collection[tuple[int, SessionFault]]:
    """The sessions as verify judges them in a ledger of this name."""
    sessions = Sessions(CODEC, ledger_id)
    engine = make_engine(web.logins.auditor)
    try:
        async with postgres_source(engine, web.ward.ledger.ledger_id) as source:
            assert (await verify(source, watch=sessions.row)).ok
    finally:
        await engine.dispose()
    return [(each.position, each.fault) for each in sessions.problems]


async def test_what_people_did_by_the_rules_is_sound(web: WebWard) -> None:
    await live(web)
    result = await judged(web)
    assert "Thao tác: đúng phiên, chức vụ và quy tắc." in result.sentence
    assert Wrong.UNLAWFUL not in result.wrongs


async def test_the_chief_confirms_what_nobody_reported(web: WebWard) -> None:
    context = await signed_in(web, "chanhvp")
    done = SubmissionConfirmed(submission=1, rung="office", counted_on=today(), correction=None)
    position = await appended(web, context, web.task("51-08"), done)
    result = await judged(web)
    assert f"  - vị trí {position}: xác nhận hoàn thành khi chưa có báo cáo." in result.sentence
    assert result.wrong is Wrong.UNLAWFUL
    assert result.report["acts"]["problems"][0]["position"] == position


async def test_a_report_is_confirmed_that_its_unit_has_not_signed(web: WebWard) -> None:
    duty = web.task("51-08")
    await click_act(web, "chuyenvien", report(duty, 0))
    context = await signed_in(web, "chanhvp")
    done = SubmissionConfirmed(submission=1, rung="office", counted_on=today(), correction=None)
    position = await appended(web, context, duty, done)
    said = f"vị trí {position}: xác nhận hoàn thành khi thủ trưởng đơn vị chưa duyệt."
    assert said in (await judged(web)).sentence


async def test_more_time_is_granted_that_nobody_asked_for(web: WebWard) -> None:
    context = await signed_in(web, "chanhvp")
    later = today() + timedelta(days=30)
    granted = ExtensionGranted(request=1, due_on=today(), until_on=later, note=None)
    position = await appended(web, context, web.task("51-08"), granted)
    said = f"vị trí {position}: đồng ý gia hạn khi không có đề nghị gia hạn."
    assert said in (await judged(web)).sentence


async def test_what_was_never_sent_is_returned(web: WebWard) -> None:
    context = await signed_in(web, "truongphong")
    returned = ContributionReturned(unit="VHXH", contribution=1, reason=None, reason_code=None)
    position = await appended(web, context, web.task("51-08"), returned)
    said = f"vị trí {position}: trả lại nội dung phối hợp khi chưa có nội dung phối hợp."
    assert said in (await judged(web)).sentence


async def test_somebody_acts_under_an_office_that_is_not_held(web: WebWard) -> None:
    context = await signed_in(web, "chuyenvien")
    person_id = await web.person_id("chuyenvien")
    chief = replace(context.actor, office="chief_of_office", unit="VP")
    ended = SignedOut(person_id=person_id)
    forged = replace(context, actor=chief)
    position = await appended(web, forged, account_stream(person_id), ended)
    wrong = f"vị trí {position}: người này khi ấy không giữ chức vụ chief_of_office của đơn vị VP."
    assert wrong in (await judged(web)).sentence


async def test_a_decision_is_put_in_another_person_s_name(web: WebWard) -> None:
    duty = web.task("51-08")
    await click_act(web, "chuyenvien", report(duty, 0))
    context = await signed_in(web, "truongphong")
    await click_act(web, "truongphong", approval(duty, 1))
    position = await web.size()
    other = str(await web.person_id("chanhvp"))
    with web.database.superuser() as admin:
        for table in ("events", "payloads"):
            admin.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL".encode())
        rewrite(
            admin,
            web.logins.ledger_id,
            position,
            {},
            {
                "actor": {
                    "kind": "person",
                    "office": "chief_of_office",
                    "person_id": other,
                    "unit": "VP",
                },
                "session_id": str(context.session_id),
            },
        )
        admin.execute(
            "UPDATE events SET actor_unit = 'VP' WHERE ledger_id = %s AND position = %s",
            [web.logins.ledger_id, position],
        )
    result = await judged(web)
    assert f"vị trí {position}: phiên này không phải của người này." in result.sentence
    assert result.report["problems"] == []
    assert Wrong.UNLAWFUL in result.wrongs


async def test_in_a_real_ledger_every_session_has_begun_and_not_ended(web: WebWard) -> None:
    """The acts of the fixture name a session that nobody began."""
    own = web.ward.ledger.ledger_id
    assert await faults(web, own) == []
    context = await signed_in(web, "chanhvp")
    person_id = await web.person_id("chanhvp")
    stream = account_stream(person_id)
    ended = await appended(web, context, stream, SignedOut(person_id=person_id))
    late = context.recorded_at + UNDER_WAY + timedelta(seconds=1)
    web.clock.at = late
    again = replace(context, occurred_at=late, recorded_at=late)
    position = await appended(web, again, stream, SignedOut(person_id=person_id))
    assert await faults(web, own) == []
    known = await faults(web, "real-11003-aaaaaaaa")
    assert (position, SessionFault.ENDED) in known
    assert ended not in {at for at, _ in known}


async def test_a_session_ends_by_itself_after_the_longest_time(web: WebWard) -> None:
    context = await signed_in(web, "chanhvp")
    late = context.recorded_at + LONGEST_SESSION + UNDER_WAY + timedelta(seconds=1)
    again = replace(context, occurred_at=late, recorded_at=late)
    noted, kept = keep_text("Đã làm", text_id=RANDOMNESS.new_id(), salt=b"s" * 32)
    stream = web.task("51-08")
    read = await web.ward.ledger.read([stream])
    outcome = await web.ward.ledger.append(
        Command(
            actor_key=again.actor.key, command_id=RANDOMNESS.new_id(), name="given", body=b"{}"
        ),
        again,
        (NewEvent(stream=stream, event=ProgressNoted(note=noted)),),
        known=read,
        expected={stream: read.version(stream)},
        texts=[kept],
    )
    known = await faults(web, "real-11003-aaaaaaaa")
    assert (outcome.last_position, SessionFault.ENDED) in known
