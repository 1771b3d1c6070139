"""Drafts on several devices: what another page saved since is never replaced without a word."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from api.context import FormRequest
from api.form_binding import drafted
from api.list_binding import FIGURE, KIND, NIL
from api.web.forms import BadForm, Typed
from services.commands.ports import Draft, DraftSaved
from services.domain.errors import Stale
from services.domain.fields import TypedText, fields_of
from services.domain.task.acts.submit_report import SubmitReport

REPORT: Final = "bao-cao"
# Every text that a report takes, by the names of its fields, with their labels.
_TEXTS: Final = {
    name: kind.label for name, kind, _ in fields_of(SubmitReport) if isinstance(kind, TypedText)
}
# Those that no page places by hand.
OTHER_WORDS: Final = {
    name: label for name, label in _TEXTS.items() if name not in {"text", "early_reason"}
}
_WORDS: Final = (*_TEXTS, "paper_number", "paper_date")
_RETRIES: Final = 8
Drafts = Mapping[tuple[str, str], Draft]


def other(form: str) -> str:
    """The form under which stands what another device's save replaced."""
    return f"{form}:khac"


def holds_words(typed: Typed) -> bool:
    """Whether anything was typed in a row."""
    return any(
        value.strip() and (name in _WORDS or name.startswith((FIGURE, NIL)))
        for name, value in typed.fields.items()
    )


def digest(fields: Mapping[str, str]) -> str:
    """One value for what was typed, however the page drew it."""
    words = {
        name: value.strip()
        for name, value in fields.items()
        if (name in _WORDS or name.startswith((FIGURE, NIL))) and value.strip()
    }
    words |= {
        name: value
        for name, value in fields.items()
        if name.startswith(KIND) and FIGURE + name.removeprefix(KIND) in words and value
    }
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()


def marks(typed: Typed, draft: Draft | None, kept: Draft | None, page_id: str) -> dict[str, str]:
    """What a form carries of the drafts: the sent form's own marks, else those of a new page."""
    saved = draft is not None and digest(draft.fields) == digest(typed.fields)
    known = typed if typed.choice("page_id") and not saved else Typed({})
    return {
        "page_id": known.choice("page_id") or page_id,
        "draft_version": known.choice("draft_version") or str(draft.version if draft else 0),
        "draft_seen": known.choice("draft_seen") or digest(typed.fields),
        "other_seen": digest(kept.fields) if kept else "",
    }


def marks_of(rows: Mapping[str, Typed], drafts: Drafts, page_id: str) -> dict[str, dict[str, str]]:
    """The marks of each task's report, where one page holds many."""
    return {
        stream: marks(
            row, drafts.get((stream, REPORT)), drafts.get((stream, other(REPORT))), page_id
        )
        for stream, row in rows.items()
    }


def replaced(drafts: Drafts) -> dict[str, Mapping[str, str]]:
    """What another device's save replaced of each task's report."""
    return {
        stream: draft.fields for (stream, form), draft in drafts.items() if form == other(REPORT)
    }


def passed_by(typed: Typed, draft: Draft | None) -> bool:
    """Whether another page saved other words since this form was drawn."""
    if draft is None or draft.page_id == typed.choice("page_id") != "":
        return False
    if typed.choice("page_id") and typed.choice("draft_version") == str(draft.version):
        return False
    return digest(draft.fields) != digest(typed.fields)


def untouched(typed: Typed) -> bool:
    """Whether the form holds what it held when its page was drawn."""
    return typed.choice("draft_seen") == digest(typed.fields)


async def keep(
    form_request: FormRequest,
    rows: Mapping[str, Typed],
    form: str = REPORT,
    *,
    sent: Iterable[str] = (),
) -> None:
    """Save what was typed, by task; what another page saved since is kept beside it.

    A form that was never touched changes nothing there, unless it is being sent. An empty one is
    kept only where it empties an earlier draft. Raises Stale where others save all the time.
    """
    store, person = form_request.services.drafts, form_request.acting.sender.person_id
    for _ in range(_RETRIES):
        wanted = _laid(rows, form, await store.of(person, list(rows)), set(sent)) if rows else {}
        if not wanted or await store.save(person, wanted):
            return
    raise Stale("busy", "Nội dung này đang được lưu từ nhiều thiết bị. Hãy lưu lại sau giây lát.")


def _laid(
    rows: Mapping[str, Typed], form: str, known: Drafts, meant: Collection[str]
) -> dict[tuple[str, str], DraftSaved]:
    """What is to be saved of the rows, beside what is kept of them now."""
    collected: dict[tuple[str, str], DraftSaved] = {}
    for stream, typed in rows.items():
        stored = known.get((stream, form))
        if stored is None and not (holds_words(typed) or typed.choice("unit")):
            continue
        page_id = typed.choice("page_id")
        if stored is not None and passed_by(typed, stored):
            if untouched(typed) and stream not in meant:
                continue
            if holds_words(Typed(stored.fields)):
                beside = known.get((stream, other(form)))
                collected[stream, other(form)] = _over(beside, stored.fields, page_id)
        collected[stream, form] = _over(stored, drafted(typed), page_id)
    return collected


def _over(stored: Draft | None, fields: Mapping[str, str], page_id: str) -> DraftSaved:
    return DraftSaved(fields=fields, over=stored.version if stored else 0, page_id=page_id)


async def refuse_passed_by(form_request: FormRequest, stream: str, form: str = REPORT) -> None:
    """Nothing is sent while words of another device stand unread; raises BadForm."""
    store, person = form_request.services.drafts, form_request.acting.sender.person_id
    known, typed = await store.of(person, [stream]), form_request.typed
    if passed_by(typed, known.get((stream, form))):
        await keep(form_request, {stream: typed}, form, sent=[stream])
        known = await store.of(person, [stream])
    beside = known.get((stream, other(form)))
    if beside is None or digest(beside.fields) in {
        typed.choice("other_seen"),
        digest(typed.fields),
    }:
        return
    raise BadForm(
        "draft-passed-by",
        "Chưa gửi: bạn đã nhập nội dung khác cho việc này trên thiết bị khác. "
        "Hãy so hai nội dung, sửa nội dung trong biểu mẫu nếu cần rồi bấm gửi lần nữa.",
    )


async def forget(form_request: FormRequest, stream: str, form: str = REPORT) -> None:
    """The words were sent: no draft of them stays."""
    store, person = form_request.services.drafts, form_request.acting.sender.person_id
    await store.drop(person, stream, form)
    await store.drop(person, stream, other(form))
