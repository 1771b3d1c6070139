"""What a rule refused is kept: who, when, which rule; never what was typed, never in the way."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, timedelta
from uuid import UUID

import pytest

from services.commands.acts import ActCommand
from services.domain.attempts import AttemptsSuppressed, CommandRefused, stream_of
from services.domain.errors import NotAllowed, Refusal, Stale
from services.domain.facts import ActorKind, Event
from services.domain.instants import day_of, start_of
from services.domain.papers import Paper
from services.domain.roles import Holder
from services.domain.task.acts.acknowledge_task import AcknowledgeTask
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.submit_contribution import SubmitContribution
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.contributing import signed_units
from services.ledger.port import CommandReused, LedgerUnavailable
from tests.commands.stores import DownFor, Overtaken
from tests.commands.task_kit import ATTEMPTS, SESSION, CommandsKit, finished
from tests.domain.task_world import CAST, WORLDS
from tests.givens import CHIEF, HEAD, OTHER, SPECIALIST

DUTY = WORLDS["duty"]
STREAM = DUTY.stream
TODAY = date(2026, 11, 23)


def click_id(number: int) -> UUID:
    return UUID(int=number, version=4)


def acknowledge() -> AcknowledgeTask:
    return AcknowledgeTask(stream=STREAM)


def approve(number: int = 1) -> ApproveSubmission:
    return ApproveSubmission(stream=STREAM, submission=number)


def report(kit: CommandsKit, words: str | None = "Đã tổ chức.", after: int = 0) -> SubmitReport:
    text = None if words is None else kit.put(words)
    return SubmitReport(stream=STREAM, after_submission=after, text=text, figures=(), paper=None)


def send(kit: CommandsKit, who: Holder, command: ActCommand, number: int) -> object:
    return kit.click(kit.request(who, command, click_id(number)), command)


def attempts(kit: CommandsKit, who: Holder, day: date = TODAY) -> Sequence[Event]:
    stream = stream_of(day, who.person_id)
    return [fact.event for fact in finished(kit.ledger.read([stream])).of(stream)]


def test_a_refusal_is_recorded_with_the_command_and_the_rule() -> None:
    kit = CommandsKit(DUTY)
    with pytest.raises(NotAllowed):
        send(kit, OTHER, acknowledge(), 1)
    refused = CommandRefused(
        refused_command_id=click_id(1),
        command="AcknowledgeTask",
        rule="not-lead-unit",
        target=STREAM,
    )
    assert attempts(kit, OTHER) == [refused]
    stream = f"attempt-2026-11-23.{OTHER.person_id}"
    (fact,) = finished(kit.ledger.read([stream])).of(stream)
    assert fact.actor.kind is ActorKind.PERSON
    assert (fact.actor.person_id, fact.actor.office) == (OTHER.person_id, "specialist")
    assert fact.session_id == SESSION
    assert fact.command_id != click_id(1)


def test_the_day_of_an_attempt_is_that_of_the_ward() -> None:
    kit = CommandsKit(DUTY)
    kit.now = (start_of(TODAY, 9) + timedelta(hours=16)).astimezone(UTC)  # 01:00 in Hanoi
    assert kit.now.date() == TODAY
    with pytest.raises(NotAllowed):
        send(kit, OTHER, acknowledge(), 1)
    assert len(attempts(kit, OTHER, TODAY + timedelta(days=1))) == 1


def test_a_refused_command_may_be_corrected_and_sent_again_under_its_id() -> None:
    kit = CommandsKit(DUTY)
    with pytest.raises(Refusal, match="trống"):
        send(kit, SPECIALIST, report(kit, None), 1)
    assert send(kit, SPECIALIST, report(kit), 1) is not None
    assert kit.task().submission == 1
    assert len(attempts(kit, SPECIALIST)) == 1


def test_nothing_that_was_typed_is_in_an_attempt() -> None:
    kit = CommandsKit(DUTY)
    texts = len(kit.ledger.stored_texts)
    with pytest.raises(NotAllowed):
        send(kit, OTHER, report(kit, "Lời không ai được giữ."), 1)
    row = kit.ledger.stored[-1]
    assert row.payload is not None
    assert b"text_id" not in row.payload
    assert "Lời" not in row.payload.decode() + row.record.decode()
    assert len(kit.ledger.stored_texts) == texts


def test_what_has_changed_since_is_no_attempt() -> None:
    kit = CommandsKit(DUTY)
    send(kit, HEAD, report(kit), 1)
    with pytest.raises(Stale):
        send(kit, CHIEF, ConfirmSubmission(stream=STREAM, submission=0), 2)
    assert attempts(kit, CHIEF) == []


def test_a_reused_id_is_no_attempt() -> None:
    kit = CommandsKit(DUTY)
    send(kit, HEAD, report(kit), 1)
    with pytest.raises(CommandReused):
        send(kit, HEAD, report(kit, "Nội dung khác."), 1)
    assert attempts(kit, HEAD) == []


def test_a_task_that_somebody_may_not_see_is_an_attempt_at_something_unknown() -> None:
    kit = CommandsKit(DUTY)
    with pytest.raises(Refusal) as refused:
        send(kit, CAST["administrator"], acknowledge(), 1)
    assert refused.value.code == "no-task"
    assert len(attempts(kit, CAST["administrator"])) == 1


def test_beyond_the_day_s_limit_one_word_says_that_no_more_is_kept() -> None:
    kit = CommandsKit(DUTY)
    for number in range(1, ATTEMPTS + 5):
        with pytest.raises(NotAllowed):
            send(kit, OTHER, acknowledge(), number)
    *kept, last = attempts(kit, OTHER)
    assert len(kept) == ATTEMPTS
    assert last == AttemptsSuppressed(limit=ATTEMPTS)
    assert kit.further.taken == {(OTHER.person_id, TODAY): 3}, "and each later one is counted"
    assert kit.further.last == {(OTHER.person_id, TODAY): kit.now}
    kit.now += timedelta(days=1)
    with pytest.raises(NotAllowed):
        send(kit, OTHER, acknowledge(), 99)
    assert len(attempts(kit, OTHER, TODAY + timedelta(days=1))) == 1


def test_a_refusal_is_answered_although_it_could_not_be_recorded() -> None:
    kit = CommandsKit(DUTY, lambda ledger: DownFor(ledger, "attempt-"))
    with pytest.raises(NotAllowed, match="đơn vị chủ trì"):
        send(kit, OTHER, acknowledge(), 1)
    assert attempts(kit, OTHER) == []
    assert send(kit, SPECIALIST, acknowledge(), 2) is not None


def test_a_database_that_is_away_refuses_nothing_by_rule() -> None:
    kit = CommandsKit(DUTY, lambda ledger: DownFor(ledger, "task-"))
    with pytest.raises(LedgerUnavailable):
        send(kit, SPECIALIST, acknowledge(), 1)
    assert attempts(kit, SPECIALIST) == []
    assert len(kit.facts()) == 1


def overtaken(beginning: str) -> tuple[CommandsKit, Overtaken]:
    stores: list[Overtaken] = []

    def between(ledger: object) -> Overtaken:
        stores.append(Overtaken(ledger, beginning))  # type: ignore[arg-type]
        return stores[0]

    return CommandsKit(DUTY, between), stores[0]


def test_of_two_refusals_at_once_both_are_recorded() -> None:
    kit, store = overtaken("attempt-")

    def meanwhile() -> None:
        with pytest.raises(NotAllowed):
            send(kit, OTHER, acknowledge(), 2)

    store.meanwhile = meanwhile
    with pytest.raises(NotAllowed):
        send(kit, OTHER, acknowledge(), 1)
    kept = [e.refused_command_id for e in attempts(kit, OTHER) if isinstance(e, CommandRefused)]
    assert sorted(kept) == [click_id(1), click_id(2)]


def test_both_halves_of_a_double_click_hear_the_same_answer() -> None:
    kit, store = overtaken("task-")
    command = report(kit)
    request = kit.request(SPECIALIST, command, click_id(1))
    answers: list[object] = []
    store.meanwhile = lambda: answers.append(kit.click(request, command))
    answers.append(kit.click(request, command))
    assert answers[0] == answers[1]
    assert kit.task().submission == 1
    assert attempts(kit, SPECIALIST) == []


def test_somebody_who_was_overtaken_by_an_unrelated_fact_is_not_refused() -> None:
    kit, store = overtaken("task-")
    send(kit, SPECIALIST, report(kit), 1)
    clicks = iter(range(10, 20))
    colleague = replace(SPECIALIST, person_id=CAST["colleague"].person_id)
    store.meanwhile = lambda: send(kit, colleague, _on_paper(kit), next(clicks))
    assert send(kit, HEAD, approve(), 2) is not None
    assert len(kit.task().approvals) == 1
    assert signed_units(kit.task()) == ("MTTQ",)


def _on_paper(kit: CommandsKit) -> ActCommand:
    paper = Paper(number="07/MTTQ", dated_on=day_of(kit.now))
    return SubmitContribution(
        stream=STREAM, unit="MTTQ", text=kit.put("Góp ý."), on_paper=True, paper=paper
    )
