"""The directives of the matrix that assign its tasks: each has one of its own, and no clause."""

from datetime import timedelta
from uuid import UUID

from services.commands.acts import ActCommand
from services.commands.requests import TypedTexts
from services.domain.directive.acts.assign_tasks import AssignTasks
from services.domain.directive.acts.register_directive import RegisterDirective
from services.domain.directive.events import directive_stream
from services.domain.directive.terms import DirectiveSource
from services.domain.task.births import Urgency
from tests.acts.rights import Given
from tests.api.matrix import Mark, mark
from tests.moment import today

COMMON = "thuchien"  # a word of every title


def registered(given: Given, leader: UUID, _words: TypedTexts) -> ActCommand:
    """A conclusion whose number no two have; of secret ones no word is kept."""
    return RegisterDirective(
        stream=directive_stream(given.code),
        code=given.code,
        source=DirectiveSource.CONCLUSION,
        number=f"{given.number}/TB",
        dated_on=today(),
        arrival_number=None,
        arrived_on=None,
        issuer=None,
        summary=None,
        urgency=Urgency.ORDINARY,
        superior_due_on=None,
        orderer=leader,
        ordered_on=today(),
        how=None,
        petitioner=None,
        secret=given.is_secret,
        twins=(),
        twins_reason=None,
        despite=False,
    )


def assigned(given: Given, _leader: UUID, words: TypedTexts) -> ActCommand:
    """Its only task, by a day or without one."""
    title = f"{mark(Mark.TITLE, given.number)} {COMMON}"
    days = given.due_in
    return AssignTasks(
        stream=directive_stream(given.code),
        clause=None,
        lead_units=(given.lead,),
        supporting_units=given.supporting,
        follower=None,
        title=words.need(title, label="Nội dung việc") if given.has_title else None,
        product=None,
        urgency=Urgency.ORDINARY,
        asks_figure=False,
        orderer=None,
        ordered_on=None,
        text_version=None,
        due_on=None if days is None else today() + timedelta(days=days),
        without_due=days is None,
        superior_due_on=today() + timedelta(days=30) if days is not None else None,
        despite=False,
    )
