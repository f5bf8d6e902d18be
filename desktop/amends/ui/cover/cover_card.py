"""An absence, as a part of the page of the office: where it is, and how it is passed on."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from amends.domain.cover import Whereabouts
from amends.services.change_office import read_office
from amends.ui.session import Session
from amends.ui.widgets.card import Card
from amends.ui.widgets.label import plain_label


class CoverCard(Card):
    """Seen by whoever can pass the office on; where it is otherwise, the banner says it all."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("An absence"))
        self.pass_on = QPushButton(self.tr("Pass the office to..."))
        about = self.tr(
            "While you are away, somebody else can run the office on another computer, until a day "
            "that you choose. It goes there and comes back as one sealed file; here it can only be "
            "read meanwhile."
        )
        self.pass_on.setAccessibleDescription(about)
        row = QHBoxLayout()
        row.addWidget(self.pass_on)
        row.addStretch()
        self.body.addWidget(plain_label(about, "muted"))
        self.body.addLayout(row)
        can_go = session.cover.where is Whereabouts.HERE and not read_office(session.desk).sample
        self.setVisible(can_go and session.office_read_only is None)
        self.pass_on.clicked.connect(session.passing_requested)
