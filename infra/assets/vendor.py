"""Copies the few browser files that the pages need into `api/static/vendor/`, with their licences.

Developers run it after changing `package.json` (`npm install --package-lock-only` first):

    uv run --no-sync python infra/assets/vendor.py

The copies are committed, so that a clone runs without Node. `manifest.json` holds the SHA-256 of
each copy, and a test recomputes them. Nothing is ever loaded from a foreign host.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parents[1] / "api" / "static" / "vendor"
MANIFEST = "manifest.json"
NOTICES = "THIRD_PARTY_NOTICES"
# Without it the developer tools ask the server for a map that is not there.
_SOURCE_MAP = re.compile(rb"\s*(?://|/\*)# sourceMappingURL=[^\n]*?(?:\*/)?\s*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One package: the files taken from it, and where its licence text lies.

    `licence` is a path in the package, or None where the package ships no text and ours in
    `licences/<folder>.txt` (the project's own, from its repository) is used.
    """

    name: str
    folder: str
    spdx: str
    licence: str | None
    files: tuple[str, ...]


_FONT = "be-vietnam-pro"
PACKAGES = (
    Package(
        name="htmx.org",
        folder="htmx.org",
        spdx="0BSD",
        licence="LICENSE",
        files=("dist/htmx.min.js",),
    ),
    Package(
        name="@tabler/core",
        folder="tabler-core",
        spdx="MIT",
        licence=None,
        files=("dist/css/tabler.min.css",),
    ),
    Package(
        name=f"@fontsource/{_FONT}",
        folder=_FONT,
        spdx="OFL-1.1",
        licence="LICENSE",
        files=tuple(
            f"files/{_FONT}-{script}-{weight}-normal.woff2"
            for script in ("vietnamese", "latin-ext", "latin")
            for weight in (400, 600)
        ),
    ),
)


def main() -> int:
    """Fetch by the lock, copy, write the notices and the manifest."""
    with tempfile.TemporaryDirectory(prefix="dondoc-assets-") as folder:
        work = Path(folder)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, work / name)
        npm = shutil.which("npm")
        if npm is None:
            sys.stderr.write("Không có npm trên máy này: cài Node.js rồi chạy lại.\n")
            return 1
        subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=work, check=True
        )
        copy_all(work / "node_modules", VENDOR)
    return 0


def copy_all(modules: Path, target: Path) -> None:
    """Replace `target` with fresh copies from a `node_modules` folder."""
    if target.exists():
        shutil.rmtree(target)
    notices = []
    for package in PACKAGES:
        source = modules / package.name
        version = json.loads((source / "package.json").read_text(encoding="utf-8"))["version"]
        folder = target / f"{package.folder}-{version}"
        for file in package.files:
            _copy(source / file, folder / file.removeprefix("dist/"))
        text = _licence(package, source)
        (folder / "LICENSE").write_text(text, encoding="utf-8")
        notices.append(f"{package.name} {version} ({package.spdx})\n\n{text.strip()}\n")
    rule = "\n" + "-" * 78 + "\n\n"
    (target / NOTICES).write_text(rule.join(notices), encoding="utf-8")
    (target / MANIFEST).write_text(
        json.dumps(hashes(target), indent=2, sort_keys=True) + "\n", encoding="utf-8"
    )


def hashes(target: Path) -> dict[str, str]:
    """The SHA-256 of every copy, by its path below `target`."""
    return {
        path.relative_to(target).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(target.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    content = source.read_bytes()
    if source.suffix in {".js", ".css"}:
        content = _SOURCE_MAP.sub(b"", content) + b"\n"
    target.write_bytes(content)


def _licence(package: Package, source: Path) -> str:
    path = (
        HERE / "licences" / f"{package.folder}.txt"
        if package.licence is None
        else source / package.licence
    )
    return path.read_text(encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
