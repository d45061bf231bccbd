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

/* Cases 1, 2 and 6 of RFC 4231: a short key, a key of text, a key longer than a block. */
static void published_macs(void **state)
{
	(void)state;
	char long_key[131], hex[DIGEST_HEX_SIZE];
	memset(long_key, 0xaa, sizeof(long_key));
	const struct {
		struct sv key, text;
		const char *mac;
	} cases[] = {
	    {SV("\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b"), SV("Hi There"),
	     "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
	    {SV("Jefe"), SV("what do ya want for nothing?"), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
	    {{long_key, sizeof(long_key)},
	     SV("Test Using Larger Than Block-Size Key - Hash Key First"),
	     "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		unsigned char mac[DIGEST_SIZE];
		assert_true(digest_hmac_sha256(cases[i].key, cases[i].text, mac));
		digest_hex(mac, hex);
		assert_string_equal(hex, cases[i].mac);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(published_vectors), cmocka_unit_test(published_macs)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
