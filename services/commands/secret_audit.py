"""Whether the password hashes, sessions and tokens beside the ledger are those of its facts.

It folds the accounts row by row while the ledger is verified: whatever cannot be read is that
one's to say. What no fact knows opens nothing, so it is not looked for here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from services.domain.directory.account_facts import next_account
from services.domain.directory.account_state import Account
from services.domain.directory.events import PersonCorrected, PersonRegistered
from services.domain.facts import Fact
from services.domain.streams import Category, UnknownCategory, category_of
from services.ledger.codec import Codec
from services.ledger.read_row import ReadRow
from services.ledger.source import KeptSecret


class SecretFault(StrEnum):
    """What is not as its fact says."""

    PASSWORD = "password-differs"  # noqa: S105  (a fault's name)
    SESSION = "session-differs"
    TOKEN = "token-differs"  # noqa: S105
    WIDENED = "token-widened"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretProblem:
    """A row that is not its fact's: whose (`name_text` where a name is known), which, and how."""

    person_id: UUID
    name_text: UUID | None
    key: UUID | None
    fault: SecretFault


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretsReport:
    """How many rows were compared, how many of each kind have too old a fact, what is wrong."""

    checked: int
    unproved: Mapping[str, int]
    problems: tuple[SecretProblem, ...]


@dataclass(slots=True)
class FoldedAccounts:
    """The accounts of a ledger as its facts make them, gathered row by row."""

    codec: Codec
    accounts: dict[UUID, Account] = field(default_factory=dict)
    names: dict[UUID, UUID] = field(default_factory=dict)
    _streams: dict[str, Account | None] = field(default_factory=dict)

    def row(self, read: ReadRow) -> None:
        """Fold this row, where it is of a person or an account."""
        row = read.row
        try:
            if category_of(row.stream) is not Category.DIRECTORY:
                return
        except UnknownCategory:  # the ledger's own check says so
            return
        fact = read.fact(self.codec)
        if fact is None:
            return
        if isinstance(fact.event, PersonRegistered | PersonCorrected):
            self.names[fact.event.person_id] = fact.event.name.text_id
        else:
            self._account(row.stream, fact)

    def _account(self, stream: str, fact: Fact) -> None:
        account = next_account(self._streams.get(stream), fact)
        self._streams[stream] = account
        if account is not None:
            self.accounts[account.person_id] = account

    def check(self, kept: Iterable[KeptSecret]) -> SecretsReport:
        """Compare the rows with the facts."""
        checked, unproved, problems = 0, Counter[str](), []
        for secret in kept:
            account = self.accounts.get(secret.person_id)
            reported = _reported(account, secret) if account else None
            if reported is None:
                continue
            checked += 1
            if None in reported:
                unproved[secret.kind] += 1
            elif secret.sha256 not in reported:
                problems.append(self._problem(secret, SecretFault(f"{secret.kind}-differs")))
            if account and _widened(account, secret):
                problems.append(self._problem(secret, SecretFault.WIDENED))
        return SecretsReport(checked=checked, unproved=unproved, problems=tuple(problems))

    def _problem(self, secret: KeptSecret, fault: SecretFault) -> SecretProblem:
        return SecretProblem(
            person_id=secret.person_id,
            name_text=self.names.get(secret.person_id),
            key=secret.key,
            fault=fault,
        )


def _reported(account: Account, secret: KeptSecret) -> frozenset[str | None] | None:
    """The digests that the facts allow; None among them: too old; None: it opens nothing."""
    if secret.kind == "password":
        return (account.hashes or frozenset({None})) if account.has_password else None
    if secret.kind == "session":
        begun = account.sessions.get(secret.key) if secret.key else None
        return frozenset({begun.secret_sha256}) if begun else None
    issued = account.tokens.get(secret.key) if secret.key else None
    return frozenset({issued.secret_sha256}) if issued else None


def _widened(account: Account, secret: KeptSecret) -> bool:
    issued = account.tokens.get(secret.key) if secret.key and secret.kind == "token" else None
    return issued is not None and (secret.scope, secret.ends_on) != (issued.scope, issued.ends_on)
