"""The pages of the matrix's directive: who is shown them, who may send their forms."""

from collections.abc import Mapping
from typing import Any, Final

from api.labels.words import day
from infra.randomness import RANDOMNESS
from tests.acts.rights import OTHER, OVERSEERS, READERS_OF_DOCUMENTS, holding
from tests.api.matrix import DIRECTIVE_NUMBER, OF_THE_POLICE, Mark, mark
from tests.api.matrix_directive import CODE, CONTENT, DIGEST
from tests.api.sample_kinds import Read, Write
from tests.moment import today

_AT: Final = {"code": CODE}
_AT_FILE: Final = {**_AT, "sha256": DIGEST}
_WORDS: Final = mark(Mark.DIRECTIVE, DIRECTIVE_NUMBER)
_LISTS: Final = ("", f"tim={_WORDS}", "dang-mo=1", "nguon=petition")
_GIVING: Final = ("", "khoan=k1", "khoan=k1&nhan=1", "dinh-ky=1")

DIRECTIVE_PAGES: Final[Mapping[str, Read | tuple[Read, ...]]] = {
    "/giao-viec": Read(by=holding(*OVERSEERS), queries=_LISTS),
    "/giao-viec/moi": Read(
        by=holding(*READERS_OF_DOCUMENTS), queries=("", "nguon=conclusion", "nguon=petition")
    ),
    "/giao-viec/{code}": (
        Read(by=holding(*OVERSEERS), queries=("", "khoan=chua"), at=_AT),
        Read(by=holding(*OVERSEERS), at={"code": OF_THE_POLICE.code}),
    ),
    "/giao-viec/{code}/giao": Read(by=holding(*READERS_OF_DOCUMENTS), queries=_GIVING, at=_AT),
    "/giao-viec/{code}/van-ban": Read(by=holding(*READERS_OF_DOCUMENTS), at=_AT),
    "/giao-viec/{code}/tach-lai": Read(
        by=holding(*READERS_OF_DOCUMENTS), queries=("khoan=k1",), at=_AT
    ),
    "/giao-viec/{code}/tep/{sha256}": Read(by=holding(*OVERSEERS), at=_AT_FILE),
}
_ASKED: Final = {"clause": "k1", "lead_units": OTHER, "title": "Rà soát", "urgency": "ordinary"}
_RHYTHM: Final = {
    "rhythm": "weekly",
    "rhythm_day": "5",
    "from_on": day(today()),
    "until_on": f"30/06/{today().year + 1}",
}
_FORMS: Final[Mapping[str, Mapping[str, str]]] = {
    "so-ky-hieu": {"number": "8/DKN", "dated_on": day(today())},
    "quyet-dinh": {"clauses": "k1", "outcome": "nothing", "reason": "Để biết."},
    "giao-viec": {**_ASKED, "without_due": "khong-thoi-han"},
    "giao-dinh-ky": {**_ASKED, **_RHYTHM},
    "thoi-dinh-ky": {"order": "1", "reason": "Đã xong."},
    "ket-thuc": {},
    "mo-lai": {"reason": "Còn việc."},
    "tach-lai": {"clause": "k1", "words": "1. Giao"},
    "bo-tep": {"sha256": DIGEST},
}


def _sending(form: Mapping[str, str], at: Mapping[str, str]) -> Write:
    def filled(_task: object) -> Mapping[str, str]:
        return {"command_id": str(RANDOMNESS.new_id()), **form}

    return Write(by=holding(*READERS_OF_DOCUMENTS), form=filled, at=at)


def _uploading(form: Mapping[str, str]) -> Write:
    def sent(_task: object) -> Mapping[str, tuple[str, bytes, str]]:
        return {"file": ("don.txt", CONTENT, "text/plain")}

    writing: dict[str, Any] = {"form": _sending(form, _AT).form, "files": sent}
    return Write(by=holding(*READERS_OF_DOCUMENTS), at=_AT, **writing)


DIRECTIVE_FORMS: Final[Mapping[str, Write]] = {
    "/giao-viec/moi": _sending(
        {
            "code": "2026.ab234567",
            "source": "petition",
            "number": "9/DKN",
            "dated_on": day(today()),
            "summary": "Đơn khác",
            "urgency": "ordinary",
        },
        {},
    ),
    **{f"/giao-viec/{{code}}/{slug}": _sending(form, _AT) for slug, form in _FORMS.items()},
    "/giao-viec/{code}/van-ban": _uploading({}),
    "/giao-viec/{code}/tep": _uploading({}),
}
