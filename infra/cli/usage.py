"""What was typed wrongly, answered in Vietnamese: one place for every command and option.

The library answers in English and names its exceptions only within itself: they are recognised by
the names of their classes and by what they say.
"""

import re
import sys
from collections.abc import Sequence
from typing import Any, Final, cast

import typer
from typer.core import TyperGroup

_USAGE_ERROR: Final[type[Exception]] = typer.BadParameter.__mro__[1]
_WRONG: Final = 2  # the exit code of what was typed wrongly
# What the library says, and what is said for it.
_SAID: Final = (
    (r"'(?P<word>.*)' is not one of (?P<known>.*)\.",
     "không có giá trị “{word}”. Chọn một trong: {known}."),
    (r"'(?P<word>.*)' does not match the formats",
     "“{word}” không phải là ngày dạng năm-tháng-ngày, ví dụ 2026-03-15."),
    (r"valid integer", "phải là một số nguyên, ví dụ 8000."),
    (r"No such command '(?P<word>[^']*)'", "Không có lệnh “{word}”."),
    (r"Got unexpected extra argument\S* \((?P<word>.*)\)", "Thừa “{word}”. Hãy bỏ bớt."),
    (r"Missing command", "Thiếu tên lệnh."),
    (r"does not take a value", "không nhận giá trị."),
    (r"requires (?:an|\d+) argument", "cần một giá trị."),
)  # fmt: skip


class SpokenGroup(TyperGroup):
    """The whole command line: wrong usage ends it with a sentence and exit code 2."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command; raises the library's own exceptions where it is not run alone."""
        arguments = (args, prog_name, complete_var, False, windows_expand_args)
        if not standalone_mode:
            return super().main(*arguments, **extra)
        try:
            code = super().main(*arguments, **extra)
        except _USAGE_ERROR as problem:
            if type(problem).__name__ == "NoArgsIsHelpError":  # the help, as it was asked for
                cast("Any", problem).show()
            else:
                print(sentence_of_usage(problem), file=sys.stderr)  # noqa: T201  (it speaks to a person)
            sys.exit(_WRONG)
        except typer.Abort:
            print("Đã dừng.", file=sys.stderr)  # noqa: T201  (the same)
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def sentence_of_usage(problem: Any) -> str:
    """Say what is wrong and what to do."""
    path = problem.ctx.command_path if problem.ctx else "dondoc"
    return f"{_what(problem)} Xem cách dùng: {path} --help"


def _what(problem: Any) -> str:
    match type(problem).__name__:
        case "MissingParameter":
            return f"Thiếu {_name(problem.param)}."
        case "BadParameter":
            return f"{_name(problem.param)}: {_said(problem.message)}"
        case "NoSuchOption":
            likely = f" (có phải {problem.possibilities[0]}?)" if problem.possibilities else ""
            return f"Không có tùy chọn {problem.option_name}{likely}."
        case "BadOptionUsage":
            return f"Tùy chọn {problem.option_name} {_said(problem.message)}"
        case _:
            return _said(problem.message)


def _name(param: Any) -> str:
    """The option or the argument as it is typed."""
    return str(next(iter(param.opts))) if param.param_type_name == "option" else param.name.upper()


def _said(message: str) -> str:
    """The sentence for what the library says; its own words where they are not known."""
    for pattern, sentence in _SAID:
        match = re.search(pattern, message)
        if match:
            words = {name: word.replace("'", "") for name, word in match.groupdict().items()}
            return sentence.format(**words)
    return message
