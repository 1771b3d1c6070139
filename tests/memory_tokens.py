"""Access tokens in memory: the store that `tests/commands/test_token_contract.py` keeps honest."""

from uuid import UUID

from services.commands.tokens import KeptToken


class MemoryTokenStore:
    """See `TokenStore`."""

    def __init__(self) -> None:
        self._kept: dict[str, KeptToken] = {}

    async def put(self, secret: str, token: KeptToken) -> None:
        if token.token_id not in {kept.token_id for kept in self._kept.values()}:
            self._kept[secret] = token

    async def find(self, secret: str) -> KeptToken | None:
        return self._kept.get(secret)

    async def revoke(self, token_id: UUID) -> None:
        self._kept = {s: kept for s, kept in self._kept.items() if kept.token_id != token_id}
