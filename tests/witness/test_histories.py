"""Bất kỳ sổ nào lớn lên, rẽ nhánh, quay lui: nhân chứng trả lời đúng như mô hình."""

from collections import Counter
from http import HTTPStatus
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from infra.engines.waiting import in_own_loop
from infra.witness.view import SignedInFolder, WitnessView
from services.ledger.merkle import Tree
from tests.ledger.tlog.note_vectors import LOG, ORIGIN, STRANGER, WITNESS
from tests.ledger.tlog.textbook import TilesInMemory, leaf
from tests.witness.histories import Log, MovedClock, witness_at

_REACHED: Counter[HTTPStatus] = Counter()
_EXPECTED = {
    HTTPStatus.OK,
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
}


class Histories(RuleBasedStateMachine):
    """Histories of one log, honest and forked, and what the witness must have seen of them."""

    histories = Bundle("histories")

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.clock = MovedClock()
        self.witness = witness_at(Path(self.folder.name), self.clock)
        self.seen: tuple[int, ...] = ()
        self.cosigned: dict[int, tuple[int, ...]] = {}
        self.next_fact = 0

    def new_facts(self, count: int) -> tuple[int, ...]:
        """Facts that no other history has."""
        self.next_fact += count
        return tuple(range(self.next_fact - count, self.next_fact))

    @initialize(target=histories, count=st.integers(0, 6))
    def first_history(self, count: int) -> Log:
        return Log(self.new_facts(count))

    @rule(log=histories, count=st.integers(1, 300))
    def grow(self, log: Log, count: int) -> None:
        log.grow(self.new_facts(count))

    @rule(target=histories, log=histories, data=st.data(), count=st.integers(0, 9))
    def fork(self, log: Log, data: st.DataObject, count: int) -> Log:
        """An older copy of a history, which goes on in its own way."""
        size = data.draw(st.integers(0, log.size))
        return Log((*log.facts[:size], *self.new_facts(count)), tiles=TilesInMemory())

    @rule(log=histories)
    def show_as_an_honest_log_does(self, log: Log) -> None:
        self.show(log, old=min(len(self.seen), log.size), size=log.size)

    @rule(log=histories, data=st.data(), stolen=st.booleans())
    def show_anything(self, log: Log, data: st.DataObject, stolen: bool) -> None:
        sizes = st.one_of(st.integers(0, log.size), st.just(min(len(self.seen), log.size)))
        old = data.draw(st.one_of(sizes, st.integers(0, 9)))
        log.signer = LOG if stolen else STRANGER
        self.show(log, old=old, size=data.draw(sizes))
        log.signer = LOG

    @rule(seconds=st.integers(0, 10_000))
    def time_passes(self, seconds: int) -> None:
        self.clock.second += seconds

    @rule()
    def witness_is_started_anew(self) -> None:
        self.witness = witness_at(Path(self.folder.name), self.clock)

    def show(self, log: Log, *, old: int, size: int) -> None:
        expected = self.expected(log, old, size)
        answer = self.witness.add_checkpoint(log.request(old, size).write())
        assert answer.status == expected
        _REACHED[expected] += 1
        if expected == HTTPStatus.CONFLICT:
            assert answer.body == f"{len(self.seen)}\n"
        if expected == HTTPStatus.OK:
            self.seen = log.facts[:size]
            self.cosigned[size] = self.seen

    def expected(self, log: Log, old: int, size: int) -> HTTPStatus:
        """What the standard says, from the facts themselves rather than from hashes."""
        if log.signer is not LOG:
            return HTTPStatus.FORBIDDEN
        if old > size:
            return HTTPStatus.BAD_REQUEST
        if old != len(self.seen) or (old == size and log.facts[:size] != self.seen):
            return HTTPStatus.CONFLICT
        if log.facts[:old] != self.seen:
            return HTTPStatus.UNPROCESSABLE_ENTITY
        return HTTPStatus.OK

    def teardown(self) -> None:
        """What it cosigned is one history, and all of it is found again."""
        with self.folder:
            view = WitnessView(
                SignedInFolder(Path(self.folder.name)), WITNESS.verifier, [LOG.verifier]
            )
            kept = in_own_loop(view.kept_roots(ORIGIN))
        sizes = sorted(self.cosigned)
        assert all(self.cosigned[a] == self.cosigned[b][:a] for a, b in pairwise(sizes)), (
            "it cosigned two histories"
        )
        assert kept == {size: root_of(facts) for size, facts in self.cosigned.items() if size}


def root_of(facts: tuple[int, ...]) -> bytes:
    tree = Tree()
    for each in facts:
        tree.add(leaf(each))
    return tree.root()


def test_it_answers_every_sequence_as_the_model_does() -> None:
    run_state_machine_as_test(
        Histories, settings=settings(max_examples=60, stateful_step_count=30, deadline=None)
    )
    assert _REACHED.keys() == _EXPECTED, "an answer was never reached"
