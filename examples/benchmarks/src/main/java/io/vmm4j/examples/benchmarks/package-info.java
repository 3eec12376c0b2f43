/**
 * Measures the SSH executors beside their rivals, in one run against one sshd(8) on loopback, and prints the ratios.
 * {@link io.vmm4j.examples.benchmarks.Benchmarks} is the program.
 */
@NullMarked
package io.vmm4j.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
