/* Whose key signs a request to AWS, and to which region: the environment first, then the credentials and configuration files of the profile.
 * Static keys and session tokens; no roles, no single sign-on, no instance metadata. */
#ifndef WINDFALL_INGEST_SOURCE_AWS_CREDENTIALS_H
#define WINDFALL_INGEST_SOURCE_AWS_CREDENTIALS_H

#include "core/base/err.h"
#include "core/base/sv.h"

#define AWS_CREDENTIALS_ID_MAX 129
#define AWS_CREDENTIALS_SECRET_MAX 200
#define AWS_CREDENTIALS_TOKEN_MAX 4096
#define AWS_CREDENTIALS_REGION_MAX 64

struct aws_credentials {
	char id[AWS_CREDENTIALS_ID_MAX];
	char secret[AWS_CREDENTIALS_SECRET_MAX]; /* never logged, and neither is the token */
	char token[AWS_CREDENTIALS_TOKEN_MAX];   /* "" where the keys are not temporary */
	char region[AWS_CREDENTIALS_REGION_MAX];
};

/* What is looked into. */
struct aws_credentials_sources {
	const char *(*variable)(const char *name); /* NULL where unset or empty */
	struct sv credentials, config;             /* the texts of the two files, empty where absent */
};

/* Pure. RC_CONFIG, with what to set and never a value, where there is no key, half a key, no region, or a text that is none. */
enum rc aws_credentials_find(const struct aws_credentials_sources *sources, struct aws_credentials *out, struct err *err) MUST_CHECK;

/* The same from this process's environment and its files. */
enum rc aws_credentials_load(struct aws_credentials *out, struct err *err) MUST_CHECK;
void aws_credentials_forget(struct aws_credentials *credentials); /* wipes them */

#endif
