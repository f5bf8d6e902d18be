"""How a sealed file is chosen, whether an office is taken over or taken back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from amends.services.pass_office import SUFFIX
from amends.ui.widgets.file_chooser import FileChooser


def choose_sealed(title: str, into: QLineEdit, parent: QWidget) -> None:
    """Ask for a sealed file, whose path then stands in the field `into`."""
    sealed = QCoreApplication.translate("choosing", "Sealed offices (*{suffix})")
    every = QCoreApplication.translate("choosing", "All files (*)")
    dialog = FileChooser(parent, title)
    dialog.setFileMode(FileChooser.FileMode.ExistingFile)
    dialog.setNameFilters([sealed.format(suffix=SUFFIX), every])
    dialog.fileSelected.connect(into.setText)
    dialog.open()
