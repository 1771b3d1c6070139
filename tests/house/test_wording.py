"""What is written here: whole Vietnamese, no machine of ours, no leftovers."""

import hashlib
import json
import re
import tomllib
import unicodedata
from urllib.parse import urlsplit

import pytest

from tests.house.tree import ROOT, ours, text_of, tracked

# Files whose hosts are the registries themselves, checked on their own below.
LOCKS = ("uv.lock", "infra/assets/package-lock.json")
# Hosts that may be named, with the reason.
HOSTS = {
    "127.0.0.1": "loopback",
    "c2sp.org": "the name of a format, in the first line of a proof",
    "sum.golang.org": "the name of a key whose published signatures test ours",
    "localhost": "loopback",
    "go.temporal.io": "a Go module path, not an address",
    "htmx.org": "the name of a package",
    "proxy.golang.org": "Go's public default, in the sentence on a failed build",
    "pypi.org": "where the lock says that packages come from",
    "files.pythonhosted.org": "the same",
    "json-schema.org": "the name of a dialect",
    "schemas.openxmlformats.org": "namespaces of Office files",
    "schemas.microsoft.com": "the same, what Microsoft added",
    "purl.oclc.org": "the same, of the strict standard",
    "www.w3.org": "namespaces of SVG",
}
_RESERVED = (".test", ".example", ".invalid", "example.com", "example.org", "example.net")
_BARE_HOST = re.compile(r"(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|vn)(?![\w.-])")
_ADDRESS = re.compile(r"https?://[^\s\"'`<>)\]}\\]+")
_PATH_OF_A_MACHINE = re.compile(r"(?<![\w.}$~-])/(?:work|root|home|Users|workspace|mnt|srv)/\w*")
# Paths that only look like one, with the reason.
PATHS: dict[str, str] = {}
# Digests, so that the list itself names nothing: words that belong to no office and no code.
_FOREIGN = {
    "3ea125d0bff386e6",
    "60965168ce762e94",
    "7d3194f79e645c42",
    "94a168d2da574b00",
    "c70eca6b0f88f44d",
    "c857d09db23e6822",
    "d298391b07433318",
}
# Two words of the office typed without their marks; an address never holds a blank.
_UNMARKED = re.compile(
    r"(?<![\w/.-])(?:bao cao|cong viec|dang nhap|dang xuat|de an|don doc|don vi|du lieu|gia han|"
    r"hoan thanh|ke hoach|khong co|khong the|lanh dao|mat khau|nhiem vu|nhac viec|nguoi dung|"
    r"phuong an|qua han|quan tri|so lieu|su kien|thu muc|tra lai|van ban|van phong|xac nhan|"
    r"khong|duoc|nguoi|nhung|truoc)(?![\w/.-])",
    re.IGNORECASE,
)
# Files that type words without marks on purpose, with the reason.
UNMARKED = {
    "tests/house/test_wording.py": "the list itself",
    "services/queries/search.py": "people search without marks",
    "infra/engines/tls.py": "the name in a certificate is plain ASCII",
}


def _lines(names: tuple[str, ...]) -> list[tuple[str, str]]:
    collected: list[tuple[str, str]] = []
    for name in names:
        text = text_of(name)
        if text is not None and name not in LOCKS:
            collected += [
                (f"{name}:{number}", line) for number, line in enumerate(text.split("\n"), 1)
            ]
    return collected


@pytest.fixture(scope="module")
def lines() -> list[tuple[str, str]]:
    """Every line of every text that was written here, with its place."""
    result = _lines(ours())
    assert len(result) > 5000
    return result


def test_vietnamese_is_written_with_its_marks(lines: list[tuple[str, str]]) -> None:
    bare = [
        f"{place} {match.group()!r}"
        for place, line in lines
        for match in _UNMARKED.finditer(line)
        if place.rsplit(":", 1)[0] not in UNMARKED
    ]
    assert bare == []


def test_every_text_is_in_one_normal_form_with_plain_line_ends(
    lines: list[tuple[str, str]],
) -> None:
    assert [place for place, line in lines if not unicodedata.is_normalized("NFC", line)] == []
    assert [place for place, line in lines if "\r" in line or "\ufeff" in line] == []


def test_no_path_of_somebody_s_machine_is_written_down(lines: list[tuple[str, str]]) -> None:
    collected = [
        f"{place} {match.group()}"
        for place, line in lines
        for match in _PATH_OF_A_MACHINE.finditer(line)
        if place.rsplit(":", 1)[0] not in PATHS
    ]
    assert collected == []


def test_no_host_is_named_but_those_of_the_list(lines: list[tuple[str, str]]) -> None:
    named = {
        (host, place)
        for place, line in lines
        if not place.startswith("tests/house/test_wording.py:")
        for host in _hosts(line)
    }
    strange = sorted(f"{place} {host}" for host, place in named if not _allowed(host))
    assert strange == []


def _hosts(line: str) -> set[str]:
    addresses = _ADDRESS.findall(line)
    hosts = {urlsplit(address).hostname or "" for address in addresses}
    return hosts | set(_BARE_HOST.findall(_ADDRESS.sub(" ", line)))


def _allowed(host: str) -> bool:
    # A host that is put together at run time begins with a brace.
    return host in HOSTS or host.endswith(_RESERVED) or "{" in host or "." not in host


def test_the_locks_fetch_from_the_public_registries_only() -> None:
    python = tomllib.loads((ROOT / LOCKS[0]).read_text(encoding="utf-8"))["package"]
    sources = {json.dumps(package["source"]) for package in python}
    assert sources == {
        json.dumps({"registry": "https://pypi.org/simple"}),
        json.dumps({"editable": "."}),
    }
    files = {
        urlsplit(file["url"]).hostname
        for package in python
        for file in (*package.get("wheels", ()), *filter(None, [package.get("sdist")]))
    }
    assert files == {"files.pythonhosted.org"}
    browser = json.loads((ROOT / LOCKS[1]).read_text(encoding="utf-8"))["packages"]
    resolved = {urlsplit(package.get("resolved", "")).hostname for package in browser.values()}
    assert resolved <= {None, "registry.npmjs.org"}
    assert all(package.get("integrity") for name, package in browser.items() if name)


def test_nothing_here_names_who_or_what_typed_it(lines: list[tuple[str, str]]) -> None:
    words = {
        word: place for place, line in lines for word in re.findall(r"[a-z]{4,}", line.lower())
    }
    named = [
        f"{place} {word}"
        for word, place in words.items()
        if hashlib.sha256(word.encode()).hexdigest()[:16] in _FOREIGN
    ]
    assert named == []


def test_nothing_is_left_for_later_in_words() -> None:
    later = re.compile(r"\b(?:[T]ODO|[F]IXME|[X]XX|[H]ACK)\b")
    left = [place for place, line in _lines(tracked()) if later.search(line)]
    assert [place for place in left if not place.startswith("api/static/vendor/")] == []
