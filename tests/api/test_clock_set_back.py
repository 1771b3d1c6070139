"""The database's clock was set back: nobody's mistake who acts, and nothing typed is lost."""

from datetime import timedelta

import pytest

from api.errors import BUSY_SECONDS, BUSY_WRITING
from tests.api.reading import alert, form_of
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
WORDS = "Báo cáo gửi đúng lúc đồng hồ bị vặn lùi."


async def test_a_report_is_kept_in_its_form_and_sent_again_when_the_clock_is_right(
    web: WebWard,
) -> None:
    stream = web.task("51-08")
    async with web.browser("chuyenvien") as specialist:
        form = form_of(await specialist.get(f"/viec/{stream}"), "/bao-cao")
        before, right = await web.size(), web.clock.at
        web.clock.at = right - timedelta(minutes=5)
        answer = await specialist.post(form.action, data={**form.fields, "text": WORDS})
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == str(BUSY_SECONDS)
        assert BUSY_WRITING in alert(answer)
        assert await web.size() == before, "it is no refused attempt either"
        again = form_of(answer, "/bao-cao")
        assert again.fields["text"] == WORDS
        web.clock.at = right
        assert (await specialist.post(again.action, data=again.fields)).status_code == 303
    assert (await web.states(stream)).count("report-submitted") == 1
