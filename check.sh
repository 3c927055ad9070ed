#!/usr/bin/env bash
# Everything that has to hold before a change goes in, in the order in which it fails fastest. CI runs exactly this.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

step() {
    printf '\n== %s\n' "$*"
    "$@"
}

# The main job, on the real binary and with no window: the sample gives places and relations.
annotate_sample() {
    local document count kind
    document=$(cargo run --quiet --no-default-features -- annotate assets/samples/inicio.txt)
    for kind in place relation; do
        count=$(grep -cE "\"id\": ?\"${kind:0:1}[0-9]+\"" <<<"$document" || true)
        printf '%s: %s\n' "$kind ids" "$count"
        if [ "$count" -lt 10 ]; then
            echo "annotate found only $count ${kind}s in assets/samples/inicio.txt; at least 10 are there" >&2
            return 1
        fi
    done
}

# Nothing is built twice here, so what a second build would reuse is only gigabytes on disk.
export CARGO_INCREMENTAL=0
export RUSTDOCFLAGS="${RUSTDOCFLAGS:-} -D warnings"

step cargo fmt --check
step cargo clippy --quiet --no-default-features --all-targets -- -D warnings
step cargo clippy --quiet --all-targets -- -D warnings
step cargo doc --quiet --no-deps --lib
step cargo test --quiet --no-default-features
step cargo test --quiet
step annotate_sample

printf '\nAll is well: format, lints, documentation, tests, the core alone and the main job. Thank you for checking.\n'
