#include "core/cache/epoch.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/cache/key.h"

bool epoch_publish(struct kv *kv, const char *key, int64_t epoch)
{
	char name[KEY_TEXT_MAX], value[24];
	if (!key_of_epoch(name, sv_of(key)))
		return false;
	snprintf(value, sizeof value, "%" PRId64, epoch);
	return kv_set(kv, sv_of(name), sv_of(value), EPOCH_TTL_S);
}
