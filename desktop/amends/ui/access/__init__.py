"""Who may open the office: passphrases, people, the recovery sheet, and when the office locks."""

from __future__ import annotations
