# What is done by hand now and then. Everything that has to pass is in .ci/run.

FUZZTIME ?= 30s
KILLS ?= 1000
SEEDS ?= 100000

.PHONY: all build test check lint race fuzz bench e2e readme zoneinfo

all: build test

build: ## one static binary
	CGO_ENABLED=0 go build -trimpath -o recruitty .

test:
	go test ./...

check: ## what a change has to pass
	.ci/run

lint:
	go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0 run ./...

race: ## without SQLite's own code, see .ci/run
	go test ./... -race -timeout 25m -gcflags='modernc.org/sqlite/lib=-race=false' -gcflags='modernc.org/libc=-race=false'

fuzz: ## every fuzz target for FUZZTIME each
	@for package in $$(go list ./...); do \
	  for target in $$(go test $$package -list '^Fuzz' | grep '^Fuzz'); do \
	    echo "== $$package $$target"; \
	    go test $$package -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) || exit 1; \
	  done; \
	done

bench:
	go test ./... -run '^$$' -bench . -benchmem

# Whole flows on the real binary: it is killed KILLS times, and the outbox goes
# through SEEDS storms.
e2e:
	go test ./$(dir $(shell git ls-files '*crash_test.go')) -v -run TestKilled -kills $(KILLS) -timeout 2h
	go test ./recruit/outbox -run TestStorm -seeds $(SEEDS) -timeout 2h

readme: ## the documents that are made from the program
	UPDATE_GOLDEN=1 go test $$(git grep -l 'docfile\.' -- '*_test.go' | xargs -n1 dirname | sort -u | sed 's|^|./|') -run 'Document$$'

zoneinfo: ## TZDATA is the folder of an unpacked tzdata*.tar.gz from https://www.iana.org/time-zones
	@test -n "$(TZDATA)" || { echo 'make zoneinfo TZDATA=FOLDER'; exit 2; }
	go run ./internal/zonegen -from $(TZDATA) -to $(shell git ls-files '*zoneinfo.zip')
	go test ./$(dir $(shell git ls-files '*zoneinfo.zip'))
