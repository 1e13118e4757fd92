"""The commands of translators: `build.py translate …`. Like `cli`, it prints and ends with an exit code."""

import typer

from briefs.cli_translate import checking, exchange, work

app = typer.Typer(help="For translators: what is left to do, and the ways to do it.", no_args_is_help=True)
for command in (work.status, work.scaffold, work.diff, work.accept):
    app.command()(command)
app.command("export")(exchange.export)
app.command("import")(exchange.take_in)
app.command()(checking.check)
app.command()(checking.waive)
app.command()(exchange.glossary)
