"""Chooses files and folders, of which nobody else is told.

A folder may be named after a complainant, and a file too. Qt would keep the folders that were
looked at in a file of its own, QtProject.conf, and GTK the files in the desktop's list of recent
ones, recently-used.xbel: both outside the office, and in the open.
"""

from __future__ import annotations

import sys
from typing import ClassVar

from PySide6.QtCore import QDir, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget


class FileChooser(QFileDialog):
    """Goes once it is closed. The next one begins in the same folder, as long as Amends runs."""

    _last_folder: ClassVar[str] = ""

    def __init__(self, parent: QWidget, title: str, folder: str = "", filters: str = "") -> None:
        super().__init__(parent, title, folder or FileChooser._last_folder, filters)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if sys.platform == "linux":  # where the desktop's own may be GTK's
            self.setOption(QFileDialog.Option.DontUseNativeDialog)
        self.finished.connect(self._forget)

    @Slot()
    def _forget(self) -> None:
        """Leave Qt nothing to keep: as the dialog goes, it writes down where that stands."""
        FileChooser._last_folder = self.directory().absolutePath()
        self.setDirectory(QDir.homePath())
        self.setHistory([])
