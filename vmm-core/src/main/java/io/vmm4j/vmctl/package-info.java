/**
 * vmctl(8) as types: every subcommand as a {@link io.vmm4j.exec.Query}, every answer as a value, every message as a
 * {@link io.vmm4j.vmctl.VmctlFailure}.
 *
 * <p>{@link io.vmm4j.vmctl.Vmctl} makes the queries; asking one runs exactly one command and decides nothing by itself. vmctl
 * exits 0 or 1 and prints almost everything to standard error, so its answers are told by their texts, in full and
 * case-sensitively. A text that is not known is kept and reported as such; an answer whose text and exit status contradict
 * each other is an error.
 */
@NullMarked
package io.vmm4j.vmctl;

import org.jspecify.annotations.NullMarked;
