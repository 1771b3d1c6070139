"""One name in many forms: how a unit's printed forms are compared, found and abbreviated."""

import re

from services.plandoc.wording.words import plain, syllables

# "P. KT" and "TT. PVHCC": heads of names that are printed by their first letters.
_HEADS = {"p.": "phòng ", "tt": "trung tâm ", "tt.": "trung tâm "}
_SHORT_HEAD = re.compile(r"^(P\.|TT\.?(?=\s))\s*", re.IGNORECASE)
_LOOSE_HEADS = {
    r"phòng\s+": r"(?:phòng\s+|p\.\s*)",
    r"trung\s+tâm\s+": r"(?:trung\s+tâm\s+|tt\.?\s+)",
}


MANY = r"(?:các|\d{1,3})"  # "các thôn", "16 thôn"
_COUNTED = re.compile(rf"^(?P<title>(?:tổ )?trưởng )?{MANY} ")


def abbreviates(short: str, full: str) -> bool:
    """Whether each word of `short` is a word of `full` or the initials of its next words."""
    words = [word for word in syllables(full) if word != "và"]
    short_words = [part for part in re.split(r"[\s\-&.,]+", short) if part and part != "và"]
    at = 0
    for part in short_words:
        if at < len(words) and plain(part) == words[at]:
            at += 1
            continue
        initials = "".join(word[0] for word in words[at : at + len(part)])
        if not part.isupper() or plain(part) != initials:
            return False
        at += len(part)
    rest = words[at:]
    return bool(short_words) and (not rest or rest[0] in ("phường", "xã"))


def key_of(form: str) -> str:
    words = _SHORT_HEAD.sub(lambda match: _HEADS[match[1].lower()], form.strip(), count=1)
    words = re.sub(r"\s*,\s*", ",", plain(words))
    words = re.sub(r"\s*[-–—&]\s*", "-", words)
    return _COUNTED.sub(lambda match: f"{match['title']}các " if match["title"] else "", words)


def loose_of(form: str) -> str:
    """A pattern of a form in which blanks and dashes may be typed either way."""
    parts = re.split(r"(\s+|\s*[-–—&]\s*|,\s*)", form)
    made = []
    for part in parts:
        if not part.strip():
            made.append(r"\s+" if part else "")
        elif part.strip() == ",":
            made.append(r"\s*,\s*")
        elif re.fullmatch(r"\s*[-–—&]\s*", part):
            made.append(r"\s*[-–—&]\s*")
        else:
            made.append(re.escape(part))
    loose = "".join(made).replace(r"trưởng\s+các\s+", rf"trưởng\s+{MANY}\s+")
    for head, pattern in _LOOSE_HEADS.items():
        if loose.startswith(head):
            return pattern + loose[len(head) :]
    return loose
