"""A directive of the samples: its names, its text, and what several acts on it are refused for."""

from datetime import timedelta
from typing import Any, Final

from tests.acts.rights import READERS_OF_DOCUMENTS, holding
from tests.acts.sample import INSPECTOR, SPECIALIST, VICE_CHAIR, Refused, SampleStep, Thing

CODE: Final = "2026.k3m7q2xa"
NAMES: Final = {"directive": CODE}
STREAM: Final = "directive-{directive}"
PAGE: Final = "/giao-viec/{code}"
CALL: Final = "/api/directives/{code}"
MAY: Final = holding(*READERS_OF_DOCUMENTS)
TEXT: Final = "1. Giao Phòng Kinh tế rà soát.\n2. Báo cáo hằng tuần."
BREAK: Final = TEXT.index("2.")
CUTS: Final = [
    {"start": 0, "end": BREAK, "mark": "1.", "depth": 0, "kind": "order"},
    {"start": BREAK, "end": len(TEXT), "mark": "2.", "depth": 0, "kind": "order"},
]
LEADER_ID: Final = str(VICE_CHAIR.holder.person_id)
REGISTERED: Final = ("register-directive",)
LAID: Final = ("register-directive", "lay-clauses")
SECRET: Final = SampleStep(
    act="register-directive", sent={"secret": True, "issuer": None, "summary": None}
)
CLOSED: Final = (
    "register-directive",
    SampleStep(act="close-directive", sent={"reason": "Để biết."}),
)
# Who asks does not see directives, or sees them and may not register any.
NOT_THEIRS: Final = (
    Refused(code="no-directive", by=SPECIALIST),
    Refused(code="not-registering", by=INSPECTOR),
)


def day(thing: Thing, days: int) -> str:
    """A day so many days from now, as programs send it."""
    return (thing.today + timedelta(days=days)).isoformat()


def asked(_thing: Thing) -> dict[str, Any]:
    """What both acts that give work ask for, of the text's second clause."""
    return {
        "clause": "k2",
        "lead_units": ["KTHTDT"],
        "supporting_units": ["VHXH"],
        "follower": None,
        "title": "Báo cáo hằng tuần.",
        "product": "Báo cáo",
        "urgency": "ordinary",
        "asks_figure": False,
        "orderer": LEADER_ID,
        "ordered_on": None,
        "text_version": 1,
    }


def refused_asking() -> tuple[Refused, ...]:
    """The reasons that both acts that give work share."""
    nobody = {"follower": str(SPECIALIST.holder.person_id)}
    return (
        *NOT_THEIRS,
        Refused(code="directive-closed", after=CLOSED),
        Refused(code="text-moved", sent={"text_version": 2}),
        Refused(code="clause-missing", sent={"clause": None}, field="clause"),
        Refused(code="clause-unknown", sent={"clause": "k9"}, field="clause"),
        Refused(code="field-urgency", sent={"urgency": "xyz"}, field="urgency"),
        Refused(
            code="directive-secret",
            after=(SECRET,),
            sent={"clause": None, "text_version": 0},
            field="title",
        ),
        Refused(code="title-missing", sent={"title": None}, field="title"),
        Refused(code="leads-missing", sent={"lead_units": []}, field="lead_units"),
        Refused(code="unit-twice", sent={"lead_units": ["VP", "VP"]}, field="lead_units"),
        Refused(code="lead-supports", sent={"lead_units": ["VHXH"]}, field="supporting_units"),
        Refused(code="unit-unknown", sent={"lead_units": ["XYZ"]}, field="lead_units"),
        Refused(code="lead-outside", sent={"lead_units": ["MTTQ"]}, field="lead_units"),
        Refused(
            code="figure-restricted",
            sent={"lead_units": ["CAP"], "asks_figure": True},
            field="asks_figure",
        ),
        Refused(code="follower-elsewhere", sent=nobody, field="follower"),
        Refused(
            code="ordered-in-future",
            sent=lambda thing: {"ordered_on": day(thing, 1)},
            field="ordered_on",
        ),
        Refused(
            code="not-orderer",
            sent={"orderer": str(SPECIALIST.holder.person_id)},
            field="orderer",
        ),
        Refused(code="orderer-missing", sent={"orderer": None}, field="orderer"),
    )
