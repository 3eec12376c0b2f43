package io.vmm4j.testkit.ssh;

class OpenSshExecutorWithShTest extends OpenSshExecutorContract {

    OpenSshExecutorWithShTest() {
        super("/bin/sh");
    }
}
