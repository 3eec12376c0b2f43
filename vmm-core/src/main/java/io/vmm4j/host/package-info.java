/** One host: what it is and can do, what is wrong with it, who needs which rights on it, and how it is made ready for VMs. */
@NullMarked
package io.vmm4j.host;

import org.jspecify.annotations.NullMarked;
