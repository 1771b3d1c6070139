"""`dondoc ledger verify` and what opens an account: rows that no fact speaks of are found."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from infra.verify.exit_codes import Wrong
from services.commands.proofs import token_hash
from services.domain.directory.events import PasswordSet, account_stream
from services.domain.directory.tokens import Scope
from tests.api.fixtures import filled, web
from tests.api.programs import token_of
from tests.api.ward import PASSWORD, WebWard
from tests.commands.test_file_audit import installed, verified
from tests.projections.lives import tell

__all__ = ["filled", "web"]
pytestmark = pytest.mark.postgres


async def change(web: WebWard, statement: str, **values: object) -> None:
    """What somebody does who holds the application's login."""
    async with web.engine.begin() as connection:
        done = await connection.execute(text(statement), values)
        assert done.rowcount == 1


async def test_an_untouched_installation_is_sound_and_says_how_much_was_compared(
    web: WebWard, tmp_path: Path
) -> None:
    installed(web, tmp_path)
    async with web.browser("chuyenvien"):
        await token_of(web, "chuyenvien")
        code, said = verified(tmp_path)
    assert code == 0, said
    assert "Mật khẩu, phiên đăng nhập, mã truy cập: 14 mục, khớp sổ." in said
    assert "Không kiểm tra được" not in said


async def test_a_password_that_was_not_set_is_found_and_signs_nobody_in(
    web: WebWard, tmp_path: Path
) -> None:
    installed(web, tmp_path)
    theirs = await web.ward.accounts.passwords.hash("mat-khau-cua-ke-gian")
    who = await web.person_id("chanhvp")
    await change(
        web, "UPDATE credentials SET password_hash = :h WHERE person_id = :who", h=theirs, who=who
    )
    async with web.browser() as stranger:
        for password in ("mat-khau-cua-ke-gian", PASSWORD):
            form = {"login": "chanhvp", "password": password}
            assert (await stranger.post("/dang-nhap", data=form)).status_code == 401
    code, said = verified(tmp_path)
    assert code == Wrong.SECRETS.code
    assert "Mật khẩu của Phạm Minh Tuấn không phải mật khẩu đã đặt trong sổ." in said
    _, as_json = verified(tmp_path, "--json")
    report = json.loads(as_json)
    assert not report["ok"]
    assert report["secrets"]["problems"] == [
        {"person_id": str(who), "key": None, "code": "password-differs"}
    ]


async def test_a_secret_put_beside_somebody_s_session_is_found_and_opens_nothing(
    web: WebWard, tmp_path: Path
) -> None:
    installed(web, tmp_path)
    who = await web.person_id("chanhvp")
    async with web.browser("chanhvp") as own, web.browser() as stranger:
        await change(
            web,
            "INSERT INTO sessions SELECT ledger_id, :t, session_id, person_id, created_at, "
            "last_seen_at, expires_at FROM sessions WHERE person_id = :who",
            t=token_hash("ke-gian"),
            who=who,
        )
        stranger.cookies.set(web.app.state.services.cookie, "ke-gian")
        assert (await stranger.get("/viec")).status_code == 303
        assert (await own.get("/viec")).status_code == 200
        code, said = verified(tmp_path)
    assert code == Wrong.SECRETS.code
    assert "Một phiên đăng nhập của Phạm Minh Tuấn mang mã khác mã của phiên trong sổ." in said


async def test_a_token_s_row_changes_neither_its_secret_nor_what_it_may_do(
    web: WebWard, tmp_path: Path
) -> None:
    installed(web, tmp_path)
    secret = await token_of(web, "chuyenvien", Scope.READ)
    await change(web, "UPDATE access_tokens SET scope = 'write', ends_on = '2999-12-31'")
    bearer = await web.ward.tokens.bearer(secret)
    assert bearer is not None
    assert bearer.scope is Scope.READ
    code, said = verified(tmp_path)
    assert code == Wrong.SECRETS.code
    assert "Một mã truy cập của Nguyễn Thị Hoa ghi quyền hoặc ngày hết hạn khác sổ." in said
    await change(web, "UPDATE access_tokens SET token_sha256 = :t", t=token_hash("ke-gian"))
    assert await web.ward.tokens.bearer("ke-gian") is None
    _, said = verified(tmp_path)
    assert "Một mã truy cập của Nguyễn Thị Hoa không phải mã đã cấp trong sổ." in said


async def test_what_is_older_than_the_digests_is_counted_and_not_judged(
    web: WebWard, tmp_path: Path
) -> None:
    installed(web, tmp_path)
    who = await web.person_id("chanhvp")
    old = PasswordSet(person_id=who, hash_sha256=None)
    await tell(web.ward.ledger, account_stream(who), old, name="chanhvp")
    code, said = verified(tmp_path)
    assert code == 0, said
    assert "Không kiểm tra được: 1 mật khẩu (ghi từ trước khi sổ giữ mã đối chiếu)." in said
