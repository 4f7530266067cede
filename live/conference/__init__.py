"""Speaking with a city's conference server. It knows no dialogue: names, roles and passwords are handed to it.

A Jitsi server need not be spoken with: its rooms begin when somebody comes (`live.core.conference`). BigBlueButton
wants a room to be made first, and to be told who comes.
"""
