/**
 * What an executor must keep, as JUnit tests: extend {@link io.vmm4j.testkit.contract.ExecutorContract} with five lines and
 * run it on your own transport.
 *
 * <p>The tests use programs that every Unix has in its base system: cat, env, printf, sh, sleep, stty, true.
 */
@NullMarked
package io.vmm4j.testkit.contract;

import org.jspecify.annotations.NullMarked;
