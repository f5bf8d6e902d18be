"""One window for one user: a second start brings the first one to the front, and ends.

A lock file decides who is first. It says which process holds it, so one that a crash left behind is
taken over. Who comes second knocks at a local socket; nothing is told through it but that.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK_FILE: Final = "window.lock"
ANSWERED_WITHIN_MS: Final = 2000

_BETWEEN_S: Final = 0.05


class OneAtATime(QObject):
    """Whoever `is_first` listens until it is gone; others `knock`."""

    knocked = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Try to be the first; `folder` is this user's own, and is made."""
        super().__init__(parent)
        folder.mkdir(parents=True, exist_ok=True)
        self._name = _socket_name(folder)
        self._lock = QLockFile(str(folder / LOCK_FILE))
        self._lock.setStaleLockTime(0)  # it holds as long as its program runs
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connected)
        self.is_first = self._lock.tryLock(0)
        if self.is_first:
            QLocalServer.removeServer(self._name)  # of a crash
            self._server.listen(self._name)

    def knock(self) -> bool:
        """Ask the first one to come to the front; return whether it was there to hear.

        It may itself have begun a moment ago, and not listen yet.
        """
        patience = QDeadlineTimer(ANSWERED_WITHIN_MS)
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        while not socket.waitForConnected(patience.remainingTime()):
            if patience.hasExpired():
                return False
            time.sleep(_BETWEEN_S)
            socket.connectToServer(self._name)
        if socket.state() is not QLocalSocket.LocalSocketState.UnconnectedState:
            socket.waitForDisconnected(ANSWERED_WITHIN_MS)  # which is the answer
        return True

    def leave(self) -> None:
        """Let another be the first."""
        self._server.close()
        if self.is_first:
            self._lock.unlock()
            self.is_first = False

    @Slot()
    def _on_connected(self) -> None:
        """Hear a knock: who connects wants nothing else."""
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.disconnectFromServer()
            self.knocked.emit()


def _socket_name(folder: Path) -> str:
    """Return a name of the user's own: sockets of all users may share one folder."""
    return f"amends-{hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:16]}"
