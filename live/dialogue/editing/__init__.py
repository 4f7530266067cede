"""What an editor does to the documentation before and after it is published.

Rule: the record of the evening is never altered. An edit is a fact of its own about some words, named by their key; the
original stays where it is and comes back when the edit is taken away. Whoever edits sees everything; the published
document holds nothing that was hidden.
"""
