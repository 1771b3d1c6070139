"""Whose is what stands in the evidence of a task: the product, what is recorded of it. Pure."""

from uuid import UUID

from services.domain.task.owners import OwnedBy, Owner
from services.domain.task.specialists import specialist_of
from services.domain.task.state import Task


def owner_of_new_version(task: Task, sent_by: UUID | None) -> Owner:
    """Who is named in the lead unit when a version is sent, else who sends it."""
    named = specialist_of(task, task.lead)
    if named is not None:
        return Owner(unit=task.lead, person_id=named.person_id, by=OwnedBy.NAMED)
    return Owner(unit=task.lead, person_id=sent_by, by=OwnedBy.SENT)


def owner_of_version(task: Task, submission: int) -> Owner | None:
    """Whose a version is; None where none of that number was sent."""
    return next(
        (each.owner for each in task.version_owners if each.submission == submission), None
    )


def owner_of_product(task: Task) -> Owner:
    """Whose product it is: that of the newest version of its lead unit, else who is named."""
    sent = owner_of_version(task, task.submission)
    if sent is not None and sent.unit == task.lead:
        return sent
    # Whoever was named when the task ended stays named: the end makes nothing nobody's.
    named = next((each for each in task.specialists if each.unit == task.lead), None)
    if named is not None:
        return Owner(unit=task.lead, person_id=named.person_id, by=OwnedBy.EXPECTED)
    return Owner(unit=task.lead, person_id=None, by=OwnedBy.NOBODY)


def owner_of_miss(task: Task) -> Owner:
    """Whose lateness it is: it stays with the unit that led when it was recorded.

    Inside that unit with whoever sent the product since, else with who was named then.
    """
    now, then = owner_of_product(task), task.missed_of
    if then is None or (then.unit == now.unit and now.by is not OwnedBy.NOBODY):
        return now
    return then


def owner_of_return(task: Task, submission: int) -> Owner:
    """Whose the version was that came back."""
    return owner_of_version(task, submission) or owner_of_product(task)


def owner_of_contribution(task: Task, unit: str) -> Owner:
    """Who was named in the unit when its day ended, else who sent what the unit gave.

    Nobody where it came on paper.
    """
    late = next(each for each in task.contributions.late if each.unit == unit)
    if late.named is not None:
        return Owner(unit=unit, person_id=late.named, by=OwnedBy.NAMED)
    senders = (each.person_id for each in task.contributions.given if each.unit == unit)
    sent_by = next((sender for sender in senders if sender is not None), None)
    by = OwnedBy.NOBODY if sent_by is None else OwnedBy.SENT
    return Owner(unit=unit, person_id=sent_by, by=by)
