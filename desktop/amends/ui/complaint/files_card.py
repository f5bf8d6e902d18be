"""The files that come with a complaint: a line each, with a way to take it out again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from amends.services.attachments import File
from amends.ui.size_words import size_words
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.column import Column
from amends.ui.widgets.file_chooser import FileChooser
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.quiet_button import QuietButton


class FilesCard(Card):
    """Shows files; which are added or removed is for others to decide."""

    files_chosen = Signal(object)  # list[Path]
    removal_requested = Signal(int)  # the file's place in the list

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, action=self.tr("Add files..."))
        self._rows = Column()
        self._names: list[str] = []
        self.body.addLayout(self._rows)
        self.action.setAccessibleName(self.tr("Add files"))
        self.action_requested.connect(self._choose)
        self.show_files(())

    @property
    def text(self) -> str:
        """The names of the files that are shown, a line each."""
        return "\n".join(self._names)

    def show_files(self, files: tuple[File, ...]) -> None:
        """Show these files in place of those before."""
        title = self.tr("Files: {count}").format(count=len(files)) if files else self.tr("Files")
        self.set_title(title)
        self._names = [file.name for file in files]
        self._rows.replace(self._lines(files))

    def _lines(self, files: tuple[File, ...]) -> Iterator[QWidget]:
        for place, file in enumerate(files):
            yield self._line(place, file)
        if not files:
            yield plain_label(
                self.tr("Drop files or an e-mail anywhere on this form. They are kept encrypted."),
                "muted",
            )

    def _line(self, place: int, file: File) -> QWidget:
        remove = QuietButton(self.tr("Remove"))
        set_look(remove, role="link")
        remove.setAccessibleName(self.tr("Remove {name}").format(name=file.name))
        remove.clicked.connect(partial(self.removal_requested.emit, place))
        about = " · ".join(filter(None, (file.origin, size_words(file.size, decimals=0))))
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, scaled(5), 0, scaled(5))
        layout.setSpacing(scaled(12))
        shown = plain_label(about, "muted")
        shown.setWordWrap(False)
        layout.addWidget(plain_label(file.name), 1)
        layout.addWidget(shown)
        layout.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return row

    @Slot()
    def _choose(self) -> None:
        dialog = FileChooser(self, self.tr("Add files to the complaint"))
        dialog.setFileMode(FileChooser.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_chosen)
        dialog.open()

    @Slot("QStringList")
    def _on_chosen(self, names: list[str]) -> None:
        self.files_chosen.emit([Path(name) for name in names])
