"""Let a child do one thing under strace: write down its system calls, or have one of them fail.

strace is attached once the child is ready, so that its calls are counted from there on. The child
waits for that by a signal, which is no call to a file.
"""

from __future__ import annotations

import ctypes
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NoReturn

HANGS_AFTER_S: Final = 120  # a busy machine is no reason to call a child stuck

_READY: Final = b"ready\n"
_GO: Final = signal.SIGUSR1
_LET_ANYBODY_TRACE: Final = (0x59616D61, ctypes.c_ulong(-1))  # prctl(PR_SET_PTRACER, ANY)
_CALL: Final = re.compile(r"(\w+)\((.*)\)\s+= (-?\w+|\?)(?:<(.*?)>)?(?: .*)?")
_NAMED: Final = re.compile(r'("|<)((?:\\x[0-9a-f]{2})+)')

Prepare = Callable[[int], Callable[[], object]]  # given where to say what is saved


@dataclass(frozen=True, slots=True)
class Call:
    """One system call: its name, its arguments as strace writes them, and what it returned."""

    name: str
    arguments: str
    returned: str

    def named(self) -> list[bytes]:
        """Return what stands in it in full: paths, those of descriptors too, and data."""
        found = _NAMED.findall(self.arguments)
        return [bytes.fromhex(written.replace("\\x", "")) for _mark, written in found]

    def descriptors(self) -> list[bool]:
        """Tell of each of these whether it is what a descriptor stands for."""
        return [mark == "<" for mark, _written in _NAMED.findall(self.arguments)]


@dataclass(frozen=True, slots=True)
class Ended:
    """What a child said, line by line, and how it ended: a code, or less than 0 for a signal."""

    said: list[list[str]]
    code: int


class NotTracedError(Exception):
    """strace did not attach; its own words are the message."""


@cache
def why_not() -> str:
    """Return why nothing can be traced here, "" where it can."""
    if not sys.platform.startswith("linux"):
        return "strace is a program for Linux"
    if shutil.which("strace") is None:
        return "strace is not installed"
    try:
        run(_nothing, Path(os.devnull), "trace=fsync")
    except NotTracedError as error:
        return f"strace may not attach here: {error}"
    return ""


def _nothing(_say: int) -> Callable[[], object]:
    return os.getpid


def run(prepare: Prepare, trace: Path, *expressions: str) -> Ended:
    """Let a child prepare, then do the rest under strace, which writes to `trace`.

    Raises `NotTracedError`, and `TimeoutError` where the child hangs.
    """
    hear, say = os.pipe()
    if not (pid := os.fork()):
        os.close(hear)
        _be_child(prepare, say)
    os.close(say)
    code: int | None = None
    try:
        assert _read(hear, len(_READY)) == _READY
        strace = _attach(pid, trace, expressions)
        os.kill(pid, _GO)
        raw = _read(hear)
        _pid, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        strace.communicate()
    finally:
        os.close(hear)
        if code is None:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    lines = raw.decode().splitlines(keepends=True)
    return Ended([line.rstrip("\n").split("\t") for line in lines if line.endswith("\n")], code)


def calls_in(trace: Path) -> Iterator[Call]:
    """Return the calls that strace wrote down, in their order."""
    with trace.open(encoding="ascii") as written:
        for line in written:
            if found := _CALL.fullmatch(line.rstrip("\n")):
                name, arguments, returned, _path = found.groups()
                yield Call(name, arguments, returned)
            elif not line.startswith(("---", "+++")):
                raise ValueError(line[:200])


def _be_child(prepare: Prepare, say: int) -> NoReturn:
    code = 1
    try:
        ctypes.CDLL(None).prctl(*_LET_ANYBODY_TRACE, 0, 0, 0)
        signal.pthread_sigmask(signal.SIG_BLOCK, {_GO})
        do = prepare(say)
        os.write(say, _READY)
        signal.sigwait({_GO})
        do()
        code = 0
    except BaseException:  # noqa: BLE001 (it would run on into what its parent does)
        traceback.print_exc()
    finally:
        os._exit(code)


def _attach(pid: int, trace: Path, expressions: tuple[str, ...]) -> subprocess.Popen[str]:
    chosen = [word for expression in expressions for word in ("-e", expression)]
    in_full = ("-y", "-xx", "-s", str(1 << 24))
    strace = subprocess.Popen(
        ["strace", "-p", str(pid), "-o", str(trace), *in_full, *chosen],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert strace.stderr is not None
    if "attached" not in (told := strace.stderr.readline()):
        strace.communicate()
        raise NotTracedError(told.strip())
    return strace


def _read(hear: int, size: int = 1 << 30) -> bytes:
    """Return what is said until the end, or that many bytes of it."""
    heard, until = b"", time.monotonic() + HANGS_AFTER_S
    while len(heard) < size:
        ready, _to_write, _odd = select.select([hear], [], [], until - time.monotonic())
        if not ready:
            raise TimeoutError(heard[-200:])
        if not (piece := os.read(hear, min(size - len(heard), 1 << 16))):
            break
        heard += piece
    return heard
