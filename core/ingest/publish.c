#include "core/ingest/publish.h"

#include "core/cache/epoch.h"

void publish_epochs(struct kv *kv, const struct epochs_moved *moved)
{
	for (int i = 0; i < moved->n; i++)
		if (!epoch_publish(kv, moved->item[i].key, moved->item[i].epoch))
			return;
}
