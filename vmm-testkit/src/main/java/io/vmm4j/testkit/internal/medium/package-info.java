/** What simulated guests boot and what they leave on their disks. */
@NullMarked
package io.vmm4j.testkit.internal.medium;

import org.jspecify.annotations.NullMarked;
