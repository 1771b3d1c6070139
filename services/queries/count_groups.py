"""Which group of work a page shows first: assigned and routine work are never counted together."""

from collections.abc import Mapping

from services.domain.task.births import CountGroup


def first_group(counts: Mapping[CountGroup, int]) -> CountGroup:
    """The group that is shown where nobody asked for one.

    The assigned work comes first, that with a day before that without; the routine of the plan
    where nothing else was given.
    """
    return next((group for group in CountGroup if counts.get(group)), CountGroup.ROUTINE)
