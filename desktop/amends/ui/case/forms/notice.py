"""Asks what the notice of the outside body says; a case follows from it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from amends.domain.errors import AmendsError
from amends.services.log_notice import Notice, log_notice
from amends.ui.case.forms.channels import ChannelBox
from amends.ui.case.forms.form import Form
from amends.ui.case.forms.rows import Rows, RowWords
from amends.ui.case.presenter import CasePresenter
from amends.ui.session import Session
from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.inputs import TextBox

_NOTICE_LINES = 5


class NoticeForm(Form):
    """Opens a case without a complainant; `logged` names its stream."""

    KEY = "notice"
    TOPIC = "course"

    logged = Signal(str)

    def __init__(self, session: Session, body: str, parent: QWidget) -> None:
        presenter = CasePresenter(session, parent)  # it shows no case: there is none yet
        super().__init__(presenter, parent)
        presenter.setParent(self)
        self.name(self.tr("New case from a notice"), self.tr("Log case"))
        self._title = QLineEdit()
        self._title.setPlaceholderText(self.tr("A few words by which you will know it"))
        self._body = QLineEdit(body)
        self._notice = TextBox(_NOTICE_LINES)
        today = session.clock.today()
        self._on = DayEdit(today)
        self._channel = ChannelBox()
        words = RowWords(
            self.tr("Answer asked for"), self.tr("such as: send the assessment record")
        )
        self._answer = Rows(words, today, dated=True)
        self.add(self.tr("Title"), self._title)
        self.add(self.tr("From"), self._body)
        self.add(self.tr("What the notice says"), self._notice)
        self.add(self.tr("Received on"), self._on)
        self.add(self.tr("By"), self._channel)
        self.add(self.tr("What it asks you for, and by when (or nothing)"), self._answer)

    def record(self) -> None:
        session = self.presenter.session
        try:
            logged = log_notice(session.desk, self._filled_in(), session.moment())
        except AmendsError as error:
            self.show_error(error)
            return
        self.accept()
        session.announce(logged.changed)
        self.logged.emit(logged.stream)

    def _filled_in(self) -> Notice:
        return Notice(
            body=self._body.text(),
            title=self._title.text(),
            notice=self._notice.toPlainText(),
            received_on=self._on.day(),
            channel=self._channel.channel(),
            answer=next(iter(self._answer.dated()), None),
        )
