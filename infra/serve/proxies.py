"""Whose word is taken for where a request comes from: nobody's, unless a setting names a proxy."""

import ipaddress
from collections.abc import Mapping
from typing import Final, TypedDict

from infra.errors import SettingsError

SETTING: Final = "DONDOC_TRUSTED_PROXIES"


class ProxyOptions(TypedDict):
    """What the web server is told (uvicorn's names)."""

    proxy_headers: bool
    forwarded_allow_ips: list[str]


def proxy_options(environment: Mapping[str, str]) -> ProxyOptions:
    """Trust `X-Forwarded-For` from the addresses of the setting alone; raises SettingsError.

    Without it the server's own default would trust everybody on this machine, and a stranger
    would choose an address anew for each guess.
    """
    named = [each.strip() for each in environment.get(SETTING, "").split(",") if each.strip()]
    for each in named:
        try:
            ipaddress.ip_network(each)
        except ValueError:
            raise SettingsError(
                f"{SETTING}: “{each}” không phải địa chỉ IP hoặc dải địa chỉ. Hãy ghi địa chỉ của "
                "máy chủ trung gian (proxy), cách nhau bằng dấu phẩy, ví dụ 10.0.0.2."
            ) from None
    return ProxyOptions(proxy_headers=bool(named), forwarded_allow_ips=named)
