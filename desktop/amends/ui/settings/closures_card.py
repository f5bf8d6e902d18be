"""Days on which the office is closed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from amends.services.read_policy import Policy
from amends.ui.settings.presenter import SettingsPresenter
from amends.ui.settings.spans_card import SpansCard, SpanWords

translate = QCoreApplication.translate


class ClosuresCard(SpansCard):
    """Lists the closures of the office; the presenter makes and removes them."""

    KEY = "closures"

    def __init__(self, presenter: SettingsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(_words(), presenter.closures, parent)
        self.add_requested.connect(presenter.propose_closure)
        self.remove_requested.connect(presenter.propose_removal)
        presenter.closure_refused.connect(self.show_problems)

    def show_policy(self, policy: Policy) -> None:
        """List the office's closures, by their days."""
        closures = policy.ground.office.closures.items()
        self.show_spans(sorted(closures, key=lambda item: item[1]))


def _words() -> SpanWords:
    return SpanWords(
        title=translate("settings", "Days on which your office is closed"),
        about=translate(
            "settings",
            "They do not count as working days, so dates that count them move. Before that "
            "happens you see which.",
        ),
        none_yet=translate("settings", "None yet, beside weekends and bank holidays."),
        name=translate("settings", "Why (optional)"),
        example=translate("settings", "such as Christmas"),
        add=translate("settings", "Add closure"),
        remove=translate("settings", "Remove the closure on {days}"),
    )
