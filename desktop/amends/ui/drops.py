"""Files dropped on the window: an e-mail becomes a complaint, other files join the case on show."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QWidget

EMAIL_SUFFIX: Final = ".eml"


class Drops(QObject):
    """Watches a widget, and a page of it on which files belong to the case shown there.

    An e-mail dropped on that page may be meant either way, so a menu asks.
    """

    email_dropped = Signal(str)  # its path
    files_dropped = Signal(object)  # list[Path], for the case on show

    def __init__(self, watched: QWidget, page: QWidget) -> None:
        super().__init__(watched)
        self._watched = watched
        self._page = page
        self._case_on_show = False
        watched.setAcceptDrops(True)
        watched.installEventFilter(self)

    @Slot(bool)
    def follow_case(self, case_on_show: bool) -> None:
        self._case_on_show = case_on_show

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and _paths(event):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            event.acceptProposedAction()
            self.take(_paths(event), event.position().toPoint())
            return True
        return super().eventFilter(watched, event)

    def take(self, paths: list[Path], place: QPoint) -> None:
        """Pass on what was dropped at `place`, in the coordinates of the watched widget."""
        emails = [path for path in paths if path.suffix.lower() == EMAIL_SUFFIX]
        if emails and self._is_on_case(place):
            self._ask(paths, emails[0], place)
        elif emails:
            self.email_dropped.emit(str(emails[0]))
        elif self._case_on_show:
            self.files_dropped.emit(paths)

    def _is_on_case(self, place: QPoint) -> bool:
        on_page = self._page.mapFrom(self._watched, place)
        return self._case_on_show and self._page.isVisible() and self._page.rect().contains(on_page)

    def _ask(self, paths: list[Path], email: Path, place: QPoint) -> None:
        menu = QMenu(self._watched)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        new = menu.addAction(self.tr("New complaint from this e-mail"))
        new.triggered.connect(partial(self.email_dropped.emit, str(email)))
        add = menu.addAction(self.tr("Add to the case on show"))
        add.triggered.connect(partial(self.files_dropped.emit, paths))
        menu.popup(self._watched.mapToGlobal(place))


def _paths(event: QDropEvent) -> list[Path]:
    """Return the local files of a drag; nothing is ever fetched from elsewhere."""
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
