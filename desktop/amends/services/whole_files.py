"""Files that leave the office: there whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from amends.domain.errors import FileNotWrittenError


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all. Raises `FileNotWrittenError`."""
    draft: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".amends-", suffix=".part", dir=target.parent)
        draft = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        if draft is not None:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        raise FileNotWrittenError(target, error.strerror or str(error)) from error
