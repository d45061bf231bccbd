#include "core/base/digest.h"
#include "tests/unit/unit.h"

/* The vectors of FIPS 180-2. */
static void published_vectors(void **state)
{
	(void)state;
	char hex[DIGEST_HEX_SIZE];
	assert_true(digest_sha256_hex(SV("abc"), hex));
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_true(digest_sha256_hex(sv_of(NULL), hex));
	assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(published_vectors)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
