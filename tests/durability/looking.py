"""Look through an office after a child ended in it: all that was said is there, nothing half."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from amends.paths import resource
from amends.services.check_office import check_folder, check_office
from amends.services.inbox_rows import refresh_stale
from amends.services.set_up_office import open_office
from amends.storage.backup import copies_in
from amends.storage.office import OpenOffice, look_into
from amends.storage.unit import Unit
from tests.desks import PASSPHRASE, TODAY
from tests.durability.working import DRAFT, quiet

Said = list[list[str]]
OLDEST_DRAFT_S = 1


def look(office: Path, said: Said, *, in_full: bool) -> None:
    """Raise `AssertionError` unless everything that was said is there, and nothing is half done."""
    desk = open_office(office, PASSPHRASE, resource())
    with closing(desk.store) as store:
        assert store.warning is None, store.warning
        with store.reading() as unit:
            assert unit.checks.damaged_pages() == 0
            assert unit.checks.loose_rows() == 0
            assert unit.checks.broken_places() == []
            assert unit.checks.silent_entries() == []
            _find(store, unit, said)
        if in_full:
            refresh_stale(desk, TODAY)  # after an upgrade, as every start does it
            found = check_office(store, TODAY, quiet).problems
            assert found == (), found
            _look_into_copy(office.parent / "copies")


def _look_into_copy(place: Path) -> None:
    for copy in copies_in(place)[:1]:
        with look_into(copy.folder, PASSPHRASE) as copied, copied.reading() as unit:
            assert unit.checks.broken_places() == []


def _find(store: OpenOffice, unit: Unit, said: Said) -> None:
    logs = {}
    for kind, *words in said:
        stream = words[0] if words else ""
        if kind in {"event", "file", "files", "case"} and stream not in logs:
            logs[stream] = [entry.event for entry in unit.events.read(stream)]
        match kind, *words:
            case "event", stream, text:
                assert [getattr(event, "text", "") for event in logs[stream]].count(text) == 1
            case "file", stream, blob:
                assert blob in [getattr(event, "blob", "") for event in logs[stream]]
                assert _opens(store, blob)
            case "files", stream, count:
                blobs = [it.blob for it in logs[stream] if hasattr(it, "blob")]
                assert len(blobs) >= int(count)
                assert all(_opens(store, blob) for blob in blobs)
            case "case", stream:
                assert logs[stream]
                assert unit.inbox.row(stream) is not None
            case "office", name:
                folder = store.folder.parent / name
                found = check_folder(folder, PASSPHRASE, TODAY, quiet).problems
                assert found == (), found
            case "copy", name:
                assert copies_in(store.folder.parent / "copies")[0].folder.name >= name
            case "key", number:
                assert store.key.number >= int(number)
    _find_draft(unit, [words[0] for kind, *words in said if kind == "draft"])


def _find_draft(unit: Unit, drafts: list[str]) -> None:
    """The draft is the last one that was said, or one that was typed after it."""
    if drafts:
        kept = (unit.drafts.get(DRAFT) or b"").decode()
        written, last = (float(it.split()[0]) for it in (kept, drafts[-1]))
        assert written > last - OLDEST_DRAFT_S
        assert written >= last


def _opens(store: OpenOffice, blob: str) -> bool:
    return all(True for _chunk in store.evidence.chunks(blob))
