"""Names of people as lists should show them. Pure."""


def single_blanks(name: str) -> str:
    """One blank between the words of a name, none around it."""
    return " ".join(name.split())


def proposed_name(name: str) -> str:
    """The name with a capital at each word, where small or only capital letters were typed.

    Blank where nothing is to be asked. Names of some peoples are rightly written otherwise, so it
    is a proposal, never a correction.
    """
    words = single_blanks(name).split()
    shouted = all(word.isupper() for word in words) and any(len(word) > 1 for word in words)
    small = any(word[:1].islower() for word in words)
    if not shouted and not small:
        return ""
    return " ".join(
        word[:1].upper() + (word[1:].lower() if shouted else word[1:]) for word in words
    )
