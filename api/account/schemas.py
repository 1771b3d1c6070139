"""Whom a token acts for, over the wire."""

from uuid import UUID

from pydantic import Field

from api.rest.schemas import Held, Schema


class Me(Schema):
    """Người mà mã truy cập thay mặt."""

    person_id: UUID
    name: str = Field(examples=["Nguyễn Thị Hoa"])
    offices: list[Held]
    ledger_id: str = Field(examples=["demo-11002-k3m7q2xa"])
    ward: str = Field(examples=["phường cho sẵn"])
    demonstration: bool
