/** httpd(8): httpd.conf(5), and files that are served from its chroot(2). */
@NullMarked
package io.vmm4j.testkit.internal.httpd;

import org.jspecify.annotations.NullMarked;
