"""What holds for every test.

Rule: no test fails because the machine is busy; how long something takes is measured in `tests/bench/`.
"""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
