"""Where assigned work comes from: a document, a conclusion, an order, a petition; its clauses."""
