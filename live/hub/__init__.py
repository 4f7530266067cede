"""The shell around the pure dialogue: one task per dialogue, its connections, and who is here.

Rule: acknowledgements and patches follow a durable append and never precede it; a slow connection never delays another.
"""
