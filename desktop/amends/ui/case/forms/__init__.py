"""The small forms of the case page: each asks for one thing, has it recorded, and closes then."""
