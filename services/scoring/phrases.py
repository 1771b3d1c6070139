"""Words compared as a reader compares them: by their syllables, whatever marks stand between."""

from services.plandoc.wording.words import syllables


def spoken(words: str) -> str:
    """The syllables and numbers of a phrase with single blanks."""
    return " ".join(syllables(words))


def same(each: str, other: str) -> bool:
    """Whether two phrases say the same words."""
    return spoken(each) == spoken(other)


def holds(whole: str, part: str) -> bool:
    """Whether `part` stands in `whole`, word for word; nothing stands everywhere."""
    return f" {spoken(part)} " in f" {spoken(whole)} "


def any_same(names: tuple[str, ...], wanted: str) -> bool:
    """Whether one of the names says the words that are wanted."""
    return any(same(name, wanted) for name in names)
