"""How the page of a case is laid out: the next step first, the timeline, and what is on record."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from amends.domain.standing import things_owed
from amends.services.case_view import CaseView
from amends.ui.case.actions_tab import ActionsTab
from amends.ui.case.banner_words import banner_words, button_words, other_words
from amends.ui.case.commands import CaseCommands
from amends.ui.case.course_commands import CourseCommands
from amends.ui.case.evidence_tab import EvidenceTab
from amends.ui.case.findings_tab import FindingsTab
from amends.ui.case.giving_commands import GivingCommands
from amends.ui.case.handler_notice import HandlerNotice
from amends.ui.case.header import CaseHeader
from amends.ui.case.history_tab import HistoryTab
from amends.ui.case.late_notice import LateNotice
from amends.ui.case.letters_tab import LettersTab
from amends.ui.case.overview_tab import OverviewTab
from amends.ui.case.presenter import CasePresenter
from amends.ui.case.times_commands import TimesCommands
from amends.ui.case.version_commands import VersionCommands
from amends.ui.case.version_notice import VersionNotice
from amends.ui.text_scale import scaled
from amends.ui.widgets.card import Card
from amends.ui.widgets.next_step import NextStepBanner
from amends.ui.widgets.stage_timeline import StageTimeline
from amends.ui.widgets.tabs import Tabs


class CasePage(QScrollArea):
    """The page of one case; it scrolls where the window is too low for it."""

    def __init__(self, presenter: CasePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.commands = CaseCommands(presenter, self)
        self.course = CourseCommands(presenter, self.commands, self)
        self.times = TimesCommands(presenter, self.commands, self)
        self.versions = VersionCommands(presenter, self.commands, self)
        self.giving = GivingCommands(presenter, self.commands, self)
        self._page = QWidget()
        self.header = CaseHeader()
        self.handler = HandlerNotice()
        self.late = LateNotice()
        self.version = VersionNotice()
        self.banner = NextStepBanner()
        self.timeline = StageTimeline()
        self.tabs = Tabs()
        self._overview = OverviewTab()
        self._findings = FindingsTab()
        self._letters = LettersTab(presenter)
        self._evidence = EvidenceTab(presenter)
        self._actions = ActionsTab(self.giving.takers_of_promises)
        self._history = HistoryTab(presenter)
        self._lay_out()
        self._connect()
        presenter.shown.connect(self._on_shown)
        presenter.left.connect(self._on_left)
        self._on_left()

    @Slot(object)
    def _on_shown(self, view: CaseView) -> None:
        self.header.show_case(view)
        self.handler.show_case(view)
        self.late.show_case(view)
        self.version.show_case(view)
        self.banner.show_step(banner_words(view), button_words(view), other_words(view))
        self.timeline.show_timeline(view.timeline, view.clocks)
        for tab in self._tabs():
            tab.show_case(view)
        self._name_tabs(view)
        self._page.show()

    @Slot()
    def _on_left(self) -> None:
        self._page.hide()

    def _name_tabs(self, view: CaseView) -> None:
        """A tab says how much is in it."""
        case = view.case
        still_open = sum(1 for _thing in things_owed(case, view.procedure))
        counts: dict[QWidget, int | str] = {
            self._findings: len(case.findings),
            self._letters: len(case.letters),
            self._evidence: len(case.evidence),
            self._history: len(view.log),
            self._actions: self.tr("{count} open").format(count=still_open) if still_open else "",
        }
        for place, (title, tab) in enumerate(zip(self._titles(), self._tabs(), strict=True)):
            count = counts.get(tab)
            self.tabs.rename(place, f"{title} {count}" if count else title)

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Overview"),
            self.tr("Letters"),
            self.tr("Evidence"),
            self.tr("Findings"),
            self.tr("Actions"),
            self.tr("History"),
        )

    def _tabs(
        self,
    ) -> tuple[OverviewTab, LettersTab, EvidenceTab, FindingsTab, ActionsTab, HistoryTab]:
        return (
            self._overview,
            self._letters,
            self._evidence,
            self._findings,
            self._actions,
            self._history,
        )

    @Slot()
    def show_actions(self) -> None:
        """Bring what happens next to the front."""
        self.tabs.show_page(self._tabs().index(self._actions))
        self.tabs.bar.setFocus()  # the next Tab goes on into the page
        self.ensureWidgetVisible(self._actions)

    def _lay_out(self) -> None:
        for title, page in zip(self._titles(), self._tabs(), strict=True):
            self.tabs.add(page, title)
        line = Card(self.tr("Stage timeline"), action=self.tr("Explain the dates"))
        line.body.addWidget(self.timeline)
        line.action_requested.connect(self.commands.explain_next)
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(scaled(26), scaled(18), scaled(26), scaled(20))
        layout.setSpacing(scaled(14))
        notices = (self.handler, self.late, self.version)
        for part in (self.header, *notices, self.banner, line):
            layout.addWidget(part)
        layout.addWidget(self.tabs, 1)
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # PgDn scrolls from whatever is in it

    def _connect(self) -> None:
        self.header.note_requested.connect(self.commands.add_note)
        self.header.step_requested.connect(self.commands.record_step)
        self.handler.ruling_out_requested.connect(self.course.rule_out_stage)
        self.banner.step_requested.connect(self.course.do_next_step)
        self.banner.other_requested.connect(self.course.do_other)
        self.banner.explain_requested.connect(self.commands.explain)
        self.timeline.explain_requested.connect(self.commands.explain)
        self._overview.points_requested.connect(self.commands.edit_points)
        self._overview.person_requested.connect(self.commands.edit_role)
        self._overview.plan_requested.connect(self.course.make_plan)
        self._findings.finding_requested.connect(self.commands.find)
        self._findings.points_requested.connect(self.commands.edit_points)
        self._letters.letter_requested.connect(self._presenter.write_letter)
        self._letters.finished_letter_requested.connect(self._presenter.open_letter)
        self._evidence.add_requested.connect(self.commands.add_file)
        self._evidence.copy_requested.connect(self.commands.save_evidence)
        self._connect_actions()
        self._connect_times()
        self._history.correction_requested.connect(self.commands.correct_day)
        self._history.taking_back_requested.connect(self.commands.take_back)

    def _connect_times(self) -> None:
        self.course.going_on_requested.connect(self.times.go_on)
        self.course.more_time_requested.connect(self.times.give_more_time)
        self.course.reopening_requested.connect(self.times.reopen)
        self.late.deciding_requested.connect(self.times.decide_late)
        self._overview.fact_requested.connect(self.times.state_fact)
        self.commands.more_time_requested.connect(self.times.extend)
        self.version.move_requested.connect(self.versions.move)

    def _connect_actions(self) -> None:
        remedies = self.commands.remedies
        self.course.considering_requested.connect(self.show_actions)
        self._actions.action_requested.connect(remedies.plan_action)
        self._actions.settling_requested.connect(remedies.settle)
        self._actions.keeping_requested.connect(remedies.keep)
        self._actions.letting_go_requested.connect(remedies.let_go)
        self._actions.giving_requested.connect(self.giving.give_promise)
        self._actions.letter_requested.connect(self._presenter.write_letter)
