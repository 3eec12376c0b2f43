/**
 * The boundary: a {@link io.vmm4j.exec.Command} goes in, streams and an exit status come out.
 *
 * <p>Nothing above it knows SSH, nothing below it knows vmctl(8). {@link io.vmm4j.exec.CommandExecutor} is what a transport
 * implements; {@link io.vmm4j.exec.LocalExecutor} runs on this machine, the {@code vmm-ssh} module brings two for hosts
 * reached over SSH, and {@code vmm-testkit} a simulated host and the contract that all of them keep.
 */
@NullMarked
package io.vmm4j.exec;

import org.jspecify.annotations.NullMarked;
