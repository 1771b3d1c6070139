"""What a document asks for: duties, schemes, indicators, measures."""
