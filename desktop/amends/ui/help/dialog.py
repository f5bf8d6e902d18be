"""The help: topics at the left, found by words, and the one that is read at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from amends.ui.help.topics import Topic, read_topics
from amends.ui.text_scale import TITLE_PX, font, scaled
from amends.ui.theme import set_look, theme_in_use
from amends.ui.widgets.search_field import SearchField

_SIZE_PX: Final = (880, 620)
_LIST_PX: Final = 230
_HEADING_PX: Final = 15.0
_FIRST_COLUMN_PX: Final = 240


class HelpDialog(QDialog):
    """Stays open beside the window. Nothing in it leads out of it."""

    def __init__(self, shortcuts: Sequence[tuple[str, str]], parent: QWidget) -> None:
        """Show these shortcuts, as pairs of words and keys, in the topic of the keyboard."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Help"))
        head = self.tr("What it does"), self.tr("Keys")
        self._topics = read_topics(shortcuts, head)
        self._shown: Sequence[Topic] = ()
        self.search = SearchField(self.tr("Search the help"))
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = QTextBrowser(openLinks=False, openExternalLinks=False)
        self.list.setAccessibleName(self.tr("Topics"))
        self.page.setAccessibleName(self.tr("The topic"))
        self._lay_out()
        self._list(self._topics)
        self.search.textChanged.connect(self._on_search)
        self.list.currentItemChanged.connect(self._show_current)

    def open_topic(self, key: str) -> None:
        """Show the dialog with a topic, the first one where there is none of that key."""
        self.search.clear()
        places = [place for place, topic in enumerate(self._topics) if topic.key == key]
        self.list.setCurrentRow(places[0] if places else 0)
        self._show_current()
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.setFocus()

    @Slot(str)
    def _on_search(self, text: str) -> None:
        words = text.split()
        self._list([topic for topic in self._topics if topic.has(words)])
        self.list.setCurrentRow(0)
        self._show_current()

    @Slot()
    def _show_current(self) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._shown):
            self.page.setPlainText(self.tr("No topic has these words. Try another one."))
            return
        topic = self._shown[row]
        self.page.setMarkdown(topic.text)
        _set_in_type(self.page)
        self._mark(self.search.text().split())

    def _mark(self, words: Sequence[str]) -> None:
        """Mark the words that were searched for."""
        look = QTextCharFormat()
        look.setBackground(theme_in_use().accent_soft)
        marks = []
        for word in words:
            found = self.page.document().find(word)
            while not found.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = found, look
                marks.append(mark)
                found = self.page.document().find(word, found)
        self.page.setExtraSelections(marks)

    def _list(self, topics: Sequence[Topic]) -> None:
        self._shown = topics
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([topic.title for topic in topics])
        self.list.blockSignals(False)

    def _lay_out(self) -> None:
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.document().setDocumentMargin(scaled(22))
        self.page.document().setIndentWidth(scaled(20))
        left = QFrame()
        set_look(left, role="rail")
        set_look(self.list, role="rail")
        left.setFixedWidth(scaled(_LIST_PX))
        column = QVBoxLayout(left)
        column.setContentsMargins(scaled(12), scaled(14), scaled(12), scaled(12))
        column.setSpacing(scaled(10))
        column.addWidget(self.search)
        column.addWidget(self.list)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(left)
        layout.addWidget(self.page, 1)
        self.resize(*(scaled(side) for side in _SIZE_PX))


def _set_in_type(page: QTextBrowser) -> None:
    """Give headings, paragraphs and tables the sizes and the space of the design."""
    cursor = QTextCursor(page.document())
    block = page.document().begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        cursor.setPosition(block.position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        if level:
            cursor.setCharFormat(_heading_look(cursor, TITLE_PX if level == 1 else _HEADING_PX))
        space = QTextBlockFormat()
        space.setTopMargin(scaled(16 if level > 1 else 0))
        space.setBottomMargin(scaled(4 if block.textList() is not None else 7))
        space.setLineHeight(118.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(space)
        block = block.next()
    for frame in page.document().rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            frame.setFormat(_plain_table(frame))


def _heading_look(cursor: QTextCursor, size_px: float) -> QTextCharFormat:
    look = cursor.charFormat()
    look.clearProperty(QTextFormat.Property.FontSizeAdjustment)  # Markdown's own enlargement
    look.setFontPointSize(font(size_px).pointSizeF())
    return look


def _plain_table(table: QTextTable) -> QTextTableFormat:
    """Return the format of a table without lines, its columns apart."""
    look = table.format().toTableFormat()
    look.setBorder(0)
    look.setCellPadding(scaled(3))
    look.setTopMargin(scaled(6))
    first = QTextLength(QTextLength.Type.FixedLength, scaled(_FIRST_COLUMN_PX))
    rest = QTextLength(QTextLength.Type.VariableLength, 0)
    look.setColumnWidthConstraints([first] + [rest] * (table.columns() - 1))
    return look
