#include "core/ingest/source/aws_credentials.h"

#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/cfg.h"
#include "core/base/limits.h"
#include "core/base/os.h"

#define PATH_TEXT_MAX 4096

static struct sv strip(struct sv text)
{
	while (text.n > 0 && (text.p[0] == ' ' || text.p[0] == '\t' || text.p[0] == '\r'))
		text = (struct sv){text.p + 1, text.n - 1};
	while (text.n > 0 && (text.p[text.n - 1] == ' ' || text.p[text.n - 1] == '\t' || text.p[text.n - 1] == '\r'))
		text.n--;
	return text;
}

/* "[name]" or, as the configuration file has it, "[profile name]". */
static bool is_section(struct sv line, struct sv profile)
{
	struct sv prefix = SV("profile");
	struct sv name = strip((struct sv){line.p + 1, line.n - 1});
	if (!sv_ends(name, SV("]")))
		return false;
	name = strip((struct sv){name.p, name.n - 1});
	if (sv_starts(name, prefix) && name.n > prefix.n && (name.p[prefix.n] == ' ' || name.p[prefix.n] == '\t'))
		name = strip((struct sv){name.p + prefix.n, name.n - prefix.n});
	return sv_eq(name, profile);
}

/* The value of name in the profile's section; an indented line belongs to the setting above it and is none of its own. */
static struct sv setting(struct sv text, struct sv profile, const char *name)
{
	struct sv line, found = {0};
	bool inside = false;
	while (sv_next(&text, '\n', &line)) {
		struct sv value = strip(line), key;
		if (value.n == 0 || value.p[0] == '#' || value.p[0] == ';')
			continue;
		if (value.p[0] == '[')
			inside = is_section(value, profile);
		else if (inside && line.p[0] != ' ' && line.p[0] != '\t' && sv_next(&value, '=', &key) && sv_eq_str(strip(key), name))
			found = strip(value);
	}
	return found;
}

/* What one place says of a key. */
struct key {
	struct sv id, secret, token;
};

static struct key key_of_environment(const struct aws_credentials_sources *sources)
{
	return (struct key){sv_of(sources->variable("AWS_ACCESS_KEY_ID")), sv_of(sources->variable("AWS_SECRET_ACCESS_KEY")),
	                    sv_of(sources->variable("AWS_SESSION_TOKEN"))};
}

static struct key key_of_file(struct sv text, struct sv profile)
{
	return (struct key){setting(text, profile, "aws_access_key_id"), setting(text, profile, "aws_secret_access_key"),
	                    setting(text, profile, "aws_session_token")};
}

/* Visible ASCII alone: a header carries it. */
static bool is_clean(struct sv text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] <= ' ' || text.p[i] > '~')
			return false;
	return true;
}

static enum rc take(const struct key *key, const char *where, struct aws_credentials *out, struct err *err)
{
	if (key->id.n == 0 || key->secret.n == 0)
		return err_set(err, RC_CONFIG, "half a key for AWS in %s: the %s is missing", where,
		               key->id.n == 0 ? "access key id" : "secret access key");
	if (is_clean(key->id) && is_clean(key->secret) && is_clean(key->token) && sv_copy(key->id, out->id, sizeof(out->id)) &&
	    sv_copy(key->secret, out->secret, sizeof(out->secret)) && sv_copy(key->token, out->token, sizeof(out->token)))
		return RC_OK;
	return err_set(err, RC_CONFIG, "the key for AWS in %s is no key: too long, or with a character that none has", where);
}

static enum rc find_key(const struct aws_credentials_sources *sources, struct sv profile, struct aws_credentials *out, struct err *err)
{
	const struct {
		const char *where;
		struct key key;
	} places[] = {
	    {"the environment", key_of_environment(sources)},
	    {"the credentials file", key_of_file(sources->credentials, profile)},
	    {"the configuration file", key_of_file(sources->config, profile)},
	};
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (places[i].key.id.n + places[i].key.secret.n > 0)
			return take(&places[i].key, places[i].where, out, err);
	return err_set(err, RC_CONFIG,
	               "no key for AWS: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give profile \"%.*s\" one in ~/.aws/credentials",
	               profile.n > 64 ? 64 : (int)profile.n, profile.p);
}

static bool is_region(struct sv text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] != '-' && (text.p[i] < '0' || text.p[i] > '9') && (text.p[i] < 'a' || text.p[i] > 'z'))
			return false;
	return text.n > 0;
}

static enum rc find_region(const struct aws_credentials_sources *sources, struct sv profile, struct aws_credentials *out, struct err *err)
{
	struct sv region = sv_of(sources->variable("AWS_REGION"));
	if (region.n == 0)
		region = sv_of(sources->variable("AWS_DEFAULT_REGION"));
	if (region.n == 0)
		region = setting(sources->config, profile, "region");
	if (region.n == 0)
		region = setting(sources->credentials, profile, "region");
	if (region.n == 0)
		return err_set(err, RC_CONFIG, "no region for AWS: set AWS_REGION, or region of profile \"%.*s\" in ~/.aws/config",
		               profile.n > 64 ? 64 : (int)profile.n, profile.p);
	if (is_region(region) && sv_copy(region, out->region, sizeof(out->region)))
		return RC_OK;
	return err_set(err, RC_CONFIG, "the region for AWS must be like eu-west-2");
}

enum rc aws_credentials_find(const struct aws_credentials_sources *sources, struct aws_credentials *out, struct err *err)
{
	struct sv profile = sv_of(sources->variable("AWS_PROFILE"));
	if (profile.n == 0)
		profile = SV("default");
	enum rc rc = find_key(sources, profile, out, err);
	if (rc == RC_OK)
		rc = find_region(sources, profile, out, err);
	if (rc != RC_OK)
		aws_credentials_forget(out);
	return rc;
}

/* The file a variable names, else the one of that name in ~/.aws; an absent one is empty. */
static enum rc read_file(const char *variable, const char *name, struct buf *text, struct err *err)
{
	char path[PATH_TEXT_MAX];
	const char *home = cfg_environment("HOME"), *named = cfg_environment(variable);
	if (named == NULL && home == NULL)
		return RC_OK;
	int n = named != NULL ? snprintf(path, sizeof(path), "%s", named) : snprintf(path, sizeof(path), "%s/.aws/%s", home, name);
	if (n >= PATH_TEXT_MAX)
		return err_set(err, RC_CONFIG, "%s: the path of AWS's %s file is too long", variable, name);
	enum rc rc = os_read_file(path, text, err);
	if (rc == RC_OK || (rc == RC_NOT_FOUND && named == NULL))
		return RC_OK;
	return err_set(err, RC_CONFIG, "%.200s cannot be read", path);
}

enum rc aws_credentials_load(struct aws_credentials *out, struct err *err)
{
	struct buf credentials, config;
	buf_init(&credentials, LIMIT_CONFIG_BYTES);
	buf_init(&config, LIMIT_CONFIG_BYTES);
	enum rc rc = read_file("AWS_SHARED_CREDENTIALS_FILE", "credentials", &credentials, err);
	if (rc == RC_OK)
		rc = read_file("AWS_CONFIG_FILE", "config", &config, err);
	const struct aws_credentials_sources sources = {cfg_environment, buf_sv(&credentials), buf_sv(&config)};
	if (rc == RC_OK)
		rc = aws_credentials_find(&sources, out, err);
	if (credentials.len > 0)
		explicit_bzero(credentials.data, credentials.len);
	if (config.len > 0)
		explicit_bzero(config.data, config.len);
	buf_fini(&config);
	buf_fini(&credentials);
	return rc;
}

void aws_credentials_forget(struct aws_credentials *credentials)
{
	explicit_bzero(credentials, sizeof(*credentials));
}
