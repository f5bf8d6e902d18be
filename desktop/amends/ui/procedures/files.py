"""The system's dialogs for files of procedures and papers about them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from amends.ui.widgets.file_chooser import FileChooser

translate = QCoreApplication.translate


def dialog_to_open(parent: QWidget) -> FileChooser:
    """Return the dialog that asks for a procedure file, to be opened by the caller."""
    dialog = FileChooser(parent, translate("procedures", "Import a procedure"))
    dialog.setFileMode(FileChooser.FileMode.ExistingFile)
    dialog.setNameFilters(
        [
            translate("procedures", "Procedures (*.toml)"),
            translate("procedures", "All files (*)"),
        ]
    )
    return dialog


def dialog_to_save(parent: QWidget, title: str, name: str, suffix: str) -> FileChooser:
    """Return the dialog that asks where a file goes; `suffix` is that of its name, such as pdf."""
    dialog = FileChooser(parent, title)
    dialog.setAcceptMode(FileChooser.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.setNameFilter(f"*.{suffix}")
    dialog.selectFile(f"{name}.{suffix}")
    return dialog


def saved_words(file: Path) -> str:
    """Return where a paper was saved."""
    words = translate("procedures", "Saved as {file} in {folder}.")
    return words.format(file=file.name, folder=file.parent)
