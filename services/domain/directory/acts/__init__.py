"""Every act of the directory; what is not listed here cannot be done to it."""

from typing import Any, Final

from services.domain.act import Act
from services.domain.context import DecisionContext
from services.domain.directory.account_state import Account
from services.domain.directory.acts.close_account import ACT as CLOSE_ACCOUNT
from services.domain.directory.acts.consent_to_grant import ACT as CONSENT_TO_GRANT
from services.domain.directory.acts.consent_to_link import ACT as CONSENT_TO_LINK
from services.domain.directory.acts.correct_person import ACT as CORRECT_PERSON
from services.domain.directory.acts.end_office import ACT as END_OFFICE
from services.domain.directory.acts.end_sessions import ACT as END_SESSIONS
from services.domain.directory.acts.grant_office import ACT as GRANT_OFFICE
from services.domain.directory.acts.issue_link import ACT as ISSUE_LINK
from services.domain.directory.acts.issue_token import ACT as ISSUE_TOKEN
from services.domain.directory.acts.name_overseer import ACT as NAME_OVERSEER
from services.domain.directory.acts.name_titles import ACT as NAME_TITLES
from services.domain.directory.acts.read_notices import ACT as READ_NOTICES
from services.domain.directory.acts.register_person import ACT as REGISTER_PERSON
from services.domain.directory.acts.register_unit import ACT as REGISTER_UNIT
from services.domain.directory.acts.rename_unit import ACT as RENAME_UNIT
from services.domain.directory.acts.reopen_account import ACT as REOPEN_ACCOUNT
from services.domain.directory.acts.revoke_password import ACT as REVOKE_PASSWORD
from services.domain.directory.acts.revoke_token import ACT as REVOKE_TOKEN
from services.domain.directory.acts.scope_inspection import ACT as SCOPE_INSPECTION
from services.domain.directory.state import Person
from services.domain.directory.unit_state import Unit

UNIT_ACTS: Final[tuple[Act[Unit | None, Any, DecisionContext], ...]] = (
    REGISTER_UNIT,
    RENAME_UNIT,
    NAME_TITLES,
    NAME_OVERSEER,
)
PERSON_ACTS: Final[tuple[Act[Person | None, Any, DecisionContext], ...]] = (
    REGISTER_PERSON,
    CORRECT_PERSON,
    GRANT_OFFICE,
    SCOPE_INSPECTION,
    END_OFFICE,
)
ACCOUNT_ACTS: Final[tuple[Act[Account | None, Any, DecisionContext], ...]] = (
    ISSUE_LINK,
    CLOSE_ACCOUNT,
    REOPEN_ACCOUNT,
    END_SESSIONS,
    REVOKE_PASSWORD,
)
# Everything that is done on the page of a person.
OF_A_PERSON: Final[tuple[Act[Any, Any, DecisionContext], ...]] = (*PERSON_ACTS, *ACCOUNT_ACTS)
# What a second person agrees to, of a person and of an account.
GRANT_ACTS: Final[tuple[Act[Person | None, Any, DecisionContext], ...]] = (CONSENT_TO_GRANT,)
LINK_ACTS: Final[tuple[Act[Account | None, Any, DecisionContext], ...]] = (CONSENT_TO_LINK,)
# What everybody does with the own account.
OWN_ACTS: Final[tuple[Act[Account | None, Any, DecisionContext], ...]] = (
    ISSUE_TOKEN,
    REVOKE_TOKEN,
    READ_NOTICES,
)
