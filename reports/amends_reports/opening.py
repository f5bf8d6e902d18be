"""The head of a letter's first page: the letterhead, and the address where the window is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus.flowables import Flowable, Spacer

from amends_reports.content import Letter, Lines
from amends_reports.errors import AddressDoesNotFitError
from amends_reports.house_style import MM, HouseStyle, Look
from amends_reports.setting import Setter
from amends_reports.text import Placed, Text

_BELOW_ADDRESS = 7 * MM
_BESIDE_ADDRESS = 4 * MM
_CONTACT_WIDTH = 80 * MM


def set_opening(letter: Letter, setter: Setter) -> list[Flowable]:
    """Return letterhead and address; nothing but the address stands in the window's zone.

    Raises `AddressDoesNotFitError` where the letter goes by post.
    """
    style = setter.style
    zone = style.envelope.address_zone(style.page)
    above = (zone.top - style.margin_top) * MM
    contact = _contact(letter.letterhead.lines, setter)
    taken = max((text.natural_width for text in contact), default=0.0)
    width = style.text_width - min(taken, _CONTACT_WIDTH) - style.letterhead.size
    name = _fitted((letter.letterhead.name,), style.letterhead, setter, width, above)
    head = Placed(max(above, _height(name)))
    _put(head, name, setter)
    _put(head, contact, setter)
    address = [setter.adopt(text) for text in _address(letter.recipient, setter)]
    bottom = max((zone.bottom - style.margin_top) * MM, _height(contact))
    space = min(max(bottom - head.height - _height(address), 0), style.page.height * MM / 3)
    return [head, *address, Spacer(0, space + _BELOW_ADDRESS)]


def _contact(lines: Lines, setter: Setter) -> list[Text]:
    """Set how to reach the office, beside the zone if the window leaves room there, else above."""
    style = setter.style
    zone = style.envelope.address_zone(style.page)
    look = replace(style.small, align="right")
    beside = (style.page.width - style.margin_side - zone.right) * MM - _BESIDE_ADDRESS
    bottom = zone.bottom if beside >= _CONTACT_WIDTH / 2 else zone.top
    width = min(beside, _CONTACT_WIDTH) if bottom == zone.bottom else _CONTACT_WIDTH
    return _fitted(lines, look, setter, width, (bottom - style.margin_top) * MM)


def _address(lines: Lines, setter: Setter) -> list[Text]:
    """Set the address; for the post in the largest type that the window shows whole."""
    style = setter.style
    zone = style.envelope.address_zone(style.page)
    sizes = [(style.line.size, style.line.leading)]
    if style.for_post:
        sizes += [(11, 15), (10, 12)]
    for size, leading in sizes:
        look = replace(_address_look(style), size=size, leading=leading)
        texts = _wrapped(lines, look, setter, style.text_width)
        if not style.for_post or _height(texts) <= zone.height * MM:
            return texts
    raise AddressDoesNotFitError(
        lines=round(_height(texts) / leading),
        needed_mm=_height(texts) / MM,
        room_mm=zone.height,
    )


def _address_look(style: HouseStyle) -> Look:
    zone = style.envelope.address_zone(style.page)
    left = max(zone.left, style.margin_side)
    return replace(
        style.line, indent=(left - style.margin_side) * MM, measure=(zone.right - left) * MM
    )


def _fitted(lines: Lines, look: Look, setter: Setter, width: float, height: float) -> list[Text]:
    """Set lines into a box, smaller as long as they are too tall or a word would break.

    Large print is for those who cannot read small type, so there a word breaks instead.
    """
    whole = not setter.style.is_large_print
    while True:
        texts = _wrapped(lines, look, setter, width)
        broken = whole and any(text.widest_word > width for text in texts)
        if not look.can_shrink or (not broken and _height(texts) <= height):
            return texts
        look = look.smaller()


def _wrapped(lines: Lines, look: Look, setter: Setter, width: float) -> list[Text]:
    texts = [setter.loose(line, look) for line in lines if line.strip()]
    for text in texts:
        text.wrap(width, 0)
    return texts


def _put(head: Placed, texts: Sequence[Text], setter: Setter) -> None:
    """Place texts one below the other, at the left or, if set so, at the right."""
    down = 0.0
    for text in texts:
        left = setter.style.text_width - text.width if text.look.align == "right" else 0.0
        head.put(setter.adopt(text), left, down)
        down += text.height


def _height(texts: Sequence[Text]) -> float:
    return sum(text.height for text in texts)
