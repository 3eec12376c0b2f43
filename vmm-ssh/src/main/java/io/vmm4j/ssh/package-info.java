/**
 * Two executors for hosts reached over SSH.
 *
 * <p>{@link io.vmm4j.ssh.SshExecutor} speaks the protocol itself: one connection, many channels, the fastest round trips, key
 * files and passwords, strict host keys. {@link io.vmm4j.ssh.OpenSshExecutor} runs the system's own {@code ssh}: for agents,
 * hardware keys, certificates, and whatever else a {@code ssh_config(5)} can say. Both keep the same contract; which one an
 * address is given to is the program's choice.
 */
@NullMarked
package io.vmm4j.ssh;

import org.jspecify.annotations.NullMarked;
