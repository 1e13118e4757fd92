"""The commands of translators, by their names."""

import typer

from briefs.cli_translate import checking, exchange, work

app = typer.Typer()
for command in (work.status, work.scaffold, work.diff, work.accept):
    app.command()(command)
app.command("export")(exchange.export)
app.command("import")(exchange.take_in)
app.command()(checking.check)
app.command()(checking.waive)
app.command()(exchange.glossary)
