"""What a person can ask of the office: one intent a module, one transaction each."""

from __future__ import annotations
