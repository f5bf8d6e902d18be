"""Copies what a page shows from one PDF into the bundle, and nothing that it does not show.

Left behind are metadata, private data of programs, structure, programs, links to other files, and
whatever leads back from a font or a picture into the document that it came from.
"""

from __future__ import annotations

import re
import zlib
from collections import deque
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from amends_reports.pdf_file import PdfFile, array_of, dictionary, name, reference
from amends_reports.streams import joined, stream_bytes

_DEEPEST: Final = 100  # an honest file nests ten deep
_NULL: Final = b"null"
_NO_KEYS: Final[frozenset[str]] = frozenset()

# Dictionaries whose keys are names of the file's own choice, so that none of them says anything.
_NAME_MAPS: Final = frozenset(
    {
        *("/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font"),
        *("/Properties", "/CharProcs", "/Colorants"),
    }
)
_RESOURCES: Final = _NAME_MAPS - {"/CharProcs", "/Colorants"}
_LEFT_OUT: Final = frozenset(
    {
        *("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/OPI", "/Ref", "/Alternates"),
        *("/StructParent", "/StructParents", "/StructTreeRoot", "/Parent", "/Measure", "/PtData"),
        *("/AA", "/JS", "/OpenAction", "/Names", "/EmbeddedFiles", "/EF", "/Annots"),
        *("/Author", "/Creator", "/Producer", "/Keywords"),
    }
)
_OF_THE_FILE: Final = frozenset(("/Length", "/DL", "/F", "/FFilter", "/FDecodeParms"))
_FOREIGN_TYPES: Final = frozenset(
    {
        *("/Catalog", "/Pages", "/Page", "/Annot", "/Outlines", "/Metadata", "/EmbeddedFile"),
        *("/Filespec", "/F", "/Sig", "/Action", "/StructTreeRoot", "/StructElem", "/Collection"),
    }
)
_LAYER_TYPES: Final = frozenset(("/OCG", "/OCMD"))


# In an array: a reference, perhaps, or a dictionary, or a name that may need another form.
_POINTS_ON: Final = re.compile(rb"R|<<|#")
_STRAY: Final = re.compile(rb"#(?![0-9A-Fa-f]{2})")  # in a name: a sign that escapes nothing


class TooDeepError(ValueError):
    """Nested deeper than any honest file."""


@dataclass(slots=True)
class Layers:
    """The layers of all sources; those that were off stay off, or a page would show more.

    Their names are not kept.
    """

    every: list[bytes] = field(default_factory=list)
    off: list[bytes] = field(default_factory=list)

    def properties(self) -> bytes:
        """Return what the bundle's catalogue says of them."""
        default = dictionary({"OFF": array_of(self.off)})
        return dictionary({"OCGs": array_of(self.every), "D": default})


class Copier:
    """Copies from one source, each object once, under numbers of the bundle."""

    def __init__(self, file: PdfFile, layers: Layers, source: Pdf) -> None:
        self.file = file
        self._layers = layers
        self._off = _layers_off(source)
        self._numbers: dict[tuple[int, int], int] = {}
        self._forms: dict[Hashable, int] = {}
        self._waiting: deque[tuple[int, Object]] = deque()

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Let what fails within leave no trace, so that the next page that needs it fails too."""
        with ExitStack() as undo:
            undo.callback(self._forget_since, len(self._numbers))
            yield
            undo.pop_all()

    def _forget_since(self, known: int) -> None:
        self._waiting.clear()
        while len(self._numbers) > known:
            self._numbers.popitem()

    def shows(self, thing: Object) -> bool:
        """Tell whether the layer that `thing` is on, if any, is not switched off."""
        layer = thing.get("/OC")
        return not isinstance(layer, Object) or layer.objgen not in self._off

    def resources(self, found: object) -> bytes:
        """Copy what a page's content calls by name."""
        if not isinstance(found, Dictionary):
            return b"<<>>"
        kept = {key: found[key] for key in sorted(_RESOURCES & found.keys())}
        return self._whole(b"<<%b>>" % _joined({k: self._entry(k, v, 0) for k, v in kept.items()}))

    def value(self, thing: Object) -> bytes:
        """Copy one value, and whatever it points to."""
        return self._whole(self._value(thing, 0))

    def form(self, contents: Sequence[Stream], entries: Mapping[str, object]) -> int:
        """Copy a page's content as one drawing, once for all pages that share it."""
        key = (tuple(part.objgen for part in contents), *entries.values())
        if key not in self._forms:
            self._forms[key] = self._form(contents, entries)
        return self._forms[key]

    def _form(self, contents: Sequence[Stream], entries: Mapping[str, object]) -> int:
        if len(contents) > 1:
            packed = {**entries, "Filter": name("FlateDecode")}
            return self.file.add_stream(packed, zlib.compress(joined(contents)))
        filters = {
            key[1:]: self._value(contents[0][key], 0)
            for key in ("/Filter", "/DecodeParms")
            if key in contents[0]
        }
        self._whole(b"")
        return self.file.add_stream({**entries, **filters}, stream_bytes(contents[0]))

    def _whole(self, body: bytes) -> bytes:
        """Return `body` once everything that it points to is written."""
        while self._waiting:
            self._write(*self._waiting.popleft())
        return body

    def _write(self, number: int, thing: Object) -> None:
        if isinstance(thing, Stream):
            entries = {k[1:]: v for k, v in self._entries(thing, 0, _OF_THE_FILE).items()}
            self.file.put_stream(number, entries, stream_bytes(thing))
        elif isinstance(thing, Dictionary) and thing.get("/Type") == Name.OCG:
            self._write_layer(number, thing)
        else:
            self.file.put(number, self._value(thing, 0, resolved=True))

    def _write_layer(self, number: int, layer: Object) -> None:
        self._layers.every.append(reference(number))
        if layer.objgen in self._off:
            self._layers.off.append(reference(number))
        self.file.put(number, b"<</Type/OCG/Name(Layer)>>")

    def _reference(self, thing: Object) -> bytes:
        if not isinstance(thing, (Dictionary, Stream, Array)):
            return thing.unparse(resolved=True)
        key = thing.objgen
        if key not in self._numbers:
            if _is_foreign(thing):
                return _NULL
            self._numbers[key] = self.file.reserve()
            self._waiting.append((self._numbers[key], thing))
        return reference(self._numbers[key])

    def _value(self, thing: Object | None, depth: int, *, resolved: bool = False) -> bytes:
        if depth > _DEEPEST:
            raise TooDeepError
        if thing is None:
            return _NULL
        if thing.is_indirect and not resolved:
            return self._reference(thing)
        if isinstance(thing, Dictionary):
            return _NULL if _is_foreign(thing) else b"<<%b>>" % _joined(self._entries(thing, depth))
        plain = thing.unparse(resolved=True)
        if plain.startswith(b"/"):
            return _STRAY.sub(b"#23", plain).replace(b"#00", b"")
        if not isinstance(thing, Array) or not _POINTS_ON.search(plain):
            return plain
        return b"[%b]" % b" ".join(self._value(each, depth + 1) for each in thing)

    def _entries(
        self, thing: Object, depth: int, left_out: frozenset[str] = _NO_KEYS
    ) -> dict[str, bytes]:
        keys = sorted(thing.keys() - _LEFT_OUT - left_out)
        return {key: self._entry(key, thing[key], depth) for key in keys}

    def _entry(self, key: str, thing: Object, depth: int) -> bytes:
        if key not in _NAME_MAPS or not isinstance(thing, Dictionary):
            return self._value(thing, depth + 1)
        entries = {each: thing[each] for each in sorted(thing.keys())}
        if key == "/Properties":
            # Other lists belong to the structure or to programs, and are looked up by name.
            entries = {k: v if _is_layer(v) else Dictionary() for k, v in entries.items()}
        return b"<<%b>>" % _joined({k: self._value(v, depth + 2) for k, v in entries.items()})


def _joined(entries: Mapping[str, bytes]) -> bytes:
    return b" ".join(name(key[1:]) + b" " + value for key, value in entries.items())


def _is_foreign(thing: Object) -> bool:
    return isinstance(thing, (Dictionary, Stream)) and str(thing.get("/Type", "")) in _FOREIGN_TYPES


def _is_layer(thing: Object) -> bool:
    return isinstance(thing, Dictionary) and str(thing.get("/Type", "")) in _LAYER_TYPES


def _layers_off(source: Pdf) -> set[tuple[int, int]]:
    """Return the layers that the source does not show unless somebody switches them on."""
    properties = source.Root.get("/OCProperties")
    if not isinstance(properties, Dictionary):
        return set()
    default = properties.get("/D")
    if not isinstance(default, Dictionary):
        return set()
    off = _layers(default, "/OFF")
    if default.get("/BaseState") == Name.OFF:
        off |= _layers(properties, "/OCGs") - _layers(default, "/ON")
    return off


def _layers(thing: Object, key: str) -> set[tuple[int, int]]:
    found = thing.get(key)
    return {layer.objgen for layer in found} if isinstance(found, Array) else set()
