"""How a sample is done in a ward with pages: in a form of a page, or by a call of a program."""

import re
from typing import Final

from httpx2 import AsyncClient, Response

from infra.randomness import RANDOMNESS
from services.domain.fields import CountField
from tests.acts.sample import ActSample, Sent, Thing
from tests.acts.sending import Fields, form_of_body, typed_in
from tests.api.programs import key
from tests.api.reading import Form, read

_NAMES: Final = re.compile(r'\bname="([^"]+)"')


def page_address(sample: ActSample, thing: Thing) -> str:
    """Where its form is sent to."""
    return sample.page.format(**thing.names)


def call_address(sample: ActSample, thing: Thing) -> str:
    """Where its body is sent to, below `/api`."""
    return sample.call.format(**thing.names).removeprefix("/api")


async def by_page(client: AsyncClient, sample: ActSample, thing: Thing) -> Response:
    """Open the page, fill in the form that stands there, send it."""
    page = await client.get(sample.opens.format(**thing.names))
    assert page.status_code == 200, page.text
    typed, address = typed_in(sample, thing), page_address(sample, thing)
    shown = _form_at(page, address, typed)
    assert typed.keys() <= set(_NAMES.findall(page.text)), "a field has another name there"
    _carries_its_counts(sample, shown, typed)
    fields = {name: value for name, value in shown.fields.items() if name != "file"}
    return await send_form(client, sample, address, {**fields, **typed})


def _form_at(page: Response, address: str, typed: Fields) -> Form:
    """The form, or the button of a form, that goes there; of several the one that fits best."""
    reader = read(page)
    forms = [form for form in reader.forms if form.action.partition("?")[0] == address]
    for action, form_id, around in reader.actions:
        form = reader.by_id.get(form_id, around)
        if form is not None and action == address:
            forms.append(form)
    assert forms, f"no form for {address}: {[form.action for form in reader.forms]}"
    return max(
        forms,
        key=lambda form: (
            len(form.fields.keys() & typed.keys()),
            len(form.fields.items() & typed.items()),
        ),
    )


def _carries_its_counts(sample: ActSample, shown: Form, typed: Fields) -> None:
    """What nobody types, such as the submission that is judged, the page holds by itself."""
    for name, kind, _ in sample.declared:
        if isinstance(kind, CountField) and not kind.among:
            assert shown.fields[name] == typed[name]


async def send_form(
    client: AsyncClient, sample: ActSample, address: str, fields: Fields
) -> Response:
    """Send the fields of a form, with its file where it has one."""
    if sample.file is None:
        return await client.post(address, data=fields)
    part = (sample.file.name, sample.file.content, sample.file.media_type)
    return await client.post(address, data=fields, files={"file": part})


async def by_form_alone(
    client: AsyncClient, sample: ActSample, thing: Thing, sent: Sent, more: Fields | None = None
) -> Response:
    """Send a form as a page would, whether or not this person is shown it."""
    if sample.form is None:
        typed = form_of_body(sample, {**sample.sent_to(thing), **sent})
    else:
        typed = {**typed_in(sample, thing), **_declared(sample, sent)}
    fields = {
        "command_id": str(RANDOMNESS.new_id()),
        "file_command_id": str(RANDOMNESS.new_id()),
        **typed,
        **(more or {}),
    }
    return await send_form(client, sample, page_address(sample, thing), fields)


def _declared(sample: ActSample, sent: Sent) -> Fields:
    return form_of_body(sample, sent) if sent else {}


async def by_call(
    client: AsyncClient,
    sample: ActSample,
    thing: Thing,
    sent: Sent | None = None,
    once: dict[str, str] | None = None,
) -> Response:
    """Call the operation with the sample's body, some of its parts replaced."""
    address, head = call_address(sample, thing), once or key()
    if sample.file is None:
        return await client.post(address, json=sample.sent_to(thing, sent), headers=head)
    return await client.post(
        address, params={"name": sample.file.name}, content=sample.file.content, headers=head
    )
