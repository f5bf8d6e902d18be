"""Which way this computer has to tell that its screen was locked."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from amends.ui.screen_lock.screen_lock import ScreenLock


def screen_lock(
    window: QWidget, parent: QObject, platform: str = sys.platform
) -> ScreenLock | None:
    """Return what tells of the screen's lock, None where nothing does; `window` may hear of it."""
    if platform == "win32":
        from amends.ui.screen_lock.windows import WindowsScreenLock, session_calls

        calls = session_calls()
        return WindowsScreenLock(window.winId, calls, parent) if calls else None
    if platform == "darwin":
        from amends.ui.screen_lock.macos import MacScreenLock, mac_session

        session = mac_session()
        return MacScreenLock(session.is_left, parent) if session else None
    if platform == "linux":
        from amends.ui.screen_lock.linux import LinuxScreenLock

        return LinuxScreenLock(parent)
    return None
