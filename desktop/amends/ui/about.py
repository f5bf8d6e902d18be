"""What Amends is, in which version, and on what it stands."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

translate = QCoreApplication.translate


def show_about(parent: QWidget) -> None:
    """Open a box about the program."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(translate("about", "About Amends"))
    box.setText(translate("about", "Amends {version}").format(version=_version()))
    box.setInformativeText(
        translate(
            "about",
            "A complaints desk for small offices. It works offline: nothing of your office ever "
            "leaves this computer by itself.\n\nMIT licence. Built with Qt {qt} under the LGPL; "
            "Noto Sans under the Open Font License.",
        ).format(qt=qVersion())
    )
    box.open()


def _version() -> str:
    try:
        return version("amends")
    except PackageNotFoundError:
        return ""
