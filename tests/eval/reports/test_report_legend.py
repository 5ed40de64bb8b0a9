from assistant.texts import texts
from eval.metrics.selective import Point, RiskCoverage
from eval.outcome import Outcome
from eval.reports.legend import LEGEND, meaning, metrics_of, named, variant_name
from eval.reports.risk import best_curve, tenths
from eval.scores import METRICS


def test_every_figure_has_its_sentence_and_no_other():
    explained = [name for names in LEGEND.values() for name in names]
    assert sorted(explained) == sorted(metric.name for metric in METRICS)
    for metric in METRICS:
        assert meaning(metric, "nl") != meaning(metric, "en")
        assert metric.label_in("nl") != metric.label


def test_both_languages_have_the_same_words_for_figures():
    assert texts("nl", "figures").keys() == texts("en", "figures").keys()


def test_a_report_of_another_version_shows_the_figures_it_has(results):
    overall = results.report.overall
    known = {"vital_recall": overall.figures["vital_recall"]}
    old = results.report.model_copy(
        update={"overall": overall.model_copy(update={"figures": known | {"gone": None}})}
    )
    assert [m.name for metrics in metrics_of(old).values() for m in metrics] == ["vital_recall"]
    assert [m.name for m in named(old, ("complete", "vital_recall"))] == ["vital_recall"]


def test_every_kind_of_variant_has_its_words(results):
    assert all(variant_name(kind, "nl") != kind for kind in results.report.stability)


def test_the_best_curve_orders_answers_by_how_wrong_they_are(ask_for, answer, cite):
    halves = [(True, "voorlichting"), (True, "rechercheur")]
    quote = cite("voorlichting")
    given = [
        (ask_for(id="half", nuggets=halves), answer(quote, confidence=0.9)),
        (ask_for(id="right"), answer(quote, confidence=0.1)),
        (ask_for(id="refused"), answer(status="not_found", confidence=0.5)),
        (ask_for(id="unsure"), answer(quote)),
    ]
    outcomes = [Outcome(question=q, answer=a, passages=()) for q, a in given]
    # Two of four are given with a confidence; losses 0 and 0.5, in that order.
    assert best_curve(outcomes) == ((0.25, 0.0), (0.5, 0.25))
    again = [*outcomes, outcomes[0].model_copy(update={"attempt": 2})]
    assert best_curve(again) == best_curve(outcomes)


def test_the_curve_is_read_at_tenths_and_at_its_end():
    points = [(0.1, 0.0, 0.9), (0.25, 0.2, 0.8), (0.34, 0.3, 0.7)]
    curve = RiskCoverage(
        points=[Point(coverage=c, risk=r, threshold=t) for c, r, t in points],
        area=0.1,
        best_area=0.0,
        n=50,
    )
    steps = tenths(curve, ((0.1, 0.0), (0.3, 0.05), (0.34, 0.3)))
    assert [(s.threshold, s.coverage, s.risk, s.best) for s in steps] == [
        (0.9, 0.1, 0.0, 0.0),
        (0.8, 0.25, 0.2, 0.05),
        (0.7, 0.34, 0.3, 0.3),
    ]
