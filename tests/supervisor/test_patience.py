from pathlib import Path

from infra.engines.processes import Process
from infra.supervise.parts import ProcessPart
from infra.supervise.supervisor import PartLife, Patience

PATIENCE = Patience()


def never() -> Process:
    raise AssertionError("nobody starts it here")


def a_life() -> PartLife:
    return PartLife(
        ProcessPart(name="web", spawn=never, healthy=lambda: True, log=Path("web.log"))
    )


def test_the_pauses_double_up_to_half_a_minute() -> None:
    assert [PATIENCE.pause(failures) for failures in range(1, 8)] == [1, 2, 4, 8, 16, 30, 30]


def test_a_healthy_minute_begins_the_pauses_anew() -> None:
    life = a_life()
    for now in (0.0, 1.0, 3.0):
        life.note_death(now, PATIENCE)
    assert life.failures == 3
    life.healthy, life.since = True, 10.0
    life.note_death(69.9, PATIENCE)
    assert life.failures == 4
    life.healthy, life.since = True, 70.0
    life.note_death(130.0, PATIENCE)
    assert life.failures == 1


def test_a_part_that_lived_but_was_never_healthy_does_not_begin_anew() -> None:
    life = a_life()
    life.note_death(0.0, PATIENCE)
    life.note_death(600.0, PATIENCE)
    assert life.failures == 2


def test_only_deaths_of_the_last_two_minutes_count() -> None:
    life = a_life()
    for now in (0.0, 60.0, 119.0, 121.0):
        life.note_death(now, PATIENCE)
    assert life.deaths == [60.0, 119.0, 121.0]
