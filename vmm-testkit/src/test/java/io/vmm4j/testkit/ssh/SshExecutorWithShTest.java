package io.vmm4j.testkit.ssh;

class SshExecutorWithShTest extends SshExecutorContract {

    SshExecutorWithShTest() {
        super("/bin/sh");
    }
}
