"""How many questions a client may ask, with a clock of our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.web.rate import MINUTE, RateLimiter, _client


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_a_minutes_questions_may_come_at_once_and_then_one_by_one(clock):
    limiter = RateLimiter(60, clock=clock)
    assert [limiter.wait("a") for _ in range(60)] == [0.0] * 60
    assert limiter.wait("a") == pytest.approx(1)
    clock.now += 1
    assert limiter.wait("a") == 0
    assert limiter.wait("a") > 0
    clock.now += MINUTE
    assert [limiter.wait("a") for _ in range(60)] == [0.0] * 60


def test_clients_do_not_wait_for_each_other(clock):
    limiter = RateLimiter(1, clock=clock)
    assert [limiter.wait(c) for c in ("a", "b", "a")] == [0, 0, MINUTE]


def test_after_a_minute_a_client_is_forgotten(clock):
    limiter = RateLimiter(2, clock=clock)
    limiter.wait("a")
    clock.now += 29
    limiter.forget()
    assert len(limiter) == 1
    clock.now += 1
    limiter.forget()
    assert len(limiter) == 0


def test_memory_is_bounded_and_the_oldest_goes_first(clock):
    limiter = RateLimiter(1, most=2, clock=clock)
    for client in ("a", "b", "c"):
        limiter.wait(client)
    assert len(limiter) == 2
    assert limiter.wait("a") == 0
    assert limiter.wait("c") > 0


@given(st.integers(1, 20), st.lists(st.floats(0, 20), max_size=80))
def test_waiting_as_told_is_enough_and_no_more_pass_than_may(per_minute, pauses):
    clock = Clock()
    limiter = RateLimiter(per_minute, clock=clock)
    passed = []
    for pause in pauses:
        clock.now += pause
        wait = limiter.wait("a")
        if wait:
            clock.now += wait
            assert limiter.wait("a") == 0
        passed.append(clock.now)
    for start in passed:  # in one go, and as many again while it refills
        assert sum(start <= t < start + MINUTE for t in passed) <= 2 * per_minute


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:1", "2001:db8::/64"),
        ("unknown", "unknown"),
    ],
)
def test_a_client_is_its_address_or_its_network(address, client):
    assert _client({"client": (address, 1)}) == client
    assert _client({"client": None}) == ""
