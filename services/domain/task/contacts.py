"""What those who chase heard of a unit, and what a leader asked of it. Data and pure rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.domain.act import Rule
from services.domain.facts import TextRef
from services.domain.fields import OneOf
from services.domain.replacing import replace


class ContactWay(StrEnum):
    """How somebody of the unit was reached."""

    PHONE = "phone"
    IN_PERSON = "in_person"
    PAPER = "paper"


WAYS: Final[Mapping[ContactWay, str]] = {
    ContactWay.PHONE: "Điện thoại",
    ContactWay.IN_PERSON: "Trực tiếp",
    ContactWay.PAPER: "Văn bản",
}
WAY_UNKNOWN: Final = Rule(
    code="field-way",
    sentence="Hình thức: hãy chọn điện thoại, trực tiếp hoặc văn bản.",
    brief="chưa chọn hình thức liên hệ",
    fields=("way",),
)
WAY: Final = OneOf(label="Hình thức", of=ContactWay, words=WAYS, unknown=WAY_UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody of the unit was reached that day."""

    on: date
    way: ContactWay


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPromise:
    """The unit said on a day that it hands in by another; `signed_on` is when it did."""

    made_on: date
    by_on: date
    way: ContactWay
    signed_on: date | None = None


class UnitPromiseOutcome(StrEnum):
    """What became of a promise."""

    STANDING = "standing"
    KEPT = "kept"
    BROKEN = "broken"
    REPLACED = "replaced"  # by a newer one, before its day had passed


def outcomes(promises: Sequence[UnitPromise], today: date) -> tuple[UnitPromiseOutcome, ...]:
    """What became of each promise, in their order."""
    following = (*promises, None)[1:]
    return tuple(
        _outcome(promise, after.made_on if after else None, today)
        for promise, after in zip(promises, following, strict=True)
    )


def _outcome(promise: UnitPromise, replaced_on: date | None, today: date) -> UnitPromiseOutcome:
    """A promise is judged on the day of the signature, of the newer promise, or of today."""
    if promise.signed_on is not None:
        in_time = promise.signed_on <= promise.by_on
        return UnitPromiseOutcome.KEPT if in_time else UnitPromiseOutcome.BROKEN
    if (replaced_on or today) > promise.by_on:
        return UnitPromiseOutcome.BROKEN
    return UnitPromiseOutcome.STANDING if replaced_on is None else UnitPromiseOutcome.REPLACED


def open_promise(promises: Sequence[UnitPromise]) -> UnitPromise | None:
    """The newest promise, as long as the unit has not signed since."""
    newest = promises[-1] if promises else None
    return newest if newest and newest.signed_on is None else None


def answered(promises: Sequence[UnitPromise], on: date) -> tuple[UnitPromise, ...]:
    """The same once the unit signed its report on that day."""
    newest = open_promise(promises)
    if newest is None:
        return tuple(promises)
    return (*promises[:-1], replace(newest, signed_on=on))


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """What a leader of the ward asked of the unit, and until when it should be done.

    `by` is None where who gave it stands nowhere any more.
    """

    text: TextRef
    by: UUID | None
    office: str | None
    on: date
    by_on: date | None
