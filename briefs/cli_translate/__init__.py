"""The commands of translators: `build.py translate …`. Like `cli`, it prints and ends with an exit code.

They are loaded when one of them is asked for: a build has no use for them, and they take half a second.
"""

from typing import Any

import typer
from typer.core import TyperGroup


class _Lazy(TyperGroup):
    def list_commands(self, ctx: Any) -> list[str]:
        return list(_commands())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return _commands().get(cmd_name)


def _commands() -> dict[str, Any]:
    from briefs.cli_translate.commands import app as loaded

    return dict(typer.main.get_group(loaded).commands)


app = typer.Typer(cls=_Lazy, help="For translators: what is left to do, and the ways to do it.", no_args_is_help=True)


@app.callback()
def _translate() -> None:
    pass
