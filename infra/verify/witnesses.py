"""What a witness saw of the log, for verify: at its address, or in a copy of its store."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from infra.errors import SettingsError
from infra.verify.asked import WitnessSaw
from infra.witness.configured import WITNESS_KEY, WITNESS_URL, witness_key
from infra.witness.view import SignedInFolder, SignedOverHttp, WitnessView

_SCHEMES: Final = ("http://", "https://")


def witnesses_named(
    where: str | None, key: str | None, environment: Mapping[str, str]
) -> Mapping[str, WitnessSaw]:
    """The witness that the command names, else that of the settings; none where neither does.

    Raises SettingsError where its key or folder is missing.
    """
    place = where or environment.get(WITNESS_URL, "").strip()
    written = key or environment.get(WITNESS_KEY, "").strip()
    if not place:
        return {}
    if not written:
        raise SettingsError(
            "Chưa nêu khóa công khai của nhân chứng. Hãy thêm --witness-key (hoặc "
            f"{WITNESS_KEY}): dòng mà “dondoc witness --init” in ra."
        )
    if not place.startswith(_SCHEMES) and not Path(place).is_dir():
        raise SettingsError(f"Không có thư mục {place} của nhân chứng. Kiểm tra lại đường dẫn.")
    source = SignedOverHttp(place) if place.startswith(_SCHEMES) else SignedInFolder(Path(place))
    public = witness_key(written)
    return {public.name: WitnessView(source, public).kept_roots}
