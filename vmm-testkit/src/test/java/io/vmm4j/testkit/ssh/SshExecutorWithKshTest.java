package io.vmm4j.testkit.ssh;

/** mksh is, of the shells that other systems have, the nearest relative of OpenBSD's ksh. */
class SshExecutorWithKshTest extends SshExecutorContract {

    SshExecutorWithKshTest() {
        super("/bin/mksh");
    }
}
