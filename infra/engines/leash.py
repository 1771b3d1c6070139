"""Ties a process to the one that started it, then becomes the program: `exec`, not a parent.

Run as a script with the interpreter alone (`-I -S`), so it imports nothing of ours:
    leash.py <signal> <pid of the starter> <uid:gid or -> <program> <arguments…>

It exists because a hook between fork and exec is unsafe beside threads, and because the kernel
forgets the death signal when a process changes its user: the user is changed first.
"""

import ctypes
import os
import sys

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_NOT_STARTED = 127


def main(arguments: list[str]) -> None:
    signal, starter, owner, *program = arguments
    if owner != "-":
        uid, gid = (int(part) for part in owner.split(":"))
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(_PR_SET_PDEATHSIG, int(signal), 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != int(starter):  # it died before the leash was on
        sys.exit(_NOT_STARTED)
    try:
        os.execvp(program[0], program)  # noqa: S606  # a list from our own code, never a shell
    except OSError as problem:
        sys.stderr.write(f"{program[0]}: {problem}\n")
        sys.exit(_NOT_STARTED)


if __name__ == "__main__":
    main(sys.argv[1:])
