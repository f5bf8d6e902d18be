"""The size of a file, or of room on a disk, as people read it."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def size_words(size: int, decimals: int = 1) -> str:
    """Return a size in bytes such as "1.4 GB"."""
    form = QLocale.DataSizeFormat.DataSizeSIFormat
    return QLocale(QLocale.Language.English).formattedDataSize(size, decimals, form)
