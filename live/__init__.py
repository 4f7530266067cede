"""Live facilitation of digital citizens' dialogues.

The rule of the package: imports point inward only (command line and web → hub, render → log,
dialogue → steps → core), and nothing but the log holds truth.
"""

__version__ = "0.1.0"
