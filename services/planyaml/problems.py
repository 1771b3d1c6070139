"""What is wrong in a file that the ward loads, each with its place."""

from dataclasses import dataclass

from services.domain.errors import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Một chỗ phải sửa: `line` and `column` count from 1, `path` is `duties[3].lead`."""

    line: int
    column: int
    path: str
    sentence: str

    def __str__(self) -> str:
        """Say it in one line of Vietnamese."""
        where = f" ({self.path})" if self.path else ""
        return f"dòng {self.line}, cột {self.column}{where}: {self.sentence}"


class PlanFileError(Refusal):
    """The file cannot be loaded; every problem that was found stands in it, in file order."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        lines = "\n".join(f"  {problem}" for problem in problems)
        super().__init__("plan-file", f"Tệp {name} có {len(problems)} chỗ phải sửa:\n{lines}")
        self.name = name
        self.problems = problems
