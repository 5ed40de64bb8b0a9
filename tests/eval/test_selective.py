import pytest

from eval.metrics.selective import loss, risk_coverage


@pytest.fixture
def met(answer, cite):
    return lambda confidence: answer(
        cite("De politie zet extra in op voorlichting."), confidence=confidence
    )


def test_loss_is_what_is_missed_or_asserted_wrongly(ask_for, answer, met):
    half = ask_for(nuggets=[(True, "voorlichting"), (True, "ijs")])
    assert loss(half, met(0.5)) == 0.5
    assert loss(ask_for(answerable=False), met(0.5)) == 1
    assert loss(ask_for(answerable=False), answer(status="not_found")) == 0
    assert loss(ask_for(type="injection", answerable=False), met(0.5)) is None


def test_the_curve_takes_the_surest_first(ask_for, met):
    right, wrong = ask_for(), ask_for(nuggets=[(True, "ijs")])
    curve = risk_coverage(
        [(wrong, met(0.7)), (right, met(0.9)), (right, met(0.8)), (right, met(0.6))]
    )
    shown = [(p.coverage, p.risk, p.threshold) for p in curve.points]
    assert shown == [
        (0.25, 0, 0.9),
        (0.5, 0, 0.8),
        (0.75, pytest.approx(1 / 3), 0.7),
        (1, 0.25, 0.6),
    ]
    assert curve.area == pytest.approx((0 + 0 + 1 / 3 + 1 / 4) / 4)
    assert curve.best_area == pytest.approx((0 + 0 + 0 + 1 / 4) / 4)


def test_outright_refusals_cover_nothing(ask_for, answer, met):
    refused = answer(status="not_found", confidence=0.1)
    curve = risk_coverage([(ask_for(), met(0.9)), (ask_for(), refused)])
    assert [(p.coverage, p.risk) for p in curve.points] == [(0.5, 0)]
    assert curve.n == 2


def test_equal_confidences_make_one_point_and_no_order_among_them_counts(ask_for, met):
    right, wrong = ask_for(), ask_for(nuggets=[(True, "ijs")])
    pairs = [(wrong, met(0.5)), (right, met(0.5))]
    one, other = risk_coverage(pairs), risk_coverage(pairs[::-1])
    assert [(p.coverage, p.risk) for p in one.points] == [(1, 0.5)]
    assert one.area == other.area == 0.5


def test_without_confidences_there_is_no_curve(ask_for, met):
    assert risk_coverage([(ask_for(), met(None))]) is None
