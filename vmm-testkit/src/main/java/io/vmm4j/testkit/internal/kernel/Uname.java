package io.vmm4j.testkit.internal.kernel;

/**
 * What uname(3) tells of the system.
 *
 * @param system {@code OpenBSD}
 * @param release {@code 7.6}
 * @param version the kernel's configuration and build, {@code GENERIC.MP#338}
 * @param architecture {@code amd64}
 */
public record Uname(String system, String release, String version, String architecture) {}
