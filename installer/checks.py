"""Everything that must hold before a change is taken, one step after the other.

A step that fails does not keep the next one from running, so one run shows all that is wrong.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

WORKERS = "2"
SCREEN = "-screen 0 1280x800x24"
LAST_LINE_OF_PYTEST = re.compile(r"=* ?\d+ \w+.* in [\d.]+s\b.*")
COLOURS = re.compile(r"\x1b\[[\d;]*m")


class Step(NamedTuple):
    """One thing to check: the command, and on which of Qt's platforms."""

    title: str
    command: tuple[str, ...]
    platform: str = "offscreen"


class Result(NamedTuple):
    """How a step ended; `closing` is the last line of pytest, where pytest ran."""

    step: Step
    passed: bool
    seconds: float
    closing: str


def run_checks(python: Path, root: Path) -> int:
    """Run every step, sum up, and return 1 if any of them failed."""
    results = [_run(step, root) for step in steps(python, root)]
    print(summary(results), flush=True)
    return 0 if all(result.passed for result in results) else 1


def run_pytest(python: Path, root: Path, arguments: Sequence[str]) -> int:
    """Run what the arguments select from the main suite and return 1 if a test failed."""
    command = (str(python), "-m", "pytest", "-n", WORKERS, *arguments)
    done = subprocess.run(command, cwd=root, env=_variables("offscreen"), check=False)
    return 1 if done.returncode else 0


def steps(python: Path, root: Path) -> list[Step]:
    """Return the steps in their order; suites that only Linux can run are left out elsewhere."""
    pytest = (str(python), "-m", "pytest")
    parallel = (*pytest, "-n", WORKERS)
    chosen = [*_static_steps(python.parent)]
    chosen.append(Step("Tests", (*parallel, "--cov", "--cov-report=term")))
    no_qt = ("-p", "tests.without_qt", "-p", "no:pytest-qt")
    ignored = [f"--ignore=tests/{name}" for name in ("ui", "windows", "benchmarks")]
    chosen.append(Step("Tests without Qt", (*parallel, *no_qt, *ignored)))
    if sys.platform.startswith("linux") and (root / "tests" / "windows").is_dir():
        xvfb = ("xvfb-run", "-a", "-s", SCREEN)
        command = (*xvfb, *pytest, "-m", "window", "tests/windows")
        chosen.append(Step("Tests in windows", command, "xcb"))
    if (root / "tests" / "benchmarks").is_dir():
        chosen.append(Step("Benchmarks", (*pytest, "-m", "benchmark", "tests/benchmarks")))
    return chosen


def summary(results: Iterable[Result]) -> str:
    """Return one line a step, and below them the closing lines of pytest as pytest wrote them."""
    results = list(results)
    lines = ["", "Summary"]
    for result in results:
        verdict = "ok    " if result.passed else "FAILED"
        lines.append(f"  {verdict}  {result.step.title:<20} {result.seconds:6.1f} s")
    return "\n".join([*lines, *(result.closing for result in results if result.closing)])


def _static_steps(programs: Path) -> Iterable[Step]:
    ruff = str(programs / "ruff")
    yield Step("ruff check", (ruff, "check", "."))
    yield Step("ruff format", (ruff, "format", "--check", "."))
    yield Step("mypy", (str(programs / "mypy"),))
    yield Step("import contracts", (str(programs / "lint-imports"), "--no-logo"))


def _run(step: Step, root: Path) -> Result:
    print(f"\n--- {step.title} ---", flush=True)
    started, closing = time.monotonic(), ""
    with subprocess.Popen(
        step.command,
        cwd=root,
        env=_variables(step.platform),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            closing = closing_line(line) or closing
    return Result(step, process.returncode == 0, time.monotonic() - started, closing)


def closing_line(line: str) -> str:
    """Return the line without its colours if it is the one by which pytest closes, else ""."""
    bare = COLOURS.sub("", line).strip()
    return bare if LAST_LINE_OF_PYTEST.fullmatch(bare) else ""


def _variables(platform: str) -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": platform, "PYTHONUNBUFFERED": "1"}
