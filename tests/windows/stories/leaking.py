"""A word left in every kind of place on purpose, to see that each of them is looked at."""

from __future__ import annotations

import logging
import os
import sqlite3
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths, QTemporaryFile
from PySide6.QtWidgets import QFileDialog

from amends.ui.front_door import LAST_OFFICE
from tests.desks import PASSPHRASE, log, make_desk
from tests.windows.hands import Hands
from tests.windows.planting import Words, fill_all, form_on_show, unlock

Place = QStandardPaths.StandardLocation

STANDARD: Final = {
    "cache": Place.CacheLocation,
    "config": Place.AppConfigLocation,
    "data": Place.AppDataLocation,
    "documents": Place.DocumentsLocation,
    "runtime": Place.RuntimeLocation,
    "state": Place.StateLocation,
}


def plant(hands: Hands, disk: Path, _outside: Path, words: Words) -> dict[Path, str]:
    """Leave words wherever a program could, then do what leaves none."""
    office = disk / "office"
    desk = make_desk(office)
    stream = log(desk)
    desk.store.close()
    unlock(hands, office, PASSPHRASE)
    for called, leave in leaks(hands, office).items():
        leave(words(called))
    hands.view.show_case(stream)
    hands.view.page.commands.add_note()
    fill_all(form_on_show(hands), words)
    return {office: PASSPHRASE}


def leaks(hands: Hands, office: Path) -> dict[str, Callable[[str], object]]:
    """Return for each kind of place what leaves a word there."""
    places = {called: QStandardPaths.writableLocation(it) for called, it in STANDARD.items()}
    return {
        **{called: partial(_write, Path(place)) for called, place in places.items()},
        "home": partial(_write, Path.home()),
        "here": partial(_write, Path.cwd()),
        "office": partial(_write, office),
        "evidence": partial(_write, office / "evidence"),
        "backup": partial(_write, office / "backups"),
        "temporary": _write_temporary,
        "qttemporary": _write_temporary_of_qt,
        "setting": partial(QSettings().setValue, LAST_OFFICE),
        "geometry": _set_bytes,
        "log": logging.getLogger("amends").error,
        "dialog": partial(_look_into, hands),
        "database": partial(_insert, office / "index.db"),
    }


def _write(folder: Path, word: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"left.{len(word)}.txt").write_text(word, "utf-8")


def _write_temporary(word: str) -> None:
    handle, _name = tempfile.mkstemp()
    os.write(handle, word.encode())


def _write_temporary_of_qt(word: str) -> None:
    file = QTemporaryFile()
    file.setAutoRemove(False)
    assert file.open()
    assert file.fileName()  # it has no name in its folder before it is asked for
    file.write(QByteArray(word.encode("utf-16-le")))
    file.close()


def _set_bytes(word: str) -> None:
    QSettings().setValue("window/geometry", QByteArray(word.encode()))


def _look_into(hands: Hands, word: str) -> None:
    """Look into a folder with the dialog of Qt as it is."""
    folder = Path(tempfile.gettempdir(), word)
    folder.mkdir()
    dialog = QFileDialog(hands.window)
    dialog.setDirectory(str(folder))
    dialog.open()
    dialog.reject()
    dialog.deleteLater()
    gone: list[bool] = []
    dialog.destroyed.connect(partial(gone.append, True))
    hands.wait_for(lambda: gone)
    folder.rmdir()


def _insert(file: Path, word: str) -> None:
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE words (word)")
    connection.execute("INSERT INTO words VALUES (?)", (word,))
    connection.commit()
    connection.close()
