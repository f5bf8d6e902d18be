"""Asks where a sealed file of the office goes, and writes it while the window waits."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Slot
from PySide6.QtWidgets import QLineEdit, QProgressBar, QPushButton, QWidget

from amends.services.desk import Desk, Moment
from amends.services.pass_office import SUFFIX, give_back, save_again, suggested_file
from amends.services.progress import Progress
from amends.services.read_cover import read_cover
from amends.ui.access.asking import Asking
from amends.ui.session import Session
from amends.ui.tasks import Task, Work, run
from amends.ui.widgets.field import Field
from amends.ui.widgets.file_chooser import FileChooser
from amends.ui.widgets.sentences import Sentences


class SealDialog(Asking):
    """What is written, by which service, say the dialogs made of this one.

    Once the file is there, its button closes the dialog.
    """

    def __init__(self, session: Session, title: str, button: str, parent: QWidget) -> None:
        super().__init__(title, "", button, parent)
        self._session = session
        self._task: Task | None = None
        self.is_done = False
        self.file = QLineEdit(str(self._suggested()))
        self.choose = QPushButton(self.tr("Choose..."))
        self.choose.setAccessibleName(self.tr("Choose where the file is saved"))
        self.file_field = Field(
            self.tr("Save the file as"),
            self.file,
            self.tr("Best on a stick. Nothing in it can be read without a passphrase."),
            self.choose,
        )
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("How much of the file is written and checked"))
        self.bar.hide()
        self.outcome = Sentences()
        self.choose.clicked.connect(self._choose)
        self.file.textEdited.connect(self._on_typed)
        self.submitted.connect(self._start)

    def work(self, target: Path) -> Work:
        """Return what writes the file."""
        raise NotImplementedError

    def done_words(self) -> tuple[str, ...]:
        """Return what is said once the file is there."""
        raise NotImplementedError

    def add_file(self) -> None:
        """Put what is asked of the file below everything else."""
        for part in (self.file_field, self.bar, self.outcome):
            self.body.addWidget(part)
        self.file.setFocus()  # and not the button, which Enter must not press unread

    def is_whole(self) -> bool:
        if not self.file.text().strip():
            self.file_field.show_error(self.tr("Choose where the file goes."))
            self.file.setFocus()
            return False
        return True

    def set_busy(self, busy: bool) -> None:
        """Let nothing be changed meanwhile, but let it be stopped."""
        super().set_busy(busy)
        self.cancel.setEnabled(True)
        for part in self.asked():
            part.setEnabled(not busy)
        self.bar.setRange(0, 0)
        self.bar.setVisible(busy)

    def asked(self) -> tuple[QWidget, ...]:
        """Return what rests while the file is written."""
        return (self.file_field,)

    def try_submit(self) -> None:
        if self.is_done:
            self.accept()
        else:
            super().try_submit()

    def reject(self) -> None:
        """Stop what is written, or close; once the file is there, nothing can be taken back."""
        if self.is_done:
            self.accept()
        elif self._task is None:
            super().reject()
        else:
            self.cancel.setEnabled(False)
            self._task.cancel()

    @Slot()
    def _start(self) -> None:
        target = Path(self.file.text().strip())
        if not target.suffix:
            target = target.with_suffix(SUFFIX)
            self.file.setText(str(target))
        self._task = run(self.work(target), self._session)
        self._task.progressed.connect(self._on_progress)
        self._task.succeeded.connect(self._on_done)
        self._task.failed.connect(self._on_failed)
        self._task.cancelled.connect(self._on_cancelled)

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, 100 if total else 0)
        self.bar.setValue(100 * done // total if total else 0)

    @Slot(object)
    def _on_done(self, _nothing: object) -> None:
        self._task, self.is_done = None, True
        self.bar.hide()
        self.cancel.hide()
        self.about.hide()
        for part in self.asked():
            part.hide()
        self.outcome.show_sentences(self.done_words())
        self.submit.setText(self.tr("Close"))
        self.submit.setEnabled(True)
        self.submit.setFocus()
        self.adjustSize()

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self.show_error(error)

    @Slot()
    def _on_cancelled(self) -> None:
        self._task = None
        self.set_busy(False)

    @Slot()
    def _on_typed(self) -> None:
        self.file_field.show_error("")

    @Slot()
    def _choose(self) -> None:
        dialog = FileChooser(self, self.tr("Save the sealed file, best on a stick"))
        dialog.setAcceptMode(FileChooser.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Sealed offices (*{suffix})").format(suffix=SUFFIX)])
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.selectFile(self.file.text())
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    @Slot(str)
    def _on_chosen(self, file: str) -> None:
        self.file.setText(file)
        self._on_typed()

    def _suggested(self) -> Path:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        name = suggested_file(read_cover(self._session.desk), self._session.clock.today())
        return Path(QStandardPaths.writableLocation(place)) / name


class GiveBackDialog(SealDialog):
    """Seals the office to go back to where it came from."""

    def __init__(self, session: Session, held_for: str, parent: QWidget) -> None:
        super().__init__(session, "", "", parent)
        self.setWindowTitle(self.tr("Give the office back"))
        self.submit.setText(self.tr("Give the office back"))
        self.about.setText(
            self.tr(
                "The whole office, with what you did in it, goes into one sealed file for "
                "{held_for}. From then on you can read it here, and change nothing any more."
            ).format(held_for=held_for)
        )
        self.add_file()

    def work(self, target: Path) -> Work:
        return partial(_given_back, self._session.desk, target, self._session.moment())

    def done_words(self) -> tuple[str, ...]:
        return (
            self.tr("The file is there, and was read back whole: {file}").format(
                file=self.file.text()
            ),
            self.tr(
                "Bring it to the computer that the office came from. There: File, Take the office "
                "back."
            ),
        )


class SaveAgainDialog(SealDialog):
    """Writes the sealed file once more; nothing else changes."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "", "", parent)
        self.setWindowTitle(self.tr("Save the sealed file again"))
        self.submit.setText(self.tr("Save the file"))
        self.about.setText(
            self.tr(
                "For a file that got lost or damaged on its way. It is the same office once more; "
                "nothing changes here."
            )
        )
        self.add_file()

    def work(self, target: Path) -> Work:
        return partial(_saved_again, self._session.desk, target)

    def done_words(self) -> tuple[str, ...]:
        return (
            self.tr("The file is there, and was read back whole: {file}").format(
                file=self.file.text()
            ),
        )


def _given_back(desk: Desk, target: Path, moment: Moment, progress: Progress) -> None:
    give_back(desk, target, moment, progress)


def _saved_again(desk: Desk, target: Path, progress: Progress) -> None:
    save_again(desk, target, progress)
