"""No word of a case can be read in any file that an office leaves, open or closed."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from tests.storage.offices import ANNE, NOW, PASSPHRASE, TODAY, inbox_row, record

from amends.domain.events.case_events import Channel, EvidenceAdded, Received

MARKED = "marmalade-"
PLANTED = [f"{MARKED}{place}" for place in ("title", "complaint", "file", "scan", "draft", "pin")]


def plant(office):
    """Put a marked word into everything that takes one."""
    scan = b"marmalade-scan " * 50_000
    stored = office.evidence.add(BytesIO(scan))
    case = f"case/{MARKED}stream"
    events = [
        Received(
            happened_on=TODAY,
            title="marmalade-title",
            complaint="marmalade-complaint " * 3000,
            channel=Channel.POST,
        ),
        EvidenceAdded(
            happened_on=TODAY,
            evidence=UUID(int=5),
            name="marmalade-file.pdf",
            media_type="application/pdf",
            size=stored.size,
            digest=stored.digest,
            blob=stored.blob,
        ),
    ]
    with office.transaction() as unit:
        unit.events.append(case, 0, events, now=NOW, person=ANNE)
        unit.inbox.put(inbox_row(stream=case, title="marmalade-title"), "marmalade-search")
        unit.drafts.put("marmalade-key", b"marmalade-draft", NOW)
        unit.pins.pin(b"marmalade-pin")
    with office.reading() as unit:
        assert len(unit.inbox.page("marmalade-search", None, 9)) == 1
        assert len(unit.events.read(case)) == 2
    return stored


def files_of(folder):
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def assert_nothing_shows(files, *more):
    for name, raw in files.items():
        for word in (MARKED, PASSPHRASE, *more):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert word.encode(encoding) not in raw, name
            assert word not in name


def test_no_word_of_a_case_is_in_any_file_while_open_or_after(office, folder):
    stored = plant(office)
    files = files_of(folder)
    assert {"office.db-wal", "office.db-shm", stored.blob} < set(files)
    assert set(files) - {"office.db-wal", "office.db-shm", stored.blob} == {
        "office.db",
        "keys.json",
        "head.json",
    }
    assert len(files["office.db-wal"]) > 4096
    assert_nothing_shows(files, stored.digest)
    office.close()
    files = files_of(folder)
    assert len(files["office.db"]) > 60_000
    assert_nothing_shows(files, stored.digest)


def test_the_database_does_not_even_look_like_one(office, folder):
    record(office, "She rang.")
    office.close()
    assert b"SQLite" not in (folder / "office.db").read_bytes()


def test_nothing_is_written_outside_the_folder(office, folder, tmp_path, monkeypatch):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for variable in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(variable, str(elsewhere))
    plant(office)
    office.close()
    assert {path.name for path in tmp_path.iterdir()} == {"office", "elsewhere"}
    assert not any(elsewhere.iterdir())
