package io.vmm4j.testkit.ssh;

/** csh is in OpenBSD's base system, and some administrators' login shell. */
class SshExecutorWithCshTest extends SshExecutorContract {

    SshExecutorWithCshTest() {
        super("/bin/csh");
    }
}
