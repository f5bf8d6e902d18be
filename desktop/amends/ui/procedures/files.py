"""The system's dialogs for files of procedures and papers about them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

translate = QCoreApplication.translate


def dialog_to_open(parent: QWidget) -> QFileDialog:
    """Return the dialog that asks for a procedure file, to be opened by the caller."""
    dialog = QFileDialog(parent, translate("procedures", "Import a procedure"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(
        [
            translate("procedures", "Procedures (*.toml)"),
            translate("procedures", "All files (*)"),
        ]
    )
    return dialog


def dialog_to_save(parent: QWidget, title: str, name: str, suffix: str) -> QFileDialog:
    """Return the dialog that asks where a file goes; `suffix` is that of its name, such as pdf."""
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.setNameFilter(f"*.{suffix}")
    dialog.selectFile(f"{name}.{suffix}")
    return dialog


def saved_words(file: Path) -> str:
    """Return where a paper was saved."""
    words = translate("procedures", "Saved as {file} in {folder}.")
    return words.format(file=file.name, folder=file.parent)
