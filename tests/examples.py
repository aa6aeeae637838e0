"""How many examples a drawn test tries: all of them in `make test-long`, a third in the usual run."""

from hypothesis import HealthCheck, settings

USUAL, THOROUGH = "usual", "thorough"
# How long an example takes tells how busy the machine is, and nothing about what is tested.
ANY_MACHINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def examples(number: int) -> int:
    """``number`` where there is time for all of them, a third (rounded up) where somebody waits."""
    return number if settings.get_current_profile_name() == THOROUGH else -(-number // 3)


def problem_examples(number: int, *, filtered: bool = False) -> settings:
    """For whole problems, which are large; ``filtered`` where the test throws many of them away."""
    expected = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(
        max_examples=examples(number),
        deadline=None,
        suppress_health_check=[*expected, HealthCheck.filter_too_much] if filtered else expected,
    )


def profiles() -> None:
    """Tell hypothesis of both; the usual one holds unless `--hypothesis-profile` says otherwise."""
    settings.register_profile(THOROUGH, ANY_MACHINE)
    settings.register_profile(USUAL, ANY_MACHINE, max_examples=34)
    settings.load_profile(USUAL)
