"""How a form about a programme is done: bound, filled with what the server knows, handled."""

from typing import Any

from api.context import FormRequest
from api.form_binding import bind_form_act
from api.programmes.drawing import blank_drawn, with_drawn
from services.domain.act import Act
from services.domain.instants import day_of


async def run_programme_form(
    form_request: FormRequest, act: Act[Any, Any, Any], stream: str, **address: Any
) -> Any:
    """Do the act that the form asks for, and the command that did it; raises Refusal.

    `address` is what the address says beside the stream.
    """
    services = form_request.services
    bound = await bind_form_act(form_request, act, blank_drawn(act), stream=stream, **address)
    today = day_of(form_request.acting.now)
    bound = await with_drawn(services, form_request.typed.command_id(), today, bound)
    await services.acts.handle(form_request.request(act.name, bound), bound.command)
    return bound.command
