"""What a first start brings to life: the ledger, its rules, the plan, the first people."""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from infra.engines.private_files import write_private
from infra.settings import Installation
from infra.shipped import (
    PLAN,
    PLANS,
    WARD_CODE,
    WARD_NAME,
    shipped_calendars,
    shipped_text,
    ward_policy,
)
from infra.wiring import Ward
from services.commands.first_people import FirstPerson
from services.commands.plans import Activation
from services.commands.quoting import items_of
from services.commands.setting_up import note_end_of_set_up
from services.domain.directory.account_facts import fold_account
from services.domain.directory.events import PasswordSet, account_stream
from services.domain.instants import day_of
from services.domain.plan.draft import PlanDraft
from services.domain.plan.events import PlanActivated, plan_stream
from services.domain.plan.past_work import PastWork, past_work
from services.domain.plan_document.laying import Laying, require_same_plan
from services.domain.roles import Office, OfficeHeld
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.source import SourceDocument
from services.plandoc.structure.own_words import ItemWords, laying_of
from services.planyaml.yaml_plan import read_plan

FIRST_LOGIN = "quantri"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """One line of the screen: who can sign in, and how."""

    person_id: UUID
    login: str
    password: str
    name: str
    office: Office
    unit: str | None


async def open_ward(ward: Ward) -> None:
    """Write the first facts of a ledger, each once: opening, rules, calendars, set-up."""
    await ward.opening.open_ledger(WARD_CODE, WARD_NAME)
    await ward.opening.adopt_policy(ward_policy(), shipped_text("policy.yaml"), only_first=True)
    calendars = shipped_text("calendars.yaml")
    await ward.opening.adopt_calendars(shipped_calendars(), calendars, only_first=True)
    await note_end_of_set_up(ward.ledger)


async def load_plan(
    ward: Ward,
    file: Path | None = None,
    active_from: date | None = None,
    backfill_from: date | None = None,
) -> bool:
    """Activate a plan file (the shipped one by default); False where it is active already."""
    path = file or PLANS / PLAN
    source = path.read_text(encoding="utf-8")
    outcome = await ward.plans.activate(
        Activation(
            draft=read_plan(source, path.name),
            source=source,
            active_from=active_from,
            backfill_from=backfill_from,
        )
    )
    return outcome is not None


async def is_shipped_plan_active(ward: Ward) -> bool:
    """Whether the ward carries out the plan that comes with this release."""
    return await _active(ward, PLANS / PLAN) is not None


async def past_work_of(ward: Ward, file: Path) -> tuple[tuple[PastWork, ...], date]:
    """The work of an active plan file whose day was past, and the first day that was asked for."""
    plan = await _active(ward, file)
    assert plan is not None, "asked of a plan that is active"  # noqa: S101
    asked_from = plan.backfill_from or plan.active_from
    return past_work(_draft_of(file), asked_from), asked_from


async def _active(ward: Ward, file: Path) -> PlanActivated | None:
    stream = _stream_of(file)
    facts = (await ward.ledger.read([stream])).of(stream)
    return next((fact.event for fact in facts if isinstance(fact.event, PlanActivated)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedDocument:
    """A document that is laid beside a plan: its blocks, its draft, the digest of its file."""

    document: SourceDocument
    draft: PlanDraft
    sha256: str

    def laid(self, items: Iterable[ItemWords]) -> Laying:
        """What it says beside these items."""
        return laying_of(self.document, self.draft, items)


def read_beside(file: Path, plan_file: Path) -> QuotedDocument:
    """Read the document of a plan file, Word or text.

    Raises DocumentError where it cannot be read, Refusal where it is another plan's.
    """
    document = read_source(file.read_bytes(), file.name)
    draft = read_document(document).draft
    beside = QuotedDocument(document=document, draft=draft, sha256=digest_of(file))
    plan = read_plan(plan_file.read_text(encoding="utf-8"), plan_file.name)
    require_same_plan(plan, beside.laid(plan.items))
    return beside


def digest_of(file: Path) -> str:
    """By which a document is known again: SHA-256 of its bytes, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


async def quote_plan(ward: Ward, file: Path, beside: QuotedDocument) -> str:
    """Keep the document's own sentence of each item of a plan file that is active."""
    stream, plan = _stream_of(file), await _active(ward, file)
    items = await items_of(ward.ledger, plan) if plan else ()
    laying = beside.laid(items)
    kept = await ward.readings.quote_plan(stream, laying, beside.sha256)
    name = beside.document.name
    if kept is None:
        return f"Câu chữ của {name} đã được ghi từ trước."
    return (
        f"Đã gắn trích dẫn của {name} bên cạnh {len(laying.quotes)} trong {len(laying.items)} mục."
    )


async def unquote_plan(ward: Ward, file: Path, document: Path) -> str:
    """Take back what a document says beside a plan file that is active; raises Refusal."""
    await ward.readings.unquote_plan(_stream_of(file), digest_of(document))
    return (
        f"Đã rút trích dẫn của {document.name}. Trích dẫn gắn trước đó, nếu có, lại có hiệu lực."
    )


async def invent_people(ward: Ward, installation: Installation) -> list[DemoAccount]:
    """Register the demonstration's people, once, and answer how they sign in."""
    file = installation.secrets / "demo-passwords.json"
    known: dict[str, str] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    people = yaml.safe_load(shipped_text("demo-people.yaml"))["people"]
    today = day_of((await ward.ledger.read([])).read_at)
    accounts = []
    for person in people:
        held = _office(person, today)
        login = person["login"]
        first = FirstPerson(key=login, name=person["name"], login=login, offices=(held,))
        person_id = await ward.directory.register_first(first)
        if login not in known:
            known[login] = secrets.token_urlsafe(9)
            # Kept before it is set: a start that is cut in between sets it again.
            write_private(file, json.dumps(known))
            await ward.accounts.set_password(person_id, known[login])
        accounts.append(
            DemoAccount(
                person_id=person_id,
                login=login,
                password=known[login],
                name=person["name"],
                office=held.office,
                unit=held.unit,
            )
        )
    return accounts


async def first_administrator(ward: Ward) -> str | None:
    """A one-time link for the first administrator; None once a password was chosen, or closed."""
    today = day_of((await ward.ledger.read([])).read_at)
    held = OfficeHeld(office=Office.ADMINISTRATOR, unit=None, from_on=today)
    person_id = await ward.directory.register_first(
        FirstPerson(
            key="first-administrator",
            name="Quản trị hệ thống",
            login=FIRST_LOGIN,
            offices=(held,),
        )
    )
    stream = account_stream(person_id)
    facts = (await ward.ledger.read([stream])).of(stream)
    account = fold_account(facts)
    # A password that was taken back is for an administrator to give again, not for a start.
    taken = any(isinstance(fact.event, PasswordSet) for fact in facts)
    if account is None or account.closed or (taken and not account.has_password):
        return None
    # Where the fact of a password outlived a crash and its hash did not, a link is still due.
    if await ward.accounts.has_password(person_id):
        return None
    policy = ward_policy()
    return await ward.directory.first_link(person_id, policy.link_hours)


def _office(person: dict[str, Any], today: date) -> OfficeHeld:
    return OfficeHeld(office=Office(person["office"]), unit=person.get("unit"), from_on=today)


def _stream_of(file: Path) -> str:
    return plan_stream(_draft_of(file).code)


def _draft_of(file: Path) -> PlanDraft:
    return read_plan(file.read_bytes(), file.name)
