"""A short storm: `make chaos` is the long one.

The seed is one that kills a web server, PostgreSQL and cron workers in these seconds.
"""

from bench.chaos.options import Options
from bench.chaos.run import chaos


def test_nothing_is_lost_or_twice_or_out_of_order_whatever_is_killed():
    storm = Options(minutes=0.2, rate=10, customers=20, pause=3, grace=5, seed=341)
    verdict = chaos(storm)
    assert verdict.complaints == []
