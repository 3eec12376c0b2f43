/** The rules of pf(4) as values, and how pfctl(8) prints them. */
@NullMarked
package io.vmm4j.testkit.internal.pf.rule;

import org.jspecify.annotations.NullMarked;
