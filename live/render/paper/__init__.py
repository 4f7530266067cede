"""What is set on paper, and how: words for the typesetter, the fonts it has, the typesetter itself."""
