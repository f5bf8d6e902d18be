"""An error shown over a window."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from amends.domain.errors import AmendsError
from amends.ui.errors.notice import describe

log = logging.getLogger(__name__)


def show_error(error: Exception, parent: QWidget) -> QMessageBox:
    """Show an error in words over `parent`, and return at once. The box deletes itself."""
    expected = isinstance(error, AmendsError)
    if not expected:
        log.error("Unexpected error", exc_info=error)
    notice = describe(error)
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning if expected else QMessageBox.Icon.Critical)
    box.setWindowTitle(QCoreApplication.translate("errors", "Amends"))
    box.setTextFormat(Qt.TextFormat.PlainText)  # names of files and people may look like markup
    box.setText(notice.text)
    box.setInformativeText(notice.hint)
    box.open()  # not exec(): a nested event loop lets the rest of the app run on behind an error
    return box
