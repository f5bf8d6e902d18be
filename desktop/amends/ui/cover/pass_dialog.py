"""Asks to whom the office goes, and until when; then it is sealed."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from amends.domain.access import Member
from amends.domain.dates_in_words import short
from amends.domain.errors import DateNotPossibleError
from amends.domain.events.access_events import OfficeRole
from amends.services.change_office import read_office
from amends.services.pass_office import Colleague, check_until, pass_office, who_can_hold
from amends.ui.access.words import role_explained, role_words
from amends.ui.cover.seal_dialog import SealDialog
from amends.ui.errors import describe
from amends.ui.session import Session
from amends.ui.tasks import Work
from amends.ui.text_scale import scaled
from amends.ui.widgets.day_edit import NO_DAY, DayEdit
from amends.ui.widgets.field import Field
from amends.ui.widgets.inputs import ChoiceBox
from amends.ui.widgets.new_passphrase import NewPassphrase

_SOMEBODY_NEW: Final = ""
_ROLES: Final = (OfficeRole.DECISION_MAKER, OfficeRole.HANDLER)
_USUAL_DAYS: Final = 14
_WIDTH_PX: Final = 580


class PassDialog(SealDialog):
    """Whoever is of the office opens the file by their own passphrase; others are given one."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "", "", parent)
        self.setWindowTitle(self.tr("Pass the office to somebody"))
        self.setMinimumWidth(scaled(_WIDTH_PX))
        self.submit.setText(self.tr("Pass the office"))
        self.about.setText(
            self.tr(
                "While you are away, somebody else can go on with the whole office on another "
                "computer. It goes there as one sealed file. Here you can read everything "
                "meanwhile, and change nothing until you take the office back."
            )
        )
        self._people = who_can_hold(session.desk)
        self.to = ChoiceBox((it.id, self._named(it)) for it in self._people)
        self.to.insertItem(len(self._people) - 1, self.tr("Somebody new..."), _SOMEBODY_NEW)
        self.to.setCurrentIndex(0)
        self.name = QLineEdit()
        self.role = ChoiceBox((it, role_words(it)) for it in _ROLES)
        self.passphrase = NewPassphrase(self.tr("Their first passphrase"), self._known())
        self.until = DayEdit(session.clock.today() + timedelta(days=_USUAL_DAYS))
        self._to_field = Field(self.tr("To"), self.to)
        self._name_field = Field(self.tr("Name"), self.name)
        self._role_field = Field(self.tr("Role"), self.role)
        self._until_field = Field(self.tr("Until"), self.until)
        self._lay_out()
        self._show_new()
        self.to.setFocus()
        self.to.currentIndexChanged.connect(self._show_new)
        self.role.currentIndexChanged.connect(self._show_new)
        self.name.textEdited.connect(self._on_named)
        self.until.textEdited.connect(self._on_day)
        self.until.day_changed.connect(self._on_day)

    @property
    def is_new(self) -> bool:
        """Whether it goes to somebody who is not of the office yet."""
        return bool(self.to.currentData() == _SOMEBODY_NEW)

    def colleague(self) -> Colleague:
        """Return to whom the office goes."""
        if not self.is_new:
            return Colleague(person=self.to.currentData())
        return Colleague(
            name=self.name.text(),
            role=OfficeRole(self.role.currentData()),
            passphrase=self.passphrase.text(),
        )

    def is_whole(self) -> bool:
        if self.is_new and not self.name.text().strip():
            words = self.tr("What they record is told under this name.")
            self._name_field.show_error(words)
            self.name.setFocus()
            return False
        if self.is_new and not self.passphrase.check():
            return False
        return self._is_day_possible() and super().is_whole()

    def asked(self) -> tuple[QWidget, ...]:
        return (*self._fields(), *super().asked())

    def work(self, target: Path) -> Work:
        desk, moment = self._session.desk, self._session.moment()
        return partial(pass_office, desk, self.colleague(), self.until.day(), target, moment)

    def done_words(self) -> tuple[str, ...]:
        file, name = Path(self.file.text()), self._chosen_name()
        tell = self.tr(
            "Tell {name} the first passphrase by another way, such as by telephone, never along "
            "with the file."
        )
        own = self.tr("It opens by the passphrase that {name} has already.")
        return (
            self.tr("The file is there, and was read back whole: {file}").format(file=file),
            self.tr(
                "Give it to {name}. On the other computer: Take over an office, on the first page."
            ).format(name=name),
            (tell if self.is_new else own).format(name=name),
            self.tr(
                "When you close this, the office is locked. Unlock it to read in it. When it comes "
                "back, by {day}, choose File, Take the office back."
            ).format(day=short(self.until.day(), self._session.clock.today())),
        )

    def _lay_out(self) -> None:
        pairs = QGridLayout()
        pairs.setSpacing(scaled(10))
        left_and_right = (self._to_field, self._until_field, self._name_field, self._role_field)
        for number, part in enumerate(left_and_right):
            pairs.addWidget(part, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            pairs.setColumnStretch(column, 1)
        self.body.addLayout(pairs)
        self.body.addWidget(self.passphrase)
        self.add_file()
        QWidget.setTabOrder(self.to, self.until)

    def _fields(self) -> tuple[QWidget, ...]:
        parts = (self._to_field, self._name_field, self._role_field, self.passphrase)
        return (*parts, self._until_field)

    @Slot()
    def _show_new(self) -> None:
        """Ask for what is needed of somebody new alone."""
        for part in (self._name_field, self._role_field, self.passphrase):
            part.setVisible(self.is_new)
        self._role_field.show_help(role_explained(OfficeRole(self.role.currentData())))
        self._to_field.show_help(
            self.tr("They become a person of the office, and open the file by this passphrase.")
            if self.is_new
            else self.tr("The file opens by the passphrase that they have in this office.")
        )

    @Slot()
    def _on_named(self) -> None:
        self._name_field.show_error("")

    @Slot()
    def _on_day(self) -> None:
        self._until_field.show_error("")

    def _is_day_possible(self) -> bool:
        if self.until.day() == NO_DAY:
            words = self.tr("This is no day. Type it like 4 Dec 2026, or 4/12/2026.")
        else:
            try:
                check_until(self.until.day(), self._session.clock.today())
            except DateNotPossibleError as error:
                words = describe(error).text
            else:
                return True
        self._until_field.show_error(words)
        self.until.setFocus()
        return False

    def _named(self, member: Member) -> str:
        if member.id != self._session.desk.store.person:
            return member.name
        return self.tr("{name} (you, on another computer)").format(name=member.name)

    def _chosen_name(self) -> str:
        if self.is_new:
            return self.name.text().strip()
        return next(it.name for it in self._people if it.id == self.to.currentData())

    def _known(self) -> list[str]:
        """Return the names that somebody would try first as a passphrase."""
        head = read_office(self._session.desk).letterhead
        return [*([head.name] if head else []), *(it.name for it in self._people)]
