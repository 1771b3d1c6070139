"""The samples of what is done to units, people and accounts."""

from typing import Final

from tests.acts.directory import (
    close_account,
    consent_to_grant,
    consent_to_link,
    correct_person,
    end_office,
    end_sessions,
    grant_office,
    issue_link,
    issue_token,
    name_overseer,
    name_titles,
    read_notices,
    register_person,
    register_unit,
    rename_unit,
    reopen_account,
    revoke_password,
    revoke_token,
    scope_inspection,
)
from tests.acts.sample import ActSample

_MODULES: Final = (
    register_unit,
    rename_unit,
    name_titles,
    name_overseer,
    register_person,
    correct_person,
    grant_office,
    end_office,
    scope_inspection,
    issue_link,
    close_account,
    reopen_account,
    end_sessions,
    revoke_password,
    consent_to_grant,
    consent_to_link,
    issue_token,
    revoke_token,
    read_notices,
)
SAMPLES: Final[tuple[ActSample, ...]] = tuple(module.SAMPLE for module in _MODULES)
