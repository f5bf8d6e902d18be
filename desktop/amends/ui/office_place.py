"""Says, once, that an office lies where it may be damaged."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from amends.services.office_place import Danger, danger_of

translate = QCoreApplication.translate

_TOLD: Final = "office/told-of-place"


def tell_once(folder: Path, parent: QWidget) -> QMessageBox | None:
    """Explain over `parent` what is dangerous about the folder, where that is new; and return."""
    if (danger := danger_of(folder)) is None or QSettings().value(_TOLD, "") == str(folder):
        return None
    QSettings().setValue(_TOLD, str(folder))
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle(translate("place", "Amends"))
    box.setText(danger_words(danger))
    box.setInformativeText(
        translate(
            "place",
            "Move the folder to this computer while Amends is closed, and let copies go to the "
            "other place: under Office and policy, Copies. The folder is {folder}.",
        ).format(folder=folder)
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.open()
    return box


def danger_words(danger: Danger) -> str:
    """Return in a sentence what may happen to the office."""
    if danger is Danger.SYNCING:
        return translate(
            "place",
            "This office is in a folder that syncs, which may upload its parts at different "
            "moments and leave an office that does not open.",
        )
    return translate(
        "place",
        "This office is on a network share, which may keep back what was saved and leave an "
        "office that does not open.",
    )
