"""Start a window with nothing in it, and end when it was painted: the floor for any start."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, QApplication.quit)


app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
sys.exit(app.exec())
