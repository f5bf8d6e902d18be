"""The terms in which an institution teaches, for policies that count in school days."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from amends.services.read_policy import Policy
from amends.ui.settings.spans_card import SpansCard, SpanWords
from amends.ui.settings.times_presenter import TimesPresenter

translate = QCoreApplication.translate


class TermsCard(SpansCard):
    """Lists the terms; the presenter makes and removes them."""

    KEY = "terms"

    def __init__(self, presenter: TimesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(_words(), presenter.terms, parent)
        self.add_requested.connect(presenter.propose_term)
        self.remove_requested.connect(presenter.propose_no_term)
        presenter.term_refused.connect(self.show_problems)

    def show_policy(self, policy: Policy) -> None:
        """List the terms, by their days."""
        self.show_spans([(term, term) for term in policy.ground.office.terms])


def _words() -> SpanWords:
    return SpanWords(
        title=translate("settings", "Term dates"),
        about=translate(
            "settings",
            "School days are the working days of a term. What lies between two terms does not "
            "count where a policy counts in school days.",
        ),
        none_yet=translate("settings", "None yet: every working day counts as a school day."),
        name=translate("settings", "What it is called"),
        example=translate("settings", "such as Autumn term"),
        add=translate("settings", "Add term"),
        remove=translate("settings", "Remove the term of {days}"),
    )
