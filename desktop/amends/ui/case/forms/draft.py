"""The draft of one form: kept while it is filled in, and taken up when it is opened again."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from amends.domain.errors import AmendsError
from amends.services.form_drafts import (
    FormDraft,
    discard_form_draft,
    keep_form_draft,
    kept_form_draft,
)
from amends.ui.case.forms.fields import restore, text_in, watch
from amends.ui.keep_timer import KeepTimer
from amends.ui.session import Session

log = logging.getLogger(__name__)


class Draft(QObject):
    """Knows the fields of a form, with what they began, and what of them is kept."""

    failed = Signal(Exception)  # it could not be kept; said once, until it could be
    kept = Signal()  # it is kept, after all

    def __init__(self, session: Session, key: str, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._key = session, key
        self._fields: dict[str, QWidget] = {}
        self._start: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        self._has_failed = False
        self._timer = KeepTimer(self)
        self._timer.timeout.connect(self.keep)
        session.ending.connect(self.keep)

    def add(self, field: QWidget, name: str = "") -> None:
        """Keep a field too: under a name, its `objectName`, or by its place where it has none."""
        watch(field, self.touch)
        self._fields[name or field.objectName() or str(len(self._fields))] = field

    def take_up(self) -> FormDraft | None:
        """Fill in what was left; return it, or None where nothing was. Raises as the store does."""
        self._start = self._kept = self._texts()
        found = kept_form_draft(self._session.desk, self._key)
        if found is None:
            return None
        self._fill(found.texts)
        self._kept = self._texts()
        if self._kept == self._start:
            self.forget()
            return None
        return found

    def is_outdated(self, found: FormDraft) -> bool:
        """Return whether the form would begin with something else by now."""
        return found.start != self._start

    @Slot()
    def touch(self) -> None:
        """Something was typed: keep it soon."""
        self._timer.touch()

    @Slot()
    def keep(self) -> bool:
        """Keep what stands in the form now, and return whether that was possible.

        Where it was not, it is tried again: soon after the next key, and every few seconds.
        """
        self._timer.stop()
        texts = self._texts()
        if texts == self._kept and not self._has_failed:
            return True
        try:
            self._write(texts)
        except AmendsError as error:
            self._timer.try_again()
            if not self._has_failed:
                self._has_failed = True
                self.failed.emit(error)
            return False
        self._kept, self._has_failed = texts, False
        self.kept.emit()
        return True

    def start_again(self) -> None:
        """Fill in what the form began with, and keep nothing else."""
        self._fill(self._start)
        self.keep()

    def forget(self) -> None:
        """Keep nothing of the form any more: it was recorded. What stands in it is a beginning."""
        self._timer.stop()
        self._start = self._kept = self._texts()
        try:
            discard_form_draft(self._session.desk, self._key)
        except AmendsError:  # at worst the form is offered as it was, and started again
            log.warning("The draft of a form could not be removed", exc_info=True)

    def _write(self, texts: dict[str, str]) -> None:
        desk, now = self._session.desk, self._session.clock.now()
        if texts == self._start:
            discard_form_draft(desk, self._key)
        else:
            draft = FormDraft(texts=texts, start=self._start, kept_at=now)
            keep_form_draft(desk, self._key, draft)

    def _texts(self) -> dict[str, str]:
        return {name: text_in(field) for name, field in self._fields.items()}

    def _fill(self, texts: dict[str, str]) -> None:
        for name, field in self._fields.items():
            if name in texts:
                restore(field, texts[name])
