/** The packet filter in the kernel: loaded rules, tables, states, and what they make of a packet. pf(4). */
@NullMarked
package io.vmm4j.testkit.internal.pf.filter;

import org.jspecify.annotations.NullMarked;
