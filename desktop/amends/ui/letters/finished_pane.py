"""The left half once a letter is finished: what can be done with it, and when it went out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from amends.domain.dates_in_words import full
from amends.domain.events.case_events import Channel, Sending
from amends.ui.errors import describe
from amends.ui.letters.column import CardColumn
from amends.ui.letters.differing import DifferingNotice
from amends.ui.letters.finished_presenter import Shown
from amends.ui.letters.flow import flow_of
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.inputs import ChoiceBox
from amends.ui.widgets.label import plain_label


class FinishedPane(QWidget):
    """Shows a finished letter; it has no field for what it says."""

    print_requested = Signal()
    pdf_requested = Signal()
    email_requested = Signal()
    copy_requested = Signal()
    sent_requested = Signal(object, object)  # date, Channel
    take_back_requested = Signal()

    def __init__(self, head: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = plain_label("", "lead")
        self.print_button = QPushButton(self.tr("Print..."))
        self.pdf_button = QPushButton(self.tr("Save as PDF..."))
        self.email_button = QPushButton(self.tr("Save as e-mail..."))
        self.copy_button = QPushButton(self.tr("Copy the text"))
        self.folder_button = QPushButton(self.tr("Show in folder"))
        self.done = plain_label("", "muted")
        self.take_back_button = QPushButton(self.tr("Change the text"))
        set_look(self.take_back_button, role="link")
        self.day, self.channel = DayEdit(date.min), ChoiceBox()
        self.sent_button = QPushButton(self.tr("Mark as sent"))
        set_look(self.sent_button, role="primary")
        self.error = plain_label("", "error")
        self.differing = DifferingNotice()
        self.sent_words = plain_label("")
        self._saved: Path | None = None
        self._goes_on_file = False
        self._fill_fields()
        self._lay_out(head)
        self._connect()

    def show_letter(self, shown: Shown) -> None:
        """Show the letter as it stands."""
        day = full(shown.letter.happened_on)
        self.state.setText(self.tr("Finished {day}. It no longer changes.").format(day=day))
        may_change = shown.view.read_only is None
        is_free = shown.may_be_taken_back and shown.sent is None and may_change
        self.take_back_button.setVisible(is_free and not shown.differences)
        self._waiting.setVisible(shown.sent is None and may_change)
        self.sent_words.setVisible(shown.sent is not None)
        self._goes_on_file = shown.goes_on_file
        self.differing.show_differences(shown.differences, may_change=is_free)
        self._name_sending(shown)
        if shown.sent is not None:
            self.sent_words.setText(self._how_sent(shown.sent))

    def propose(self, today: date, channel: Channel) -> None:
        """Propose today, and the channel that fits the address; forget the letter before."""
        self.day.show_day(today)
        if channel is not Channel.FILE:
            self.channel.choose(channel)
        self.error.hide()
        self.done.hide()
        self.folder_button.hide()

    def say(self, words: str) -> None:
        """Say quietly that something was done."""
        self.done.setText(words)
        self.done.show()

    @Slot(object)
    def on_saved(self, file: Path) -> None:
        self._saved = file
        self.say(self.tr("Saved as {file} in {folder}").format(file=file.name, folder=file.parent))
        self.folder_button.show()

    @Slot(Exception)
    def refuse_day(self, error: Exception) -> None:
        """Say beside the date why it was not recorded."""
        notice = describe(error)
        self.error.setText(f"{notice.text} {notice.hint}")
        self.error.show()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.setAccessibleDescription(self.error.text())
        self._column.reveal(self.error)

    def focus_sending(self) -> None:
        """Move to the button that records that the letter went out."""
        target = self.sent_button if self.sent_button.isVisibleTo(self) else self.pdf_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_sent(self) -> None:
        self.error.hide()
        self.day.setAccessibleDescription("")
        channel = Channel.FILE if self._goes_on_file else Channel(self.channel.currentData())
        self.sent_requested.emit(self.day.day(), channel)

    @Slot()
    def _on_folder(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))

    def _channels(self) -> dict[Channel, str]:
        """Return how a letter may go out, to complete "Sent on ... by"."""
        return {
            Channel.EMAIL: self.tr("e-mail"),
            Channel.POST: self.tr("post"),
            Channel.HAND: self.tr("hand"),
            Channel.OTHER: self.tr("other means"),
        }

    def _how_sent(self, sent: Sending) -> str:
        """Return how the letter went out."""
        day = full(sent.happened_on)
        if sent.channel is Channel.FILE:
            return self.tr("Put on file {day}. Nobody could be reached.").format(day=day)
        channel = self._channels().get(sent.channel, sent.channel.value)
        return self.tr("Sent {day} by {channel}.").format(day=day, channel=channel)

    def _name_sending(self, shown: Shown) -> None:
        """Say what is to be done with the letter: sent, or put on file where nobody is reached."""
        if shown.goes_on_file:
            is_done = shown.sent is not None
            self._out_card.set_title(self.tr("On file") if is_done else self.tr("Put it on file"))
            how = self.tr("Nobody can be reached, so your answer goes on file.")
            self._day_words.setText(self.tr("Put on file on"))
            self.sent_button.setText(
                self.tr("Put on file as it is") if shown.differences else self.tr("Put on file")
            )
        else:
            self._out_card.set_title(self.tr("When it went out"))
            how = self.tr("Send the letter yourself, by post or from your e-mail program.")
            self._day_words.setText(self.tr("Sent on"))
            self.sent_button.setText(
                self.tr("Mark as sent as it is") if shown.differences else self.tr("Mark as sent")
            )
        set_look(self.sent_button, role="" if shown.differences else "primary")
        then = (
            self.tr("What you note here stops the clock.")
            if shown.stops_a_clock
            else self.tr("What you note here is kept in the case.")
        )
        self._what_to_do.setText(f"{how} {then}")
        self.day.setAccessibleName(self._day_words.text())
        self._by.setVisible(not shown.goes_on_file)

    def _fill_fields(self) -> None:
        self.channel.setAccessibleName(self.tr("Sent by"))
        for channel, words in self._channels().items():
            self.channel.addItem(words, channel)
        self.take_back_button.setToolTip(
            self.tr("Takes the finished letter back and opens its draft; the history keeps both")
        )
        for hidden in (self.folder_button, self.done, self.error):
            hidden.hide()

    def _connect(self) -> None:
        self.print_button.clicked.connect(self.print_requested)
        self.pdf_button.clicked.connect(self.pdf_requested)
        self.email_button.clicked.connect(self.email_requested)
        self.copy_button.clicked.connect(self.copy_requested)
        self.folder_button.clicked.connect(self._on_folder)
        self.take_back_button.clicked.connect(self.take_back_requested)
        self.differing.change.clicked.connect(self.take_back_requested)
        self.sent_button.clicked.connect(self._on_sent)

    def _lay_out(self, head: QWidget) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._column = CardColumn((head, self._letter_card(), self._sending_card()))
        layout.addWidget(self._column)

    def _letter_card(self) -> Card:
        card = Card(self.tr("The letter"))
        buttons = (
            self.print_button,
            self.pdf_button,
            self.email_button,
            self.copy_button,
            self.folder_button,
        )
        card.body.addWidget(self.state)
        card.body.addLayout(flow_of(*buttons, spacing=scaled(8)))
        card.body.addWidget(self.done)
        card.body.addWidget(self.take_back_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _sending_card(self) -> Card:
        self._out_card = card = Card("")
        self._waiting = QWidget()
        self._what_to_do = plain_label("", "muted")
        self._day_words, by = QLabel(), QLabel(self.tr("by"))
        self._by = _titled(by, self.channel)
        fields = flow_of(
            _titled(self._day_words, self.day), self._by, self.sent_button, spacing=scaled(8)
        )
        waiting = QVBoxLayout(self._waiting)
        waiting.setContentsMargins(0, 0, 0, 0)
        waiting.setSpacing(scaled(10))
        waiting.addWidget(self.differing)
        waiting.addWidget(self._what_to_do)
        waiting.addLayout(fields)
        waiting.addWidget(self.error)
        card.body.addWidget(self._waiting)
        card.body.addWidget(self.sent_words)
        return card


def _titled(label: QLabel, field: QWidget) -> QWidget:
    """Return a field behind its words, which stay together in a narrow window."""
    both = QWidget()
    label.setBuddy(field)
    layout = QHBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(scaled(8))
    layout.addWidget(label)
    layout.addWidget(field)
    return both
