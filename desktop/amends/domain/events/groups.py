"""To which group an event belongs, by its type.

A check against a union asks for its types one by one, and most of folding a case was spent so.
"""

from __future__ import annotations

from typing import Final, get_args

from amends.domain.events.clock_events import ClockFact
from amends.domain.events.corrections import CaseFact, Correction
from amends.domain.events.course_events import CourseFact
from amends.domain.events.handling_events import HandlingFact

OF_CASES: Final = frozenset(get_args(CaseFact))
OF_HANDLING: Final = frozenset(get_args(HandlingFact))
OF_COURSE: Final = frozenset(get_args(CourseFact))
OF_CLOCKS: Final = frozenset(get_args(ClockFact))
CORRECTIONS: Final = frozenset(get_args(Correction))
