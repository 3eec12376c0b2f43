/** Logging in to guests of an OpenBSD host over SSH: the one place in this module that knows of virtual machines. */
@NullMarked
package io.vmm4j.ssh.guest;

import org.jspecify.annotations.NullMarked;
