#include "fcgi/bearer.h"

#include <string.h>
#include <strings.h>

#define TOKEN_MAX 256
#define TOKEN_BYTES "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/"

static bool is_token(struct sv text)
{
	while (text.n > 1 && text.p[text.n - 1] == '=') /* padding */
		text.n--;
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '\0' || !strchr(TOKEN_BYTES, text.p[i]))
			return false;
	return text.n > 0;
}

bool bearer_read(struct sv authorization, struct sv *token)
{
	static const char scheme[] = "Bearer ";
	size_t n = sizeof(scheme) - 1;

	if (authorization.n <= n || strncasecmp(authorization.p, scheme, n) != 0)
		return false;
	*token = (struct sv){authorization.p + n, authorization.n - n};
	while (token->n > 0 && token->p[0] == ' ')
		*token = (struct sv){token->p + 1, token->n - 1};
	return token->n <= TOKEN_MAX && is_token(*token);
}
