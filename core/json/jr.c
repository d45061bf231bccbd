#include "core/json/jr.h"

#include <jansson.h>
#include <string.h>

enum rc jr_parse(struct sv text, size_t max_bytes, struct json_t **document, struct err *err)
{
	json_error_t fault;
	*document = NULL;
	if (text.n > max_bytes)
		return err_set(err, RC_DATA, "JSON of %zu bytes, at most %zu are read", text.n, max_bytes);
	*document = json_loadb(text.n > 0 ? text.p : "", text.n, JSON_REJECT_DUPLICATES, &fault);
	if (*document == NULL)
		return err_set(err, RC_DATA, "%s at line %d, column %d", fault.text, fault.line, fault.column);
	return RC_OK;
}

void jr_free(struct json_t *document)
{
	json_decref(document);
}

bool jr_is_object(const struct json_t *value)
{
	return json_is_object(value);
}

bool jr_is_array(const struct json_t *value)
{
	return json_is_array(value);
}

size_t jr_count(const struct json_t *array)
{
	return json_array_size(array);
}

enum rc jr_object_at(const struct json_t *array, size_t index, const struct json_t **object, struct err *err)
{
	*object = json_array_get(array, index);
	return json_is_object(*object) ? RC_OK : err_set(err, RC_DATA, "item %zu must be an object", index);
}

enum rc jr_array(const struct json_t *object, const char *key, const struct json_t **array, struct err *err)
{
	*array = json_object_get(object, key);
	return json_is_array(*array) ? RC_OK : err_set(err, RC_DATA, "\"%s\" must be an array", key);
}

/* The member, or NULL where it is absent or null. */
static const json_t *member(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);
	return json_is_null(value) ? NULL : value;
}

enum rc jr_text(const struct json_t *object, const char *key, const char **text, struct err *err)
{
	const json_t *value = member(object, key);
	*text = json_string_value(value);
	if (value != NULL && *text == NULL)
		return err_set(err, RC_DATA, "\"%s\" must be a string or null", key);
	return RC_OK;
}

enum rc jr_int(const struct json_t *object, const char *key, int64_t *value, bool *known, struct err *err)
{
	const json_t *found = member(object, key);
	*known = json_is_integer(found);
	*value = json_integer_value(found);
	if (found != NULL && !*known)
		return err_set(err, RC_DATA, "\"%s\" must be a whole number or null", key);
	return RC_OK;
}

enum rc jr_bool(const struct json_t *object, const char *key, bool *value, bool *known, struct err *err)
{
	const json_t *found = member(object, key);
	*known = json_is_boolean(found);
	*value = json_is_true(found);
	if (found != NULL && !*known)
		return err_set(err, RC_DATA, "\"%s\" must be true, false or null", key);
	return RC_OK;
}

static bool is_listed(const char *name, const char *const allowed[])
{
	for (size_t i = 0; allowed[i] != NULL; i++)
		if (strcmp(name, allowed[i]) == 0)
			return true;
	return false;
}

enum rc jr_only(const struct json_t *object, const char *const allowed[], struct err *err)
{
	/* jansson's iterator takes no const object, but does not write to it. */
	json_t *walked = (json_t *)(uintptr_t)object;
	for (void *at = json_object_iter(walked); at != NULL; at = json_object_iter_next(walked, at))
		if (!is_listed(json_object_iter_key(at), allowed))
			return err_set(err, RC_DATA, "unknown member \"%s\"", json_object_iter_key(at));
	return RC_OK;
}
