#include "core/base/digest.h"

#include <limits.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

void digest_hex(const unsigned char raw[DIGEST_SIZE], char hex[DIGEST_HEX_SIZE])
{
	static const char digits[] = "0123456789abcdef";
	for (int i = 0; i < DIGEST_SIZE; i++) {
		hex[2 * i] = digits[raw[i] >> 4];
		hex[2 * i + 1] = digits[raw[i] & 15];
	}
	hex[DIGEST_HEX_SIZE - 1] = '\0';
}

bool digest_sha256_hex(struct sv bytes, char hex[DIGEST_HEX_SIZE])
{
	static EVP_MD *sha256; /* EVP_sha256() is looked up at each use */
	unsigned char raw[EVP_MAX_MD_SIZE];
	unsigned int n = 0;
	if (sha256 == NULL)
		sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
	if (EVP_Digest(bytes.n > 0 ? bytes.p : "", bytes.n, raw, &n, sha256, NULL) != 1 || n != DIGEST_SIZE)
		return false;
	digest_hex(raw, hex);
	return true;
}

bool digest_hmac_sha256(struct sv key, struct sv bytes, unsigned char mac[DIGEST_SIZE])
{
	unsigned int n = 0;
	if (key.n > INT_MAX)
		return false;
	const unsigned char *text = (const unsigned char *)(bytes.n > 0 ? bytes.p : "");
	return HMAC(EVP_sha256(), key.n > 0 ? key.p : "", (int)key.n, text, bytes.n, mac, &n) != NULL && n == DIGEST_SIZE;
}
