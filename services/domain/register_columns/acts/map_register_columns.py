"""Ghép cột của tệp sổ: said once for the heads of a system, remembered for its next file."""

import json
from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.directive.authority import require_registering
from services.domain.directive.rules import NOT_REGISTERING
from services.domain.facts import Fact, TextRef
from services.domain.fields import LongText, PlainLine, WordsOf
from services.domain.register_columns.events import (
    HEADS_KEY,
    RegisterColumnsMapped,
    register_columns_stream,
)
from services.domain.register_columns.state import RegisterColumns
from services.domain.replacing import replace

HEADS_KEY_WRONG: Final = Rule(
    code="heads-key",
    sentence="Mã của các tiêu đề cột không đúng dạng. Hãy tải lại tệp rồi ghép cột.",
    brief="mã tiêu đề cột không đúng dạng",
    fields=("heads_key",),
)
MAPPING_WRONG: Final = Rule(
    code="columns-mapping",
    sentence=(
        "Cách ghép cột không đọc được, hoặc là của tệp có tiêu đề khác. Hãy tải lại tệp rồi ghép "
        "cột."
    ),
    brief="cách ghép cột không đọc được",
    fields=("mapping",),
)
_MOST: Final = 256  # columns of a file
_LONGEST: Final = 200_000  # characters of all its heads
_PARTS: Final = 3  # of a head: its words, which of several with these words, our column


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRegisterColumns:
    """Ghép cột; `mapping` is JSON: `{"heads_key": …, "heads": [[words, occurrence, column]]}`."""

    stream: str
    heads_key: Annotated[
        str,
        PlainLine(
            label="Mã tiêu đề cột",
            about="`heads_key` mà lần xem trước trả về.",
            example="9f" * 32,
            at_most=64,
        ),
    ]
    mapping: Annotated[
        TextRef,
        LongText(
            label="Cách ghép cột",
            about="JSON: mỗi tiêu đề một mục [chữ, lần thứ mấy, cột của sổ hoặc null].",
            example=json.dumps({"heads_key": "9f" * 32, "heads": [["Hạn", 1, "due_on"]]}),
            at_most=_LONGEST,
        ),
    ]
    words: Annotated[str, WordsOf(field="mapping")]


def offer(_state: RegisterColumns | None, context: DecisionContext) -> Offer:
    """Offered to whom the ward's rules let register directives: they import the register."""
    return Offer(held=require_registering(context))


def check(command: MapRegisterColumns) -> None:
    """The key is one, the stream is its own, the mapping is of these heads; raises Refusal."""
    fits = HEADS_KEY.fullmatch(command.heads_key)
    if not fits or register_columns_stream(command.heads_key) != command.stream:
        raise HEADS_KEY_WRONG.refuse()
    if not _is_mapping(command.words, command.heads_key):
        raise MAPPING_WRONG.refuse()


def decide(
    state: RegisterColumns | None, command: MapRegisterColumns, context: DecisionContext
) -> Verdict:
    """From now on files with these heads are read so; the newest decision counts."""
    held = offer(state, context).held
    check(command)
    event = RegisterColumnsMapped(heads_key=command.heads_key, mapping=command.mapping)
    return Verdict(held=held, events=(event,))


def _is_mapping(words: str, heads_key: str) -> bool:
    try:
        said = json.loads(words)
    except (ValueError, RecursionError):
        return False
    heads = said.get("heads") if isinstance(said, dict) else None
    if not isinstance(heads, list) or not 0 < len(heads) <= _MOST:
        return False
    return said.get("heads_key") == heads_key and all(map(_is_head, heads))


def _is_head(head: object) -> bool:
    if not isinstance(head, list) or len(head) != _PARTS:
        return False
    label, occurrence, key = head
    return isinstance(label, str) and isinstance(occurrence, int) and isinstance(key, str | None)


def _mapped(
    columns: RegisterColumns, event: RegisterColumnsMapped, _fact: Fact
) -> RegisterColumns:
    return replace(columns, heads_key=event.heads_key, mapping=event.mapping)


def _describe(_event: RegisterColumnsMapped, _names: Names) -> str:
    return "Ghi nhớ cách ghép cột của một mẫu tệp sổ theo dõi."


ACT: Final = Act(
    command=MapRegisterColumns,
    name="map-register-columns",
    said="ghép cột của tệp sổ theo dõi",
    slug="ghep-cot",
    resource="columns",
    done="Đã ghi nhớ cách ghép cột: tệp có các tiêu đề này lần sau được đọc luôn.",
    rules=(NOT_REGISTERING, HEADS_KEY_WRONG, MAPPING_WRONG),
    offer=offer,
    decide=decide,
    check=check,
)
FACTS: Final = (
    FactKind(
        event=RegisterColumnsMapped,
        name="Ghép cột của tệp sổ",
        apply=_mapped,
        describe=_describe,
    ),
)
