"""Every kind of finding that the readers note has a name in the office's words."""

import re
from pathlib import Path

from api.labels.finding_kinds import FINDING_KINDS

FINDINGS = Path(__file__).parents[2] / "services/plandoc/findings"
_CODE = re.compile(r'"([a-z]+(?:-[a-z]+)+)"')


def test_each_kind_has_a_name_of_its_own() -> None:
    noted = {code for file in FINDINGS.glob("*.py") for code in _CODE.findall(file.read_text())}
    assert noted == set(FINDING_KINDS)
    assert len(set(FINDING_KINDS.values())) == len(FINDING_KINDS)
