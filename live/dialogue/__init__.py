"""The one dialogue around the steps: its agenda, people, cursor and screen, and the pure verbs over all of it.

Rule: pure, like everything inside it. `decide` answers wishes, `fold` takes facts in, `view` says what an audience may
see, `document` writes the documentation; the shell around it brings time, storage and sockets.
"""
