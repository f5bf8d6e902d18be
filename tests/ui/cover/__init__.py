"""The tests of an office that is with somebody else for a while."""
