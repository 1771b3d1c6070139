"""How a form about a directive is done: bound, filled with what the server knows, handled."""

from typing import Any

from api.context import FormRequest
from api.directives.drawing import blank_drawn, with_drawn
from api.form_binding import bind_form_act
from services.domain.act import Act


async def run_directive_form(
    form_request: FormRequest, act: Act[Any, Any, Any], stream: str
) -> Any:
    """Do the act that the form asks for, and the command that did it; raises Refusal."""
    services = form_request.services
    bound = await bind_form_act(form_request, act, blank_drawn(act), stream=stream)
    bound = await with_drawn(services, bound)
    await services.acts.handle(form_request.request(act.name, bound), bound.command)
    return bound.command
