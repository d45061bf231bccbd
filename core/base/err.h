/* Errors: one code and one text, set at the fault, wrapped on the way up, logged once at the top. Caller's storage. */
#ifndef WINDFALL_BASE_ERR_H
#define WINDFALL_BASE_ERR_H

#define ERR_TEXT_MAX 512
#define MUST_CHECK __attribute__((warn_unused_result))

enum rc {
	RC_OK,
	RC_FAIL,        /* this program or its machine is at fault */
	RC_USAGE,       /* a wrong option, argument or parameter */
	RC_DATA,        /* data was refused */
	RC_UNAVAILABLE, /* a source, or the database, cannot be reached */
	RC_PARTLY,      /* some of the work is left for the next run */
	RC_BUSY,        /* another run of its kind is at work */
	RC_CONFIG,      /* a setting is wrong, or belongs to another kind of data */
	RC_NOT_FOUND,
	RC_TIMEOUT,
};

struct err {
	enum rc rc;
	char text[ERR_TEXT_MAX];
};

/* Sets the code and the text; returns rc, so that a fault is one line: return err_set(err, RC_DATA, "…"). err may be NULL. */
enum rc err_set(struct err *err, enum rc rc, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Puts "context: " before the text; returns the code err holds. */
enum rc err_wrap(struct err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#ifdef __clang_analyzer__ /* which does not look into another file: the code given is the code returned, and a wrapped one a failure */
#define err_set(err, code, ...) ((void)err_set(err, code, __VA_ARGS__), (code))
#define err_wrap(err, ...) ((void)err_wrap(err, __VA_ARGS__), RC_FAIL)
#endif

/* The process exit status of architecture.md: 0, 64, 65, 69, 75, 78, else 1. */
int err_exit_status(enum rc rc);

#endif
