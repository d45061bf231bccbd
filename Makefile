# Windfall. `make` alone lists the goals; nothing is generated outside build/.
.DEFAULT_GOAL := help
SHELL := /bin/bash
# A Node that tools/stack/install had to fetch goes before Debian's.
export PATH := $(CURDIR)/build/node/node_modules/.bin:$(PATH)
VARIANT ?= release
OUT := build/$(VARIANT)
GEN := build/gen

CC := gcc
PKGS := libpq libcurl jansson hiredis libcrypto zlib
WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings -Wformat=2 -Wvla -Wno-overlength-strings -Wno-missing-field-initializers -Werror
# gcc alone knows it: a text cut to fit is meant
WARN += $(if $(findstring clang,$(CC)),,-Wno-format-truncation)
HARDEN := -fstack-protector-strong -fstack-clash-protection -fcf-protection -fPIE
CPPFLAGS += -I. -I$(GEN) -D_GNU_SOURCE $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
CFLAGS_release := -O2 -g -D_FORTIFY_SOURCE=3
CFLAGS_asan := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
LDFLAGS_asan := -fsanitize=address,undefined
CFLAGS_fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
LDFLAGS_fuzz := -fsanitize=address,undefined
CFLAGS += -std=c11 $(WARN) $(HARDEN) $(CFLAGS_$(VARIANT))
LDFLAGS += -pie -Wl,-z,relro,-z,now $(LDFLAGS_$(VARIANT))
LIBS = $(shell pkg-config --libs $(PKGS))

CORE_SRC := $(wildcard core/*/*.c core/*/*/*.c)
GEN_SRC := $(GEN)/queries.c $(GEN)/statements.c $(GEN)/migrations.c $(GEN)/checks.c $(GEN)/check_list.c
API_SRC := $(wildcard fcgi/*.c)
CLI_SRC := $(wildcard tools/windfall/*.c tools/simulate/*.c)
UNIT_SRC := $(wildcard tests/unit/*/test_*.c)
obj = $(patsubst %.c,$(OUT)/obj/%.o,$(1))
CORE_OBJ := $(call obj,$(CORE_SRC)) $(call obj,$(GEN_SRC))
FUZZ_OBJ := $(call obj,$(filter-out %/main.c,$(wildcard tests/fuzz/*.c) $(API_SRC)) tests/unit/ingest/corpus_parsers.c)

##@ Run
up: ## install what is missing, build, start the local stack, ingest, print the address
	@tools/stack/up
down: ## stop exactly what `make up` started
	@tools/stack/down
doctor: ## say what is missing or wrong on this machine, and the remedy
	@tools/stack/doctor

##@ Build
all: bin web ## everything: programs into build/release, the site into build/web
bin: $(OUT)/windfall $(OUT)/windfall-api ## the two programs (VARIANT=release|asan)
web: build/web/index.html ## the site

##@ Check
test: ## install what is missing and run every test
	@tests/run
test-unit: $(patsubst tests/unit/%.c,$(OUT)/unit/%,$(UNIT_SRC)) ## unit and corpus tests alone, seconds
	@tests/run-unit $(OUT)
fuzz: ## fuzz every parser of untrusted bytes, MINUTES=10 each
	@tests/fuzz/run
lint: ## format, static analysis, layers, symbols, banned calls, shell, web
	@tools/dev/lint
fmt: ## format C and web sources in place
	@tools/dev/fmt
bench: ## timings, as ratios taken in one run
	@tests/bench/run

soak: bin ## half an hour (MINUTES=30) of reloads and clients that leave and stall, on the fast pool
	@node tests/soak/run.mjs $(MINUTES)

##@ Tidy
clean: ## remove build/ (stops the local stack first)
	@tools/stack/down --quiet --purge || true
	rm -rf build

help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

$(OUT)/libwindfall.a: $(CORE_OBJ)
	@rm -f $@
	$(AR) rcs $@ $^
$(OUT)/windfall: $(call obj,$(CLI_SRC)) $(OUT)/libwindfall.a
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)
$(OUT)/windfall-api: $(call obj,$(API_SRC)) $(OUT)/libwindfall.a
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS) -lfcgi
# Pools with other routes than the API's.
POOL_OBJ := $(call obj,$(addprefix fcgi/,main.c listen.c prefork.c scoreboard.c metrics.c worker.c worker_fast.c worker_slow.c request.c response.c room.c))
$(OUT)/test-pool: $(call obj,tests/fakes/pool_routes.c)
$(OUT)/memory-pool: $(call obj,tests/bench/memory_pool.c)
$(OUT)/test-pool $(OUT)/memory-pool: $(POOL_OBJ) $(OUT)/libwindfall.a
	$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) $(OUT)/libwindfall.a $(LIBS) -lfcgi
$(OUT)/test-db: $(call obj,$(addprefix tests/integration/,db.c db_copy.c db_together.c)) $(OUT)/libwindfall.a
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS) -lcmocka
$(OUT)/bench/%: $(OUT)/obj/tests/bench/%.o $(OUT)/libwindfall.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)
$(OUT)/fuzz: $(FUZZ_OBJ) $(OUT)/obj/tests/fuzz/main.o $(OUT)/libwindfall.a
	$(CC) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS) -lfcgi -lm
$(OUT)/unit/fuzz/test_kept_inputs: $(OUT)/obj/tests/unit/fuzz/test_kept_inputs.o $(FUZZ_OBJ) $(OUT)/libwindfall.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS) -lfcgi -lcmocka -lm
$(OUT)/unit/fcgi/%: $(OUT)/obj/tests/unit/fcgi/%.o $(filter-out %/main.o,$(call obj,$(API_SRC))) $(OUT)/libwindfall.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS) -lfcgi -lcmocka
$(OUT)/unit/ingest/test_corpus: $(call obj,tests/unit/ingest/corpus_parsers.c)
$(OUT)/unit/%: $(OUT)/obj/tests/unit/%.o $(OUT)/libwindfall.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) $(OUT)/libwindfall.a $(LIBS) -lcmocka

$(OUT)/obj/%.o: %.c | generated
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

generated: $(GEN_SRC) $(GEN)/program.h
$(GEN)/program.h: $(CORE_SRC) $(API_SRC) $(GEN_SRC) $(wildcard core/*/*.h core/*/*/*.h fcgi/*.h)
	@printf '#define PROGRAM "%.12s" /* digest of all that makes a page */\n' "$$(cat $^ | sha256sum)" >$@
$(GEN)/queries.c: $(wildcard sql/queries/*.sql) tools/dev/gen-sql
	@tools/dev/gen-sql queries 0 sql/queries $(GEN)
$(GEN)/statements.c: $(wildcard sql/statements/*.sql) tools/dev/gen-sql
	@tools/dev/gen-sql statements 1000 sql/statements $(GEN)
$(GEN)/checks.c $(GEN)/check_list.c &: $(wildcard sql/checks/*.sql) tools/dev/gen-sql tools/dev/gen-checks
	@tools/dev/gen-checks $(GEN)
$(GEN)/migrations.c: $(wildcard sql/migrations/*.sql sql/reference/*.csv) sql/roles.sql tools/dev/gen-migrations
	@tools/dev/gen-migrations $(GEN)

build/web/index.html: $(shell find web -type f -not -path '*/node_modules/*' -not -name 'screenshot-*' 2>/dev/null) fcgi/openapi.yaml
	@tools/dev/build-web

-include $(patsubst %.o,%.d,$(CORE_OBJ) $(call obj,$(API_SRC) $(CLI_SRC) $(UNIT_SRC) $(wildcard tests/bench/*.c)))
.PHONY: up down doctor all bin web test test-unit fuzz lint fmt bench clean help generated
.SECONDARY:
