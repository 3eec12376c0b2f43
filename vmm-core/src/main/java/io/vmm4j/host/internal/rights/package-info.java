/** Which commands each operation runs as root, as rules of doas.conf(5). */
@NullMarked
package io.vmm4j.host.internal.rights;

import org.jspecify.annotations.NullMarked;
