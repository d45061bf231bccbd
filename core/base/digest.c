#include "core/base/digest.h"

#include <openssl/evp.h>

bool digest_sha256_hex(struct sv bytes, char hex[DIGEST_HEX_SIZE])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char raw[EVP_MAX_MD_SIZE];
	unsigned int n = 0;
	if (EVP_Digest(bytes.n > 0 ? bytes.p : "", bytes.n, raw, &n, EVP_sha256(), NULL) != 1 || n != (DIGEST_HEX_SIZE - 1) / 2)
		return false;
	for (unsigned int i = 0; i < n; i++) {
		hex[2 * i] = digits[raw[i] >> 4];
		hex[2 * i + 1] = digits[raw[i] & 15];
	}
	hex[DIGEST_HEX_SIZE - 1] = '\0';
	return true;
}
