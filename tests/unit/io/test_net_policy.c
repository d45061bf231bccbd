#include "core/io/net_policy.h"

#include "tests/unit/unit.h"

static void lets_a_burst_go_and_then_the_rate(void **state)
{
	struct net_policy_bucket b;

	(void)state;
	net_policy_init(&b, 4, 2, 1000);
	assert_true(net_policy_take(&b, 1000));
	assert_true(net_policy_take(&b, 1000));
	assert_false(net_policy_take(&b, 1000));
	assert_int_equal(net_policy_wait_ms(&b), 250);
	assert_false(net_policy_take(&b, 1249));
	assert_true(net_policy_take(&b, 1250));
	assert_true(net_policy_take(&b, 60000));
	assert_true(net_policy_take(&b, 60000));
	assert_false(net_policy_take(&b, 60000)); /* a long rest saves up no more than the burst */
}

static void has_no_limit_at_rate_0(void **state)
{
	struct net_policy_bucket b;

	(void)state;
	net_policy_init(&b, 0, 1, 0);
	for (int i = 0; i < 1000; i++)
		assert_true(net_policy_take(&b, 0));
	net_policy_throttled(&b, 5000);
	assert_true(net_policy_take(&b, 5000));
	assert_int_equal(net_policy_wait_ms(&b), 0);
}

static void halves_on_429_and_recovers(void **state)
{
	struct net_policy_bucket b;

	(void)state;
	net_policy_init(&b, 8, 1, 0);
	net_policy_throttled(&b, 0);
	assert_int_equal(b.rate_milli, 4000);
	net_policy_throttled(&b, 999); /* of the same burst */
	assert_int_equal(b.rate_milli, 4000);
	for (int i = 1; i < 20; i++)
		net_policy_throttled(&b, i * 1000);
	assert_int_equal(b.rate_milli, 500);
	net_policy_recover(&b);
	assert_int_equal(b.rate_milli, 660);
	for (int i = 0; i < 100; i++)
		net_policy_recover(&b);
	assert_int_equal(b.rate_milli, 8000);
}

static void backs_off_exponentially_with_jitter(void **state)
{
	(void)state;
	for (uint32_t dice = 0; dice < 5000; dice += 7) {
		assert_in_range(net_policy_backoff_ms(1, 0, dice), 250, 500);
		assert_in_range(net_policy_backoff_ms(2, 0, dice), 500, 1000);
		assert_in_range(net_policy_backoff_ms(3, 0, dice), 1000, 2000);
		assert_in_range(net_policy_backoff_ms(40, 0, dice), 16000, 32000);
	}
	assert_int_not_equal(net_policy_backoff_ms(1, 0, 1), net_policy_backoff_ms(1, 0, 2));
}

static void obeys_retry_after_up_to_a_minute(void **state)
{
	(void)state;
	assert_int_equal(net_policy_backoff_ms(1, 7, 3), 7000);
	assert_int_equal(net_policy_backoff_ms(1, 86400, 3), 60000);
	assert_int_equal(net_policy_backoff_ms(1, INT64_MAX, 3), 60000);
	assert_in_range(net_policy_backoff_ms(1, -5, 3), 250, 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lets_a_burst_go_and_then_the_rate), cmocka_unit_test(has_no_limit_at_rate_0),
	    cmocka_unit_test(halves_on_429_and_recovers),        cmocka_unit_test(backs_off_exponentially_with_jitter),
	    cmocka_unit_test(obeys_retry_after_up_to_a_minute),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
