/** How vmctl's answers are read: the table of its messages, the lines that confirm, the status table. */
@NullMarked
package io.vmm4j.vmctl.internal;

import org.jspecify.annotations.NullMarked;
