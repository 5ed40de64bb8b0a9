"""The commands of `beleidswijzer eval`, one module each.

Imports stand inside the commands: `beleidswijzer --help` and `ask` must not wait for them.
"""

import click

from eval.cli.ablation import ablation_command
from eval.cli.agreement import agreement_command
from eval.cli.beir import beir_command
from eval.cli.bench import bench_command
from eval.cli.card import card_command
from eval.cli.check import check_command
from eval.cli.compare import compare_command
from eval.cli.encoder import encoder_command
from eval.cli.failures import failures_command
from eval.cli.fit import fit_command
from eval.cli.gate import gate_command
from eval.cli.gold import gold_command
from eval.cli.judge import judge_command
from eval.cli.new_question import new_question_command
from eval.cli.report import report_command
from eval.cli.run import run_command
from eval.cli.score import score_command
from eval.cli.template import template_command


@click.group("eval")
def eval_group() -> None:
    """Measure the quality of the answers against a question set."""


for command in (
    run_command,
    failures_command,
    report_command,
    card_command,
    compare_command,
    ablation_command,
    gate_command,
    fit_command,
    score_command,
    agreement_command,
    gold_command,
    judge_command,
    check_command,
    template_command,
    new_question_command,
    bench_command,
    beir_command,
    encoder_command,
):
    eval_group.add_command(command)
