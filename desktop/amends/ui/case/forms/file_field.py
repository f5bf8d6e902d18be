"""A field for one file, chosen from the computer; it is read only when the form is recorded."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from amends.services.attachments import File
from amends.services.evidence_files import read_file
from amends.ui.text_scale import scaled
from amends.ui.widgets.file_chooser import FileChooser
from amends.ui.widgets.quiet_button import QuietButton


class FileField(QWidget):
    """A `KeptField`: what is kept is the path."""

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = QLineEdit()
        self.path.setAccessibleName(name)
        self.choose = QuietButton(self.tr("Choose..."))
        self.choose.setAccessibleName(self.tr("Choose the file: {name}").format(name=name))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(8))
        layout.addWidget(self.path, 1)
        layout.addWidget(self.choose)
        self.setFocusProxy(self.path)
        self.path.textChanged.connect(self.edited)
        self.choose.clicked.connect(self._on_choose)

    def file(self) -> File | None:
        """Return the file, None where none was chosen. Raises `FileNotReadableError`."""
        path = self.path.text().strip()
        return read_file(Path(path)) if path else None

    def kept_text(self) -> str:
        return self.path.text()

    def restore_text(self, text: str) -> None:
        self.path.setText(text)

    @Slot()
    def _on_choose(self) -> None:
        dialog = FileChooser(self.window(), self.tr("Choose a file"))
        dialog.setFileMode(FileChooser.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.path.setText)
        dialog.open()
