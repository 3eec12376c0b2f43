package io.vmm4j.testkit.internal.vmd.config;

import java.util.Optional;

/**
 * A {@code vm} block of vm.conf(5).
 *
 * @param parameters what it says of the VM
 * @param disabled whether it is not to be started by itself
 * @param kernelPath the kernel of its {@code boot} line
 */
public record VmBlock(VmParameters parameters, boolean disabled, Optional<String> kernelPath) {}
