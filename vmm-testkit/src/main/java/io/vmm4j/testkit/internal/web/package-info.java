/** What a simulated machine does with the network beyond its own: ftp(1), and signify(1), which checks what came. */
@NullMarked
package io.vmm4j.testkit.internal.web;

import org.jspecify.annotations.NullMarked;
