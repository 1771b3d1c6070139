"""How a document is built: numbering, outline, parts, tables."""
