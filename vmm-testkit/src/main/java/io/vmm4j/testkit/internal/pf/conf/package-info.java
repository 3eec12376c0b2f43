/** Reads pf.conf(5): the language, and how pfctl(8) expands its lines to rules. */
@NullMarked
package io.vmm4j.testkit.internal.pf.conf;

import org.jspecify.annotations.NullMarked;
