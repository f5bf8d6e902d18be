"""The ways by which something reaches the office or leaves it, to choose from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from amends.domain.events.case_events import Channel
from amends.ui.widgets.inputs import ChoiceBox


class ChannelBox(ChoiceBox):
    """Put a sentence's "By ..." above it. Only what nobody can be sent is put on file."""

    def __init__(self, parent: QWidget | None = None, *, may_be_filed: bool = False) -> None:
        words = {
            Channel.EMAIL: _tr("e-mail"),
            Channel.POST: _tr("post"),
            Channel.PHONE: _tr("phone"),
            Channel.IN_PERSON: _tr("talking in person"),
            Channel.HAND: _tr("hand"),
            Channel.OTHER: _tr("other means"),
        }
        if may_be_filed:
            words = {Channel.FILE: _tr("putting it on file: nobody can be written to"), **words}
        super().__init__(words.items(), parent)

    def channel(self) -> Channel:
        """Return the way that is chosen."""
        return Channel(self.currentData())


def _tr(words: str) -> str:
    return QCoreApplication.translate("channels", words)
