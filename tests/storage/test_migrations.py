"""The migrations make today's tables, from a checkout or installed, and load only when needed."""

from __future__ import annotations

import importlib.resources
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

import amends
from amends.storage.migrations import migrate
from amends.storage.tables import OLDER_REVISIONS, REVISION, metadata

MIGRATIONS = importlib.resources.files("amends") / "storage" / "migrations"


def columns_and_indexes(connection):
    """Return everything that SQLite itself says of the tables, triggers aside."""
    found: dict[str, Any] = {}
    for (name,) in connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'alembic_version'"
    ).all():
        asked = ("table_list", "table_xinfo", "foreign_key_list")
        found[name] = [
            connection.exec_driver_sql(f"PRAGMA {pragma}({name})").all() for pragma in asked
        ]
        for _place, index, *kind in connection.exec_driver_sql(f"PRAGMA index_list({name})").all():
            columns = connection.exec_driver_sql(f"PRAGMA index_xinfo({index})").all()
            found[index] = (name, kind, columns)
    return found


def test_the_migrated_schema_equals_the_tables():
    migrated, described = (create_engine("sqlite://", poolclass=StaticPool) for _ in range(2))
    with migrated.begin() as here, described.begin() as there:
        migrate(here)
        metadata.create_all(there)
        assert columns_and_indexes(here) == columns_and_indexes(there)
        context = MigrationContext.configure(here, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    for engine in (migrated, described):
        engine.dispose()


def test_the_revision_that_opens_is_the_newest_and_the_older_ones_are_all_known():
    config = Config()
    config.set_main_option("script_location", "amends:storage/migrations")
    steps = ScriptDirectory.from_config(config)
    assert steps.get_current_head() == REVISION
    assert {step.revision for step in steps.walk_revisions()} == OLDER_REVISIONS | {REVISION}


def test_a_migration_imports_nothing_of_todays_code():
    for step in (MIGRATIONS / "versions").iterdir():
        if step.name.endswith(".py"):
            assert "amends" not in step.read_text("utf-8")


def test_an_installed_copy_finds_its_migrations_and_opening_loads_no_alembic(tmp_path):
    package = Path(amends.__file__).parent
    shutil.copytree(package, tmp_path / "site" / "amends", ignore=shutil.ignore_patterns("*.pyc"))
    program = """
import sys
from pathlib import Path
from typing import Any
from uuid import UUID
import amends
from amends.storage.stretching import Argon2Cost
from amends.storage.office import create, unlock
assert Path(amends.__file__).is_relative_to(sys.argv[1]), amends.__file__
cheap = Argon2Cost(memory_kib=8, iterations=1, lanes=1)
folder = Path(sys.argv[1], "office")
if sys.argv[2] == "create":
    create(folder, "words", UUID(int=1), cheap).close()
else:
    office = unlock(folder, "words")
    with office.reading() as unit:
        unit.inbox.page("", None, 9)
    office.close()
    print(*({"alembic", "holidays", "mako", "sqlalchemy.orm"} & set(sys.modules)))
"""
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "site")}
    for act in ("create", "unlock"):
        ran = subprocess.run(
            [sys.executable, "-W", "error", "-c", program, str(tmp_path), act],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ran.stdout.strip(), ran.stderr) == ("", "")
