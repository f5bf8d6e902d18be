"""What a hand-over says while it runs, and how large its file is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from amends.services.hand_over_steps import Doing, Steps

_CONTEXT: Final = "hand_over"
_DOING: Final = {
    Doing.READING: QT_TRANSLATE_NOOP("hand_over", "Looking at the documents"),
    Doing.WRITING: QT_TRANSLATE_NOOP("hand_over", "Writing the pages"),
    Doing.CHECKING_PAGES: QT_TRANSLATE_NOOP("hand_over", "Checking the pages"),
    Doing.PACKING: QT_TRANSLATE_NOOP("hand_over", "Packing the originals"),
    Doing.CHECKING_ARCHIVE: QT_TRANSLATE_NOOP("hand_over", "Checking the file"),
    Doing.RECORDING: QT_TRANSLATE_NOOP("hand_over", "Recording it in the case"),
}


def doing_words(steps: Steps, done: int) -> str:
    """Return what is being done, and with which of the documents."""
    words = QCoreApplication.translate(_CONTEXT, str(_DOING[steps.doing(done)]))
    if (document := steps.document(done)) == 0:
        return f"{words}..."
    counted = QCoreApplication.translate(_CONTEXT, "{doing}: {number} of {count}")
    return counted.format(doing=words, number=document, count=steps.documents)
