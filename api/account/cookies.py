"""The cookies of a session that has just begun: its own, and that of the device."""

from fastapi.responses import Response

from api.context import Services
from services.commands.accounts import NewSession


def set_cookies(response: Response, services: Services, started: NewSession) -> None:
    """Both, for this very host, out of reach of scripts."""
    for name, token, hours in (
        (services.cookie, started.token, started.hours),
        (services.device_cookie, started.device, started.device_days * 24),
    ):
        response.set_cookie(
            name,
            token,
            max_age=hours * 3600,
            path="/",
            secure=services.secure_cookie,
            httponly=True,
            samesite="lax",
        )
