/* SHA-256 (OpenSSL's EVP behind it). */
#ifndef WINDFALL_BASE_DIGEST_H
#define WINDFALL_BASE_DIGEST_H

#include "core/base/sv.h"

#define DIGEST_HEX_SIZE 65

/* Lower-case hex with a NUL; false where OpenSSL fails. */
bool digest_sha256_hex(struct sv bytes, char hex[DIGEST_HEX_SIZE]);

#endif
