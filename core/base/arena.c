#include "core/base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/os.h"

#define BLOCK_BYTES ((size_t)64 << 10)

struct arena_block {
	struct arena_block *next;
	size_t size, used;
	alignas(max_align_t) char bytes[];
};

void arena_init(struct arena *a, size_t max)
{
	*a = (struct arena){.max = max};
}

void arena_init_in(struct arena *a, void *memory, size_t size)
{
	struct arena_block *block = memory;
	size_t room = (size - sizeof(*block)) / alignof(max_align_t) * alignof(max_align_t);
	*block = (struct arena_block){.size = room};
	*a = (struct arena){.blocks = block, .max = room, .lent = true};
}

static void free_blocks(struct arena_block *block)
{
	while (block != NULL) {
		struct arena_block *next = block->next;
		os_free(block);
		block = next;
	}
}

void arena_fini(struct arena *a)
{
	if (!a->lent)
		free_blocks(a->blocks);
	*a = (struct arena){.max = a->max};
}

void arena_reset(struct arena *a)
{
	if (a->blocks != NULL) {
		free_blocks(a->blocks->next);
		a->blocks->next = NULL;
		a->blocks->used = 0;
	}
	a->used = 0;
	a->failed = false;
}

static size_t round_up(size_t size)
{
	const size_t align = alignof(max_align_t);
	return (size + align - 1) / align * align;
}

/* A block with room for size bytes, at the head of the list. */
static struct arena_block *block_for(struct arena *a, size_t size)
{
	struct arena_block *head = a->blocks;
	if (head != NULL && size <= head->size - head->used)
		return head;
	size_t room = size > BLOCK_BYTES ? size : BLOCK_BYTES;
	struct arena_block *block = os_realloc(NULL, sizeof(*block) + room); /* zeroed as it is handed out */
	if (block == NULL)
		return NULL;
	*block = (struct arena_block){.next = head, .size = room};
	a->blocks = block;
	return block;
}

void *arena_alloc(struct arena *a, size_t size)
{
	if (a->failed || size > a->max - a->used || round_up(size) > a->max - a->used) {
		a->failed = true;
		return NULL;
	}
	size = round_up(size);
	struct arena_block *block = block_for(a, size);
	if (block == NULL) {
		a->failed = true;
		return NULL;
	}
	char *p = block->bytes + block->used;
	block->used += size;
	a->used += size;
	return memset(p, 0, size);
}

char *arena_dup(struct arena *a, struct sv text)
{
	char *copy = text.n < a->max ? arena_alloc(a, text.n + 1) : NULL;
	if (copy == NULL)
		a->failed = true;
	else if (text.n > 0)
		memcpy(copy, text.p, text.n);
	return copy;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list args, again;
	va_start(args, fmt);
	va_copy(again, args);
	char most[256]; /* of the texts fit, and are written once */
	int n = vsnprintf(most, sizeof(most), fmt, args);
	char *text = n < 0 ? NULL : arena_alloc(a, (size_t)n + 1);
	if (text == NULL)
		a->failed = true;
	else if ((size_t)n < sizeof(most))
		memcpy(text, most, (size_t)n);
	else
		(void)vsnprintf(text, (size_t)n + 1, fmt, again);
	va_end(again);
	va_end(args);
	return text;
}

void *arena_grow(struct arena *a, void *items, size_t n, size_t *cap, size_t item_size)
{
	if (n < *cap)
		return items;
	size_t bigger = *cap == 0 ? 16 : *cap * 2;
	if (item_size != 0 && bigger > a->max / item_size) {
		a->failed = true;
		return NULL;
	}
	void *grown = arena_alloc(a, bigger * item_size);
	if (grown == NULL)
		return NULL;
	if (n > 0)
		memcpy(grown, items, n * item_size);
	*cap = bigger;
	return grown;
}
