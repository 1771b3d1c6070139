"""Archives that the command line makes: what the ward's inspectors may read, and no more."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from infra.errors import SettingsError
from infra.sealing.archives import MadeArchive, Maker, export_case, export_ledger
from infra.settings import Installation
from infra.wiring import Ward, make_ward
from services.domain.directory.rules import NO_PERSON
from services.domain.instants import day_of
from services.domain.policy import POLICY_STREAM, in_force
from services.domain.roles import Holder, Office, OfficeHeld
from services.domain.streams import Family
from services.ledger.engine import make_engine
from services.queries.case_scope import CaseKind, CaseScope
from services.queries.log_rights import Reader

_INSPECTOR: Final = Holder(
    person_id=UUID(int=0),
    offices=(OfficeHeld(office=Office.INSPECTOR, unit=None, from_on=date.min),),
)
_VERIFY: Final = (
    "Kiểm tra trên máy khác, không cần máy chủ của phường: python3 dondoc-verify.py {name} --key "
    "“khóa công khai của sổ”"
)


async def export_by_operator(there: Installation, out: Path) -> str:
    """Seal the whole ledger into a file; the sentence that says what is in it."""
    _demand_new(out)
    installation = there.read()
    engine = make_engine(installation.app, part="command", pool_size=1)
    try:
        ward = make_ward(engine, installation.ledger_id)
        maker = Maker(at=(await ward.ledger.read([])).read_at)
    finally:
        await engine.dispose()
    return _said(await export_ledger(there, out, maker), out)


async def case_by_operator(there: Installation, out: Path, scope: CaseScope) -> str:
    """Seal a case file; `scope.key` of a person may be the login. Raises NotFound."""
    _demand_new(out)
    installation = there.read()
    engine = make_engine(installation.app, part="command", pool_size=2)
    try:
        ward = make_ward(engine, installation.ledger_id)
        snapshot = await ward.ledger.read([POLICY_STREAM])
        scope = replace(scope, key=await _key(ward, scope))
    finally:
        await engine.dispose()
    policy = in_force(snapshot.of(POLICY_STREAM), day_of(snapshot.read_at)).policy
    reader = Reader(installation.ledger_id, _INSPECTOR, policy)
    made = await export_case(there, out, Maker(at=snapshot.read_at), reader, scope)
    return _said(made, out)


async def _key(ward: Ward, scope: CaseScope) -> str:
    match scope.kind:
        case CaseKind.TASK:
            return Family.TASK + scope.key.removeprefix(Family.TASK)
        case CaseKind.PERSON:
            return str(await _person(ward, scope.key))
        case _:
            return scope.key


async def _person(ward: Ward, typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        known = await ward.directory.accounts.by_login(typed)
        if known is None:
            raise NO_PERSON.refuse() from None
        return known.person_id


def _demand_new(out: Path) -> None:
    if out.exists():
        raise SettingsError(f"Đã có tệp {out}. Hãy chọn tên khác.")
    if not out.absolute().parent.is_dir():
        raise SettingsError(f"Không có thư mục {out.absolute().parent}. Hãy tạo thư mục trước.")


def _said(made: MadeArchive, out: Path) -> str:
    lines = [f"Đã lập {out}: {made.of}, {made.facts} sự kiện, {made.files} tệp minh chứng."]
    if made.missing:
        lines.append(
            f"{len(made.missing)} tệp không còn nguyên trong kho nên không kèm theo; hãy chạy "
            "“dondoc ledger verify”."
        )
    return "\n".join([*lines, _VERIFY.format(name=out.name)])
