"""Tests of the letter view: against real offices, driven as a user drives it."""
