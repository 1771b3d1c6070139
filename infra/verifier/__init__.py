"""The verifier that goes to people who have nothing else of ours: one file, no import of ours."""
