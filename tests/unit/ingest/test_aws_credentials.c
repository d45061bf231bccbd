#include "core/ingest/source/aws_credentials.h"
#include "tests/unit/unit.h"

/* The environment of a test: "NAME=value" pairs. */
static const char *const *environment;

static const char *variable(const char *name)
{
	size_t n = strlen(name);
	for (const char *const *pair = environment; *pair; pair++)
		if (strncmp(*pair, name, n) == 0 && (*pair)[n] == '=')
			return *pair + n + 1;
	return NULL;
}

static enum rc find(const char *const *pairs, const char *credentials, const char *config, struct aws_credentials *out, struct err *err)
{
	const struct aws_credentials_sources sources = {variable, sv_of(credentials), sv_of(config)};
	environment = pairs;
	return aws_credentials_find(&sources, out, err);
}

#define CREDENTIALS                                                                                                                        \
	"# keys\n"                                                                                                                             \
	"[default]\n"                                                                                                                          \
	"aws_access_key_id = AKIDEFAULT\n"                                                                                                     \
	"aws_secret_access_key=secret/default+=\r\n"                                                                                           \
	"; a comment\n"                                                                                                                        \
	"\n"                                                                                                                                   \
	"[ wind ]\n"                                                                                                                           \
	"aws_access_key_id=AKIWIND\n"                                                                                                          \
	"aws_secret_access_key = secret-of-wind\n"                                                                                             \
	"aws_session_token = token-of-wind\n"

#define CONFIG                                                                                                                             \
	"[default]\n"                                                                                                                          \
	"region = eu-west-2\n"                                                                                                                 \
	"s3 =\n"                                                                                                                               \
	"  region = nested-1\n"                                                                                                                \
	"[profile wind]\n"                                                                                                                     \
	"region=eu-central-1\n"                                                                                                                \
	"[profile keys]\n"                                                                                                                     \
	"aws_access_key_id = AKIKEYS\n"                                                                                                        \
	"aws_secret_access_key = secret-of-keys\n"                                                                                             \
	"region = us-east-1\n"

static void each_place_in_its_order(void **state)
{
	static const struct {
		const char *pairs[5];
		const char *id, *secret, *token, *region;
	} cases[] = {
	    {{NULL}, "AKIDEFAULT", "secret/default+=", "", "eu-west-2"},
	    {{"AWS_PROFILE=wind"}, "AKIWIND", "secret-of-wind", "token-of-wind", "eu-central-1"},
	    {{"AWS_PROFILE=keys"}, "AKIKEYS", "secret-of-keys", "", "us-east-1"},
	    {{"AWS_ACCESS_KEY_ID=AKIENV", "AWS_SECRET_ACCESS_KEY=env"}, "AKIENV", "env", "", "eu-west-2"},
	    {{"AWS_ACCESS_KEY_ID=AKIENV", "AWS_SECRET_ACCESS_KEY=env", "AWS_SESSION_TOKEN=t", "AWS_DEFAULT_REGION=us-west-2"},
	     "AKIENV",
	     "env",
	     "t",
	     "us-west-2"},
	    {{"AWS_REGION=ap-south-1", "AWS_DEFAULT_REGION=us-west-2"}, "AKIDEFAULT", "secret/default+=", "", "ap-south-1"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct aws_credentials got;
		struct err err = {0};
		if (find(cases[i].pairs, CREDENTIALS, CONFIG, &got, &err) != RC_OK)
			fail_msg("%s", err.text);
		assert_string_equal(got.id, cases[i].id);
		assert_string_equal(got.secret, cases[i].secret);
		assert_string_equal(got.token, cases[i].token);
		assert_string_equal(got.region, cases[i].region);
	}
}

/* Each refusal says what is missing, and never a value. */
static void what_is_missing_is_named(void **state)
{
	static const struct {
		const char *pairs[4];
		const char *credentials, *config, *says;
	} cases[] = {
	    {{NULL}, "", "", "AWS_ACCESS_KEY_ID"},
	    {{"AWS_PROFILE=nobody"}, CREDENTIALS, CONFIG, "\"nobody\""},
	    {{NULL}, CREDENTIALS, "", "AWS_REGION"},
	    {{"AWS_ACCESS_KEY_ID=AKIHALF"}, CREDENTIALS, CONFIG, "secret access key is missing"},
	    {{"AWS_SECRET_ACCESS_KEY=half-of-it"}, CREDENTIALS, CONFIG, "access key id is missing"},
	    {{"AWS_ACCESS_KEY_ID=AKI", "AWS_SECRET_ACCESS_KEY=with space"}, "", CONFIG, "is no key"},
	    {{"AWS_REGION=eu-west-2/../"}, CREDENTIALS, CONFIG, "like eu-west-2"},
	    {{NULL}, "[default]\naws_access_key_id = A\n", CONFIG, "credentials file: the secret access key is missing"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct aws_credentials got;
		struct err err = {0};
		assert_int_equal(find(cases[i].pairs, cases[i].credentials, cases[i].config, &got, &err), RC_CONFIG);
		if (strstr(err.text, cases[i].says) == NULL)
			fail_msg("\"%s\" does not say %s", err.text, cases[i].says);
		assert_null(strstr(err.text, "half-of-it"));
		assert_null(strstr(err.text, "with space"));
		assert_string_equal(got.secret, "");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_place_in_its_order),
	    cmocka_unit_test(what_is_missing_is_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
