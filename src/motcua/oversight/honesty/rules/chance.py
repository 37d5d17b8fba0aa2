"""How likely it is that so many came together by chance alone. Plain Python."""

from math import exp, lgamma, log, log1p

_NEGLIGIBLE = 1e-18


def chance_of(found: int, among: int, usual: float) -> float:
    """That at least `found` of `among` have a mark which each has with the share `usual`: the binomial tail."""
    if found <= 0:
        return 1.0
    if found > among or usual <= 0:
        return 0.0
    if usual >= 1:
        return 1.0
    total = 0.0
    for number in range(found, among + 1):
        term = exp(_log_choose(among, number) + number * log(usual) + (among - number) * log1p(-usual))
        total += term
        if number > among * usual and term < _NEGLIGIBLE * max(total, 1e-300):
            break
    return min(total, 1.0)


def _log_choose(among: int, number: int) -> float:
    return lgamma(among + 1) - lgamma(number + 1) - lgamma(among - number + 1)
