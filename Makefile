# Pipeline: what one needs to build, run and test it, on Debian with Swift. `make` lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

SWIFT ?= swift
SWIFT_MINIMUM := 6.2
PACKAGES := liblua5.4-dev libpcre2-dev libsqlite3-dev zlib1g-dev libzstd-dev libxml2 libedit2 pkg-config
# For tests of pages alone, and large: only what checks a change has to have it.
BROWSER := chromium
FORMATTED := $(wildcard Sources Tests Package.swift Examples Benchmarks)

DEMO := Examples/news
# Linked statically the command starts faster and needs no Swift on the machine; not every toolchain can.
TOOLCHAIN := $(dir $(realpath $(shell command -v $(SWIFT))))
STATIC := $(if $(wildcard $(TOOLCHAIN)../lib/swift_static),--static-swift-stdlib)
RELEASE := -c release --product pipeline $(STATIC)
# Linked statically, reading from Lua is a tenth faster. Where the archive is missing, the shared library does.
LUA_ARCHIVE := $(wildcard $(shell pkg-config --variable=libdir lua5.4 2>/dev/null)/liblua5.4.a)
# The same for SQLite: one library less to find when the program starts.
SQLITE_ARCHIVE := $(wildcard $(shell pkg-config --variable=libdir sqlite3 2>/dev/null)/libsqlite3.a)
STATIC_CONFIG := .build/pkgconfig

MODELS := Sources/CPipelineModels
NAME_LISTS := $(foreach list,first-names surnames places organizations no-names,$(MODELS)/Lists/$(list).txt)
NAME_DATA := uner-pud.iob2 crossner-politics.iob2 redocred.iob2 wikigold.conll.txt wnut17-train.conll

PREFIX := /usr/local

.PHONY: help prepare browser build demo install test gold api docs man format format-check models asan kills clean

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

prepare: ## Check Swift and the Debian packages; install what is missing
	@.ci/prepare $(SWIFT) $(SWIFT_MINIMUM) $(PACKAGES)

browser: ## Install the browser in which tests look at pages; without it they are skipped
	@.ci/prepare $(SWIFT) $(SWIFT_MINIMUM) $(BROWSER)

build: prepare ## Build the pipeline command for release
	@echo "==> building the pipeline command"
	@mkdir -p $(STATIC_CONFIG)
	@rm -f $(STATIC_CONFIG)/lua5.4.pc $(STATIC_CONFIG)/sqlite3.pc
	@$(if $(LUA_ARCHIVE),sed 's/^Libs:.*/Libs: -l:liblua5.4.a -lm -ldl/' \
	    "$$(pkg-config --variable=pcfiledir lua5.4)/lua5.4.pc" > $(STATIC_CONFIG)/lua5.4.pc)
	@$(if $(SQLITE_ARCHIVE),sed 's/^Libs:.*/Libs: -l:libsqlite3.a -lm -ldl/' \
	    "$$(pkg-config --variable=pcfiledir sqlite3)/sqlite3.pc" > $(STATIC_CONFIG)/sqlite3.pc)
	PKG_CONFIG_PATH="$(CURDIR)/$(STATIC_CONFIG)" $(SWIFT) build $(RELEASE)

demo: build ## Build, then run the news example
	@echo "==> running $(DEMO)/config.lua"
	@"$$($(SWIFT) build $(RELEASE) --show-bin-path)/pipeline" run --force $(DEMO)/config.lua
	@echo "==> the output is in $(DEMO)/out"
	@ls -1 $(DEMO)/out | sed 's|^|    $(DEMO)/out/|'

install: build ## Install the program, its plugins, manual page and completions for shells below PREFIX (/usr/local)
	@echo "==> installing below $(PREFIX)"
	install -D "$$($(SWIFT) build $(RELEASE) --show-bin-path)/pipeline" "$(DESTDIR)$(PREFIX)/bin/pipeline"
	mkdir -p "$(DESTDIR)$(PREFIX)/share/pipeline/plugins" "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" \
	    "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	cp -r Plugins/. "$(DESTDIR)$(PREFIX)/share/pipeline/plugins/"
	install -D -m 644 Documentation/pipeline.1 "$(DESTDIR)$(PREFIX)/share/man/man1/pipeline.1"
	program="$(DESTDIR)$(PREFIX)/bin/pipeline"; share="$(DESTDIR)$(PREFIX)/share"; \
	"$$program" --generate-completion-script bash > "$$share/bash-completion/completions/pipeline"; \
	"$$program" --generate-completion-script zsh > "$$share/zsh/site-functions/_pipeline"; \
	"$$program" --generate-completion-script fish > "$$share/fish/vendor_completions.d/pipeline.fish"

test: prepare ## Run all tests
	@echo "==> building and running all tests"
	@mkdir -p .build
	@$(SWIFT) test --parallel 2>&1 | tee .build/test.log || { echo "==> what failed:"; grep -a '^✘' .build/test.log; exit 1; }

gold: prepare ## Measure the news definition on the articles of Examples/news/gold; write their baseline anew
	UPDATE_BASELINE=1 $(SWIFT) test --filter GoldTests
	@git diff --stat -- $(DEMO)/gold/baseline.tsv

api: ## Write the script API's reference pages and editor stubs anew, from its declarations
	@echo "==> writing Documentation/api and Documentation/stubs"
	$(SWIFT) build --product pipeline
	@rm -f Documentation/stubs/.luarc.json
	@"$$($(SWIFT) build --show-bin-path)/pipeline" api --markdown Documentation/api --stubs Documentation/stubs

docs: ## Build the Swift documentation of what was built; a link that leads nowhere is an error
	@echo "==> building .build/documentation"
	@.ci/docc

man: ## Write the manual page anew, from the help of the program
	@echo "==> writing Documentation/pipeline.1"
	$(SWIFT) package plugin generate-manual --configuration debug
	@cp .build/plugins/GenerateManual/outputs/PipelineCommand/pipeline.1 Documentation/pipeline.1

format: ## Format all Swift files
	@echo "==> formatting $(FORMATTED)"
	$(SWIFT) format --in-place --parallel --recursive $(FORMATTED)

format-check: ## Check the format of all Swift files
	@echo "==> checking the format of $(FORMATTED)"
	$(SWIFT) format lint --strict --parallel --recursive $(FORMATTED)

models: build ## Train the English models; DATA=DIR holds ud-ewt/ (CC BY-SA), gum/ (CC BY), ner/ (CC BY-SA), clusters.tsv
	@test -f "$(DATA)/ud-ewt/train.conllu" -a -f "$(DATA)/clusters.tsv" || \
	    { echo "make models needs DATA=DIR with ud-ewt/, gum/, ner/ and clusters.tsv" >&2; exit 1; }
	"$$($(SWIFT) build $(RELEASE) --show-bin-path)/pipeline" train tagger --clusters "$(DATA)/clusters.tsv" \
	    --lists $(NAME_LISTS) --text $(addprefix $(DATA)/ner/,$(NAME_DATA)) \
	    --data "$(DATA)/ud-ewt/train.conllu" $(sort $(wildcard $(DATA)/gum/*.conllu)) \
	    --test "$(DATA)/ud-ewt/dev.conllu" --note "licence: CC BY-SA 4.0" "date: 2026-11-23" -o $(MODELS)/Data/english-tagger.model
	"$$($(SWIFT) build $(RELEASE) --show-bin-path)/pipeline" train entities --clusters "$(DATA)/clusters.tsv" \
	    --lists $(NAME_LISTS) --data $(addprefix $(DATA)/ner/,$(NAME_DATA)) $(sort $(wildcard $(DATA)/gum/*.conllu)) \
	    --test "$(DATA)/ner/uner-ewt-dev.iob2" --note "licence: CC BY-SA 4.0" "date: 2026-11-23" -o $(MODELS)/Data/english-entities.model

asan: prepare ## Run all tests with the address sanitizer
	@echo "==> building and running all tests with the address sanitizer"
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --sanitize=address --scratch-path .build-asan

kills: build ## Kill COUNT runs at real system calls and go on with them; needs strace and python3
	@echo "==> killing runs and going on with them"
	@.ci/kills $(or $(COUNT),200)

clean: ## Remove everything that was built
	@echo "==> removing .build and the outputs of the examples"
	rm -rf .build .build-asan Examples/*/out
