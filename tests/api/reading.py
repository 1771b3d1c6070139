"""Reading pages in tests as a browser does: forms with their fields, sentences, links."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from httpx2 import AsyncClient, Response


@dataclass
class Form:
    """One form of a page: where it goes and what its fields hold."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class _HtmlReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.actions: list[tuple[str, str, Form | None]] = []
        self.alerts: list[str] = []
        self.areas: list[str] = []
        self.text: list[str] = []
        self._elsewhere: list[tuple[str, str, str]] = []
        self._form: Form | None = None
        self._area: str | None = None
        self._select: str | None = None
        self._alert_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        collected = {name: value or "" for name, value in attrs}
        if self._alert_depth and tag not in {"br", "input", "img"}:
            self._alert_depth += 1
        elif collected.get("role") == "alert":
            self._alert_depth = 1
            self.alerts.append("")
        match tag:
            case "form":
                self._open(Form(action=collected.get("action", "")), collected.get("id"))
            case "button" if "formaction" in collected:
                self.actions.append(
                    (collected["formaction"], collected.get("form", ""), self._form)
                )
            case "input" if "name" in collected:
                self._input(collected)
            case "textarea":
                self._area = collected.get("name", "")
                self.areas.append("")
            case "select":
                self._select = collected.get("name", "")
            case "option" if self._select is not None:
                first = self._form is not None and self._select not in self._form.fields
                if "selected" in collected or first:
                    self._put(self._select, collected.get("value", ""))
            case _:
                return

    def handle_endtag(self, tag: str) -> None:
        if self._alert_depth:
            self._alert_depth -= 1
        if tag == "form":
            self._form = None
        if tag == "textarea" and self._area is not None:
            # The line end right after the opening tag is not part of the text.
            self.areas[-1] = self.areas[-1].removeprefix("\n")
            self._put(self._area, self.areas[-1])
            self._area = None
        if tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.areas[-1] += data
        elif self._alert_depth:
            self.alerts[-1] += data
        self.text.append(data)

    def close(self) -> None:
        """Put the fields that stand outside their forms into them."""
        super().close()
        for form_id, name, value in self._elsewhere:
            if form_id in self.by_id:
                self.by_id[form_id].fields[name] = value

    def _input(self, of: dict[str, str]) -> None:
        """A field of the form around it, or of the one that it names."""
        if of.get("type") in {"radio", "checkbox"} and "checked" not in of:
            return
        if "form" in of:
            self._elsewhere.append((of["form"], of["name"], of.get("value", "")))
        else:
            self._put(of["name"], of.get("value", ""))

    def _open(self, form: Form, form_id: str | None) -> None:
        self._form = form
        self.forms.append(form)
        if form_id is not None:
            self.by_id[form_id] = form

    def _put(self, name: str, value: str) -> None:
        if self._form is not None and name:
            self._form.fields[name] = value


def read(answer: Response) -> _HtmlReader:
    """A page as its reader finds it."""
    reader = _HtmlReader()
    reader.feed(answer.text)
    reader.close()
    return reader


def form_of(answer: Response, ending: str) -> Form:
    """The form that goes to an address with this ending."""
    page_read = read(answer)
    forms = [form for form in page_read.forms if form.action.endswith(ending)]
    for action, form_id, around in page_read.actions:
        form = page_read.by_id.get(form_id, around)
        if form is not None and action.endswith(ending):
            forms.append(Form(action=action, fields=form.fields))
    assert forms, f"no form {ending} on the page: {[each.action for each in page_read.forms]}"
    return forms[0]


def alert(answer: Response) -> str:
    """The sentence that the page shows first."""
    alerts = [" ".join(each.split()) for each in read(answer).alerts]
    assert alerts, "the page says nothing"
    return alerts[0]


async def send(client: AsyncClient, address: str, ending: str, typed: dict[str, str]) -> Response:
    """Open a page, fill in one of its forms, send it."""
    page = await client.get(address)
    assert page.status_code == 200, page.text
    form = form_of(page, ending)
    return await client.post(form.action, data={**form.fields, **typed})
