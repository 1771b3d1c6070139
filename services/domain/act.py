"""What an act is made of. Pure; nothing here knows a noun."""

from dataclasses import dataclass

from services.domain.errors import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One reason to refuse, declared once: pages, API, log and help read it from here.

    `code` is kept with each attempt and never renamed. `sentence` is what the person reads, with
    named values in braces; `brief` is the short form for one line of the log, small letters and no
    full stop. `fields` are the command's fields that it may speak of: of several, the first that
    was sent, the last where none was. `kind` is the refusal that it raises.
    """

    code: str
    sentence: str
    brief: str
    fields: tuple[str, ...] = ()
    kind: type[Refusal] = Refusal

    def refuse(self, *, field: str = "", **values: object) -> Refusal:
        """The refusal with its values; `field` where only the moment says which one it is."""
        sentence = self.sentence.format(**values)
        sole = self.fields[0] if len(self.fields) == 1 else ""
        return self.kind(self.code, sentence, field=field or sole, fields=self.fields)
