"""The web shell: routes, pages, sockets, and everything a city's administrator sets.

Rule: it authenticates, checks the shape of what comes in, and hands on; it decides nothing about a dialogue.
"""
