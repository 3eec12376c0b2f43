/** The services of a simulated host: rcctl(8), the rc.d(8) scripts behind it, rc.conf(8), and fw_update(8). */
@NullMarked
package io.vmm4j.testkit.internal.rc;

import org.jspecify.annotations.NullMarked;
