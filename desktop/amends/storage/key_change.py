"""A new office key in place of the old one: for everybody who may open the office, and no one else.

What survives a kill, at any moment, is the old key or the new one, never neither:

1. A copy of the database is encrypted under the new key, and checked whole.
2. `keys.json` is replaced by one that holds both keys for everybody. The old one still holds.
3. The copy takes the place of the database. From this instant, the new key holds.
4. `keys.json` is replaced by one that holds the new key alone. Where it does not come to that, the
   next opening tries both, newest first, and settles what the database says.
5. Each evidence file is encrypted anew, one by one. The old key lies under the new one until the
   last of them is done, so that all of them can be read all the time; what is left undone is done
   at another time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import UUID

from amends.domain.errors import (
    EvidenceMissingError,
    FileNotReadableError,
    FileNotWrittenError,
    OfficeDamagedError,
)
from amends.storage.database import DATABASE_FILE, Database
from amends.storage.evidence import EvidenceFolder
from amends.storage.keys import (
    OfficeKey,
    forget_retired_keys,
    next_key,
    offer_key,
    retired_keys,
    settle_key,
)
from amends.storage.swapping import (
    check_pages,
    check_record,
    check_unchanged,
    draft_of,
    settle,
    swap_in,
)

Report = Callable[[int, int], None]  # done, total; raises where the work should stop

_COPYING: Final = 40  # of a hundred steps
_ENCRYPTED: Final = 70
_CHECKED: Final = 95
_STEPS: Final = 100


def change_key(folder: Path, key: OfficeKey, people: Collection[UUID], report: Report) -> OfficeKey:
    """Give an office that nobody has open a new key, by which `people` open it; return the key.

    The evidence follows by `renew_evidence`. Whatever `report` raises before the last step leaves
    the office as it was, and so do `OfficeInUseError`, `OfficeDamagedError`, `FileNotWrittenError`.
    """
    file = folder / DATABASE_FILE
    settle_key(folder, key)  # of a change that was cut short
    before, new = settle(file, key.for_database()), next_key(key)
    size = max(before[1], 1)

    def copied(done: int) -> None:
        report(_COPYING * done // size, _STEPS)

    with draft_of(file, "rekey", copied) as draft:
        _encrypt(draft, key, new, report)
        check_unchanged(file, before)
        report(_CHECKED, _STEPS)
        offer_key(folder, key, new, people)
        swap_in(draft, file)
    with suppress(FileNotWrittenError):  # the next opening does it
        settle_key(folder, new)
    return new


def renew_evidence(folder: Path, evidence: EvidenceFolder, report: Report) -> None:
    """Encrypt what still lies under a former key anew, then forget that key.

    What is damaged stays as it is. Raises `FileNotWrittenError`, or what `report` raises; what is
    left is done the next time.
    """
    unread = False
    blobs = evidence.former()
    for number, blob in enumerate(blobs):
        report(number, len(blobs))
        try:
            evidence.renew(blob)
        except EvidenceMissingError:
            continue  # under no key
        except FileNotReadableError:
            unread = True  # it may be read another time
    if not unread:
        forget_retired_keys(folder)


def key_that_holds(folder: Path, keys: tuple[OfficeKey, ...]) -> OfficeKey:
    """Return the key under which the database lies, and settle a change that was cut short."""
    if len(keys) == 1:
        return keys[0]
    for key in keys:
        if opens(folder / DATABASE_FILE, key):
            with suppress(FileNotWrittenError):  # it is tried again
                settle_key(folder, key)
            return key
    raise OfficeDamagedError(folder, DATABASE_FILE)


def has_evidence_to_renew(folder: Path, key: OfficeKey) -> bool:
    """Return whether a former key is still needed."""
    return bool(retired_keys(folder, key))


def _encrypt(draft: Path, key: OfficeKey, new: OfficeKey, report: Report) -> None:
    """Encrypt the copy under the new key, and check it whole."""
    database = Database(draft, key.for_database())
    try:
        database.rekey(new.for_database())
    finally:
        database.close()
    report(_ENCRYPTED, _STEPS)
    database = Database(draft, new.for_database())
    try:
        with database.reading() as connection:
            check_pages(connection, draft.parent)
            check_record(connection, draft.parent)
        database.settle()
    finally:
        database.close()


def opens(file: Path, key: OfficeKey, mode: str = "rw") -> bool:
    """Return whether a database lies under that key; `mode` is how SQLite opens the file."""
    database = Database(file, key.for_database(), mode)
    try:
        with database.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").one()
    except OfficeDamagedError:
        return False
    finally:
        database.close()
    return True
