"""`eval template`: a question set to fill in with a spreadsheet."""

from pathlib import Path

import click


@click.command("template")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def template_command(file: Path) -> None:
    """Write an empty question set to fill in.

    FILE (.xlsx or .csv) gets a header and two examples; XLSX also has drop-down lists and a sheet
    that explains the columns. A file that is there already is left as it is.

    \b
    Fill it in, check it:  beleidswijzer eval check FILE
    Measure with it:       beleidswijzer eval run FILE
    """
    from eval.template import write_template

    write_template(file)
    click.echo(f"{file} has two examples to replace. Then: beleidswijzer eval check {file}")
