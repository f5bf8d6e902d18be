"""What these tests start from."""

from __future__ import annotations

import pytest

from amends.ui.case.presenter import CasePresenter
from amends.ui.case.view import CasePage
from tests.desks import log


@pytest.fixture
def stream(session):
    return log(session.desk)


@pytest.fixture
def presenter(session):
    return CasePresenter(session)


@pytest.fixture
def page(presenter, stream, qtbot):
    page = CasePage(presenter)
    qtbot.addWidget(page)
    page.resize(850, 900)
    page.show()
    presenter.show_case(stream)
    qtbot.waitExposed(page)
    return page
