"""The values every kind of step needs: ids, actors, audiences, context, rejections, questions, the document tree.

Rule: pure. No await, no clock, no randomness, no I/O; nothing here knows a kind of step by name.
"""
