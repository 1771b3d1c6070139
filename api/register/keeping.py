"""The file of an import of the register between its preview and “Ghi”."""

from typing import Final

from api.web.kept_files import FileKeeper

REGISTER_FILES: Final = FileKeeper(
    mark=b"dondoc register file 1\n",
    code="no-register-file",
    sentence="Không còn tệp sổ này. Hãy tải tệp lên lại.",
)
