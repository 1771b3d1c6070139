"""A visitor of the pages as the figures need one: a request, a connection, the whole answer."""

import asyncio
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """The head and the body of what the installation answered."""

    head: str
    body: bytes

    @property
    def is_page(self) -> bool:
        """Whether it is a page, and whole."""
        return self.head.startswith("HTTP/1.1 200") and self.body.rstrip().endswith(b"</html>")


async def ask(
    port: int, method: str, path: str, *, form: str = "", cookie: str = ""
) -> PageAnswer:
    """One request over a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Origin: http://127.0.0.1:{port}",
        "Connection: close",
        f"Cookie: {cookie}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(form)}",
    ]
    writer.write(("\r\n".join(lines) + "\r\n\r\n" + form).encode())
    answer = await reader.read()
    writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    return PageAnswer(head.decode("latin-1"), body)


async def sign_in(port: int, login: str, password: str) -> str:
    """The cookie of a new session."""
    form = urlencode({"login": login, "password": password, "next": "/viec"})
    answer = await ask(port, "POST", "/dang-nhap", form=form)
    return next(
        line.partition(":")[2].partition(";")[0].strip()
        for line in answer.head.split("\r\n")
        if line.lower().startswith("set-cookie:")
    )
