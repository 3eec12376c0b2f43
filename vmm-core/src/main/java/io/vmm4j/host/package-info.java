/**
 * One host: what it is and can do, what is wrong with it, who needs which rights on it, how it is made ready for VMs, and its
 * vm.conf(5).
 */
@NullMarked
package io.vmm4j.host;

import org.jspecify.annotations.NullMarked;
