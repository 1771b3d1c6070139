"""The directive of the matrix: a petition, with a text of which one clause is decided, a file."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from services.commands.acts import ActCommand
from services.commands.requests import TypedTexts
from services.domain.directive.acts.attach_directive_file import AttachDirectiveFile
from services.domain.directive.acts.lay_clauses import LayClauses
from services.domain.directive.acts.register_directive import RegisterDirective
from services.domain.directive.acts.settle_clauses import SettleClauses
from services.domain.directive.events import directive_stream
from services.domain.directive.layout import ClauseCut
from services.domain.directive.terms import ClauseKind, DirectiveSource, SettledAs
from services.domain.task.births import Urgency
from tests.acts.rights import OTHER, OVERSEERS, READERS_OF_DOCUMENTS, holding
from tests.api.matrix import DIRECTIVE_NUMBER, OF_THE_POLICE, Mark, mark
from tests.api.sample_kinds import Read, Write
from tests.moment import today

CODE: Final = "2026.matrixgv"
STREAM: Final = directive_stream(CODE)
_AT: Final = {"code": CODE}
_WORDS: Final = mark(Mark.DIRECTIVE, DIRECTIVE_NUMBER)
_TEXT: Final = f"1. Giao {_WORDS}.\n2. Để biết."
_FIRST: Final = _TEXT.index("2.")
CONTENT: Final = f"{_WORDS}\n".encode()
DIGEST: Final = hashlib.sha256(CONTENT).hexdigest()
_AT_FILE: Final = {**_AT, "sha256": DIGEST}


def registered(words: TypedTexts) -> ActCommand:
    """A petition of a private person."""
    return RegisterDirective(
        stream=STREAM,
        code=CODE,
        source=DirectiveSource.PETITION,
        number="7/DKN",
        dated_on=today(),
        arrival_number=None,
        arrived_on=None,
        issuer=None,
        summary=words.need(_WORDS, label="Trích yếu"),
        urgency=Urgency.ORDINARY,
        superior_due_on=None,
        orderer=None,
        ordered_on=None,
        how=None,
        petitioner=words.need(mark(Mark.PETITIONER, DIRECTIVE_NUMBER), label="Người gửi"),
        secret=False,
        twins=(),
        twins_reason=None,
        despite=False,
    )


def laid(words: TypedTexts) -> ActCommand:
    """Its text in two clauses."""
    ends = (_FIRST, len(_TEXT))
    return LayClauses(
        stream=STREAM,
        text=words.need(_TEXT, label="Văn bản"),
        words=_TEXT,
        words_before=None,
        cuts=tuple(
            ClauseCut(start=start, end=end, mark=f"{number}.", depth=0, kind=ClauseKind.ORDER)
            for number, (start, end) in enumerate(zip((0, _FIRST), ends, strict=True), start=1)
        ),
        text_version=0,
    )


def settled(words: TypedTexts) -> ActCommand:
    """Nothing comes of its second clause."""
    return SettleClauses(
        stream=STREAM,
        clauses=("k2",),
        outcome=SettledAs.NOTHING,
        existing=(),
        reason=words.need(_WORDS, label="Lý do"),
        text_version=1,
    )


def filed(words: TypedTexts) -> AttachDirectiveFile:
    """The petition as it came."""
    return AttachDirectiveFile(
        stream=STREAM,
        sha256=DIGEST,
        size_bytes=len(CONTENT),
        media_type="text/plain",
        name=words.need(f"{_WORDS}.txt", label="Tên tệp"),
    )


DIRECTIVE_READS: Final[Mapping[str, Read | tuple[Read, ...]]] = {
    "/api/directives": Read(
        by=holding(*OVERSEERS), queries=("", "limit=1", f"words={_WORDS}", "open=true")
    ),
    "/api/directives/{code}": (
        Read(by=holding(*OVERSEERS), at=_AT),
        Read(by=holding(*OVERSEERS), at={"code": OF_THE_POLICE.code}),
    ),
    "/api/directives/{code}/files/{sha256}": Read(by=holding(*OVERSEERS), at=_AT_FILE),
}
_ASKED: Final = {
    "clause": "k1",
    "lead_units": [OTHER],
    "title": "Rà soát",
    "urgency": "ordinary",
}
_RHYTHM: Final = {
    "rhythm": "weekly",
    "rhythm_day": 5,
    "from_on": today().isoformat(),
    "until_on": f"{today().year + 1}-06-30",
}
_TWO: Final = [
    {"start": 0, "end": 3, "mark": "", "kind": "content"},
    {"start": 3, "end": 6, "mark": "", "kind": "content"},
]
_BODIES: Final[Mapping[str, Mapping[str, Any]]] = {
    "number": {"number": "8/DKN", "dated_on": today().isoformat()},
    "clauses": {"text": "Một hai", "cuts": _TWO},
    "decisions": {"clauses": ["k1"], "outcome": "nothing", "reason": "Để biết."},
    "tasks": {**_ASKED, "without_due": True},
    "recurring-orders": {**_ASKED, **_RHYTHM},
    "recurring-orders/stop": {"order": 1, "reason": "Đã xong."},
    "closing": {},
    "reopening": {"reason": "Còn việc."},
}
_REGISTERED: Final = {
    "source": "petition",
    "summary": "Đơn khác",
    "urgency": "ordinary",
}


def _calling(body: Mapping[str, Any], at: Mapping[str, str]) -> Write:
    return Write(by=holding(*READERS_OF_DOCUMENTS), json=lambda _: body, at=at)


DIRECTIVE_CALLS: Final[Mapping[str, Write]] = {
    "/api/directives": _calling(_REGISTERED, {}),
    **{
        f"/api/directives/{{code}}/{resource}": _calling(body, _AT)
        for resource, body in _BODIES.items()
    },
    "/api/directives/{code}/files": Write(
        by=holding(*READERS_OF_DOCUMENTS), raw=b"Kh\xc3\xa1c\n", query="name=a.txt", at=_AT
    ),
    "/api/directives/{code}/files/{sha256}/detachment": _calling({}, _AT_FILE),
}
