"""Every command of the window, one row each: menus, buttons and the help are made from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

CONTEXT: Final = "actions"


class Needs(Enum):
    """What must be there for a command to make sense."""

    NOTHING = 0
    OFFICE = 1
    CASE = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A command: its name in the code, its words, its keys, the menu it stands in."""

    key: str
    text: object  # marked for translation
    menu: str
    shortcut: str = ""
    needs: Needs = Needs.CASE
    starts_group: bool = False
    is_rare: bool = False  # not seen until an office is open in which it makes sense


MENUS: Final = (
    ("file", QT_TRANSLATE_NOOP("actions", "&File")),
    ("case", QT_TRANSLATE_NOOP("actions", "&Case")),
    ("letters", QT_TRANSLATE_NOOP("actions", "&Letters")),
    ("view", QT_TRANSLATE_NOOP("actions", "&View")),
    ("help", QT_TRANSLATE_NOOP("actions", "&Help")),
)

_READING_MENUS: Final = frozenset({"view", "help"})
_READING: Final = frozenset({"lock", "quit", "take-back", "save-sealed"})
_EXPLAINING_MENUS: Final = ("file", "case", "letters")  # where a command may rest

ROWS: Final = (
    Row(
        "new-complaint",
        QT_TRANSLATE_NOOP("actions", "&New complaint..."),
        "file",
        "Ctrl+N",
        Needs.OFFICE,
    ),
    Row(
        "open-email",
        QT_TRANSLATE_NOOP("actions", "&Open e-mail..."),
        "file",
        "Ctrl+O",
        Needs.OFFICE,
    ),
    Row(
        "new-notice",
        QT_TRANSLATE_NOOP("actions", "New &case from a notice..."),
        "file",
        needs=Needs.OFFICE,
    ),
    Row(
        "pass-office",
        QT_TRANSLATE_NOOP("actions", "&Pass the office to..."),
        "file",
        needs=Needs.OFFICE,
        starts_group=True,
        is_rare=True,
    ),
    Row(
        "give-back",
        QT_TRANSLATE_NOOP("actions", "&Give the office back..."),
        "file",
        needs=Needs.OFFICE,
        is_rare=True,
    ),
    Row(
        "take-back",
        QT_TRANSLATE_NOOP("actions", "&Take the office back..."),
        "file",
        needs=Needs.OFFICE,
        is_rare=True,
    ),
    Row(
        "save-sealed",
        QT_TRANSLATE_NOOP("actions", "&Save the sealed file again..."),
        "file",
        needs=Needs.OFFICE,
        is_rare=True,
    ),
    Row(
        "somebody-leaves",
        QT_TRANSLATE_NOOP("actions", "Somebody l&eaves the office..."),
        "file",
        needs=Needs.OFFICE,
    ),
    Row(
        "lock",
        QT_TRANSLATE_NOOP("actions", "&Lock the office"),
        "file",
        "Ctrl+L",
        Needs.OFFICE,
        starts_group=True,
    ),
    Row("quit", QT_TRANSLATE_NOOP("actions", "&Quit"), "file", "Ctrl+Q", Needs.NOTHING),
    Row("next-step", QT_TRANSLATE_NOOP("actions", "Do the ne&xt step"), "case", "Ctrl+Return"),
    Row("record-step", QT_TRANSLATE_NOOP("actions", "&Record a step..."), "case", "Ctrl+R"),
    Row("add-note", QT_TRANSLATE_NOOP("actions", "Add a &note..."), "case", "Ctrl+Shift+N"),
    Row("add-file", QT_TRANSLATE_NOOP("actions", "Add a &file..."), "case", "Ctrl+Shift+O"),
    Row(
        "edit-points",
        QT_TRANSLATE_NOOP("actions", "Edit the &points..."),
        "case",
        "Ctrl+E",
        starts_group=True,
    ),
    Row("edit-person", QT_TRANSLATE_NOOP("actions", "Edit the &complainant..."), "case"),
    Row("give-case", QT_TRANSLATE_NOOP("actions", "Give the case to some&body else..."), "case"),
    Row(
        "make-plan",
        QT_TRANSLATE_NOOP("actions", "It cannot be done in &time..."),
        "case",
        starts_group=True,
    ),
    Row("rule-out-stage", QT_TRANSLATE_NOOP("actions", "A &stage is not possible..."), "case"),
    Row("redirect", QT_TRANSLATE_NOOP("actions", "It &is no complaint..."), "case"),
    Row("take-over", QT_TRANSLATE_NOOP("actions", "Taken o&ver by..."), "case"),
    Row("outside-letter", QT_TRANSLATE_NOOP("actions", "&Letter of the outside body..."), "case"),
    Row(
        "more-time",
        QT_TRANSLATE_NOOP("actions", "&More time..."),
        "case",
        starts_group=True,
    ),
    Row("pause", QT_TRANSLATE_NOOP("actions", "Pause the cloc&ks..."), "case"),
    Row("go-on", QT_TRANSLATE_NOOP("actions", "Let the clocks &go on..."), "case"),
    Row("set-day", QT_TRANSLATE_NOOP("actions", "Set a da&y..."), "case"),
    Row("record-arrival", QT_TRANSLATE_NOOP("actions", "A letter &was received..."), "case"),
    Row("decide-late", QT_TRANSLATE_NOOP("actions", "It came too l&ate..."), "case"),
    Row("reopen", QT_TRANSLATE_NOOP("actions", "R&eopen the case..."), "case"),
    Row(
        "move-version",
        QT_TRANSLATE_NOOP("actions", "Move to an&other version..."),
        "case",
        starts_group=True,
    ),
    Row("second-policy", QT_TRANSLATE_NOOP("actions", "Secon&d policy..."), "case"),
    Row(
        "hand-over",
        QT_TRANSLATE_NOOP("actions", "&Hand over..."),
        "case",
        "Ctrl+Shift+H",
        starts_group=True,
    ),
    Row(
        "undo",
        QT_TRANSLATE_NOOP("actions", "&Undo the last entry"),
        "case",
        "Ctrl+Z",
        starts_group=True,
    ),
    Row("write-receipt", QT_TRANSLATE_NOOP("actions", "&Receipt..."), "letters", "Ctrl+Shift+R"),
    Row("write-action-plan", QT_TRANSLATE_NOOP("actions", "&Action plan..."), "letters"),
    Row(
        "write-outcome",
        QT_TRANSLATE_NOOP("actions", "&Outcome letter..."),
        "letters",
        "Ctrl+Shift+W",
    ),
    Row(
        "write-stage-not-possible",
        QT_TRANSLATE_NOOP("actions", "Letter that a &stage is not possible..."),
        "letters",
        starts_group=True,
    ),
    Row(
        "write-redirect",
        QT_TRANSLATE_NOOP("actions", "Letter that it &goes elsewhere..."),
        "letters",
    ),
    Row(
        "write-action-completed",
        QT_TRANSLATE_NOOP("actions", "Letter that actions are &done..."),
        "letters",
    ),
    Row("write-cover", QT_TRANSLATE_NOOP("actions", "&Cover letter..."), "letters"),
    Row(
        "show-inbox",
        QT_TRANSLATE_NOOP("actions", "&Inbox"),
        "view",
        "Ctrl+1",
        Needs.OFFICE,
    ),
    Row(
        "show-all-cases",
        QT_TRANSLATE_NOOP("actions", "&All cases"),
        "view",
        "Ctrl+2",
        Needs.OFFICE,
    ),
    Row(
        "show-settings",
        QT_TRANSLATE_NOOP("actions", "&Office and policy"),
        "view",
        "Ctrl+3",
        Needs.OFFICE,
    ),
    Row(
        "show-promises",
        QT_TRANSLATE_NOOP("actions", "&Promises"),
        "view",
        "Ctrl+4",
        Needs.OFFICE,
    ),
    Row(
        "show-procedures",
        QT_TRANSLATE_NOOP("actions", "P&rocedures"),
        "view",
        "Ctrl+5",
        Needs.OFFICE,
    ),
    Row(
        "search",
        QT_TRANSLATE_NOOP("actions", "&Search cases"),
        "view",
        "Ctrl+K",
        Needs.OFFICE,
        starts_group=True,
    ),
    Row("explain-dates", QT_TRANSLATE_NOOP("actions", "&Why this date?"), "view", "Ctrl+D"),
    Row("help", QT_TRANSLATE_NOOP("actions", "&Help for this view"), "help", "F1", Needs.NOTHING),
    Row("about", QT_TRANSLATE_NOOP("actions", "&About Amends"), "help", "", Needs.NOTHING),
)

_WRITING: Final = frozenset(
    row.key for row in ROWS if row.menu not in _READING_MENUS and row.key not in _READING
)


class Actions(QObject):
    """The commands as Qt actions, by key; what each of them does is connected by the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = {row.key: self._make(row) for row in ROWS}
        self._allowed: dict[str, bool] = {}
        self._resting: dict[str, str] = {}
        self._read_only = ""

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def fill(self, bar: QMenuBar) -> None:
        """Put each command into its menu."""
        menus: dict[str, QMenu] = {}
        for key, title in MENUS:
            menus[key] = bar.addMenu(QCoreApplication.translate(CONTEXT, str(title)))
        for row in ROWS:
            if row.starts_group:
                menus[row.menu].addSeparator()
            menus[row.menu].addAction(self[row.key])
        for key in _EXPLAINING_MENUS:  # they say why a command makes no sense now
            menus[key].setToolTipsVisible(True)

    def enable(self, *, office: bool, case: bool) -> None:
        """Enable what makes sense with an office open, and with a case shown."""
        there = {Needs.NOTHING: True, Needs.OFFICE: office, Needs.CASE: case}
        for row in ROWS:
            self.allow(row.key, there[row.needs])

    def let_read_only(self, because: str) -> None:
        """Let all that records something rest, and say why; without a reason, give it back.

        What rests so does not work by its keys either, whoever allows it meanwhile.
        """
        self._read_only = because
        for row in ROWS:
            self._apply(row.key)

    def allow(self, key: str, may_be: bool) -> None:
        """Let a command work or not, and say nothing of it."""
        self._allowed[key] = may_be
        self._apply(key)

    def rest(self, key: str, because: str) -> None:
        """Let a command rest, and say why where it stands; without a reason, let it work."""
        self._resting[key] = because
        self._allowed[key] = not because
        self._apply(key)

    def _apply(self, key: str) -> None:
        is_read = bool(self._read_only) and key in _WRITING
        because = self._read_only if is_read else self._resting.get(key, "")
        action = self[key]
        action.setEnabled(self._allowed.get(key, False) and not because)
        action.setToolTip(because)
        action.setStatusTip(because)

    def shortcuts(self) -> Iterator[tuple[str, str]]:
        """Return each command that has keys: its words and its keys, as the system writes them."""
        for row in ROWS:
            if row.shortcut:
                action = self[row.key]
                words = action.text().replace("&", "").removesuffix("...")
                yield words, action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def _make(self, row: Row) -> QAction:
        action = QAction(QCoreApplication.translate(CONTEXT, str(row.text)), self)
        action.setObjectName(row.key)
        action.setVisible(not row.is_rare)
        if row.shortcut:
            action.setShortcut(QKeySequence(row.shortcut))
        return action
