"""Whose public holidays count: all places in a list, searched by typing, to take one or several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from amends.services.list_calendars import Place, find_places, joined, named, places_of
from amends.ui.text_scale import scaled
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.search_field import SearchField

_HEIGHT_PX: Final = 190
_NAME: Final = Qt.ItemDataRole.UserRole


class PlacePicker(QWidget):
    """Space or a click takes a place, and gives it back; Down goes from the search to the list."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: tuple[Place, ...] = ()
        self._taken: list[Place] = []
        self.search = SearchField(self.tr("Country or region, such as Scotland"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Countries and regions"))
        self.list.setFixedHeight(scaled(_HEIGHT_PX))
        self.list.setUniformItemSizes(True)
        self.words = plain_label("", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(6))
        for part in (self.search, self.list, self.words):
            layout.addWidget(part)
        self.setFocusProxy(self.search)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._fill)
        self.list.itemChanged.connect(self._on_ticked)
        self._say()

    def show_places(self, places: Iterable[Place], calendar: str) -> None:
        """Offer places; those whose union `calendar` is ("GB-SCT") are taken already."""
        self._places = tuple(places)
        self._taken = places_of(self._places, calendar)
        self._fill()
        self._say()

    def calendar(self) -> str:
        """Return the name of the calendar that was picked, "" where nothing is."""
        return joined(self._taken)

    def title(self) -> str:
        """Return the places that were picked, as they are called."""
        return named(self._taken)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = event.key() if isinstance(event, QKeyEvent) else None
        is_pressed = event.type() == QEvent.Type.KeyPress
        if is_pressed and key == Qt.Key.Key_Down and self.list.count():
            self.list.setFocus()
            self.list.setCurrentRow(max(self.list.currentRow(), 0))
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _fill(self) -> None:
        """List what was typed; without a word, what is taken comes first."""
        typed = self.search.text()
        found = find_places(self._places, typed)
        if not typed.strip():
            found = [*self._taken, *(place for place in found if place not in self._taken)]
        self.list.blockSignals(True)
        self.list.clear()
        for place in found:
            item = QListWidgetItem(place.title)
            item.setData(_NAME, place.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            taken = place in self._taken
            item.setCheckState(Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._say()

    @Slot(QListWidgetItem)
    def _on_ticked(self, item: QListWidgetItem) -> None:
        place = next(it for it in self._places if it.name == item.data(_NAME))
        if item.checkState() is Qt.CheckState.Checked:
            self._taken.append(place)
        else:
            self._taken.remove(place)
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        if not self._places:
            words = self.tr("The list is being read...")
        elif not self.list.count():
            words = self.tr("No country or region is called so. Its own language may help.")
        elif not self._taken:
            words = self.tr("Nothing is chosen yet.")
        elif len(self._taken) == 1:
            words = self.tr("Chosen: {places}.").format(places=self.title())
        else:
            words = self.tr(
                "Chosen: {places}. Only those days count that all of them work."
            ).format(places=self.title())
        self.words.setText(words)
