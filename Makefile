# Weir: build, try, test, measure. Every target works from a fresh clone.
SWIFT ?= swift
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
BUILD := $(SWIFT) build -c release --static-swift-stdlib
WEIR := .build/release/weir

.PHONY: all build demo test bench clean readline

all: build

# The REPL needs GNU readline's headers; they are installed where they are missing.
readline:
	@if ! echo '#include <stdio.h>\n#include <readline/readline.h>' | cc -E -x c - >/dev/null 2>&1 \
	   && [ ! -e /usr/include/readline/readline.h ]; then \
	  echo "installing libreadline-dev"; \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq libreadline-dev; \
	fi

build: readline
	$(BUILD) --product weir

demo: build
	$(WEIR) run Examples/guizhou/rollout.weir

# One release build with testing enabled: debug code runs arrays many times slower. `WARNINGS=-warnings-as-errors` refuses warnings.
# MALLOC_PERTURB_ has memory overwritten that is given back, so that what still reads it fails.
TESTING := -Xswiftc -enable-testing $(addprefix -Xswiftc ,$(WARNINGS)) --scratch-path .build-test
test: readline
	$(SWIFT) build -c release --build-tests $(TESTING)
	MALLOC_PERTURB_=165 $(SWIFT) test -c release --skip-build $(TESTING)

# Against Lua 5.4 in one run; `apt-get install lua5.4` brings the peer.
bench: build
	WEIR="$(CURDIR)/$(WEIR) run" Tests/Benchmarks/run

clean:
	rm -rf .build .build-test
