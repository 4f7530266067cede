"""The documentation in the formats that people open. Knows the document tree, and no kind of step."""
