"""What can be done with the calendar: take other places, import days, put one day right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from amends.domain.streams import OFFICE
from amends.services.form_drafts import form_draft_key
from amends.services.read_holidays import HolidayList
from amends.ui.case.forms.choices import Choices
from amends.ui.case.forms.draft_note import DraftNote
from amends.ui.case.forms.file_field import FileField
from amends.ui.session import Session
from amends.ui.settings.calendar_presenter import DAY, NAME
from amends.ui.text_scale import scaled
from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.field import Field, show_problems
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.place_picker import PlacePicker


class CalendarForm(QWidget):
    """One thing to ask for: its fields, and a button that shows first what it would do."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout()
        self.body.setSpacing(scaled(8))
        self.see = QPushButton(self.tr("See what would change"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(8))
        layout.addLayout(self.body)
        layout.addWidget(self.see, 0, Qt.AlignmentFlag.AlignLeft)
        self.see.clicked.connect(self.asked)


class PlaceForm(CalendarForm):
    """Other places, whose holidays are left out from then on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picker = PlacePicker()
        self.body.addWidget(self.picker)
        self.setFocusProxy(self.picker)
        self.see.setEnabled(False)
        self.picker.changed.connect(self._on_changed)

    @Slot()
    def _on_changed(self) -> None:
        self.see.setEnabled(bool(self.picker.calendar()))


class ImportForm(CalendarForm):
    """A file with holidays: read first, then asked about, then shown what it would change."""

    read_requested = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = FileField(self.tr("File with holidays"))
        self.read = QPushButton(self.tr("Read the file"))
        self._file = Field(
            self.tr("File with holidays"),
            self.file,
            self.tr("bank-holidays.json from GOV.UK, a calendar file (.ics), or a table (.csv)."),
        )
        self._asking = QWidget()
        self._which = QVBoxLayout()
        self._lists: tuple[HolidayList, ...] = ()
        self._choices = Choices(())
        self.add = QRadioButton(self.tr("Add these days to the calendar"))
        self.whole = QRadioButton(
            self.tr("This is the whole list: other holidays of these years go")
        )
        self._lay_out()
        self.forget()
        self.file.edited.connect(self.forget)
        self.file.path.returnPressed.connect(self._on_read)
        self.read.clicked.connect(self._on_read)

    @property
    def path(self) -> Path:
        return Path(self.file.path.text().strip())

    @property
    def listed(self) -> HolidayList | None:
        """The list that was chosen, None where several can be meant and none is chosen yet."""
        if len(self._lists) == 1:
            return self._lists[0]
        return next((it for it in self._lists if it.title == self._choices.chosen()), None)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches, in its order."""
        which = self._choices.findChildren(QRadioButton)
        fields = (self.file.path, self.file.choose, self.read)
        return (*fields, *which, self.add, self.whole, self.see)

    def show_lists(self, lists: tuple[HolidayList, ...]) -> None:
        """Ask which of the lists is meant, where there are several, and how whole it is."""
        self._lists = lists
        self._choices.hide()
        self._choices.deleteLater()
        several = lists if len(lists) > 1 else ()
        self._choices = Choices((it.title, it.title, "") for it in several)
        self._choices.edited.connect(self._on_chosen)
        self._which.addWidget(self._choices)
        self._question.setVisible(bool(several))
        (self.whole if lists[0].is_whole else self.add).setChecked(True)
        self._asking.show()
        self.see.show()
        self._on_chosen()
        (self._choices if several else self.see).setFocus()

    @Slot(str)
    def show_problem(self, words: str) -> None:
        """Say what is wrong with the file, by its field."""
        self._file.show_error(words)

    @Slot()
    def forget(self) -> None:
        """Ask nothing more about a file that is not read yet."""
        self._lists = ()
        self._file.show_error("")
        self._asking.hide()
        self.see.hide()

    @Slot()
    def _on_read(self) -> None:
        self.forget()
        if self.file.path.text().strip():
            self.read_requested.emit(self.path)
        else:
            self.show_problem(self.tr("Choose the file first."))
            self.file.path.setFocus()

    @Slot()
    def _on_chosen(self) -> None:
        self.see.setEnabled(self.listed is not None)

    def _lay_out(self) -> None:
        self._question = plain_label(self.tr("Which of these is meant?"), "heading")
        layout = QVBoxLayout(self._asking)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(6))
        layout.addWidget(self._question)
        layout.addLayout(self._which)
        layout.addWidget(plain_label(self.tr("What the list is"), "heading"))
        layout.addWidget(self.add)
        layout.addWidget(self.whole)
        self.body.addWidget(self._file)
        self.body.addWidget(self.read, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._asking)
        self.setFocusProxy(self.file)


class CalendarDayForm(CalendarForm):
    """One day that the calendar lacks, or names wrongly, or that is worked."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day, self.name = DayEdit(session.clock.today()), QLineEdit()
        self.draft = DraftNote(session, form_draft_key(OFFICE, "calendar-day"))
        self.draft.add(day=self.day, name=self.name)
        self.holiday = QRadioButton(self.tr("It is a holiday"))
        self.working = QRadioButton(self.tr("It is no holiday"))
        self.holiday.setChecked(True)
        self.name.setPlaceholderText(self.tr("such as Edinburgh Spring Holiday"))
        self._fields = {
            DAY: Field(self.tr("Day"), self.day),
            NAME: Field(self.tr("What it is called"), self.name),
        }
        row = QHBoxLayout()
        row.setSpacing(scaled(12))
        row.addWidget(self._fields[DAY], 2, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._fields[NAME], 4, Qt.AlignmentFlag.AlignTop)
        for part in (self.draft, self.holiday, self.working):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.setFocusProxy(self.holiday)
        self.holiday.toggled.connect(self._fields[NAME].setVisible)
        self.name.returnPressed.connect(self.asked)
        self.draft.take_up()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches, in its order."""
        again = self.draft.line.start_again
        return (again, self.holiday, self.working, self.day, self.name, self.see)

    def begin_again(self) -> None:
        """Ask for another day: this one was recorded."""
        self.name.clear()
        self.draft.forget()

    @Slot(object)
    def show_problems(self, problems: dict[str, str]) -> None:
        """Say what is wrong by each field, and go to the first."""
        show_problems(self._fields, problems)
