/** Long work: how far it has come, and waiting for something with a deadline, and saying afterwards what was seen meanwhile. */
@NullMarked
package io.vmm4j.operation;

import org.jspecify.annotations.NullMarked;
