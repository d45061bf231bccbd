/* SHA-256 and its HMAC (OpenSSL behind them). */
#ifndef WINDFALL_BASE_DIGEST_H
#define WINDFALL_BASE_DIGEST_H

#include "core/base/sv.h"

#define DIGEST_SIZE 32
#define DIGEST_HEX_SIZE 65

/* Lower-case hex with a NUL; false where OpenSSL fails. */
bool digest_sha256_hex(struct sv bytes, char hex[DIGEST_HEX_SIZE]);

bool digest_hmac_sha256(struct sv key, struct sv bytes, unsigned char mac[DIGEST_SIZE]); /* false where OpenSSL fails */
void digest_hex(const unsigned char raw[DIGEST_SIZE], char hex[DIGEST_HEX_SIZE]);

#endif
