"""What was recorded last in the case at hand, as long as it can be undone at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from amends.domain.events import Recorded
from amends.services.case_view import CaseView
from amends.services.put_right import last_action
from amends.ui.case.history_words import entry_title
from amends.ui.case.presenter import CasePresenter


class UndoOffer(QObject):
    """Follows the case on show. What stood there when it was opened is not offered, only undone."""

    changed = Signal()

    def __init__(self, presenter: CasePresenter, parent: QObject) -> None:
        super().__init__(parent)
        self.words = ""  # what was recorded; "" where nothing new can be undone
        self.why_not = ""  # why the last entry stays
        self._stream, self._seq = "", 0
        presenter.shown.connect(self._on_shown)
        presenter.left.connect(self._on_left)

    @Slot(object)
    def _on_shown(self, view: CaseView) -> None:
        last = last_action(view)
        self.why_not = "" if last else self._stays()
        if view.stream != self._stream:
            self.words = ""
        elif view.seq != self._seq:
            is_new = bool(last) and last[-1].seq > self._seq
            self.words = self._title(last, view) if is_new else ""
        self._stream, self._seq = view.stream, view.seq
        self.changed.emit()

    @Slot()
    def _on_left(self) -> None:
        self.words, self._stream = "", ""
        self.changed.emit()

    def _title(self, together: tuple[Recorded, ...], view: CaseView) -> str:
        """Return what is offered; of several alike, such as files, also how many."""
        title = entry_title(together[-1], view)
        if len(together) == 1 or any(entry_title(it, view) != title for it in together):
            return title
        return self.tr("{title} ({count})").format(title=title, count=len(together))

    def _stays(self) -> str:
        return self.tr("The last entry came with the case, or something sent relies on it.")
