"""The file that samples attach and take back."""

import hashlib
from typing import Final

from tests import evidence_files
from tests.acts.sample import SentFile

REPORT_FILE: Final = SentFile(
    name="báo cáo.pdf", content=evidence_files.PDF, media_type="application/pdf"
)
DIGEST: Final = hashlib.sha256(REPORT_FILE.content).hexdigest()
