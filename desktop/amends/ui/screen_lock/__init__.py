"""That the screen of this computer was locked, or that it goes to sleep, as each system tells it.

Nothing of it is loaded before an office is open.
"""
