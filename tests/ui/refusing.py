"""An office that keeps nothing, as long as another program has it."""

from __future__ import annotations

from amends.domain.errors import OfficeInUseError


class Refusing:
    """A service that does nothing but refuse, until it is told to let things through."""

    def __init__(self, service):
        self._service = service
        self.lets_through = False

    def __call__(self, desk, *rest):
        if not self.lets_through:
            raise OfficeInUseError(desk.store.folder)
        return self._service(desk, *rest)
