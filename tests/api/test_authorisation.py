"""Who sees and does what: every office at every route, and no word of what is not theirs.

The routes are taken from the application; each has a line in `route_samples`. All viewers look
at all tasks of the matrix (how it stands to their unit, restricted or not, how far it has come).
Sampled are only: the log's positions (one for each kind of act and of task, in turn on its page
and by a program), items of the plan (one for each kind), and what is done without right (one task
of each kind, in a state in which the act is due, so that nothing but the right is missing).
Deputies look at one task of each kind: their rights are those of a specialist.
"""

import re
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from httpx2 import AsyncClient, Response

from api.board.page import ROWS
from api.labels import count_groups
from infra.engines.postgres.engine import PostgresEngine
from services.domain.assignment.events import assignment_stream
from services.domain.directory.tokens import Scope
from services.domain.roles import Office
from services.domain.task.births import CountGroup
from tests.acts import SAMPLES
from tests.acts.rights import OF_THE_UNIT, OVERSEERS, Given, Relation, State, Viewer
from tests.api.matrix import (
    ACTS,
    NOBODYS,
    PERIODIC,
    SIGNED_IN,
    TASKS,
    UNLED,
    VIEWERS,
    Mark,
    Marker,
    acts,
    allowed,
    knows_title,
    mark,
    marks,
    reported,
    sees,
    stream_of,
)
from tests.api.matrix_assigned import COMMON
from tests.api.matrix_site import (
    MatrixSite,
    looked_at,
    one_of_each,
    opened_matrix,
    routes_of,
    sampled,
)
from tests.api.matrix_ward import fill_matrix
from tests.api.programs import key, program
from tests.api.route_samples import WRITES
from tests.api.sample_kinds import Write
from tests.domain.task_world import Birth
from tests.ledger.databases import make_database

pytestmark = pytest.mark.postgres
EACH = pytest.mark.parametrize("viewer", VIEWERS, ids=lambda each: each.login or "nobody")
CHIEF = next(viewer for viewer in VIEWERS if viewer.office is Office.CHIEF_OF_OFFICE)
UNKNOWN = Given(number=99, relation=Relation.FOREIGN, restricted=False, state=State.ISSUED)
ATTEMPTS = {"command-refused", "attempts-suppressed"}
_DRAWN = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32,64}")


@pytest.fixture(scope="module")
async def site(
    postgres: PostgresEngine, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[MatrixSite]:
    """One ward for all questions: what is refused changes nothing in it."""
    folder = tmp_path_factory.mktemp("matrix")
    template = make_database(postgres.admin_dsn(), "matrix_template", folder)
    files = await fill_matrix(template.neighbour)
    async with opened_matrix(template, files, "matrix") as opened_site:
        yield opened_site


def is_shown(answer: Response, status: int) -> bool:
    """Whether somebody was shown what was asked for, and not the way to the sign-in page."""
    return answer.status_code == status and not signs_in(answer)


def signs_in(answer: Response) -> bool:
    """Whether this is the way to the sign-in page."""
    return answer.headers.get("location", "").startswith("/dang-nhap")


def leaked(viewer: Viewer, answer: Response, *, asked: str = "") -> list[str]:
    """The markers of an answer that this viewer may not be told."""
    result = reported(answer, asked) - allowed(viewer)
    return sorted(mark(kind, number) for kind, number in result)


async def test_every_route_stands_in_the_table_of_samples(site: MatrixSite) -> None:
    routes = set(routes_of(site.web.app))
    assert len(routes) > 60
    assert routes == sampled()


@EACH
async def test_everybody_is_shown_what_is_theirs_and_no_word_of_anything_else(
    site: MatrixSite, viewer: Viewer
) -> None:
    wrong = []
    for asked, read in site.reads(viewer):
        answer = await site.read(viewer, asked.address)
        assert answer.status_code < 500, asked.address
        if leaks := leaked(viewer, answer):
            wrong.append((asked.address, answer.status_code, leaks))
        ruled = not asked.route.endswith("/{position}") or asked.task is not None
        own = asked.address in acted_on(site, viewer)
        expected = own or read.by(viewer, asked.task)
        if ruled and is_shown(answer, read.status) is not expected:
            wrong.append((asked.address, answer.status_code, ["shown" if expected else "hidden"]))
    assert wrong == []


def acted_on(site: MatrixSite, viewer: Viewer) -> set[str]:
    """The acts of the one whose office has ended: everybody reads the own acts."""
    gone = viewer.login == "xem-thoi-chuc"
    kinds = {"task-acknowledged"} if gone else set()
    return {
        f"{kit}/{position}"
        for kit in ("/nhat-ky", "/api/log")
        for position, kind, _ in site.positions
        if kind in kinds
    }


async def test_every_marker_that_was_planted_is_found_by_somebody(site: MatrixSite) -> None:
    """Else the matrix would look for what nobody ever planted."""
    seen: set[Marker] = set()
    for asked, _ in site.reads(CHIEF):
        seen |= reported(await site.read(CHIEF, asked.address))
    assert {kind for kind, _ in seen} == set(Mark) - NOBODYS
    assert {number for kind, number in seen if kind is Mark.TITLE} == {
        task.number for task in TASKS if task.has_title
    }


@pytest.mark.parametrize("viewer", SIGNED_IN, ids=lambda each: each.login)
async def test_counts_count_what_the_viewer_may_see(site: MatrixSite, viewer: Viewer) -> None:
    client = site.browsers[viewer]
    mine = [task for task in TASKS if sees(viewer, task)]
    planned = [task for task in mine if not task.is_assigned]
    streams = {stream_of(each) for each in mine}
    assert await _behind_the_counts(client) == streams
    listed = (await client.get("/api/tasks?limit=200")).json()["tasks"]
    assert {each["stream"] for each in listed} == streams
    for words, expected in (
        (
            COMMON,
            sum(knows_title(viewer, each) for each in mine)
            + sum(knows_title(viewer, each) for each in planned),
        ),
        ("qz", 2 * len(planned) + (viewer.office in OVERSEERS)),
    ):
        text = (await client.get(f"/tim?tim={words}")).text
        said = re.search(r"(\d+) kết quả cho", text)
        assert (int(said[1]) if said else 0) == expected, words
    log, address = set(), "/nhat-ky"
    while address:
        page = await client.get(address)
        log |= {number for kind, number in marks(page.content) if kind is Mark.CODE}
        older = re.search(r'href="(/nhat-ky\?[^"]*vi-tri=\d+)">Xem 30', page.text)
        address = older[1] if older else ""
    assert log - {UNLED} == {each.number for each in mine}


async def _behind_the_counts(client: AsyncClient) -> set[str]:
    """The tasks that the counts of the own work open, page by page."""
    ways = sorted(set(re.findall(r'href="(/viec\?nhom=[a-z-]+)"', await _text(client, "/viec"))))
    listed = set[str]()
    while ways:
        text = await _text(client, ways.pop())
        listed |= set(re.findall(r'<a href="/viec/([^"#]+)" title=', text))
        ways += [
            way.replace("&amp;", "&") for way in re.findall(r'href="([^"]+)">Trang sau', text)
        ]
    return listed


async def _text(client: AsyncClient, address: str) -> str:
    return (await client.get(address)).text


@pytest.mark.parametrize("viewer", SIGNED_IN, ids=lambda each: each.login)
async def test_a_title_that_is_somebody_s_to_know_stands_wherever_the_task_does(
    site: MatrixSite, viewer: Viewer
) -> None:
    """One rule for every page: no list keeps from somebody what the task's own page tells."""
    known = {task.number for task in TASKS if knows_title(viewer, task)}
    wrong = []
    for asked, read in site.reads(viewer):
        if asked.route in TITLED and read.by(viewer, asked.task):
            seen = reported(await site.read(viewer, asked.address))
            numbers = {number for kind, number in seen if kind is Mark.CODE} & known
            titles = {number for kind, number in seen if kind is Mark.TITLE}
            if titles - known or numbers - titles:
                wrong.append((asked.address, sorted(titles - known), sorted(numbers - titles)))
    assert wrong == []


# The pages and lists on which every task or item stands with its title.
TITLED = {
    "/viec",
    "/viec/{stream}",
    "/ke-hoach",
    "/don-doc",
    "/tong-quan/viec",
    "/tim",
    "/api/my-work",
    "/api/tasks",
    "/api/tasks/{stream}",
    "/api/board/tasks",
    "/api/overview/tasks",
    "/api/plan/items",
    "/api/search",
}


ENDED = {State.CONFIRMED, State.WITHDRAWN}
_BESIDE = {State.SUSPENDED, State.WITHDRAWN}
# The total of the overview, and what stands beside it.
COUNTED = {
    "": set(State) - _BESIDE,
    "&o=tam-dung": {State.SUSPENDED},
    "&o=thu-hoi": {State.WITHDRAWN},
}
GROUPS = {
    CountGroup.ROUTINE: Birth.PERIODIC,
    CountGroup.ASSIGNED_DATED: Birth.ASSIGNED,
    CountGroup.ASSIGNED_UNDATED: Birth.ASSIGNED_UNDATED,
}


@EACH
async def test_the_sheet_and_the_pages_of_overseers_list_exactly_what_is_theirs(
    site: MatrixSite, viewer: Viewer
) -> None:
    client = site.browsers[viewer]
    if viewer.office in OF_THE_UNIT:
        sheet = (await client.get(site.address("/phieu/{period}", TASKS[0]))).text
        led = [task for task in PERIODIC if task.relation is Relation.LED]
        assert streams_in(sheet) == {stream_of(each) for each in led}
    if viewer.office in OVERSEERS:
        for group, births in GROUPS.items():
            await lists_exactly(client, group, [task for task in TASKS if task.birth is births])


async def lists_exactly(client: AsyncClient, group: CountGroup, tasks: list[Given]) -> None:
    """The overview and the board of one group of work: no other group is among it."""
    slug, counted = f"nhom={count_groups.SLUGS[group]}", set()
    for box, states in COUNTED.items():
        overview = (await client.get(f"/tong-quan/viec?{slug}{box}")).text
        own = {stream_of(task) for task in tasks if task.state in states}
        assert streams_in(overview) == own, (group, box)
        counted |= own
    assert counted == {stream_of(task) for task in tasks}
    running = {stream_of(task) for task in tasks if task.state not in ENDED}
    listed = set[str]()
    for number in range(1, len(running) // ROWS + 2):
        at = f"/don-doc?tinh-trang=tat-ca&{slug}&trang={number}"
        listed |= set(re.findall(r'data-stream="(task-[^"]+)"', (await client.get(at)).text))
    assert listed == running


def streams_in(page: str) -> set[str]:
    """The tasks that a page links to."""
    return set(re.findall(r"/viec/(task-[A-Za-z0-9.-]+)", page))


@EACH
async def test_what_the_interface_says_that_somebody_may_do_is_the_rule(
    site: MatrixSite, viewer: Viewer
) -> None:
    verbs = {sample.act.name: sample.act.verb for sample in SAMPLES if sample.act.verb}
    assert len(verbs) > 5
    for task in looked_at(viewer):
        if not sees(viewer, task):
            continue
        answer = await site.read(viewer, f"/api/tasks/{stream_of(task)}")
        may = {verbs[name] for name in acts(viewer, task) & verbs.keys()}
        assert set(answer.json()["may"]) == may, task


@EACH
async def test_what_is_hidden_answers_like_what_does_not_exist(
    site: MatrixSite, viewer: Viewer
) -> None:
    """Reading and doing; also with the mark of an answer that somebody else was given."""
    client = site.browsers[viewer]
    hidden = [given for given in one_of_each() if not sees(viewer, given)]
    for route in ("/viec/{stream}", "/viec/{stream}/tep/{sha256}", "/api/tasks/{stream}"):
        for each in hidden:
            unknown = replace(UNKNOWN, birth=each.birth)
            none = alike(await client.get(site.address(route, unknown)), unknown)
            assert alike(await client.get(site.address(route, each)), each) == none, (route, each)
    for route, write in WRITES.items():
        nothing: dict[str, tuple[int, str, str]] = {}  # by what is typed, which is sent once
        for each in hidden[: 1 if viewer.deputy else 2] if names_work(route, write) else ():
            unknown = replace(each, number=UNKNOWN.number)
            result = alike(await site.send(viewer, route, naming(write, each), each), each)
            typed = written(write, unknown)
            if typed not in nothing:
                sent = await site.send(viewer, route, naming(write, unknown), unknown)
                nothing[typed] = alike(sent, unknown)
            assert result == nothing[typed], (route, each)
    for each in hidden:
        address = site.address("/api/tasks/{stream}", each)
        tag = (await site.browsers[CHIEF].get(address)).headers["ETag"]
        refused = await client.get(address, headers={"If-None-Match": tag})
        assert refused.status_code in {401, 404}


def naming(write: Write, given: Given) -> Write:
    """The same aimed at the item of a task, where it would be aimed at another one."""
    named = {"code": given.code, "stream": assignment_stream(given.code)}
    return replace(write, at={**write.at, **named} if write.at else {})


def names_work(route: str, write: Write) -> bool:
    """Whether a task or an item is named, in the address or in the form."""
    return "{stream}" in route or "{code}" in route or bool(write.act) or route == "/don-doc"


def alike(answer: Response, given: Given) -> tuple[int, str, str]:
    """An answer without what the question named and without ids drawn for it."""
    said = (answer.headers.get("location", ""), answer.text)
    way, plain = (_DRAWN.sub("", text.replace(given.code, "X")) for text in said)
    return answer.status_code, way, plain


def written(write: Write, given: Given) -> str:
    """What the asker types: a refused form says it again, which is no leak."""
    made = [made(given) for made in (write.form, write.json) if made is not None]
    return " ".join(str(value) for fields in made for value in fields.values())


@EACH
async def test_nobody_does_what_is_not_theirs_and_only_the_attempt_is_kept(
    site: MatrixSite, viewer: Viewer
) -> None:
    wrong = []
    files, last = dict(site.files.kept), await site.web.size()
    for route, write in WRITES.items():
        for given in due_for(write, viewer):
            if write.by(viewer, given):
                continue
            answer = await site.send(viewer, route, write, given)
            refused = 400 <= answer.status_code < 500 or signs_in(answer)
            refused = refused or answer.status_code in write.answers
            facts = await site.web.ward.ledger.tail(last, 1000)
            last = facts[-1].position if facts else last
            kept = {fact.event.TYPE for fact in facts}
            leaks = leaked(viewer, answer, asked=f"{given.code} {written(write, given)}")
            if not refused or leaks or kept - ATTEMPTS - write.leaves:
                wrong.append((route, given, answer.status_code, kept, leaks))
    assert wrong == []
    assert site.files.kept == files
    if viewer.login is not None:
        person = await site.web.person_id(viewer.login)
        mine = [stream_of(task) for task in TASKS if "submit-report" not in acts(viewer, task)]
        assert await site.web.app.state.services.drafts.of(person, mine) == {}


def due_for(write: Write, viewer: Viewer) -> tuple[Given, ...]:
    """One task of each kind, in a state in which the act is due.

    Of what no office of the viewer ever does one open and one restricted task are enough, and so
    they are for a deputy (see `looked_at`).
    """
    if not write.act:
        return PERIODIC[:1]
    rules = ACTS[write.act]
    due = set().union(*(states for _, _, states in rules))
    kinds = tuple(given for given in one_of_each(due) if not given.counted)
    if any(viewer.office in offices for offices, _, _ in rules) and not viewer.deputy:
        return kinds
    return tuple(
        next(given for given in kinds if given.restricted is secret) for secret in (False, True)
    )


async def test_a_token_that_only_reads_does_nothing(site: MatrixSite) -> None:
    async with program(site.web, "xem-chief_of_office", Scope.READ) as reader:
        before = await site.web.size()
        for route, write in WRITES.items():
            if write.json is not None:
                given = due_for(write, CHIEF)[0]
                address = site.address(route, given, write.at).removeprefix("/api")
                answer = await reader.post(address, json=dict(write.json(given)), headers=key())
                assert answer.status_code == 403, route
        assert await site.web.size() == before
