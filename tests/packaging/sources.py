"""The project's own Python files, read once and parsed, for tests that judge them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SOURCE_ROOTS = (ROOT / "desktop", ROOT / "reports")
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Source(NamedTuple):
    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()


@cache
def sources() -> tuple[Source, ...]:
    """Return every file of the app, of paper and of the installer, released migrations left out.

    A released migration is never edited, so no rule of today may ask for it.
    """
    paths = (
        path
        for folder in ("desktop", "reports", "installer")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations/versions" not in path.as_posix()
    )
    return tuple(_read(path) for path in paths)


def functions() -> Iterator[tuple[str, int]]:
    """Yield every function as "file:line name" and its number of lines."""
    for source in sources():
        for node in ast.walk(source.tree):
            if isinstance(node, Function) and node.end_lineno:
                place = f"{source.name}:{node.lineno} {node.name}"
                yield place, node.end_lineno - node.lineno + 1


@cache
def modules() -> dict[str, Source]:
    """Return the files of the two packages by their dotted names."""
    found = {}
    for source in sources():
        for root in SOURCE_ROOTS:
            if source.path.is_relative_to(root):
                parts = source.path.relative_to(root).with_suffix("").parts
                found[".".join(parts).removesuffix(".__init__")] = source
    return found


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted names that are imported anywhere, within functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def module_of(dotted: str) -> str | None:
    """Return which of our modules a dotted name is, or is found in; None if it is not ours."""
    if dotted in modules():
        return dotted
    parent = dotted.rpartition(".")[0]
    return parent if parent in modules() else None


def files_under_git() -> list[Path]:
    """Return what is committed or about to be."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    shown = subprocess.run(
        [*command, "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in shown.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def _read(path: Path) -> Source:
    text = path.read_text("utf-8")
    return Source(path, text, ast.parse(text))
