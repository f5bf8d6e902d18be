"""About Amends: which version this is, what it is built on, and its licence."""

from __future__ import annotations

import platform

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from amends.ui.icons import application_icon
from amends.ui.text_scale import scaled
from amends.version import amends_version

translate = QCoreApplication.translate


def show_about(parent: QWidget) -> QMessageBox:
    """Show what this is over `parent`, and return at once. The box deletes itself."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(translate("about", "About Amends"))
    box.setIconPixmap(application_icon().pixmap(scaled(48)))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(translate("about", "Amends {version}").format(version=amends_version()))
    about = translate(
        "about",
        "A complaints desk for small offices. Everything stays on this computer, encrypted; "
        "Amends is never online.\n\n"
        "Free software under the MIT licence. Built with Qt {qt} under the LGPL; Noto Sans under "
        "the Open Font License. Python {python}, {system}.",
    )
    built_on = {"qt": qVersion(), "python": platform.python_version(), "system": platform.system()}
    box.setInformativeText(about.format(**built_on))
    box.open()
    return box
